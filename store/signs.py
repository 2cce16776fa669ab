"""Signs as people type them, one kind of each: for reading dates and numbers, not for keeping."""

from typing import Final

_INVISIBLE: Final = (
    "\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
"""Soft hyphens, joiners, marks of direction: pasted along, and never meant."""

_FULLWIDTH: Final = range(0xFF01, 0xFF5F)
_FROM_FULLWIDTH: Final = 0xFF01 - ord("!")

_SIGNS: Final = str.maketrans(
    {
        **dict.fromkeys(_INVISIBLE),
        **{chr(point): chr(point - _FROM_FULLWIDTH) for point in _FULLWIDTH},
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("’‘ʼ`´", "'"),
        "≥": ">=",
        "≤": "<=",
        "…": "..",
    }
)


def with_plain_signs(text: str) -> str:
    """The text with one kind of dash and quote, and without what cannot be seen.

    Signs as wide as Burmese or Chinese letters, which some keyboards give, become plain ones.
    """
    return text.translate(_SIGNS)
