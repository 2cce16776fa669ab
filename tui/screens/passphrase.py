"""Asking for the passphrase of a ledger."""

from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Static

from store.errors import LedgerError
from tui.widgets.key_bar import KeyBar
from tui.widgets.passphrase_row import KEY_FILE, PassphraseRow

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
        KEY_FILE,
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
            yield PassphraseRow()
        yield KeyBar()

    def action_turn_round(self) -> None:
        """Asks for a key file, or for the passphrase again."""
        self.query_one(PassphraseRow).turn_round()

    def action_try_passphrase(self) -> None:
        """Tries what was given."""
        row = self.query_one(PassphraseRow)
        if not row.field.disabled:
            row.field.disabled = True
            row.say(echo="Opening …")
            self.run_worker(self._try(row), group="opening", exclusive=True)

    async def _try(self, row: PassphraseRow) -> None:
        try:
            await self._open_with(await row.given())
        except LedgerError as problem:
            row.field.disabled = False
            row.field.focus()
            row.say(error=f"{problem.title} {problem.advice}")
        else:
            self.dismiss(True)

    def action_leave(self) -> None:
        """Leaves the ledger closed."""
        self.dismiss(False)
