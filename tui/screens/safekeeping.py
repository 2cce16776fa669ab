"""What protects the ledger: its passphrase, the sheet to copy, and the lock."""

import threading
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from store import engine
from store.digits import parse_whole
from store.errors import EngineMissing, Interrupted, LedgerError, ParseError
from store.ledger import Store
from store.lock_time import set_lock_after
from tui.for_reading import writes
from tui.one_at_a_time import one_at_a_time
from tui.screens.aside import Aside
from tui.screens.ask import Ask, Confirm
from tui.screens.new_passphrase import NewPassphrase
from tui.screens.passphrase import Passphrase
from tui.screens.recovery_sheet import sheet_for
from tui.screens.working import Working
from tui.text import shown
from tui.widgets.key_bar import KeyBar
from tui.widgets.notice_board import NoticeBoard

if TYPE_CHECKING:
    from tui.protecting import ProtectsLedger

_PLAIN = "This ledger is not encrypted: whoever gets the file can read everything in it."
_ENCRYPTED = "This ledger is encrypted: nobody can read it without its passphrase."
_NOW = "The passphrase as it is now"
_PROTECTED = "The ledger is encrypted now, and was opened with the passphrase."
_REMNANTS = (
    "Copies and backups made before are not, and experts may find traces of the old file on this"
    " disk: destroy the copies; on a dangerous road carry a disk that never held it."
)
_CHANGED = "The passphrase is changed, and the ledger was opened with it."
_OLD_COPIES = "Copies and backups made before open with the old one."
_BARE = "The ledger is not encrypted any more."
_REALLY = "Whoever gets the file can then read everything in it, every name and every source."
_WRITING = "Writing the ledger anew"
_SAFE = (
    "If the power fails now, the ledger opens with the old passphrase or with the new one, and"
    " nothing in it is lost."
)
_STOPPED = "Stopped. The ledger is as it was, and so is its passphrase."
_STOPPED_PLAIN = "Stopped. The ledger is as it was: it is not encrypted."
_MINUTES = "After how many minutes without a key does the screen lock? 0 means never."
_LONGEST = 24 * 60
_FOR_ENCRYPTED = ("s  show the recovery sheet", "t  take the passphrase away")


class Safekeeping(Aside[None]):
    """Says how the ledger is protected, and changes that."""

    DEFAULT_CSS = """
    Safekeeping {
        & > Vertical { padding: 2 4; max-width: 84; height: auto; }
        & #title { text-style: bold; margin-bottom: 1; }
        & #state { margin-bottom: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "protect", "Passphrase", tooltip="Sets or changes the passphrase."),
        Binding("s", "sheet", "Sheet", tooltip="Shows the recovery sheet."),
        Binding("t", "bare", "Take away", tooltip="Takes the passphrase away."),
        Binding("m", "minutes", "Minutes", tooltip="Says when the screen locks by itself."),
        Binding("escape", "dismiss", "Back", tooltip="Goes back."),
    ]

    @property
    def _ledger(self) -> "ProtectsLedger[int]":
        app: ProtectsLedger[int] = self.app  # type: ignore[assignment]
        return app

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What needs a passphrase can be done only where there is one."""
        if action in {"sheet", "bare"}:
            return not self._ledger.is_plain
        return super().check_action(action, parameters)

    def compose(self) -> ComposeResult:
        """How things stand, and what can be done."""
        with Vertical():
            yield Static("Keeping the ledger safe", id="title")
            yield Static(id="state")
            yield Static(id="choices")
        yield NoticeBoard()
        yield KeyBar()

    def on_mount(self) -> None:
        """Shows how things stand."""
        self._show()

    def _show(self) -> None:
        app = self._ledger
        self.query_one("#state", Static).update(_PLAIN if app.is_plain else _ENCRYPTED)
        after = f"after {app.lock_after} minutes without a key" if app.lock_after else "only by F9"
        lines = [
            "p  protect it with a passphrase" if app.is_plain else "p  change the passphrase",
            *([] if app.is_plain else _FOR_ENCRYPTED),
            f"m  the screen locks {after}: change that",
        ]
        self.query_one("#choices", Static).update(shown("\n".join(lines), single_line=False))
        self.refresh_bindings()

    def _tell(self, headline: str, *points: str) -> None:
        self.query_one(NoticeBoard).tell(headline, points)

    @writes
    @work(group="do")
    @one_at_a_time
    async def action_protect(self) -> None:
        """Sets or changes the passphrase, and shows the sheet."""
        app = self._ledger
        if not engine.ENCRYPTS:
            problem = EngineMissing()
            self._tell(problem.title, problem.advice)
            return
        was_plain = app.is_plain
        old = None if was_plain else await self._present()
        if old is None and not was_plain:
            return
        title = "A passphrase for this ledger" if was_plain else "Another passphrase"
        new = await app.push_screen_wait(NewPassphrase(title, (app.settings.prefix,)))
        if not new or not await self._change(old, new):
            return
        told = (_PROTECTED, _REMNANTS) if was_plain else (_CHANGED, _OLD_COPIES)
        self._tell(*told)
        await self._show_sheet(new)

    @work(group="do")
    @one_at_a_time
    async def action_sheet(self) -> None:
        """Asks for the passphrase and shows it as a page to copy."""
        if (passphrase := await self._present()) is not None:
            await self._show_sheet(passphrase)

    @writes
    @work(group="do")
    @one_at_a_time
    async def action_bare(self) -> None:
        """Takes the passphrase away, after asking."""
        really = Confirm("Take the passphrase away?", _REALLY, "take it away", "leave it")
        if not await self.app.push_screen_wait(really):
            return
        old = await self._present()
        if old is not None and await self._change(old, None):
            self._tell(_BARE)

    @writes
    @work(group="do")
    @one_at_a_time
    async def action_minutes(self) -> None:
        """Asks after how many minutes the screen locks."""
        app = self._ledger
        typed = await app.push_screen_wait(Ask("The lock", _MINUTES, placeholder="such as 10"))
        if not typed:
            return
        try:
            minutes = min(parse_whole(typed), _LONGEST)
            await app.gateway.call(Store.do, set_lock_after, minutes)
        except ParseError as problem:
            self._tell(problem.message)
        except LedgerError as problem:
            self._tell(problem.title, problem.advice)
        else:
            app.lock_after = minutes
            self._show()

    async def _present(self) -> str | None:
        """The passphrase as it is now, proved; None if it was not given, and all is locked."""
        proved: list[str] = []

        async def prove(passphrase: str) -> None:
            await self._ledger.prove(passphrase)
            proved.append(passphrase)

        if await self.app.push_screen_wait(Passphrase(prove, _NOW)):
            return proved[0]
        if self._ledger.gateway.is_away:
            self._ledger.action_lock_screen()
        return None

    async def _change(self, old: str | None, new: str | None) -> bool:
        app, stop = self._ledger, threading.Event()
        screen = Working(_WRITING, _SAFE)
        screen.stop_job = stop.set
        await app.push_screen(screen)
        try:
            await app.change_passphrase(old, new, screen.show, stop)
        except Interrupted:
            self._tell(_STOPPED_PLAIN if app.is_plain else _STOPPED)
        except LedgerError as problem:
            self._tell(problem.title, problem.advice)
        else:
            return True
        finally:
            screen.leave()
            self._show()
        return False

    async def _show_sheet(self, passphrase: str) -> None:
        app = self._ledger
        await app.push_screen_wait(sheet_for(passphrase, app.path, app.settings.prefix))
