"""What the matter is and what can be done about it."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Static

from store.errors import LedgerError
from tui.text import shown
from tui.widgets.key_bar import KeyBar


class Problem(Screen[None]):
    """Title and advice of an error, until a key is pressed."""

    DEFAULT_CSS = """
    Problem {
        & > Vertical { padding: 2 4; max-width: 76; }
        & #title { text-style: bold; margin-bottom: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,space", "dismiss", "Back", show=True, tooltip="Goes back.")
    ]

    def __init__(self, error: LedgerError) -> None:
        super().__init__()
        self._error = error

    def compose(self) -> ComposeResult:
        """The two sentences."""
        with Vertical():
            yield Static(shown(self._error.title), id="title")
            yield Static(shown(self._error.advice))
        yield KeyBar()
