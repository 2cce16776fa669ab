"""What is typed on a screen, kept in the ledger's file while it is being typed."""

from collections.abc import Awaitable, Callable
from typing import Any

from textual.screen import Screen
from textual.timer import Timer
from textual.worker import Worker

from store.errors import LedgerError

KEEP_AFTER = 0.6
"""Seconds after the first letter that is not kept: what a crash or a power cut costs at most."""


class TypingKeeper:
    """Keeps what stands on one screen, so that a crash costs a second of typing.

    `write` writes down what stands there now; `fail` is told when the ledger cannot keep it.
    """

    def __init__(
        self,
        screen: Screen[Any],
        write: Callable[[], Awaitable[object]],
        fail: Callable[[LedgerError], None],
    ) -> None:
        self._screen = screen
        self._write = write
        self._fail = fail
        self._timer: Timer | None = None

    def something_was_typed(self) -> None:
        """Has it kept a moment later, however long the typing goes on."""
        if self._timer is None:
            self._timer = self._screen.set_timer(KEEP_AFTER, self._begin_keeping)

    async def keep_now(self) -> None:
        """Keeps at once what was typed since it was kept last."""
        if self._timer is not None:
            await self.keep()

    async def keep(self) -> bool:
        """Keeps all that is typed; False if the ledger could not, which has been told."""
        self.stop()
        return await self.attempt(self._write)

    def stop(self) -> None:
        """Keeps nothing more until something else is typed."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self._screen.workers.cancel_group(self._screen, "keep")

    async def attempt(self, writing: Callable[[], Awaitable[object]]) -> bool:
        """Writes something; False if the ledger could not, which has been told."""
        try:
            await writing()
        except LedgerError as error:
            self._fail(error)
            return False
        return True

    def _begin_keeping(self) -> Worker[None]:
        self._timer = None
        # Not a coroutine: one that is cancelled before its turn would complain.
        return self._screen.run_worker(self._keep_later, group="keep", exclusive=True)

    async def _keep_later(self) -> None:
        await self.attempt(self._write)
