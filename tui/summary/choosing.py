"""Choosing what is counted: period, area and population, each by one key."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from textual import work
from textual.widget import Widget

from store.errors import LedgerError
from store.ledger import Store
from store.places import Place, place
from store.settings import Settings
from store.vocabulary import Population
from tui.gateway import GatewayClosed, gateway_of
from tui.one_at_a_time import one_at_a_time

if TYPE_CHECKING:
    from store.counting.extent import Area
    from store.counting.opening_scope import AreaChoice, Recorded
    from store.counting.scope import Scope
    from tui.summary.periods import PeriodOffers

_COUNTED = [p for p in Population if p not in {Population.NOT_STATED, Population.NOT_APPLICABLE}]
"""Who can be counted; the others say what the source of a figure leaves open."""


class ChoosesScope(Widget):
    """A part of the screen that shows a scope, which keys change.

    What extends it says what to do when it has changed; until it is given a scope it has none.
    """

    scope: "Scope | None" = None

    async def known_scope(self) -> "Scope | None":
        """What is counted, as soon as that is known; None if it cannot be."""
        return self.scope

    def scope_changed(self) -> None:
        """Counts anew."""
        raise NotImplementedError

    @work(group="choose")
    @one_at_a_time
    async def action_choose_period(self) -> None:
        """Offers periods."""
        from tui.screens.pick import Pick
        from tui.summary.periods import key_of, stretch_of

        scope = await self.known_scope()
        if scope is None:
            return
        try:
            offers = await gateway_of(self).call(_periods, scope)
        except (LedgerError, GatewayClosed):
            return
        pick = Pick(
            "Which days?",
            offers.offers,
            read=offers.read,
            at=key_of(scope.stretch),
            placeholder="such as Feb 2023, 2023, 2023-Q1, or 2023-02-01..2023-03-15",
        )
        if chosen := await self.app.push_screen_wait(pick):
            self.take_scope(replace(scope, stretch=stretch_of(chosen)))

    @work(group="choose")
    @one_at_a_time
    async def action_choose_area(self) -> None:
        """Offers places."""
        from tui.screens.choose_area import ChooseArea

        scope = await self.known_scope()
        if scope is None:
            return
        try:
            choices, names, territory = await gateway_of(self).call(_areas, scope)
        except (LedgerError, GatewayClosed):
            return
        chosen = await self.app.push_screen_wait(ChooseArea(choices, names, territory))
        if chosen is not None:
            area = await gateway_of(self).call(_area, chosen)
            self.take_scope(replace(scope, area=area))

    @work(group="choose")
    @one_at_a_time
    async def action_choose_population(self) -> None:
        """Offers populations."""
        from tui.screens.pick import Pick
        from tui.widgets.offers import Offer

        scope = await self.known_scope()
        if scope is None:
            return
        offers = [Offer(str(code), code.label, code.definition) for code in _COUNTED]
        pick = Pick("Whom?", offers, at=str(scope.population))
        if chosen := await self.app.push_screen_wait(pick):
            self.take_scope(scope.of(Population(chosen)))

    async def action_move_period(self, steps: int) -> None:
        """Counts the period before or after."""
        from tui.summary.periods import moved

        if scope := await self.known_scope():
            self.take_scope(replace(scope, stretch=moved(scope.stretch, steps)))

    def take_scope(self, scope: "Scope") -> None:
        """Counts another scope, if it is another."""
        if scope != self.scope:
            self.scope = scope
            self.scope_changed()


def _periods(store: Store, scope: "Scope") -> "PeriodOffers":
    from store.counting.opening_scope import recorded_months
    from tui.summary.periods import PeriodOffers

    recorded: Recorded = store.ask(recorded_months, date.fromisoformat(scope.as_of))
    return PeriodOffers(store.settings, recorded, scope.as_of)


def _areas(
    store: Store, scope: "Scope"
) -> "tuple[tuple[AreaChoice, ...], dict[str, str], tuple[str, ...]]":
    from store.counting.opening_scope import area_choices

    settings: Settings = store.settings
    choices: tuple[AreaChoice, ...] = store.ask(area_choices, settings.territory)
    names: dict[str, str] = {}
    for key in scope.area.keys:
        known: Place | None = store.ask(place, key)
        names[key] = known.name if known else key
    return choices, names, settings.territory


def _area(store: Store, keys: tuple[str, ...]) -> "Area":
    from store.counting.extent import area_of

    area: Area = store.ask(area_of, keys)
    return area
