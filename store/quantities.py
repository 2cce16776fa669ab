"""How many of something there are, in words."""


def quantity(number: int, what: str) -> str:
    """A number and a noun that fits it: 1 change, 2,000 changes."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"
