"""What stands on the screen while the ledger is hidden."""

from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Static

from store.errors import LedgerError
from tui.commands import QUIT_AT_ONCE
from tui.widgets.field_row import FieldRow
from tui.widgets.key_bar import KeyBar
from tui.widgets.line_input import LineInput
from tui.widgets.notice_board import NoticeBoard

_LOCKED = "Locked."
_CLOSED = (
    "The ledger's file is closed and encrypted. What was typed and not saved is kept in it, and"
    " stands here again once the passphrase is typed."
)
_HIDDEN = "Hidden, and not protected."
_OPEN = (
    "This ledger is not encrypted: enter shows it again to anybody, and whoever gets the file can"
    " read it. A passphrase would protect it: ctrl+k on the tabs sets one."
)


class Locked(Screen[None]):
    """Shows nothing of the ledger; `unlock` opens it again, or raises a LedgerError.

    With `is_plain` there is no passphrase to ask for.
    """

    DEFAULT_CSS = """
    Locked {
        & > Vertical { padding: 2 0; max-width: 80; }
        & #title { padding: 0 2; margin-bottom: 1; text-style: bold; }
        & #said { padding: 0 2; margin-bottom: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "unlock", "Open", show=True, priority=True),
        Binding(QUIT_AT_ONCE.keys, "leave", "Quit", show=True, priority=True),
    ]

    def __init__(self, unlock: Callable[[str], Awaitable[None]], *, is_plain: bool) -> None:
        super().__init__()
        self._unlock = unlock
        self._is_plain = is_plain
        self._is_trying = False

    def compose(self) -> ComposeResult:
        """What the matter is, and the line for the passphrase."""
        with Vertical():
            yield Static(_HIDDEN if self._is_plain else _LOCKED, id="title")
            yield Static(_OPEN if self._is_plain else _CLOSED, id="said")
            if not self._is_plain:
                yield FieldRow("passphrase", "Passphrase", LineInput(password=True))
            yield NoticeBoard()
        yield KeyBar()

    def action_leave(self) -> None:
        """Leaves the program."""
        self.app.exit(0)

    def action_unlock(self) -> None:
        """Tries what was typed."""
        if self._is_trying:
            return
        self._is_trying = True
        line = next(iter(self.query(LineInput)), None)
        typed = line.value if line else ""
        if line:
            line.value = ""
        self.query_one(NoticeBoard).tell("Opening …")
        self.run_worker(self._try(typed), group="opening")

    async def _try(self, passphrase: str) -> None:
        try:
            await self._unlock(passphrase)
        except LedgerError as problem:
            self.query_one(NoticeBoard).tell(problem.title, [problem.advice])
        finally:
            self._is_trying = False
