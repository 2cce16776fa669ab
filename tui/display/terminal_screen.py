"""What the terminal shows, what it is to show, and when the line is free to tell it."""

from tui.display.cells import Cell, Grid, Row, blank_grid, put
from tui.display.difference import difference, place_cursor

_BITS_PER_BYTE = 10  # with a start bit and a stop bit, as a serial line has it
_SHARE = 0.25  # seconds; what is under way to the terminal takes about as long at most


class TerminalScreen:
    """The screen of one terminal, told of changes and asked for what to write.

    What changes several times before the line is free is written once, as it is by then.

    Args:
        bits_per_second: What the line to the terminal carries; None if that does not matter.
        scroll: Whether the terminal can be asked to move lines.
    """

    def __init__(self, bits_per_second: int | None = None, *, scroll: bool = True) -> None:
        self._rate = bits_per_second / _BITS_PER_BYTE if bits_per_second else None
        self._scroll = scroll
        self._front: Grid | None = None
        self._back: list[Row] = []
        self._cursor: tuple[int, int] | None = None
        self._free_at = 0.0

    @property
    def size(self) -> tuple[int, int]:
        """Columns and lines, (0, 0) before anything was put there."""
        return (len(self._back[0]), len(self._back)) if self._back else (0, 0)

    def resize(self, size: tuple[int, int]) -> None:
        """Begins with a blank screen of so many columns and lines, unless it has that size."""
        if size != self.size:
            self._back = list(blank_grid(*size))
            self.forget()

    def forget(self) -> None:
        """Takes nothing for granted any more: what is written next draws all of the screen."""
        self._front = None
        self._cursor = None

    def put(self, line: int, column: int, cells: list[Cell]) -> None:
        """Wants these cells there; what does not fit is left out."""
        width, height = self.size
        if 0 <= line < height and 0 <= column < width:
            self._back[line] = put(self._back[line], column, cells)

    def wait(self, now: float) -> float:
        """Seconds until the line is free again, at the moment `now` of a clock."""
        return max(self._free_at - now, 0.0)

    def next_text(self, now: float, cursor: tuple[int, int] | None = None) -> str:
        """What to write now so that the terminal shows what it should, or the next part of it.

        Args:
            now: Seconds of a clock that never goes back.
            cursor: Line and column where the cursor belongs, where that matters.
        """
        if not self._back or self.wait(now):
            return ""
        limit = int(self._rate * _SHARE) if self._rate else None
        written = difference(
            self._front, tuple(self._back), cursor=cursor, scroll=self._scroll, limit=limit
        )
        text = written.text
        if not text and cursor and cursor != self._cursor:
            text = place_cursor(*cursor)
        if text:
            self._cursor = cursor
        self._front = written.screen
        if self._rate:
            self._free_at = now + len(text.encode()) / self._rate
        return text

    @property
    def is_behind(self) -> bool:
        """Whether there is more to write."""
        return bool(self._back) and (
            self._front is None or any(map(_differ, self._front, self._back))
        )


def _differ(front: Row, back: Row) -> bool:
    return front is not back and front != back
