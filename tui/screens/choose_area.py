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
from tui.screens.pick import Offer
from tui.text import shown
from tui.widgets.key_bar import KeyBar
from tui.widgets.line_input import LineInput
from tui.widgets.listed_rows import ListedRows
from tui.widgets.table import Column, TableRow, VirtualTable

_COLUMNS = (Column("", 34), Column("", 30, grow=1))
_TAKE, _EVERYWHERE, _TERRITORY = "=take", "=everywhere", "=territory"
_MOST = 30


class ChooseArea(Screen[tuple[str, ...] | None]):
    """Places to count in: enter puts one in or takes it out, the first row counts there.

    Gives the keys of the places, none for everywhere, and None after escape.

    Args:
        choices: The states and townships that are offered at once.
        chosen: The places that are chosen now, each with its name.
        territory: The keys of the ledger's territory.
    """

    DEFAULT_CSS = """
    ChooseArea {
        & > Static { padding: 1 3 0 3; text-style: bold; }
        & > LineInput { margin: 1 1 1 3; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Choose", show=True, priority=True),
        Binding("escape", "dismiss(None)", "Back", show=True),
        Binding("up", "step(-1)", "Up", show=False),
        Binding("down", "step(1)", "Down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
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
        self._table = VirtualTable(_COLUMNS, empty="No place begins with or holds that.")
        self._title = Static(shown(""))

    def compose(self) -> ComposeResult:
        """What is chosen, the line, the places, the keys."""
        yield self._title
        yield LineInput(placeholder="A township, a state, a village")
        yield self._table
        yield KeyBar()

    def on_mount(self) -> None:
        """Leaves the focus in the line."""
        self._table.can_focus = False
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
        rows: list[TableRow] = []
        if self._chosen and not is_typed:
            rows.append(TableRow(_TAKE, ("Count there", "enter counts in the places marked *")))
        if not is_typed:
            rows.append(TableRow(_EVERYWHERE, ("Everywhere", "all places, and none")))
            if self._territory:
                rows.append(TableRow(_TERRITORY, ("The ledger's territory", "all of it")))
        rows += [TableRow(offer.key, (offer.label, offer.about)) for offer in offers]
        self._table.set_source(ListedRows(rows), count=len(rows))
        self._table.set_marks(self._chosen)
        names = ", ".join(self._chosen.values()) or "everywhere"
        self._title.update(shown(f"Count in: {names}"))

    def action_take(self) -> None:
        """Does what the row under the cursor says."""
        key = self._table.cursor_key
        if key == _TAKE:
            self.dismiss(tuple(self._chosen))
        elif key == _EVERYWHERE:
            self.dismiss(())
        elif key == _TERRITORY:
            self.dismiss(self._territory)
        elif key is not None:
            self._toggle(key)

    def _toggle(self, key: str) -> None:
        if self._chosen.pop(key, None) is None:
            self._chosen[key] = self._names[key]
        line = self.query_one(LineInput)
        with self.prevent(Input.Changed):
            line.value = ""
        self._list(self._offers, is_typed=False)

    def action_step(self, rows: int) -> None:
        """Moves the cursor."""
        self._table.action_step(rows)

    def action_page(self, pages: int) -> None:
        """Moves the cursor by windows."""
        self._table.action_page(pages)


def _about(level: str, within: str) -> str:
    return " · ".join(filter(None, (level.capitalize(), within)))
