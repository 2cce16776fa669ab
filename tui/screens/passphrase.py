"""Asking for the passphrase of a ledger."""

from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Static

from store.errors import LedgerError
from tui.widgets.field_row import FieldRow
from tui.widgets.key_bar import KeyBar
from tui.widgets.line_input import LineInput

_LOCKED = "This ledger is locked with a passphrase."


class Passphrase(Screen[bool]):
    """A line that does not show what is typed; True once it has opened the ledger.

    `open_with` opens the ledger, or raises a LedgerError whose sentence is shown; `question`
    stands above the line.
    """

    DEFAULT_CSS = """
    Passphrase {
        & > Vertical { padding: 2 0; max-width: 80; }
        & #question { padding: 0 2; margin-bottom: 1; text-style: bold; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "try_passphrase", "Open", show=True, priority=True),
        Binding("escape", "leave", "Leave", show=True, tooltip="Leaves the ledger closed."),
    ]

    def __init__(
        self, open_with: Callable[[str], Awaitable[None]], question: str = _LOCKED
    ) -> None:
        super().__init__()
        self._question = question
        self._open_with = open_with

    def compose(self) -> ComposeResult:
        """What the matter is, and the line."""
        with Vertical():
            yield Static(self._question, id="question")
            yield FieldRow("passphrase", "Passphrase", LineInput(password=True))
        yield KeyBar()

    def action_try_passphrase(self) -> None:
        """Tries what was typed."""
        line = self.query_one(LineInput)
        if not line.disabled:
            line.disabled = True
            self.query_one(FieldRow).say(echo="Opening …")
            self.run_worker(self._try(line.value), group="opening", exclusive=True)

    async def _try(self, passphrase: str) -> None:
        try:
            await self._open_with(passphrase)
        except LedgerError as problem:
            line = self.query_one(LineInput)
            line.value = ""
            line.disabled = False
            line.focus()
            self.query_one(FieldRow).say(error=f"{problem.title} {problem.advice}")
        else:
            self.dismiss(True)

    def action_leave(self) -> None:
        """Leaves the ledger closed."""
        self.dismiss(False)
