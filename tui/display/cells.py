"""The screen as cells: what stands in each, and in which style."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import TypeAlias

from rich.cells import split_graphemes
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style

from tui.display.sgr import PLAIN, visible

Cell: TypeAlias = tuple[str, str]
"""A letter with its marks, and its SGR codes. The cell behind a wide letter holds no text."""

Row: TypeAlias = tuple[Cell, ...]
Grid: TypeAlias = tuple[Row, ...]

BLANK: Cell = (" ", PLAIN)

_CODES = re.compile(r"\x1b\[([\d;]*)mx")
# Where all terminals agree on the width: Latin, Greek, Cyrillic, punctuation, arrows, lines and
# blocks, Braille, and the wide letters of Chinese, Japanese and Korean.
_AGREED = (
    *(range(0x20, 0x7F), range(0xA1, 0xAD), range(0xAE, 0x300), range(0x370, 0x483)),
    *(range(0x48A, 0x530), range(0x2010, 0x2028), range(0x2030, 0x205F), range(0x2190, 0x2200)),
    *(range(0x2500, 0x25FD), range(0x2800, 0x2900), range(0x3041, 0x3097), range(0x30A1, 0x3100)),
    *(range(0x4E00, 0xA000), range(0xAC00, 0xD7A4), range(0xFF01, 0xFF61)),
)


def blank_grid(width: int, height: int) -> Grid:
    """A screen with nothing on it."""
    return ((BLANK,) * width,) * height


def cells_of(segments: Iterable[Segment], colours: ColorSystem) -> list[Cell]:
    """The cells that the segments of a line take.

    Marks without width stay with the letter before them. Characters that a terminal obeys, and
    links, are left out.
    """
    found: list[Cell] = []
    for text, style, control in segments:
        if control:
            continue
        letters = _codes(style, colours, is_blank=False) if style else PLAIN
        blanks = _codes(style, colours, is_blank=True) if style else PLAIN
        if text.isascii() and text.isprintable():
            found += [(letter, blanks if letter == " " else letters) for letter in text]
        else:
            _add_letters(found, text, letters, blanks)
    return found


def put(row: Row, x: int, cells: list[Cell]) -> Row:
    """The row with other cells from `x` on; what is left of a wide letter cut by them is blank."""
    if not cells:
        return row
    room = len(row) - x
    end = min(x + len(cells), len(row))
    changed = [*row[:x], *cells[:room], *row[end:]]
    if not row[x][0]:
        _blank_before(changed, x)
    if end < len(row):
        _blank_after(changed, end)
    elif len(cells) > room and not cells[room][0]:
        _blank_before(changed, end)
    return tuple(changed)


@lru_cache(4096)
def is_doubtful(text: str) -> bool:
    """Whether terminals disagree on how many cells the text of a cell takes."""
    return len(text) != 1 or not any(ord(text) in letters for letters in _AGREED)


@lru_cache(4096)
def possible_overhang(text: str) -> int:
    """The cells that the text of a doubtful cell may take in some terminal beyond its own."""
    beyond = sum(2 if unicodedata.east_asian_width(mark) in "WF" else 1 for mark in text[1:])
    return beyond + (unicodedata.category(text[0])[0] == "S")


def doubtful_cells(row: Row) -> list[bool]:
    """For each cell whether terminals disagree on its width; a wide letter's two agree."""
    if not any(map(is_doubtful, {text for text, _ in row if text})):
        return [False] * len(row)
    found: list[bool] = []
    for text, _ in row:
        found.append(is_doubtful(text) if text else bool(found) and found[-1])
    return found


def _add_letters(found: list[Cell], text: str, letters: str, blanks: str) -> None:
    clean = "".join(map(_harmless, text))
    for start, end, width in split_graphemes(clean)[0]:
        letter = clean[start:end]
        if width:
            codes = blanks if letter == " " else letters
            found += [(letter, codes), *[("", codes)] * (width - 1)]
        elif found:
            _add_mark(found, letter)


def _add_mark(found: list[Cell], mark: str) -> None:
    """Puts a mark without width on the last letter."""
    at = len(found) - 1
    while at and not found[at][0]:
        at -= 1
    letter, codes = found[at]
    found[at] = (letter + mark, codes)


def _blank_before(row: list[Cell], at: int) -> None:
    """Blanks a wide letter whose last cell stood at `at`, as far as it stands before it."""
    while at:
        at -= 1
        text, codes = row[at]
        row[at] = _blank(codes)
        if text:
            return


def _blank_after(row: list[Cell], at: int) -> None:
    """Blanks the cells from `at` on that belong to a wide letter before it."""
    while at < len(row) and not row[at][0]:
        row[at] = _blank(row[at][1])
        at += 1


def _blank(codes: str) -> Cell:
    return " ", visible(codes, is_blank=True)


@lru_cache(256)
def _harmless(letter: str) -> str:
    return "" if unicodedata.category(letter) in {"Cc", "Cs"} else letter


@lru_cache(4096)
def _codes(style: Style, colours: ColorSystem, *, is_blank: bool) -> str:
    found = _CODES.search(style.render("x", color_system=colours))
    return visible(found[1], is_blank=is_blank) if found else PLAIN
