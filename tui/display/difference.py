"""What to write so that a terminal that shows one screen shows another."""

from dataclasses import dataclass
from itertools import groupby
from operator import ne

from tui.display.cells import (
    BLANK,
    Grid,
    Row,
    blank_grid,
    doubtful_cells,
    is_doubtful,
    possible_overhang,
)
from tui.display.pen import Pen, way
from tui.display.scrolling import best_scroll, scrolled, sequence
from tui.display.sgr import PLAIN

_CLEAR = "\x1b[m\x1b[2J"
_FEW_BLANKS = 3  # as long as the sequence that erases the rest of a line
_MANY_BLANKS = 6  # about as long as it takes to erase a line and to go where the text begins


@dataclass(frozen=True, slots=True)
class Written:
    """What to write, and what the terminal shows after it."""

    text: str
    screen: Grid


def difference(
    front: Grid | None,
    back: Grid,
    *,
    cursor: tuple[int, int] | None = None,
    scroll: bool = True,
    limit: int | None = None,
) -> Written:
    """What turns the screen `front` into `back`; plain style before it and after it.

    Args:
        front: What the terminal shows, of the same size; None if nobody knows.
        back: What it is to show.
        cursor: Line and column where the cursor is left, if anything is written.
        scroll: Have the terminal move lines where that is shorter.
        limit: Bytes after which no further line is begun. The line of the cursor comes first.
    """
    height, width = len(back), len(back[0])
    pen = Pen(width)
    if front is None:
        pen.written.append(_CLEAR)
        front = blank_grid(width, height)
    elif scroll and (found := best_scroll(front, back)):
        pen.written.append(sequence(found, height))
        front = scrolled(front, found)
    shown = list(front)
    for y in _order(front, back, cursor if limit else None):
        if limit and pen.size >= limit:
            break
        _draw_line(pen, y, shown[y], back[y])
        shown[y] = back[y]
    pen.set_style(PLAIN)
    if cursor and pen.written:
        pen.go(*cursor)
    return Written(pen.text, tuple(shown))


def place_cursor(line: int, column: int) -> str:
    """What puts the cursor there, wherever it is."""
    return way(None, None, line, column)


def _order(front: Grid, back: Grid, cursor: tuple[int, int] | None) -> list[int]:
    """The lines that differ, from the top; the one of the cursor first."""
    lines = [y for y, row in enumerate(back) if row is not front[y] and row != front[y]]
    return sorted(lines, key=lambda y: y != cursor[0]) if cursor else lines


def _draw_line(pen: Pen, y: int, old: Row, new: Row) -> None:
    """Draws what differs in a line, or erases it and draws all of it, whatever is shorter."""
    first = pen.branch()
    _draw_changes(first, y, old, new)
    if first.text.count(" ") > _MANY_BLANKS:
        second = pen.branch()
        second.go(y, 0)
        second.erase_rest()
        _draw_changes(second, y, (BLANK,) * len(new), new)
        first = min(first, second, key=lambda tried: tried.size)
    pen.follow(first)


def _draw_changes(pen: Pen, y: int, old: Row, new: Row) -> None:
    doubtful = doubtful_cells(new)
    wanted = _to_draw(old, new, doubtful)
    end = _end_of_text(new)
    x = 0
    while x < len(new):
        if not wanted[x]:
            x += 1
        elif x >= end and sum(wanted[x:]) > _FEW_BLANKS:
            pen.go(y, x)
            pen.erase_rest()
            return
        elif doubtful[x]:
            stop = _end_of_run(doubtful, x)
            pen.go(y, x)
            pen.draw_doubtful(list(new[x:stop]))
            x = stop
        else:
            if (pen.line, pen.column) != (y, x):
                _approach(pen, y, x, new, doubtful)
            text, style = new[x]
            cells = 1
            while x + cells < len(new) and not new[x + cells][0]:
                cells += 1
            pen.draw(text, style, cells)
            x += cells


def _approach(pen: Pen, y: int, x: int, new: Row, doubtful: list[bool]) -> None:
    """Goes to a cell; over a few cells that need not be drawn, by drawing them."""
    if pen.line == y and pen.column is not None and pen.column < x:
        between = new[pen.column : x]
        if all(pen.looks_like(*cell) for cell in between) and not any(doubtful[pen.column : x]):
            text = "".join(letter for letter, _ in between)
            if len(text.encode()) <= len(way(y, pen.column, y, x)):
                pen.draw(text, pen.style, len(between))
    pen.go(y, x)


def _to_draw(old: Row, new: Row, doubtful: list[bool]) -> list[bool]:
    """Which cells have to be drawn.

    Where terminals disagree on widths, a run is drawn as a whole, and so is what it may have
    been drawn over.
    """
    wanted = list(map(ne, old, new))
    if any(doubtful) or any(doubtful_cells(old)):
        either = [a or b for a, b in zip(doubtful, doubtful_cells(old), strict=True)]
        for start, stop in _runs(either):
            if any(wanted[start:stop]):
                end = min(stop + _overhang(new[start:stop]), len(new))
                wanted[start:end] = [True] * (end - start)
    for x in range(1, len(new)):
        if not new[x][0] and (wanted[x - 1] or wanted[x]):
            wanted[x - 1] = wanted[x] = True
    return wanted


def _overhang(run: Row) -> int:
    """The cells behind a run that some terminal may have drawn over."""
    return sum(possible_overhang(text) for text, _ in run if text and is_doubtful(text))


def _runs(flags: list[bool]) -> list[tuple[int, int]]:
    """Where the flags are set: start and stop of each run."""
    runs = []
    x = 0
    for is_set, run in groupby(flags):
        length = sum(1 for _ in run)
        if is_set:
            runs.append((x, x + length))
        x += length
    return runs


def _end_of_run(flags: list[bool], x: int) -> int:
    while x < len(flags) and flags[x]:
        x += 1
    return x


def _end_of_text(row: Row) -> int:
    """The cell behind which everything is blank."""
    end = len(row)
    while end and row[end - 1] == BLANK:
        end -= 1
    return end
