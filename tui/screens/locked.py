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
from tui.widgets.key_bar import KeyBar
from tui.widgets.notice_board import NoticeBoard
from tui.widgets.passphrase_row import KEY_FILE, PassphraseRow

_LOCKED = "Locked."
_CLOSED = (
    "The ledger's file is closed and encrypted. What was typed and not saved is kept in it, and"
    " stands here again once the passphrase is typed."
)
_BY_KEY_FILE = (
    "It was opened with a key file. The file is not read again by itself, because a lock that any"
    " key opens is no lock: type the passphrase that is in it, or F4 and the file's name."
)
_HIDDEN = "Hidden, and not protected."
_OPEN = (
    "This ledger is not encrypted: enter shows it again to anybody, and whoever gets the file can"
    " read it. A passphrase would protect it: ctrl+k on the tabs sets one."
)


class Locked(Screen[None]):
    """Shows nothing of the ledger; `unlock` opens it again, or raises a LedgerError.

    With `is_plain` there is no passphrase to ask for; `by_key_file` tells that it was read from
    a file before.
    """

    DEFAULT_CSS = """
    Locked {
        & > Vertical { padding: 2 0; max-width: 80; }
        & #title { padding: 0 2; margin-bottom: 1; text-style: bold; }
        & .said { padding: 0 2; margin-bottom: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "unlock", "Open", show=True, priority=True),
        KEY_FILE,
        Binding(QUIT_AT_ONCE.keys, "leave", "Quit", show=True, priority=True),
    ]

    def __init__(
        self,
        unlock: Callable[[str], Awaitable[None]],
        *,
        is_plain: bool,
        by_key_file: bool = False,
    ) -> None:
        super().__init__()
        self._unlock = unlock
        self._is_plain = is_plain
        self._by_key_file = by_key_file
        self._is_trying = False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A plain ledger needs no key."""
        if action == "turn_round":
            return not self._is_plain
        return super().check_action(action, parameters)

    def compose(self) -> ComposeResult:
        """What the matter is, and the line for the passphrase."""
        with Vertical():
            yield Static(_HIDDEN if self._is_plain else _LOCKED, id="title")
            yield Static(_OPEN if self._is_plain else _CLOSED, classes="said")
            if self._by_key_file:
                yield Static(_BY_KEY_FILE, classes="said")
            if not self._is_plain:
                yield PassphraseRow()
            yield NoticeBoard()
        yield KeyBar()

    def action_leave(self) -> None:
        """Leaves the program."""
        self.app.exit(0)

    def action_turn_round(self) -> None:
        """Asks for a key file, or for the passphrase again."""
        self.query_one(PassphraseRow).turn_round()

    def action_unlock(self) -> None:
        """Tries what was given."""
        if not self._is_trying:
            self._is_trying = True
            self.query_one(NoticeBoard).tell("Opening …")
            self.run_worker(self._try(), group="opening")

    async def _try(self) -> None:
        row = next(iter(self.query(PassphraseRow)), None)
        try:
            await self._unlock(await row.given() if row else "")
        except LedgerError as problem:
            self.query_one(NoticeBoard).tell_problem(problem)
        finally:
            self._is_trying = False
