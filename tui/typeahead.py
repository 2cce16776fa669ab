"""Keys that were typed ahead wait until the key before them has had its effect.

Textual hands a key to whatever has the focus at that moment, also while an earlier key is
still about to move the focus or to open a form. On a slow link keys arrive in bursts, and the
first letters of a name would end in the field before it, or as commands of a list.
"""

import asyncio
from collections import deque
from contextlib import suppress
from time import monotonic
from typing import Generic, TypeVar

from textual import events
from textual.app import App, ScreenStackError
from textual.dom import DOMNode
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.worker import Worker

R = TypeVar("R")

ACTING = frozenset(
    {
        *("choose", "contents", "default", "do", "open", "opening"),
        *("pages", "read", "report", "save", "screen"),
    }
)
"""The groups of workers in which a key has its effect; the others only read or count."""

LONGEST = 10.0
"""Seconds after which the next key is handed on, whatever the one before is still doing."""

LEAVES_AFTER = 3.0
"""As `LONGEST`, if what was typed ends with a key that leaves."""

_PAUSE = 0.002
_CALM = 2


class KeysInOrder(App[R], Generic[R]):
    """An app in which each key finds the focus where the key before it left it."""

    def __init__(self, *, ansi_color: bool | None = None) -> None:
        super().__init__(ansi_color=ansi_color)
        self._typed: deque[events.Event] = deque()
        self._handing_on: asyncio.Task[None] | None = None

    async def on_event(self, event: events.Event) -> None:
        """Lines up keys and pasted text; everything else goes its way."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self._typed.append(event)
            if self._handing_on is None or self._handing_on.done():
                self._handing_on = asyncio.create_task(self._hand_on())
                self._handing_on.add_done_callback(self._tell_failure)
            return
        await super().on_event(event)

    @property
    def is_acting(self) -> bool:
        """Whether a key was typed that has not had its effect yet."""
        return self._handing_on is not None and not self._handing_on.done()

    @property
    def wants_to_leave(self) -> bool:
        """Whether what was typed, and has not had its effect, ends with a key that leaves."""
        return False

    async def until_keys_act(self) -> None:
        """Returns when a key can have its effect; called before each is handed on."""

    def _tell_failure(self, done: asyncio.Task[None]) -> None:
        """What a key broke breaks the app, as it would without the waiting line."""
        error = None if done.cancelled() else done.exception()
        if error is not None and not isinstance(error, ScreenStackError):
            self.call_later(_raise, error)

    async def _hand_on(self) -> None:
        while self._typed and self.is_running:
            await self.until_keys_act()
            event = self._typed.popleft()
            workers, screen = set(self.workers), self.screen
            focused = self.focused or screen
            await super().on_event(event)
            await self._effect(focused, workers, screen)

    async def _effect(
        self, focused: DOMNode, workers: set[Worker[object]], screen: Screen[object]
    ) -> None:
        """Returns when a key that went to `focused` has had its effect, or took too long."""
        begun, calm = monotonic(), 0
        ends = begun + LONGEST
        while calm < _CALM and monotonic() < ends:
            if self.wants_to_leave:
                ends = begun + LEAVES_AFTER
            for node in focused.ancestors_with_self:
                await _handled(node, ends)
            if self._is_acting(workers, screen):
                calm = 0
                await asyncio.sleep(_PAUSE)
            else:
                # What was just done may have sent for something: a saved record, its list.
                calm += 1
            focused = self.focused or self.screen

    def _is_acting(self, before: set[Worker[object]], screen: Screen[object]) -> bool:
        """Whether something that the key began has yet to show the screen it leads to."""
        begun = [w for w in self.workers if w not in before and not w.is_finished]
        if self.screen is not screen:
            # Whoever opened the new screen waits for its answer, also if that is the app.
            begun = [w for w in begun if w.node is not self and w.node.screen is self.screen]
        return any(w.group in ACTING for w in begun) or not self.screen.is_running


def _raise(error: BaseException) -> None:
    raise error


async def _handled(node: MessagePump, ends: float) -> None:
    """Returns when the node has handled all it was sent so far, or the time is over."""
    reached = asyncio.Event()
    if node.call_later(reached.set):
        with suppress(TimeoutError):
            await asyncio.wait_for(reached.wait(), max(0.0, ends - monotonic()))
