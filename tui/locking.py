"""Hiding the ledger with one key, or when nobody has typed for a while, and coming back to it.

The screens of the ledger stay as they are, in a mode of their own, and whatever still happens
to them happens there: nothing that ends or opens meanwhile can come before the lock.
"""

import asyncio
from time import monotonic, time
from typing import (
    TYPE_CHECKING,
    Any,
    ClassVar,
    Final,
    Generic,
    Protocol,
    TypeVar,
    runtime_checkable,
)

from textual import events, on
from textual.app import App
from textual.await_complete import AwaitComplete
from textual.screen import Screen

from store.settings import LOCK_AFTER
from tui.commands import REDRAW_SCREEN
from tui.gateway import GatewayClosed

if TYPE_CHECKING:
    from tui.screens.locked import Locked

R = TypeVar("R")

LEDGER: Final = "ledger"
LOCKED: Final = "locked"
"""The two modes: each has screens of its own."""

_LOOK_EVERY: Final = 5.0  # seconds between two looks at how long nobody has typed
_FORGET_SCROLLED: Final = "\x1b[3J"
"""Empties what a terminal keeps of the lines above its screen (ED 3 of xterm)."""


@runtime_checkable
class KeepsTyping(Protocol):
    """A screen in which something may be typed that is not kept yet."""

    async def keep_now(self) -> None:
        """Keeps it."""


class LocksItself(App[R], Generic[R]):
    """An app that can hide its screens, let go of its ledger, and take it up again.

    It sets `_current_mode` of Textual 8.2 for a moment, so that a screen of the ledger that ends
    while the lock is shown ends behind it; `tests/tui/test_hooks.py` tells when that changes.
    """

    DEFAULT_MODE: ClassVar[str] = LEDGER

    lock_after: int = LOCK_AFTER
    """Minutes without a key after which the screen locks; 0 for never."""

    def __init__(self, *, ansi_color: bool | None = None) -> None:
        super().__init__(ansi_color=ansi_color)
        self._last_key = (monotonic(), time())
        self._letting_go: asyncio.Task[None] | None = None
        self.add_mode(LEDGER, self.get_default_screen)

    # What the ledger's own app knows

    @property
    def can_lock(self) -> bool:
        """Whether a ledger is open that could be hidden."""
        raise NotImplementedError

    async def let_go(self) -> None:
        """Closes the ledger after everything that was still to be saved."""
        raise NotImplementedError

    async def come_back(self, passphrase: str) -> None:
        """Opens the ledger again.

        Raises:
            LedgerError: it cannot be opened with this passphrase.
        """
        raise NotImplementedError

    def locked_screen(self) -> "Locked":
        """What hides the ledger."""
        raise NotImplementedError

    # Locking

    @property
    def is_locked(self) -> bool:
        """Whether the ledger is hidden."""
        return self.current_mode == LOCKED

    @on(events.Mount)
    def _watch_for_idleness(self) -> None:
        """Looks now and then whether anybody is there."""
        self.set_interval(_LOOK_EVERY, self._lock_if_idle)

    async def on_event(self, event: events.Event) -> None:
        """Notes when somebody typed last."""
        if isinstance(event, events.Key | events.Paste):
            self._last_key = (monotonic(), time())
        await super().on_event(event)

    @property
    def idle_seconds(self) -> float:
        """For how long nobody has typed; the time in which the laptop slept counts too."""
        ticks, clock = self._last_key
        return max(monotonic() - ticks, time() - clock)

    def _lock_if_idle(self) -> None:
        if self.lock_after and self.idle_seconds >= self.lock_after * 60:
            self.action_lock_screen()

    def action_lock_screen(self) -> None:
        """Hides the ledger at once, keeps what is being typed, and closes it."""
        if self.is_locked or not self.can_lock:
            return
        screens = self.screen_stack
        self.hide_ledger()
        self._letting_go = asyncio.create_task(self._keep_and_let_go(screens))

    def hide_ledger(self) -> None:
        """Hides the ledger and keeps nothing in it, since it may be closed already."""
        if self.is_locked:
            return
        self.add_mode(LOCKED, self.locked_screen)
        self.switch_mode(LOCKED)
        self._forget_what_was_shown()

    async def unlock(self, passphrase: str) -> None:
        """Opens the ledger again and shows its screens as they were.

        Raises:
            LedgerError: it cannot be opened with this passphrase; nothing is shown.
        """
        if self._letting_go is not None:
            await self._letting_go
        await self.come_back(passphrase)
        self.show_again()

    def show_again(self) -> None:
        """Shows the screens of the ledger as they were."""
        self._last_key = (monotonic(), time())
        self.switch_mode(LEDGER)
        self.remove_mode(LOCKED)

    async def _keep_and_let_go(self, screens: list[Screen[Any]]) -> None:
        try:
            for screen in screens:
                if isinstance(screen, KeepsTyping):
                    await screen.keep_now()
            await self.let_go()
        except GatewayClosed:
            pass

    def _forget_what_was_shown(self) -> None:
        if self._driver is not None and not self.is_headless:
            self._driver.write(_FORGET_SCROLLED)

    # What happens to the ledger's screens meanwhile

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While it is locked, only the screen can be drawn anew; leaving is the lock's own."""
        if self.is_locked and action != REDRAW_SCREEN.id:
            return False
        return super().check_action(action, parameters)

    def push_screen(self, *args: Any, mode: str | None = None, **options: Any) -> Any:  # noqa: ANN401
        """As Textual's, behind the lock while there is one."""
        if self.is_locked and mode is None:
            mode = LEDGER
        return super().push_screen(*args, mode=mode, **options)

    def pop_screen(self) -> AwaitComplete:
        """As Textual's, behind the lock while there is one."""
        if not self.is_locked:
            return super().pop_screen()
        self._current_mode = LEDGER
        try:
            return super().pop_screen()
        finally:
            self._current_mode = LOCKED
