"""Looking for garbage when nobody types, instead of in the middle of a word."""

import gc
from typing import Final, Generic, TypeVar

from textual import events, on
from textual.app import App
from textual.timer import Timer

R = TypeVar("R")

_PEACE: Final = 1.0  # seconds without a key
_SELDOM: Final = 10_000
"""Collections of what is young, to one of everything: as good as never by itself."""


class CollectsInPeace(App[R], Generic[R]):
    """An app in which Python frees what closed screens leave behind a moment after the last key.

    Screens refer to each other in circles, and to free one takes tens of milliseconds, which by
    itself falls on some later key.
    """

    _peace: Timer | None = None

    @on(events.Mount)
    def _begin_collecting(self) -> None:
        if not self.is_headless:
            young, older, _ = gc.get_threshold()
            gc.set_threshold(young, older, _SELDOM)
            self._peace = self.set_interval(_PEACE, self._collect, pause=True)

    async def on_event(self, event: events.Event) -> None:
        """Begins to wait for peace again with each key; everything goes its way."""
        if self._peace is not None and isinstance(event, events.Key):
            self._peace.reset()
            self._peace.resume()
        await super().on_event(event)

    def _collect(self) -> None:
        if self._peace is not None:
            self._peace.pause()
        gc.collect()
