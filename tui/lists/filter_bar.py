"""The line in which a filter is typed, and what can be said about it below."""

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input, Static

from store.errors import FilterInvalid, LedgerError
from store.ledger import Store
from store.query import completed, completions
from store.records import Record
from tui.gateway import GatewayClosed, Priority, gateway_of
from tui.text import fit, shown
from tui.widgets.line_input import LineInput

_PAUSE = 0.4  # seconds without a key, after which the filter is applied
_SHORT_PAUSE = 0.1  # seconds without a key, after which it is read what that would show
_LABEL_CELLS = 10
_EXAMPLE = "words, or such as when:2023-02 is:draft no:source"


class FilterBar(Vertical):
    """One line for the terms, and while they are being typed a second one for what may follow.

    The list decides what the terms mean and tells it with `accept` and `refuse`.
    """

    DEFAULT_CSS = """
    FilterBar {
        height: auto;
        display: none;
        & > Horizontal { height: 1; padding-left: 1; }
        & #filter-label { width: 8; text-style: bold; }
        & #filter-hint { padding-left: 9; display: none; }
        &.typing #filter-hint { display: block; }
        & #filter-hint.error { display: block; text-style: bold; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete", "Complete", show=True, priority=True),
        Binding("enter", "apply", "To the list", show=True, priority=True),
        Binding("down", "apply", "To the list", show=False, priority=True),
        Binding("escape", "clear", "All", show=True),
    ]

    @dataclass
    class Wanted(Message):
        """The list is to be filtered; `is_final` if whoever types wants to go there now."""

        terms: str
        is_final: bool

    @dataclass
    class Likely(Message):
        """The list may soon be filtered by these terms."""

        terms: str

    def __init__(self, model: type[Record]) -> None:
        super().__init__()
        self._model = model
        self._offered: tuple[str, ...] = ()
        self._pauses: tuple[Timer, ...] = ()
        self._told = ""

    @property
    def terms(self) -> str:
        """What stands in the line."""
        return self.query_one(LineInput).value

    def compose(self) -> ComposeResult:
        """The line and what is said about it."""
        with Horizontal():
            yield Static("Filter", id="filter-label")
            yield LineInput(placeholder=_EXAMPLE)
        yield Static(id="filter-hint")

    def on_descendant_focus(self) -> None:
        """Makes room for what may follow."""
        self.add_class("typing")

    def on_descendant_blur(self) -> None:
        """Gives the room back to the list."""
        self.remove_class("typing")

    def open(self) -> None:
        """Shows the line and goes there."""
        self.display = True
        self.query_one(LineInput).focus()
        self._offer()

    def put(self, terms: str) -> None:
        """Writes terms into the line as if they had been there; without any, hides it."""
        self._told = terms
        line = self.query_one(LineInput)
        line.value = terms
        line.cursor_position = len(terms)
        self.display = bool(terms)
        self.accept()

    def accept(self) -> None:
        """The terms mean something: nothing is held against them any more."""
        if self.query_one("#filter-hint").has_class("error"):
            self._say("  ".join(self._offered), is_error=False)

    def refuse(self, problem: FilterInvalid) -> None:
        """The terms mean nothing."""
        self._say(f"{problem.title} {problem.advice}", is_error=True)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Offers what may follow, and applies the terms after a pause."""
        event.stop()
        if event.value == self._told:
            return
        self._told = event.value
        self._offer()
        self._stop_pause()
        self._pauses = (
            self.set_timer(_SHORT_PAUSE, self._paused_shortly),
            self.set_timer(_PAUSE, self._paused),
        )

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Applies the terms and goes to the list."""
        event.stop()
        self.action_apply()

    def action_apply(self) -> None:
        """Applies the terms and goes to the list."""
        self._stop_pause()
        self.post_message(self.Wanted(self.terms, is_final=True))

    def action_clear(self) -> None:
        """Takes all terms away and goes to the list."""
        self._stop_pause()
        self.put("")
        self.post_message(self.Wanted("", is_final=True))

    def action_complete(self) -> None:
        """Puts the first of what may follow in place of what is typed of it."""
        if self._offered:
            line = self.query_one(LineInput)
            line.value = completed(line.value, self._offered[0])
            line.cursor_position = len(line.value)

    def _paused_shortly(self) -> None:
        if not self._has_begun_term:
            self.post_message(self.Likely(self.terms))

    def _paused(self) -> None:
        if not self._has_begun_term:
            self.post_message(self.Wanted(self.terms, is_final=False))

    @property
    def _has_begun_term(self) -> bool:
        """Whether the last term has only been begun, which is held against nobody who types."""
        return self.terms.endswith((":", ",", ".."))

    def _stop_pause(self) -> None:
        for pause in self._pauses:
            pause.stop()
        self._pauses = ()

    def _offer(self) -> None:
        self.run_worker(self._find_completions(self.terms), group="completions", exclusive=True)

    async def _find_completions(self, typed: str) -> None:
        try:
            found: tuple[str, ...] = await gateway_of(self).ask(
                Priority.KEY, Store.ask, completions, self._model, typed
            )
        except (LedgerError, GatewayClosed):
            found = ()
        if typed != self.terms:
            return
        self._offered = tuple(term for term in found if completed(typed, term) != typed)
        if not self.query_one("#filter-hint").has_class("error") or self._offered:
            self._say("  ".join(self._offered), is_error=False)

    def _say(self, text: str, *, is_error: bool) -> None:
        hint = self.query_one("#filter-hint", Static)
        hint.set_class(is_error, "error")
        room = max(1, self.size.width - _LABEL_CELLS)
        drawn = f"! {text}" if is_error else fit(text, room).rstrip()
        hint.update(shown(drawn))
