"""Text laid out for a terminal of eighty columns: wrapped lines, aligned columns, wide tables."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from wcwidth import wcswidth, wcwidth

from store.escape import escape_controls

WIDTH: Final = 80
_GAP: Final = "  "
_NUMBER: Final = re.compile(r"\d[\d,–+]*")

Cells = Sequence[str]


def cells_of(text: str) -> int:
    """How many cells of a terminal a text takes."""
    width = wcswidth(text)
    return width if width >= 0 else len(text)


def wrapped(text: str, first: str = "", then: str = "", width: int = WIDTH) -> list[str]:
    """The text in lines of at most that many cells; what steers a terminal is spelt out.

    `first` stands before the first line and `then` before the others. A word longer than a line
    is broken.
    """
    lines: list[str] = []
    line = first
    is_empty = True
    for word in _words(escape_controls(" ".join(text.split())), width - cells_of(then or first)):
        wider = line + word if is_empty else f"{line} {word}"
        if is_empty or cells_of(wider) <= width:
            line, is_empty = wider, False
        else:
            lines.append(line)
            line = then + word
    return [*lines, line]


def _words(text: str, width: int) -> Iterator[str]:
    for word in text.split(" "):
        yield from _broken(word, width)


def _broken(word: str, width: int) -> Iterator[str]:
    """A word in pieces of at most that many cells; a mark stays with the letter it is on."""
    if cells_of(word) <= width:
        yield word
        return
    piece = ""
    for letter in word:
        if piece and wcwidth(letter) > 0 and cells_of(piece + letter) > width:
            yield piece
            piece = ""
        piece += letter
    yield piece


def listed(rows: Sequence[Cells]) -> Iterator[str]:
    """Rows under a heading, the last column wrapped within the width, where it has a comma."""
    *columns, last = zip(*map(_shown, rows), strict=True)
    drawn = [_column(cells) for cells in columns]
    indent = _GAP.join(" " * cells_of(cells[0]) for cells in drawn) + _GAP
    for before, text in zip(zip(*drawn, strict=True), last, strict=True):
        first = _GAP.join(before) + _GAP
        for part in _parted(text, WIDTH - cells_of(indent)):
            yield from (line.rstrip() for line in wrapped(part, first, indent))
            first = indent


def _parted(text: str, width: int) -> Iterator[str]:
    """A text with commas in parts of at most that many cells, each beginning after a comma."""
    line = ""
    for part in text.split(", "):
        wider = f"{line}, {part}" if line else part
        if line and cells_of(wider) > width:
            yield f"{line},"
            wider = part
        line = wider
    yield line


def tabled(rows: Sequence[Cells]) -> Iterator[str]:
    """A table whose first column has labels.

    Too wide a one is cut into several, one below the other, each with the labels.
    """
    labels, *columns = map(_column, zip(*map(_shown, rows), strict=True))
    part = [labels]
    for column in columns:
        if part[1:] and _wide([*part, column]) > WIDTH:
            yield from _lines(part)
            yield ""
            part = [labels]
        part.append(column)
    yield from _lines(part)


def _wide(columns: Sequence[Cells]) -> int:
    return sum(cells_of(column[0]) + len(_GAP) for column in columns) - len(_GAP)


def _lines(columns: Sequence[Cells]) -> Iterator[str]:
    for row in zip(*columns, strict=True):
        yield _GAP.join(row).rstrip()


def _shown(row: Cells) -> list[str]:
    """A row with what steers a terminal spelt out, and its indents."""
    return [
        cell[: len(cell) - len(cell.lstrip(" "))] + escape_controls(cell.strip()) for cell in row
    ]


def _column(cells: Cells) -> list[str]:
    """Cells of one width; numbers stand to the right, their heading above them."""
    heading, *rest = cells
    wide = max(map(cells_of, cells))
    to_right = bool(rest) and all(_NUMBER.fullmatch(cell) for cell in rest)
    pads = [" " * (wide - cells_of(cell)) for cell in (heading, *rest)]
    return [p + c if to_right else c + p for c, p in zip(cells, pads, strict=True)]
