"""The screen on which the places are chosen in which is counted."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Input, Static

from store.counting.opening_scope import AreaChoice
from store.errors import LedgerError
from store.ledger import Store
from tui.gateway import GatewayClosed, Priority, gateway_of
from tui.long_job import JobCancelled
from tui.text import shown
from tui.widgets.key_bar import KeyBar
from tui.widgets.leading_line import LeadingLine
from tui.widgets.offers import Offer, OfferTable

_LABEL = 34  # cells
_MOST = 30

_TAKE = Offer("=take", "Count there", "enter counts in the places marked *")
_EVERYWHERE = Offer("=everywhere", "Everywhere", "all places, and none")
_TERRITORY = Offer("=territory", "The ledger's territory", "all of it")


class ChooseArea(Screen[tuple[str, ...] | None]):
    """Places to count in: enter puts one in or takes it out, the first row counts there.

    Gives the keys of the places, none for everywhere, and None after escape.

    Args:
        choices: The states and townships that are offered at once.
        chosen: The places that are chosen now, each with its name.
        territory: The keys of the ledger's territory.
    """

    DEFAULT_CSS = """
    ChooseArea > Static { padding: 1 3 0 3; text-style: bold; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Choose", show=True, priority=True),
        Binding("escape", "dismiss(None)", "Back", show=True),
    ]

    def __init__(
        self, choices: Sequence[AreaChoice], chosen: Mapping[str, str], territory: Sequence[str]
    ) -> None:
        super().__init__()
        self._offers = [
            Offer(choice.key, choice.name, _about(choice.level, choice.within))
            for choice in choices
        ]
        self._chosen = dict(chosen)
        self._territory = tuple(territory)
        self._names = {offer.key: offer.label for offer in self._offers} | self._chosen
        self._table = OfferTable(_LABEL, "No place begins with or holds that.")
        self._line = LeadingLine(self._table, "a township, a state, a village")
        self._title = Static(shown(""))

    def compose(self) -> ComposeResult:
        """What is chosen, the line, the places, the keys."""
        yield self._title
        yield self._line
        yield self._table
        yield KeyBar()

    def on_mount(self) -> None:
        """Offers what there is at once."""
        self._list(self._offers, is_typed=False)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Finds the places that the letters can mean."""
        event.stop()
        self._find(event.value)

    @work(group="places", exclusive=True)
    async def _find(self, typed: str) -> None:
        if not typed.strip():
            self._list(self._offers, is_typed=False)
            return
        try:
            found = await gateway_of(self).ask(Priority.KEY, Store.places, typed, limit=_MOST)
        except (JobCancelled, GatewayClosed, LedgerError):
            return
        offers = [
            Offer(match.key, match.name, _about(match.level.label, match.path)) for match in found
        ]
        self._names |= {offer.key: offer.label for offer in offers}
        self._list(offers, is_typed=True)

    def _list(self, offers: Sequence[Offer], *, is_typed: bool) -> None:
        first: list[Offer] = []
        if not is_typed:
            first += [_TAKE] if self._chosen else []
            first += [_EVERYWHERE]
            first += [_TERRITORY] if self._territory else []
        self._table.offer((*first, *offers))
        self._table.set_marks(self._chosen)
        names = ", ".join(self._chosen.values()) or "everywhere"
        self._title.update(shown(f"Count in: {names}"))

    def action_take(self) -> None:
        """Does what the row under the cursor says."""
        key = self._table.cursor_key
        if key == _TAKE.key:
            self.dismiss(tuple(self._chosen))
        elif key == _EVERYWHERE.key:
            self.dismiss(())
        elif key == _TERRITORY.key:
            self.dismiss(self._territory)
        elif key is not None:
            self._toggle(key)

    def _toggle(self, key: str) -> None:
        if self._chosen.pop(key, None) is None:
            self._chosen[key] = self._names[key]
        with self.prevent(Input.Changed):
            self._line.value = ""
        self._list(self._offers, is_typed=False)


def _about(level: str, within: str) -> str:
    return " · ".join(filter(None, (level.capitalize(), within)))
