"""Widgets that know nothing of record types."""
