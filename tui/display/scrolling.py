"""Lines that only moved up or down: the terminal can move them by itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress
from operator import ne

from tui.display.cells import BLANK, Grid, Row

_FARTHEST = 3  # lines; whoever scrolls farther changes nearly everything
_LEAST_GAIN = 40  # cells that need not be drawn; the sequence takes about 20 bytes


@dataclass(frozen=True, slots=True)
class Scroll:
    """The lines from `top` to `bottom`, the latter included, moved `by` lines up.

    With a negative `by` they move down. Lines that come in are blank.
    """

    top: int
    bottom: int
    by: int


def best_scroll(front: Grid, back: Grid) -> Scroll | None:
    """The scroll after which the least is left to draw, if any is worth its bytes."""
    changed = [
        ours is not theirs and ours != theirs for ours, theirs in zip(front, back, strict=True)
    ]
    lines = list(compress(range(len(back)), changed))
    if not lines:
        return None
    first, last = lines[0], lines[-1]
    as_it_is = [_unlike(front[y], back[y]) for y in range(len(back))]
    best, most = None, _LEAST_GAIN
    for by in (*range(1, _FARTHEST + 1), *range(-1, -_FARTHEST - 1, -1)):
        scroll, gain = _best_of(front, back, as_it_is, by, range(first, last + 1))
        if scroll and gain > most:
            best, most = scroll, gain
    return best


def sequence(scroll: Scroll, height: int) -> str:
    """What the terminal has to be sent; the style has to be plain, the cursor is lost.

    It inserts or deletes lines (IL, DL) within the lines concerned (DECSTBM).
    """
    moves = f"\x1b[{abs(scroll.by)}" if abs(scroll.by) > 1 else "\x1b["
    moves = f"\x1b[{scroll.top + 1}H{moves}{'M' if scroll.by > 0 else 'L'}"
    if scroll.bottom == height - 1:
        return moves
    return f"\x1b[{scroll.top + 1};{scroll.bottom + 1}r{moves}\x1b[r"


def scrolled(grid: Grid, scroll: Scroll) -> Grid:
    """The screen after the scroll."""
    lines = grid[scroll.top : scroll.bottom + 1]
    fresh = ((BLANK,) * len(lines[0]),) * abs(scroll.by)
    moved = lines[scroll.by :] + fresh if scroll.by > 0 else fresh + lines[: scroll.by]
    return grid[: scroll.top] + moved + grid[scroll.bottom + 1 :]


def _best_of(
    front: Grid, back: Grid, as_it_is: Sequence[int], by: int, lines: range
) -> tuple[Scroll | None, int]:
    """The best run of lines to move by that many, and the cells it saves."""
    best, most = None, 0
    start, gain = lines.start, 0
    for y in lines:
        if y + by not in lines:
            start, gain = y + 1, 0
            continue
        gain += as_it_is[y] - _unlike(front[y + by], back[y])
        if gain <= 0:
            start, gain = y + 1, 0
        elif gain > most:
            best, most = (start, y), gain
    if best is None:
        return None, 0
    top, bottom = (best[0], best[1] + by) if by > 0 else (best[0] + by, best[1])
    vacated = range(bottom - by + 1, bottom + 1) if by > 0 else range(top, top - by)
    cost = sum(_unlike((BLANK,) * len(back[y]), back[y]) - as_it_is[y] for y in vacated)
    return Scroll(top, bottom, by), most - cost


def _unlike(one: Row, other: Row) -> int:
    return sum(map(ne, one, other))
