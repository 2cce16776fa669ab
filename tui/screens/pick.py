"""A small screen on which one of several things is chosen, by arrows or by typing."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Input, Static

from store.search import fold
from tui.text import shown
from tui.widgets.key_bar import KeyBar
from tui.widgets.leading_line import LeadingLine
from tui.widgets.offers import Offer, OfferTable

Read = Callable[[str], Offer | None]
"""What typed words mean besides the offers, None if nothing."""


class Pick(Screen[str | None]):
    """Offers under a line in which typing narrows them; gives the key of one, None after escape.

    Args:
        title: What is chosen.
        offers: What there is to choose from.
        read: What else the typed words may mean; it is offered first.
        at: The key of the offer to begin at.
        placeholder: What the empty line says.
    """

    DEFAULT_CSS = """
    Pick > Static { padding: 1 3 0 3; text-style: bold; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Take", show=True, priority=True),
        Binding("escape", "dismiss(None)", "Back", show=True),
    ]

    def __init__(
        self,
        title: str,
        offers: Sequence[Offer],
        *,
        read: Read | None = None,
        at: str = "",
        placeholder: str = "type a word of it",
    ) -> None:
        super().__init__()
        self._title = title
        self._offers = tuple(offers)
        self._read = read
        self._at = at
        self._placeholder = placeholder
        widest = max((len(offer.label) for offer in offers), default=0)
        self._table = OfferTable(min(40, max(20, widest)), "Nothing here is called so.")

    def compose(self) -> ComposeResult:
        """The title, the line, the offers, the keys."""
        yield Static(shown(self._title))
        yield LeadingLine(self._table, self._placeholder)
        yield self._table
        yield KeyBar()

    def on_mount(self) -> None:
        """Puts the cursor where things stand."""
        self._list("")
        keys = [offer.key for offer in self._offers]
        if self._at in keys:
            # Only a table that has its height keeps what stands above the cursor in sight.
            self.call_after_refresh(self._table.go_to, keys.index(self._at))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Keeps what fits the words."""
        event.stop()
        self._list(event.value)

    def action_take(self) -> None:
        """Gives the offer under the cursor."""
        key = self._table.cursor_key
        if key is not None:
            self.dismiss(key)

    def _list(self, typed: str) -> None:
        read = self._read(typed) if self._read is not None and typed.strip() else None
        words = fold(typed).split()
        fitting = [
            offer
            for offer in self._offers
            if all(word in fold(f"{offer.label} {offer.about}") for word in words)
        ]
        if read is not None:
            fitting = [read, *(offer for offer in fitting if offer.key != read.key)]
        self._table.offer(fitting)
