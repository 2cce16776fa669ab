"""Closing the ledger for a while, opening it again, and changing the passphrase in between."""

import asyncio
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from store.errors import LedgerError, LedgerGone
from store.ledger import Store
from store.progress import Progress
from store.protecting import change_passphrase
from store.settings import Settings
from tui.gateway import Gateway
from tui.locking import LocksItself
from tui.long_job import reporting

if TYPE_CHECKING:
    from tui.screens.locked import Locked

R = TypeVar("R")


class ProtectsLedger(LocksItself[R], Generic[R]):
    """An app with one ledger, whose file can be closed and opened again behind its screens.

    `gateway`, `settings`, `path` and `is_plain` are there as soon as the ledger is open.
    """

    gateway: Gateway[Store]
    settings: Settings
    path: Path
    """Where the open ledger lies."""
    is_plain: bool
    """Whether anybody who has the file can read it."""
    is_for_reading: bool = False
    """Whether nothing can be written in it."""
    by_key_file: bool = False
    """Whether the passphrase was read from a file when the program began."""

    _is_changing = False

    def reread(self) -> None:
        """Has every screen read again what it shows: another window may have written."""
        raise NotImplementedError

    def tell_protection(self) -> None:
        """Has the screens say whether the ledger is encrypted."""
        raise NotImplementedError

    @property
    def can_lock(self) -> bool:
        """Whether a ledger is open that could be hidden."""
        return hasattr(self, "settings") and not self._is_changing

    async def let_go(self) -> None:
        """Closes the ledger after everything that was still to be saved."""
        if not self.gateway.is_away:
            await self.gateway.let_go()

    async def come_back(self, passphrase: str | None) -> None:
        """Opens the ledger that was let go of.

        Raises:
            LedgerUnusable: one of its subclasses; it stays closed.
        """
        from store.undoing import still_known

        ledger = self.settings.ledger
        key = None if self.is_plain else passphrase
        opening = partial(Store.open, self.path, key, for_reading=self.is_for_reading)

        def build(before: Store) -> Store:
            store = opening()
            if store.settings.ledger != ledger:
                store.close()
                raise LedgerGone
            store.last_written = store.ask(still_known, before.last_written)
            return store

        await self.gateway.take_up(build)
        self.reread()

    def locked_screen(self) -> "Locked":
        """What hides the ledger."""
        from tui.screens.locked import Locked

        return Locked(self.unlock, is_plain=self.is_plain, by_key_file=self.by_key_file)

    async def prove(self, passphrase: str) -> None:
        """Closes the ledger and opens it with the passphrase.

        Raises:
            LedgerError: it does not open it, and the ledger is closed until one does.
        """
        await self.let_go()
        await self.come_back(passphrase)

    async def change_passphrase(
        self,
        old: str | None,
        new: str | None,
        progress: Callable[[Progress], None],
        stop: threading.Event,
    ) -> None:
        """Protects the ledger with another passphrase; with None it becomes plain.

        `progress` is called on the event loop; setting `stop` ends the change.

        Raises:
            Interrupted: it was stopped, and is open as before.
            LedgerError: it was not changed, and is open as before; or, if it cannot even be
                opened again, it is locked.
        """
        self._is_changing = True
        self.screen.refresh_bindings()
        watch = reporting(progress, stop)
        try:
            await self.let_go()
            await asyncio.to_thread(change_passphrase, self.path, old, new, watch)
        except asyncio.CancelledError:
            stop.set()
            raise
        except LedgerError:
            await self._open_or_lock(old)
            raise
        else:
            self.is_plain = new is None
            self.by_key_file = False
            self.tell_protection()
            await self._open_or_lock(new)
        finally:
            self._is_changing = False

    async def move_to(self, copy: Path) -> None:
        """Closes the ledger and opens its copy instead; an encrypted one asks for the passphrase.

        What is typed in open forms stays in them.
        """
        self._is_changing = True
        try:
            await self.let_go()
            self.path, self.is_for_reading = copy, False
            self.tell_protection()
            if self.is_plain:
                await self._open_or_lock(None)
        finally:
            self._is_changing = False
        if not self.is_plain:
            self.hide_ledger()

    async def _open_or_lock(self, passphrase: str | None) -> None:
        try:
            await self.come_back(passphrase)
        except LedgerError:
            self.hide_ledger()
