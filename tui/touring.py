"""The tour of the demo: offered once, begun, left and gone on with by one key."""

from typing import Final, Generic, TypeVar

from textual.app import App
from textual.screen import Screen
from textual.timer import Timer

from store.errors import OpenedForReading
from store.ledger import Store
from store.records import Record
from store.remembered import TOUR, remember, remembered
from tui.gateway import GatewayClosed, gateway_of
from tui.guide.tour import FINISHED, OFFER, STEPS, sight_of
from tui.messages import RecordSaved
from tui.widgets.key_bar import KeyBar
from tui.widgets.tour_line import TourLine

R = TypeVar("R")

_LOOK_EVERY: Final = 0.25  # seconds
_HIDING: Final = frozenset({"Locked", "Passphrase", "FirstStart"})
"""The screens on which nothing of the ledger is told."""

_OVER: Final = str(len(STEPS))
_ELSEWHERE: Final = "The tour is in the demo ledger: close this one and start “fieldledger demo”."


class TakesTour(App[R], Generic[R]):
    """An app that can lead somebody through the demo, and through no other ledger."""

    def __init__(self, *, ansi_color: bool | None = None) -> None:
        super().__init__(ansi_color=ansi_color)
        self.tour_note = ""
        self._step: int | None = None
        self._saved: set[type[Record]] = set()
        self._looking: Timer | None = None
        self._said = ""

    @property
    def is_demo(self) -> bool:
        """Whether the open ledger is the demo."""
        raise NotImplementedError

    def tell_protection(self) -> None:
        """Says on every screen what the ledger is, the note of the tour included."""
        raise NotImplementedError

    def put_note(self, offer: str) -> None:
        """Says what is offered, on every screen."""
        self.tour_note = offer
        self.tell_protection()

    async def tour_offer(self) -> str:
        """What offers the tour: to begin it or to go on with it; '' once it is over."""
        at = await gateway_of(self.screen).call(_remembered)
        if at == _OVER:
            return ""
        return f"{OFFER} {int(at) + 1}/{len(STEPS)}" if at else OFFER

    async def action_take_tour(self) -> None:
        """Begins the tour, goes on with it, or leaves it where it is."""
        if not self.is_demo:
            for bar in self.screen.query(KeyBar):
                bar.say(_ELSEWHERE)
            return
        if self._step is not None:
            self._leave_tour()
            return
        at = await gateway_of(self.screen).call(_remembered)
        self._go_to(int(at) if at and at != _OVER else 0)
        self._looking = self.set_interval(_LOOK_EVERY, self._look)

    def note_saved(self, message: RecordSaved) -> None:
        """Notes what was saved, which a step may wait for."""
        self._saved.add(message.model)

    def _look(self) -> None:
        """Goes to the next step when this one was done."""
        step = self._step
        if step is None or type(self.screen).__name__ in _HIDING:
            return
        if step < len(STEPS) and STEPS[step].is_done(sight_of(self.screen, self._saved)):
            self._go_to(step + 1)
        self._show_line(self.screen)

    def _go_to(self, step: int) -> None:
        self._step = step
        self.put_note("" if step >= len(STEPS) else f"{OFFER} {step + 1}/{len(STEPS)}")
        self._saved.clear()
        self._say_tour(_told(step))
        self.run_worker(self._remember(step), group="tour")

    async def _remember(self, step: int) -> None:
        try:
            await gateway_of(self.screen).call(Store.do, remember, TOUR, str(step))
        except (GatewayClosed, OpenedForReading):
            return

    def _leave_tour(self) -> None:
        if self._looking is not None:
            self._looking.stop()
        self._step = self._looking = None
        self._said = ""
        for screen in self.screen_stack:
            for line in screen.query(TourLine):
                line.remove()

    def _say_tour(self, words: str) -> None:
        self._said = words
        self._show_line(self.screen)

    def _show_line(self, screen: Screen[object]) -> None:
        found = list(screen.query(TourLine))
        if found:
            found[0].say(self._said)
        elif self._said and screen.is_attached:
            screen.mount(TourLine(self._said))


def _told(step: int) -> str:
    if step >= len(STEPS):
        return FINISHED
    return f"{step + 1}/{len(STEPS)}  {STEPS[step].words}"


def _remembered(store: Store) -> str:
    found: str = store.ask(remembered, TOUR)
    return found
