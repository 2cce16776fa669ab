"""A table of numbers with labels at its left, among whose cells the arrow keys move."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.geometry import clamp
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.text import cells, fit

_LABEL = 26  # cells, at most
_LEAST, _MOST = 7, 16  # cells of a column
_EDGE = 1


@dataclass(frozen=True, slots=True)
class NumberRow:
    """A row: its label, and the text of each of its numbers; `is_total` sets it off."""

    label: str
    numbers: tuple[str, ...]
    is_total: bool = False


class CrossTable(Widget, can_focus=True):
    """Titles above, labels at the left, and between them the numbers, one of them in brackets.

    Columns that do not fit are scrolled, the labels stay.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"cross-table--title", "cross-table--cursor"}
    DEFAULT_CSS = """
    CrossTable {
        height: 1fr;
        & > .cross-table--title { text-style: bold; }
        & > .cross-table--cursor { text-style: bold; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1, 0)", "Up", show=False),
        Binding("down,j", "move(1, 0)", "Down", show=False),
        Binding("left,h", "move(0, -1)", "Left", show=False),
        Binding("right,l", "move(0, 1)", "Right", show=False),
        Binding("home", "move(0, -9999)", "First column", show=False),
        Binding("end", "move(0, 9999)", "Last column", show=False),
        Binding("enter", "choose", "Open", show=True, tooltip="Shows what stands behind it."),
    ]

    @dataclass
    class Chosen(Message):
        """Enter was pressed on a number."""

        row: int
        column: int

    def __init__(self) -> None:
        super().__init__()
        self._corner = ""
        self._titles: Sequence[str] = ()
        self._rows: Sequence[NumberRow] = ()
        self._sorted_by: int | None = None
        self._row = self._column = self._top = self._first = 0

    @property
    def column(self) -> int:
        """The column with the cursor."""
        return self._column

    def show(
        self,
        corner: str,
        titles: Sequence[str],
        rows: Sequence[NumberRow],
        *,
        sorted_by: int | None = None,
    ) -> None:
        """Shows other numbers; the cursor stays where it was, as far as that is there."""
        self._corner, self._titles, self._rows = corner, titles, rows
        self._sorted_by = sorted_by
        self.action_move(0, 0)

    def action_move(self, rows: int, columns: int) -> None:
        """Moves the cursor."""
        self._row = clamp(self._row + rows, 0, max(0, len(self._rows) - 1))
        self._column = clamp(self._column + columns, 0, max(0, len(self._titles) - 1))
        self._scroll()
        self.refresh()

    def action_choose(self) -> None:
        """Tells which number was chosen."""
        if self._rows and self._titles:
            self.post_message(self.Chosen(self._row, self._column))

    def on_resize(self) -> None:
        """Keeps the cursor in sight."""
        self._scroll()

    def render_line(self, y: int) -> Strip:
        """The titles, or a row."""
        width, style = self.size.width, self.rich_style
        title_style = style + self.get_component_rich_style("cross-table--title")
        if not self._titles:
            return Strip.blank(width, style)
        if y == 0:
            before = "«" if self._first else " "
            text = " " * _EDGE + fit(self._corner, self._label_width - 1) + before
            text += "".join(self._title(n) for n in self._shown)
            return Strip([Segment(text, title_style)]).adjust_cell_length(width, style)
        index = self._top + y - 1
        if index >= len(self._rows):
            return Strip.blank(width, style)
        row = self._rows[index]
        row_style = title_style if row.is_total else style
        segments = [Segment(" " * _EDGE + fit(row.label, self._label_width), row_style)]
        cursor_style = style + self.get_component_rich_style("cross-table--cursor")
        for n in self._shown:
            is_cursor = (index, n) == (self._row, self._column)
            number = row.numbers[n]
            text = f"[{number}]" if is_cursor else f" {number} "
            room = self._width_of(n)
            segments.append(
                Segment(fit(text, room, right=True), cursor_style if is_cursor else row_style)
            )
        more = " »" if self._shown and self._shown[-1] < len(self._titles) - 1 else ""
        return Strip([*segments, Segment(more, style)]).adjust_cell_length(width, style)

    def _title(self, n: int) -> str:
        mark = "▼" if n == self._sorted_by else " "
        room = self._width_of(n)
        return fit(fit(self._titles[n], room - 2).strip() + mark, room, right=True)

    @property
    def _label_width(self) -> int:
        widest = max((cells(row.label) for row in self._rows), default=0)
        return min(_LABEL, max(widest, cells(self._corner)) + 1)

    def _width_of(self, n: int) -> int:
        widest = max((cells(row.numbers[n]) for row in self._rows), default=0)
        return clamp(max(widest, cells(self._titles[n])) + 3, _LEAST, _MOST)

    @property
    def _shown(self) -> range:
        """The columns that there is room for."""
        return self._from(self._first)

    def _from(self, first: int) -> range:
        room = self.size.width - self._label_width - _EDGE - 2
        last = first
        while last < len(self._titles) and (room := room - self._width_of(last)) >= 0:
            last += 1
        return range(first, max(last, first + 1)) if self._titles else range(0)

    def _scroll(self) -> None:
        height = max(1, self.size.height - 1)
        self._top = clamp(self._top, self._row - height + 1, self._row)
        self._first = min(self._first, self._column)
        while self._titles and self._column not in self._from(self._first):
            self._first += 1
