"""The signs that pictures are drawn with: blocks and dots, or letters that every terminal has."""

from dataclasses import dataclass
from typing import Final

from store.reporting.bars import Bar


@dataclass(frozen=True, slots=True)
class Signs:
    """A bar, the band above it, the shades from little to much, a village, a border, more."""

    bar: str
    band: str
    shades: str
    village: str
    border: str
    is_plain: bool


DRAWN: Final = Signs("█", "░", "░▒▓█", "·", "•", is_plain=False)
PLAIN: Final = Signs("#", "-", ":+%#", ".", "*", is_plain=True)


def bar_of(bar: Bar, most: int, width: int, signs: Signs) -> str:
    """A bar of at most `width` cells: solid for what is documented, a band up to the high end.

    Whatever is more than nothing is seen.
    """
    if not most:
        return ""
    solid = _cells(bar.documented, most, width)
    whole = max(solid + (bar.high > bar.documented), _cells(bar.high, most, width))
    return signs.bar * solid + signs.band * (min(whole, width) - solid)


def _cells(number: int, most: int, width: int) -> int:
    return max(1, round(number / most * width)) if number else 0


def shade_of(number: int, most: int, signs: Signs) -> str:
    """The shade of a number, '' for nothing."""
    if not number or not most:
        return ""
    steps = len(signs.shades)
    return signs.shades[min(steps - 1, (number * steps - 1) // most)]


def number_of(bar: Bar) -> str:
    """The number of a bar: "7", "7–8", "35+"."""
    low = bar.documented
    text = f"{low:,}" if bar.high <= low else f"{low:,}–{bar.high:,}"
    return f"{text}+" if bar.open else text
