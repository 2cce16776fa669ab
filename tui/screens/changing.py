"""What is shown while a ledger gets another passphrase."""

from collections.abc import Awaitable, Callable
from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Static

from store.errors import LedgerError
from tui.text import shown

_TITLE = "Writing the ledger anew …"
_SAFE = (
    "If the power fails now, the ledger opens with the old passphrase or with the new one, and"
    " nothing in it is lost."
)
_LOOK_EVERY = 0.25  # seconds
_ALL = 100  # per cent


class Changing(Screen[LedgerError | None]):
    """Shows how far it is; gives the error that it ended with, or None.

    `change` begins it; what it is given is told which file grows to `size` bytes.
    """

    DEFAULT_CSS = """
    Changing {
        & > Vertical { padding: 2 4; max-width: 80; }
        & #title { text-style: bold; margin-bottom: 1; }
        & #far { margin-bottom: 1; }
    }
    """

    def __init__(
        self, change: Callable[[Callable[[Path], None]], Awaitable[None]], size: int
    ) -> None:
        super().__init__()
        self._change = change
        self._whole = max(1, size)
        self._growing: Path | None = None
        self._far = 0

    def compose(self) -> ComposeResult:
        """What is done, how far it is, and what happens if it is cut off."""
        with Vertical():
            yield Static(_TITLE, id="title")
            yield Static("", id="far")
            yield Static(_SAFE)

    def on_mount(self) -> None:
        """Begins."""
        self.set_interval(_LOOK_EVERY, self._look)
        self.run_worker(self._run(), group="do")

    async def _run(self) -> None:
        try:
            await self._change(self._begun)
        except LedgerError as problem:
            self.dismiss(problem)
        else:
            self.dismiss(None)

    def _begun(self, growing: Path) -> None:
        self._growing = growing

    def _look(self) -> None:
        if self._growing is None:
            return
        try:
            now = self._growing.stat().st_size
        except OSError:
            now = 0
        self._far = max(self._far, min(_ALL, _ALL * now // self._whole))
        said = f"{self._far} %" if now and self._far < _ALL else "Proving that it opens …"
        self.query_one("#far", Static).update(shown(said))
