"""What a form asks for: one editor per kind of value, and how typed text becomes a record."""
