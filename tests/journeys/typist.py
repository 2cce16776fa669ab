"""Somebody at the keys of the program, who counts every key."""

import asyncio
from dataclasses import dataclass, field

from textual import events

from tests.tui.ledger_app import Window
from tui.forms.body import FormBody
from tui.screens.form import RecordForm
from tui.widgets.chooser import Chooser

SECONDS_A_KEY = 0.28
"""What a key takes somebody who is no trained typist (Card, Moran and Newell, 1980)."""


_PATIENCE = 30  # looks, a hundredth of a second apart


@dataclass
class Typist:
    """Types into the program; `keys` counts the letters and all other keys."""

    window: Window
    keys: int = 0
    told: list[str] = field(default_factory=list)

    @property
    def seconds(self) -> float:
        """How long an untrained typist takes for these keys."""
        return self.keys * SECONDS_A_KEY

    async def press(self, *keys: str) -> None:
        """Presses keys."""
        self.keys += len(keys)
        await self.window.press(*keys)

    async def type(self, text: str) -> None:
        """Types letters; they reach the program at once, and count one by one."""
        self.keys += len(text)
        self.window.app.post_message(events.Paste(text))
        await self.window.pilot.pause()

    async def line(self, text: str = "") -> None:
        """Types the answer in one line and goes on to the next."""
        if text:
            await self.type(text)
            await self._choices()
        await self.press("enter")

    async def _choices(self) -> None:
        """Waits for the choices, as somebody does who looks at them; words may have none."""
        app = self.window.app
        for _ in range(_PATIENCE):
            await asyncio.sleep(0.01)
            while any(  # noqa: ASYNC110 - nothing else tells of it.
                w.group == "choices" and not w.is_finished for w in app.workers
            ):
                await asyncio.sleep(0.01)
            focused = self.window.app.focused
            if not isinstance(focused, Chooser) or focused.is_open:
                return

    async def lines(self, *texts: str) -> None:
        """Types the answers of several lines; '' leaves one as it is."""
        for text in texts:
            await self.line(text)

    async def form(self) -> FormBody:
        """The form that is open, once the cursor is in it."""
        app = self.window.app

        def is_open() -> bool:
            return isinstance(app.screen, RecordForm) and app.screen.focused is not None

        await self.window.until(is_open)
        return app.screen.query_one(FormBody)

    async def save_and_next(self) -> None:
        """Saves; the next form of the same incident is open then."""
        body = await self.form()
        first = next(iter(body._rows))
        await self.press("ctrl+n")
        await self.window.until(lambda: "This is the next one" in self.window.text)
        assert first in body.texts

    async def save(self) -> None:
        """Saves, and leaves a form that has only warnings to tell."""
        await self.press("ctrl+s")
        await self.window.until(lambda: self._has_left or "saved" in self.window.text)
        if not self._has_left:
            assert "esc leaves it so" in self.window.text, self.window.text
            await self.press("escape")
            await self.window.until(lambda: self._has_left)

    @property
    def _has_left(self) -> bool:
        return not isinstance(self.window.app.screen, RecordForm)
