"""A cursor and a window on a list of any length, which is read in pages as they are needed."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from textual.geometry import Region, clamp
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget
from textual.worker import Worker

from store.errors import LedgerError
from tui.widgets.pages import Pages, PageSource, TableRow

_REST = 0.05  # seconds that the cursor stays before its row counts as looked at


@dataclass
class ListMessage(Message):
    """Something happened in `table`."""

    table: "PagedList"

    @property
    def control(self) -> "PagedList":
        """The table, so that `on` can select by it."""
        return self.table


class PagedList(Widget, can_focus=True):
    """A list that costs what the screen costs; how its rows look is up to what extends it.

    Only the pages in the window and next to it are read, one at a time, so that nothing is
    read that is not wanted any more when its turn comes. A row that is not there yet is `None`.
    """

    HEADER_LINES = 0  # above the rows
    CURSOR_CELL = 0  # the column that shows where the cursor is

    @dataclass
    class RowHighlighted(ListMessage, namespace="virtual_table"):
        """The cursor rests on the row with `key`, or there is no row any more (`None`)."""

        key: str | None

    @dataclass
    class CountKnown(ListMessage, namespace="virtual_table"):
        """The list turned out to have `count` rows, since its end has been read."""

        count: int

    @dataclass
    class PageFailed(ListMessage, namespace="virtual_table"):
        """Some rows cannot be read, because of `problem`; they stay blank until `reload`."""

        problem: LedgerError

    def __init__(
        self,
        source: PageSource | None = None,
        *,
        id: str | None = None,  # noqa: A002 - Textual's name for it.
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._source = source
        self._pages = Pages()
        self._reader: Worker[None] | None = None
        self._first = self._cursor = 0
        self._is_forward = True
        self._wants_last = False
        self._sought: str | None = None
        self._rest_timer: Timer | None = None
        self._is_due = True  # The row under the cursor is still to be told.

    @property
    def cursor(self) -> int:
        """The index of the row under the cursor, 0 at the top of the list."""
        return self._cursor

    @property
    def cursor_key(self) -> str | None:
        """The key of the row under the cursor, or `None` while it has not been read.

        While everything is read again, that of the row to which the cursor is on its way.
        """
        if self._sought is not None:
            return self._sought
        row = self._pages.row(self._cursor)
        return row.key if row else None

    @property
    def count(self) -> int | None:
        """How many rows there are, or `None` while nobody has counted."""
        return self._pages.count

    @property
    def rows(self) -> int:
        """How many rows there are at least."""
        return self._pages.rows

    @property
    def window_height(self) -> int:
        """The lines that there are for rows."""
        return max(1, self.size.height - self.HEADER_LINES)

    def set_source(self, source: PageSource, *, count: int | None = None) -> None:
        """Shows another list, from its first row; `count` is its length if known already."""
        self._source = source
        self._pages = Pages()
        self._reader = self._sought = None
        self._wants_last = False
        self._first = self._cursor = 0
        self._is_forward = self._is_due = True
        if count is not None:
            self._pages.set_count(count)
        self._settle()
        self.refresh()

    def set_count(self, count: int) -> None:
        """The list has `count` rows; the last of them can be reached now."""
        self._pages.set_count(count)
        self._settle()
        self.refresh()

    def reload(self) -> None:
        """Reads everything again; the cursor stays with its row if that has not moved far.

        The length has to be counted again too, unless the end of the list is on the screen.
        """
        self._sought = self.cursor_key
        self._is_due = True
        self._pages.expire()
        self._read()

    def reload_at(self, index: int, key: str) -> None:
        """Reads everything again; the cursor goes to the row with `key`, which is at `index`."""
        self.reload()
        self._sought, self._cursor = key, index
        self._pages.reach(index)
        self._show_cursor()
        self.refresh_rows()
        self._read()

    def row_changed(self, key: str, cells: tuple[str, ...]) -> None:
        """Gives the row with `key` new cells, wherever it is; nothing if it is not at hand."""
        index = self._pages.change(key, cells)
        if index is not None:
            self.refresh_row(index)

    def go_to(self, index: int) -> None:
        """Puts the cursor on the row at `index`, or on the last one that is known."""
        self._go(index)

    def row_at(self, line: int) -> tuple[int, TableRow | None]:
        """The index and the row that stand `line` lines below the first one in the window."""
        index = self._first + line
        return index, self._pages.row(index) if index < self._pages.rows else None

    def refresh_row(self, index: int, cell: int | None = None) -> None:
        """Draws the row at `index` again, or one cell of it."""
        line = index - self._first
        if 0 <= line < self.window_height:
            x, width = (0, self.size.width) if cell is None else (cell, 1)
            self.refresh(Region(x, line + self.HEADER_LINES, width, 1))

    def refresh_rows(self) -> None:
        """Draws all rows in the window again."""
        self.refresh(Region(0, self.HEADER_LINES, self.size.width, self.window_height))

    def action_step(self, rows: int) -> None:
        """Moves the cursor down by `rows`."""
        self._go(self._cursor + rows)

    def action_page(self, pages: int) -> None:
        """Moves cursor and window down by `pages` windows."""
        rows = pages * self.window_height
        self._go(self._cursor + rows, self._first + rows)

    def action_first(self) -> None:
        """Moves to the first row."""
        self._go(0)

    def action_last(self) -> None:
        """Moves to the last row, as soon as it is known which that is."""
        if self._pages.count is None:
            self._wants_last = True
        else:
            self._go(self._pages.count - 1)

    def on_mount(self) -> None:
        """Begins to read."""
        self._read()

    def on_resize(self) -> None:
        """Keeps the cursor in sight."""
        self._show_cursor()
        self._read()

    def _go(self, index: int, first: int | None = None) -> None:
        """Moves the cursor to `index` and the window to `first`, as far as they exist."""
        self._wants_last = False
        self._sought = None
        self._place(index, first)

    def _place(self, index: int, first: int | None = None) -> None:
        last = max(0, self._pages.rows - 1)
        old_cursor, old_first = self._cursor, self._first
        self._cursor = clamp(index, 0, last)
        if first is not None:
            self._first = clamp(first, 0, max(0, last + 1 - self.window_height))
        self._show_cursor()
        if self._first != old_first:
            self.refresh_rows()
        elif self._cursor != old_cursor:
            self.refresh_row(old_cursor, self.CURSOR_CELL)
            self.refresh_row(self._cursor, self.CURSOR_CELL)
        if self._cursor != old_cursor:
            self._is_forward = self._cursor > old_cursor
            self._begin_rest()
        self._read()

    def _show_cursor(self) -> None:
        """Moves the window as little as it takes to have the cursor in it."""
        self._first = clamp(self._first, self._cursor - self.window_height + 1, self._cursor)

    def _begin_rest(self) -> None:
        if self._rest_timer is not None:
            self._rest_timer.stop()
        self._is_due = False
        self._rest_timer = self.set_timer(_REST, self._rested)

    def _rested(self) -> None:
        self._is_due = True
        self._tell_highlighted()

    def _tell_highlighted(self) -> None:
        """Tells the row under the cursor once it is known, if it has not been told."""
        key = self.cursor_key
        if self._is_due and self._sought is None and (key is not None or self.count == 0):
            self._is_due = False
            self.post_message(self.RowHighlighted(self, key))

    def _wanted(self) -> int | None:
        last = min(self._first + self.window_height, self._pages.rows) - 1
        return self._pages.wanted(self._first, max(self._first, last), forward=self._is_forward)

    def _read(self) -> None:
        """Sees to it that the pages around the window are read."""
        is_reading = self._reader is not None and not self._reader.is_finished
        if not self.is_mounted or is_reading or self._source is None:
            return
        if self._wanted() is None:
            self._have_read()
            return
        work = partial(self._read_pages, self._source, self._pages)
        self._reader = self.run_worker(work, group="pages", exclusive=True)

    async def _read_pages(self, source: PageSource, pages: Pages) -> None:
        while (n := self._wanted()) is not None:
            try:
                rows = await source.page(n)
            except LedgerError as problem:
                pages.give_up(n)
                self.post_message(self.PageFailed(self, problem))
            else:
                self._take(pages, n, rows)
        self._have_read()

    def _take(self, pages: Pages, n: int, rows: Sequence[TableRow]) -> None:
        count = pages.count
        pages.take(n, rows)
        if pages.count is not None and pages.count != count:
            self.post_message(self.CountKnown(self, pages.count))
        self._settle()
        self.refresh_rows()

    def _settle(self) -> None:
        """Puts the cursor where it belongs, now that more is known of the list."""
        found = self._pages.index_of(self._sought) if self._sought is not None else None
        if found is not None:
            self._sought = None
            self._place(found, self._first + found - self._cursor)
        elif self._wants_last and self._pages.count is not None:
            self._go(self._pages.count - 1)
        elif self._cursor >= self._pages.rows:
            self._place(self._cursor)
        self._tell_highlighted()
        self._read()

    def _have_read(self) -> None:
        """All that could be wanted is there: a row that was not among it is given up."""
        self._sought = None
        self._tell_highlighted()
