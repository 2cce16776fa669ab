"""An app in a terminal that is played by the test, byte by byte."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from textual.app import App
from textual.drivers.headless_driver import HeadlessDriver
from textual.events import Key, Resize
from textual.geometry import Size

from tests.tui.small_terminal import SmallTerminal, look
from tui.display.cells import cells_of
from tui.display.changed_cells import ChangedCells

_POINTER = "\x1b]22;"


class RecordedDriver(HeadlessDriver):
    """A driver that keeps what is written."""

    @property
    def is_headless(self) -> bool:
        """No: what is written matters."""
        return False

    @property
    def can_suspend(self) -> bool:
        """Yes: it holds no real terminal."""
        return True

    def write(self, data: str) -> None:
        """Keeps it, but for the shape of the mouse's pointer."""
        if not data.startswith(_POINTER):
            RecordedTerminal.of[self._app].writes.append(data)


class RecordedTerminal:
    """What an app has written so far, and how that looks on a small terminal."""

    of: "dict[App[Any], RecordedTerminal]" = {}  # noqa: RUF012 - a driver knows only its app.

    def __init__(self, app: ChangedCells[None], width: int, height: int) -> None:
        self.app = app
        self.writes: list[str] = []
        self.terminal = SmallTerminal(width, height)
        RecordedTerminal.of[app] = self
        self._obeyed = 0

    @property
    def text(self) -> str:
        """Everything that was written."""
        return "".join(self.writes)

    def is_up_to_date(self) -> bool:
        """Whether the terminal shows what Textual wants shown."""
        self.terminal.write("".join(self.writes[self._obeyed :]))
        self._obeyed = len(self.writes)
        with self.app._context():
            strips = self.app.screen._compositor.render_strips()
        colours = self.app._colours()
        wanted = [[look(*cell) for cell in cells_of(strip, colours)] for strip in strips]
        return self.terminal.lines == wanted

    async def until(self, condition: Callable[[], object], seconds: float = 60) -> None:
        """Returns as soon as `condition` is true.

        Raises:
            AssertionError: it never was.
        """
        for _ in range(int(seconds * 200)):
            await asyncio.sleep(0.005)
            if condition():
                return
        raise AssertionError("It never came true.")

    async def press(self, *keys: str) -> int:
        """Presses keys; gives back the bytes that were written until all stood there."""
        before = len(self.text.encode())
        for key in keys:
            self.app.post_message(Key(key, key if len(key) == 1 else None))
        await asyncio.sleep(0.1)
        await self.until(self.is_up_to_date)
        return len(self.text.encode()) - before

    def resize(self, width: int, height: int) -> None:
        """Makes the terminal another size, which keeps nothing of what it showed."""
        self.terminal = SmallTerminal(width, height)
        self.app.post_message(Resize(Size(width, height), Size(width, height)))


@asynccontextmanager
async def recorded(
    app: ChangedCells[None], size: tuple[int, int] = (40, 12)
) -> AsyncIterator[RecordedTerminal]:
    """The app, made with `driver_class=RecordedDriver`, running in a terminal of that size."""
    terminal = RecordedTerminal(app, *size)
    running = asyncio.create_task(app.run_async(size=size, mouse=False))
    try:
        await terminal.until(lambda: app._dom_ready and terminal.is_up_to_date())
        yield terminal
    finally:
        app.exit()
        await running
        del RecordedTerminal.of[app]
