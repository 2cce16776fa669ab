"""A table over rows that can be slow, failing or changed, and what it told."""

import asyncio
from collections.abc import Callable, Sequence

from textual.app import App, ComposeResult
from textual.message import Message
from textual.pilot import Pilot
from textual.widgets import Label

from store.errors import LedgerError
from tests.tui.screen_text import screen_text
from tui.widgets.columns import Column
from tui.widgets.pages import PAGE_ROWS
from tui.widgets.table import TableRow, VirtualTable

HOSTILE = "Ma Thida [UNVERIFIED] [/b] မောင်မောင် أحمد"
COLUMNS = (
    Column("Code", 10),
    Column("When", 10),
    Column("Title", 12, grow=1),
    Column("Township", 10, leaves=1),
    Column("Killed", 6, "right", leaves=2),
)


class Rows:
    """A list of `length` rows that can be slow, failing, or changed."""

    def __init__(self, length: int = 1_000_000, *, title: str = "Shelling") -> None:
        self.length = length
        self.title = title
        self.offset = 0
        self.read: list[int] = []
        self.open = asyncio.Event()
        self.open.set()
        self.problem: LedgerError | None = None

    async def page(self, n: int) -> Sequence[TableRow]:
        """The rows of page `n`, once the list is open."""
        await self.open.wait()
        if self.problem is not None:
            raise self.problem
        self.read.append(n)
        first = n * PAGE_ROWS
        return [self.row(index) for index in range(first, min(first + PAGE_ROWS, self.length))]

    def row(self, index: int) -> TableRow:
        """The row that stands at `index`."""
        number = index - self.offset
        cells = (f"LKW-{number:05}", "Feb 2023", self.title, "Demoso", str(number % 7))
        return TableRow(str(number), cells)


class TableApp(App[None]):
    """A table between two lines."""

    def __init__(
        self,
        source: Rows | None,
        *,
        count: int | None = None,
        columns: Sequence[Column] = COLUMNS,
    ) -> None:
        super().__init__(ansi_color=True)
        self.theme = "ansi-dark"
        self.source = source
        self.known_count = count
        self.columns = columns
        self.messages: list[Message] = []

    def compose(self) -> ComposeResult:
        """The lines and the table."""
        yield Label("above")
        yield VirtualTable(self.columns, self.source, empty="Nothing here.\nPress n.", id="list")
        yield Label("below")

    def on_mount(self) -> None:
        """Gives the table its count."""
        self.table.focus()
        if self.known_count is not None:
            self.table.set_count(self.known_count)

    @property
    def table(self) -> VirtualTable:
        """The table."""
        return self.query_one(VirtualTable)

    def on_virtual_table_row_chosen(self, message: VirtualTable.RowChosen) -> None:
        """Keeps the message."""
        self.messages.append(message)

    def on_virtual_table_row_highlighted(self, message: VirtualTable.RowHighlighted) -> None:
        """Keeps the message."""
        self.messages.append(message)

    def on_virtual_table_marks_changed(self, message: VirtualTable.MarksChanged) -> None:
        """Keeps the message."""
        self.messages.append(message)

    def on_virtual_table_count_known(self, message: VirtualTable.CountKnown) -> None:
        """Keeps the message."""
        self.messages.append(message)

    def on_virtual_table_page_failed(self, message: VirtualTable.PageFailed) -> None:
        """Keeps the message."""
        self.messages.append(message)

    def highlighted(self) -> list[str | None]:
        """The keys of the rows on which the cursor rested, in order."""
        kind = VirtualTable.RowHighlighted
        return [message.key for message in self.messages if isinstance(message, kind)]

    def lines(self) -> list[str]:
        """The lines of the screen."""
        return screen_text(self).split("\n")

    def cursor_line(self) -> str:
        """The line with the cursor; there is exactly one."""
        (line,) = [line for line in self.lines() if line.startswith(">")]
        return line


async def until(pilot: Pilot[None], condition: Callable[[], object]) -> None:
    """Returns as soon as `condition` is true, at the latest after a minute."""
    for _ in range(5_000):
        await pilot.pause()
        if condition():
            return
        await asyncio.sleep(0.005)
    raise AssertionError("It never came true.")


async def until_row(pilot: Pilot[None], app: TableApp, number: int) -> None:
    """Returns as soon as the row with that number is under the cursor, and is drawn."""
    await until(pilot, lambda: app.table.cursor_key == str(number))
    await pilot.pause()
    assert f"LKW-{number:05}" in app.cursor_line()
