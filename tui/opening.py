"""Opening a ledger when the program begins, and asking what has to be asked before that."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from rich.text import Text

from store.ahead import taken_over
from store.connection import path_of
from store.errors import (
    LedgerError,
    LedgerMissing,
    LedgerReadOnly,
    PassphraseNeeded,
)
from store.founded import Founding
from store.ledger import Store
from store.left_behind import left_behind
from store.settings import Settings
from tui.gateway import Gateway
from tui.opened_ahead import OpenedAhead
from tui.protecting import ProtectsLedger


@dataclass(frozen=True, slots=True)
class Opening:
    """Which ledger to open, with what, and whether a missing one may be founded there.

    `ahead` opens it already; whoever made that closes it in the end.
    """

    path: Path
    passphrase: str | None = None
    may_found: bool = False
    ahead: OpenedAhead | None = None


class OpensLedger(ProtectsLedger[int]):
    """An app that begins with the ledger that `opening` says, or leaves with a sentence."""

    opening: Opening

    _left_behind: Sequence[LedgerError] = ()

    async def ledger_opened(self) -> None:
        """Shows the ledger that is open now."""
        raise NotImplementedError

    async def open_ledger(self) -> None:
        """Opens the ledger, and tells what an earlier opening left unfinished in it."""
        try:
            await self._open_or_ask()
        except LedgerError as problem:
            self.exit(1, return_code=1, message=Text(f"{problem.title}\n{problem.advice}"))
        else:
            if self._left_behind:
                from tui.screens.problem import Problem

                for each in reversed(self._left_behind):
                    self.push_screen(Problem(each))

    async def open_with(self, passphrase: str | None, *, for_reading: bool = False) -> None:
        """Opens the ledger with a passphrase, or with None as one that has none.

        Raises:
            LedgerUnusable: one of its subclasses; nothing is open.
        """
        path, ahead = self.opening.path, self.opening.ahead
        if ahead is None:
            opening = partial(Store.open, path, passphrase, for_reading=for_reading)
        else:
            self.opening = replace(self.opening, ahead=None)
            opening = partial(taken_over, ahead.connection, path, passphrase)
        self.gateway = await Gateway.open(opening)
        await self._take_over(is_plain=passphrase is None, for_reading=for_reading)

    async def found(self, founding: Founding, passphrase: str | None) -> None:
        """Makes a new ledger and opens it; `territory` may hold names of places.

        Without a passphrase everybody can read it.

        Raises:
            ParseError: a place of the territory is not known, or several have that name.
            LedgerUnusable: one of its subclasses; nothing was created.
        """
        from store.founding import found_ledger

        path = self.opening.path
        self.gateway = await Gateway.open(partial(found_ledger, path, founding, passphrase))
        await self._take_over(is_plain=passphrase is None)

    async def open_demo(self) -> None:
        """Opens the demo ledger, which is made if it is not there yet.

        Raises:
            LedgerUnusable: one of its subclasses.
        """
        from store.founding import open_demo

        self.gateway = await Gateway.open(open_demo)
        await self._take_over(is_plain=True)

    async def _open_or_ask(self) -> None:
        try:
            await self._open(for_reading=False)
        except LedgerMissing:
            if not self.opening.may_found:
                raise
            await self._start()
        except LedgerReadOnly as problem:
            await self._read_or_copy(problem)

    async def _open(self, *, for_reading: bool) -> None:
        open_with = partial(self.open_with, for_reading=for_reading)
        try:
            await open_with(self.opening.passphrase)
        except PassphraseNeeded:
            from tui.screens.passphrase import Passphrase

            if not await self.push_screen_wait(Passphrase(open_with)):
                self.exit(0)

    async def _read_or_copy(self, problem: LedgerReadOnly) -> None:
        from tui.screens.write_protected import copied_elsewhere, reads_only

        while True:
            match await reads_only(self, problem):
                case None:
                    self.exit(0)
                    return
                case True:
                    await self._open(for_reading=True)
                    return
            if (copy := await copied_elsewhere(self, self.opening.path)) is not None:
                self.opening = replace(self.opening, path=copy)
                await self._open(for_reading=False)
                return

    async def _start(self) -> None:
        from tui.screens.first_start import FirstStart

        start = FirstStart(self.opening.path, self.found, self.open_demo)
        if not await self.push_screen_wait(start):
            self.exit(0)

    async def _take_over(self, *, is_plain: bool, for_reading: bool = False) -> None:
        self.settings, self.path, self._left_behind = await self.gateway.call(_facts)
        self.opening = Opening(self.path)
        self.is_plain, self.is_for_reading = is_plain, for_reading
        self.lock_after = self.settings.lock_after
        await self.ledger_opened()


def _facts(store: Store) -> tuple[Settings, Path, list[LedgerError]]:
    """What the ledger says of itself, where its file lies, and what was cut off in it."""
    return store.settings, store.ask(path_of), store.ask(left_behind)
