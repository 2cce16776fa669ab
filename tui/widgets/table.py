"""A table of any length: titles, columns, a cursor and marks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.strip import Strip

from tui.text import cells, fit
from tui.widgets.columns import Column, ColumnLayout, lay_out
from tui.widgets.look import DrawnInOneLook, Look
from tui.widgets.paged_list import ListMessage, PagedList
from tui.widgets.pages import PageSource, TableRow

__all__ = ["Column", "PageSource", "TableRow", "VirtualTable"]

_TEXT_CELL = 3  # where the columns begin, behind cursor, mark and a blank


class VirtualTable(PagedList, DrawnInOneLook):
    """Rows under a line of titles, `>` before the one with the cursor, `*` before marked ones.

    A move of the cursor changes two cells. Rows that have not been read yet are blank. `empty`
    is drawn in the middle when there are none.
    """

    HEADER_LINES = 1
    CURSOR_CELL = 0
    MARK_CELL = 1

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "virtual-table--header",
        "virtual-table--cursor",
        "virtual-table--mark",
        "virtual-table--dim",
    }
    DEFAULT_CSS = """
    VirtualTable {
        height: 1fr;
        & > .virtual-table--header { text-style: bold; }
        & > .virtual-table--cursor { text-style: dim; }
        & > .virtual-table--mark { text-style: bold; }
        & > .virtual-table--dim { text-style: dim; }
        &:focus > .virtual-table--header { text-style: bold underline; }
        &:focus > .virtual-table--cursor { text-style: bold; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "step(-1)", "Row up", show=False),
        Binding("down,j", "step(1)", "Row down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("home", "first", "First row", show=False),
        Binding("end", "last", "Last row", show=False),
        Binding("enter", "choose", "Open", show=False),
        Binding("space", "mark", "Mark", show=False),
    ]

    @dataclass
    class RowChosen(ListMessage):
        """Enter was pressed on the row with `key`."""

        key: str

    @dataclass
    class MarksChanged(ListMessage):
        """`keys` are marked now, on whatever pages they are."""

        keys: frozenset[str]

    def __init__(
        self,
        columns: Sequence[Column],
        source: PageSource | None = None,
        *,
        empty: str = "",
        id: str | None = None,  # noqa: A002 - Textual's name for it.
        classes: str | None = None,
    ) -> None:
        super().__init__(source, id=id, classes=classes)
        self._columns = tuple(columns)
        self._column_layout = ColumnLayout()
        self._sorted_by: tuple[int, bool] | None = None
        self._empty = empty
        self._marks: set[str] = set()

    @property
    def marks(self) -> frozenset[str]:
        """The keys of the marked rows."""
        return frozenset(self._marks)

    def set_marks(self, keys: Iterable[str]) -> None:
        """Marks exactly the rows with `keys`."""
        self._marks = set(keys)
        self.refresh_rows()
        self.post_message(self.MarksChanged(self, self.marks))

    def set_sorted_by(self, column: int | None, *, descending: bool = False) -> None:
        """Shows an arrow at the title of the column at that index, or none."""
        self._sorted_by = None if column is None else (column, descending)
        self.refresh()

    def set_empty(self, text: str) -> None:
        """Draws `text` when there are no rows; it may have several lines."""
        self._empty = text
        self.refresh_rows()

    def action_choose(self) -> None:
        """Tells that the row under the cursor was chosen."""
        if (key := self.cursor_key) is not None:
            self.post_message(self.RowChosen(self, key))

    def action_mark(self) -> None:
        """Marks the row under the cursor, or takes its mark away."""
        if (key := self.cursor_key) is None:
            return
        self._marks ^= {key}
        self.refresh_row(self.cursor, self.MARK_CELL)
        self.post_message(self.MarksChanged(self, self.marks))

    def on_resize(self) -> None:
        """Fits the columns to the new width."""
        self._lay_out()

    def watch_has_focus(self, _has_focus: bool) -> None:  # noqa: FBT001 - Textual's signature.
        """Draws what shows the focus."""
        super().watch_has_focus(_has_focus)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The titles, or the row that stands `y` lines below the top."""
        look = self.look
        if y < self.HEADER_LINES:
            segments = self._header(look)
        elif self.count == 0:
            segments = self._empty_line(y - self.HEADER_LINES, look)
        else:
            segments = self._row(*self.row_at(y - self.HEADER_LINES), look)
        return Strip(segments).adjust_cell_length(look.width, look.style)

    def _lay_out(self) -> None:
        self._column_layout = lay_out(self._columns, self.size.width - _TEXT_CELL)
        self.refresh()

    def _header(self, look: Look) -> list[Segment]:
        column, descending = self._sorted_by or (None, False)
        titles = [column.title for column in self._columns]
        line = self._column_layout.header(titles, column, descending=descending)
        return [
            Segment(" " * _TEXT_CELL, look.style),
            Segment(line, look.part("virtual-table--header")),
        ]

    def _row(self, index: int, row: TableRow | None, look: Look) -> list[Segment]:
        is_cursor = index == self.cursor and self.rows > 0
        is_marked = row is not None and row.key in self._marks
        is_dim = row is not None and row.is_dim
        return [
            Segment(
                ">" if is_cursor else " ",
                look.part("virtual-table--cursor") if is_cursor else look.style,
            ),
            Segment(
                "*" if is_marked else " ",
                look.part("virtual-table--mark") if is_marked else look.style,
            ),
            Segment(" ", look.style),
            Segment(
                self._column_layout.line(row.cells) if row else "",
                look.part("virtual-table--dim") if is_dim else look.style,
            ),
        ]

    def _empty_line(self, line: int, look: Look) -> list[Segment]:
        lines = self._empty.splitlines()
        number = line - max(0, (self.window_height - len(lines)) // 2)
        if not 0 <= number < len(lines):
            return []
        text = fit(lines[number], look.width).rstrip()
        indent = " " * ((look.width - cells(text)) // 2)
        return [Segment(indent + text, look.style)]
