"""The recovery sheet on the screen, to be copied by hand or written to a file elsewhere."""

from datetime import date
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from store.errors import LedgerError
from store.recovery_sheet import sheet_of, write_sheet
from tui.one_at_a_time import one_at_a_time
from tui.screens.ask import Ask
from tui.widgets.key_bar import KeyBar
from tui.widgets.notice_board import NoticeBoard
from tui.widgets.text_page import Paragraph, TextPage

_COPY = "Copy this page by hand. It is shown here and kept nowhere."
_WHERE = (
    "The file will hold the passphrase in plain letters. Write it to a stick that stays far from"
    " the laptop, print it and destroy it: what is deleted from a disk can be found again."
    "\n\nWhich file?"
)


def sheet_for(passphrase: str, ledger: Path, prefix: str) -> "RecoverySheet":
    """The screen with the sheet of a ledger, made today."""
    day = date.today()  # noqa: DTZ011 - the person's own day
    return RecoverySheet(sheet_of(passphrase, ledger.name, prefix, day), ledger)


class RecoverySheet(Screen[None]):
    """Shows the page until it is left; `ledger` is the file that it opens."""

    DEFAULT_CSS = "RecoverySheet { & > TextPage { margin-top: 1; } }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,escape", "dismiss", "Copied", tooltip="Leaves the page."),
        Binding("w", "write", "Write a file", tooltip="Writes the page to a file you name."),
    ]

    def __init__(self, sheet: str, ledger: Path) -> None:
        super().__init__()
        self._sheet = sheet
        self._ledger = ledger

    def compose(self) -> ComposeResult:
        """The page."""
        yield TextPage()
        yield NoticeBoard()
        yield KeyBar()

    def on_mount(self) -> None:
        """Shows the page."""
        lines = self._sheet.split("\n")
        self.query_one(TextPage).show(
            [Paragraph(line, is_title=not n) for n, line in enumerate(lines)]
        )
        self.query_one(NoticeBoard).tell(_COPY)

    @work(group="do")
    @one_at_a_time
    async def action_write(self) -> None:
        """Asks for a file and writes the page to it."""
        named = await self.app.push_screen_wait(Ask("Write the sheet to a file", _WHERE))
        if not named:
            return
        try:
            write_sheet(Path(named), self._sheet, self._ledger)
        except LedgerError as problem:
            self.query_one(NoticeBoard).tell_problem(problem)
        else:
            self.query_one(NoticeBoard).tell("The sheet is written. Take the stick out now.")
