"""Columns of a table, and how they share the width that there is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from tui.text import cells, fit

_WIDE_GAP, _NARROW_GAP = 2, 1  # cells between two columns


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its title, its least width in cells and what it does with more or less.

    Of the cells to spare it gets up to `first` before any column grows, and then `grow` is its
    share. Where the columns do not fit, the one with the highest `leaves` goes first, the last
    of several; 0 never goes. A text that does not fit gives way to what `shorten` makes of it.
    """

    title: str
    width: int
    align: Literal["left", "right"] = "left"
    grow: int = 0
    leaves: int = 0
    first: int = 0
    shorten: Callable[[str], str] = str


@dataclass(frozen=True, slots=True)
class Placed:
    """A column that has its place: its position among all columns and its width in cells."""

    index: int
    width: int
    column: Column

    def cell(self, text: str) -> str:
        """A text in the cells of the column, shortened or padded."""
        if cells(text) > self.width:
            text = self.column.shorten(text)
        return fit(text, self.width, right=self.column.align == "right")


@dataclass(frozen=True, slots=True)
class ColumnLayout:
    """The columns that are drawn, from left to right, and the cells between them."""

    placed: tuple[Placed, ...] = ()
    gap: int = _WIDE_GAP

    def line(self, values: Sequence[str]) -> str:
        """`values`, one for each column of the table, as one line; missing ones are blank."""
        return (" " * self.gap).join(
            place.cell(values[place.index] if place.index < len(values) else "")
            for place in self.placed
        )

    def header(self, titles: Sequence[str], sorted_by: int | None, *, descending: bool) -> str:
        """The titles as one line, an arrow behind that of the column at index `sorted_by`."""
        arrow = "▼" if descending else "▲"
        named = list(titles)
        for place in self.placed:
            if place.index == sorted_by:
                room = min(place.width - 1, cells(named[place.index]))
                named[place.index] = fit(named[place.index], room) + arrow
        return self.line(named)


def lay_out(columns: Sequence[Column], width: int) -> ColumnLayout:
    """The columns that fit into `width` cells, in their order, the spare cells given away."""
    kept = list(enumerate(columns))
    while _needed(kept, _NARROW_GAP) > width:
        leaving = max(reversed(kept), key=lambda entry: entry[1].leaves, default=None)
        if leaving is None or not leaving[1].leaves:
            break
        kept.remove(leaving)
    is_roomy = _needed(kept, _WIDE_GAP) + sum(column.first for _, column in kept) <= width
    gap = _WIDE_GAP if is_roomy else _NARROW_GAP
    spare = max(0, width - _needed(kept, gap))
    widths = {}
    for index, column in kept:
        extra = min(column.first, spare)
        widths[index], spare = column.width + extra, spare - extra
    shares = sum(column.grow for _, column in kept)
    for index, column in kept:
        extra = spare * column.grow // shares if shares else 0
        spare, shares = spare - extra, shares - column.grow
        widths[index] += extra
    return ColumnLayout(tuple(Placed(n, widths[n], column) for n, column in kept), gap)


def _needed(kept: Sequence[tuple[int, Column]], gap: int) -> int:
    return sum(column.width for _, column in kept) + gap * max(0, len(kept) - 1)
