"""The frame of the program: tabs on top, one of them open, the keys below."""

import asyncio
import gc
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.screen import Screen

from store.errors import LedgerError, RecordMissing
from store.form_drafts import FormDraft
from store.ledger import Store
from store.records import RECORD_TYPES, Record
from tui.commands import (
    CARRY_ON,
    EXTRACT_RECORDS,
    MERGE_FILES,
    OPEN_HANDOFFS,
    SAFEKEEPING,
    SHOW_CONFLICTS,
    UNDO_SAVE,
    bindings,
)
from tui.for_reading import writes
from tui.gateway import GatewayClosed, gateway_of
from tui.screens.aside import tab_bindings
from tui.screens.summary import Summary
from tui.screens.tabs import SUMMARY, TABS
from tui.summary.chosen import OpenForm, OpenList
from tui.widgets.key_bar import KeyBar
from tui.widgets.left_forms import LeftForms
from tui.widgets.status_line import StatusLine
from tui.widgets.tab_bar import TabBar

if TYPE_CHECKING:
    from tui.lists.record_list import RecordList

_IN_PEACE = 0.5  # seconds, in which the keys that were typed first have their effect
_LONG = 0.7  # seconds, after which somebody wonders
_LATER = (
    *("tui.lists.record_list", "tui.screens.record", "tui.screens.palette", "tui.screens.help"),
    *("store.saving", "store.writing", "store.counting.kept_totals", "tui.screens.locked"),
    "hashlib",
)


class LedgerScreen(Screen[None]):
    """The summary and a list for each kind of record; a list is made when it is first opened."""

    DEFAULT_CSS = """
    LedgerScreen {
        layout: vertical;
        & > Container { height: 1fr; margin-top: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(
            *(UNDO_SAVE, CARRY_ON, OPEN_HANDOFFS, MERGE_FILES, SHOW_CONFLICTS, SAFEKEEPING),
            EXTRACT_RECORDS,
        ),
        *tab_bindings("open_tab"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.is_open = False
        """Whether the ledger is open, so that keys have something to act on."""
        self._tabs: dict[str, Summary | RecordList] = {}

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing can be opened before the ledger is."""
        if action in ("open_tab", EXTRACT_RECORDS.id) and not self.is_open:
            return False
        if action == CARRY_ON.id:
            return self.is_open and self.query_one(LeftForms).newest is not None
        return super().check_action(action, parameters)

    def compose(self) -> ComposeResult:
        """The frame, empty until the ledger is open."""
        yield TabBar(TABS)
        yield LeftForms()
        with Container():
            yield StatusLine()
        yield KeyBar()

    def on_mount(self) -> None:
        """Says what it is waiting for, if that takes long."""
        self.set_timer(_LONG, self._say_opening)

    def _say_opening(self) -> None:
        # The line is gone for a moment while the first tab takes its place.
        for line in self.query(StatusLine) if not self.is_open else ():
            line.show("Opening the ledger …")

    async def show_ledger(self) -> None:
        """Fills the frame, now that the ledger is open."""
        await self.query_one(Container).remove_children()
        await self.action_open_tab(SUMMARY)
        await self._tell_left_forms()
        self.set_timer(_IN_PEACE, self._begin_loading_ahead)

    def _begin_loading_ahead(self) -> None:
        self.run_worker(asyncio.to_thread(_load_ahead), group="ahead")

    async def action_open_tab(self, name: str, terms: str | None = None) -> None:
        """Opens the summary or a list, by the table's name; with `terms` filtered by them."""
        tab = self._tabs.get(name)
        if tab is None:
            tab = self._tabs[name] = _new_tab(name, terms or "")
            await self.query_one(Container).mount(tab)
        elif terms is not None and not isinstance(tab, Summary):
            tab.show_terms(terms)
        for other in self._tabs.values():
            other.display = other is tab
        self.is_open = True
        self.query_one(TabBar).open(name)
        self.query_one(LeftForms).clear()
        tab.refresh_if_stale()
        tab.take_focus()

    async def on_screen_resume(self) -> None:
        """Looks again which forms were left, now that one may have been closed."""
        if self.is_open:
            await self._tell_left_forms()

    async def _tell_left_forms(self) -> None:
        with suppress(LedgerError, GatewayClosed):
            left = await gateway_of(self).call(Store.kept_forms)
            self.query_one(LeftForms).show(left)
            self.refresh_bindings()

    @writes
    def action_carry_on(self) -> None:
        """Opens the form that was typed last and not saved."""
        if newest := self.query_one(LeftForms).newest:
            self._open_form(newest.form)

    @writes
    @work(group="screen", exclusive=True)
    async def action_extract_records(self) -> None:
        """Asks for whom an extract is, of what the open list or the summary is about."""
        from store.exchange.counted import terms_of
        from tui.screens.extract import ExtractScreen

        opened = next((tab for tab in self._tabs.values() if tab.display), None)
        if opened is None or isinstance(opened, Summary):
            scope = await opened.known_scope() if opened is not None else None
            terms = await gateway_of(self).call(Store.ask, terms_of, scope) if scope else ""
            self.app.push_screen(ExtractScreen(terms=terms, from_summary=True))
        else:
            self.app.push_screen(ExtractScreen(opened.model, opened.terms))

    @writes
    @work
    async def _open_form(self, form: str) -> None:
        from tui.figures.statement import MARK
        from tui.forms.opening import PRESET
        from tui.screens.form import RecordForm
        from tui.screens.statement import StatementForm

        left = await gateway_of(self).call(_left_form, form)
        if left is None:
            return
        draft, record = left
        begun_with = {
            key.removeprefix(PRESET): text
            for key, text in draft.fields.items()
            if key.startswith(PRESET)
        }
        if MARK in draft.fields:
            self.app.push_screen(StatementForm(form))
        else:
            self.app.push_screen(RecordForm(RECORD_TYPES[draft.kind], record, begun_with))

    async def on_summary_wanted(self, event: Summary.Wanted) -> None:
        """Opens what was chosen among the contents of the ledger."""
        match event.target:
            case OpenList(model, terms):
                await self.action_open_tab(model.table, terms)
            case OpenForm(form):
                self._open_form(form)

    def records_changed(self) -> None:
        """Has whatever may show a record, or something that follows from it, read again."""
        for tab in self._tabs.values():
            tab.records_changed()


def _left_form(store: Store, form: str) -> tuple[FormDraft, Record | None] | None:
    """What was typed in a form, and the record that it changes; None if it is not there."""
    draft = next((draft for draft in store.kept_forms() if draft.form == form), None)
    if draft is None:
        return None
    try:
        return draft, store.get(RECORD_TYPES[draft.kind], form)
    except RecordMissing:
        return draft, None


def _new_tab(name: str, terms: str) -> "Summary | RecordList":
    if name == SUMMARY:
        return Summary()
    from tui.lists.record_list import RecordList

    return RecordList(RECORD_TYPES[name], terms)


def _load_ahead() -> None:
    """Loads what the first keys will need, while nobody waits for it."""
    for module in _LATER:
        import_module(module)
    # All of it stays: looking for garbage in it would hold up some later key.
    gc.freeze()
