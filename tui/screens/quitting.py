"""Closing the ledger, which a stray key must not do at once."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from tui.screens.ask import Confirm


class Quit(Confirm):
    """Whether the ledger is to be closed; the key that asked says yes, too."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("q", "dismiss(True)", "Close", show=False)]

    def __init__(self) -> None:
        super().__init__(
            "Close the ledger?",
            "All that was saved stays, and what was typed and not saved waits for you.",
            "close it; so does q once more",
            "stay",
        )
