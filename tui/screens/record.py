"""Everything about one record, and what can be done with it."""

from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from store.errors import LedgerError, ParseError, RecordInvalid, RecordMissing, StaleRecord
from store.ledger import Store
from store.records import RECORD_TYPES, Casualty, Citation, Detention, Record, Source
from tui.commands import UNDO_SAVE, bindings
from tui.drawn_at_once import drawn_at_once
from tui.for_reading import writes
from tui.forms.splitting import DEATH_OF, OUT_OF
from tui.gateway import GatewayClosed, Priority, gateway_of
from tui.long_job import JobCancelled
from tui.messages import RecordSaved
from tui.one_at_a_time import one_at_a_time
from tui.record_view import RecordView, read_findings, read_record
from tui.screens.adding import adding_form, can_add
from tui.screens.aside import Aside
from tui.screens.ask import Ask
from tui.screens.form import RecordForm
from tui.screens.history import HistoryScreen
from tui.screens.record_commands import (
    APPROVE,
    BACK,
    DIED,
    HISTORY,
    RECORD_COMMANDS,
    RESTORE,
    SEND_BACK,
    SHOW_ALL,
    SHOW_AROUND,
    TAKE_OUT,
)
from tui.screens.tabs import TABS, list_label
from tui.widgets.heading_line import HeadingLine
from tui.widgets.key_bar import KeyBar
from tui.widgets.notice_board import NoticeBoard
from tui.widgets.record_page import RecordPage

NO_OTHERS = "No other figure continues it, is a part of it, or replaces it."
_NONE_AROUND = "No {} around it; {} once more opens the list"

_READING = frozenset({HISTORY.id, SHOW_ALL.id, BACK.id})
"""What can be done with any record, retired or not."""

Deed = Callable[[Record], Awaitable[object]]


class RecordScreen(Aside[None]):
    """One record, its history a key away, and the records around it."""

    DEFAULT_CSS = """
    RecordScreen {
        layout: vertical;
        & > NoticeBoard { margin: 0 0 1 0; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(*RECORD_COMMANDS, UNDO_SAVE),
        *(
            Binding(
                tab.key,
                f"go_around('{tab.name}')",
                f"To {tab.label.lower()}",
                show=False,
                tooltip=f"Goes to the {tab.label.lower()} around it; opens a single one.",
            )
            for tab in TABS
            if tab.name in RECORD_TYPES
        ),
    ]

    def __init__(self, model: type[Record], record_id: str) -> None:
        super().__init__()
        self._model = model
        self._record_id = record_id
        self._view: RecordView | None = None
        self._shows_all = False
        self._missed = ""
        self._told = 0  # how often something was told; what comes late gives way
        self._heading = HeadingLine()
        self._notices = NoticeBoard()
        self._page = RecordPage({tab.name: tab.key for tab in TABS})

    @property
    def model(self) -> type[Record]:
        """The kind of record."""
        return self._model

    def compose(self) -> ComposeResult:
        """The record's name and state, what is odd about it, its fields, the keys."""
        yield self._heading
        yield self._notices
        yield self._page
        yield KeyBar()

    def on_mount(self) -> None:
        """Reads the record."""
        self._read()

    def on_screen_resume(self) -> None:
        """Reads the record again, since what lay above may have changed it."""
        if self._view is not None:
            self._read()

    def on_record_saved(self) -> None:
        """Reads the record again, since something that was saved is being taken back."""
        self._read()

    @work(group="read", exclusive=True)
    async def _read(self) -> None:
        if self._view is not None:
            await self._load()
        else:
            await drawn_at_once(self.app, self._load())

    async def _load(self) -> None:
        try:
            view = await gateway_of(self).call(read_record, self._model, self._record_id)
        except LedgerError as error:
            self._tell(error.title, (error.advice,))
            return
        self._view = view
        self._heading.show(view.heading, view.state)
        self._page.show(view, shows_all=self._shows_all)
        self._tell_state(view)
        self.refresh_bindings()
        self._find(view, self._told)

    @work(group="rules", exclusive=True)
    async def _find(self, view: RecordView, told: int) -> None:
        """Says what the rules find, once that is known: among many records it takes a while."""
        try:
            found = await gateway_of(self).ask(Priority.COUNT, read_findings, view.record)
        except (LedgerError, JobCancelled, GatewayClosed):
            return
        if found and self._view is view and self._told == told:
            self._tell_state(view, found)

    def _tell_state(self, view: RecordView, found: tuple[str, ...] = ()) -> None:
        """Says what a reader must know before anything else."""
        points = [
            f"In conflict: {part}. Both versions are in the history." for part in view.conflicts
        ]
        points += found
        headline = ""
        if view.record.retired is not None:
            headline = f"Retired: {view.record.retired}"
        elif view.record.review_comment:
            headline = f"The reviewer: {view.record.review_comment}"
        if headline or points:
            self._tell(headline, tuple(points))
        else:
            self._notices.clear()

    def _tell(self, headline: str, points: tuple[str, ...] = ()) -> None:
        self._told += 1
        self._notices.tell(headline, points)

    # What can be done now

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what fits the record."""
        is_command = action in {command.id for command in RECORD_COMMANDS}
        if not is_command and action != "add_record":
            return super().check_action(action, parameters)
        if self._view is None:
            return action == BACK.id
        record = self._view.record
        if action == RESTORE.id:
            return record.retired is not None
        if action in _READING:
            return True
        return record.retired is None and self._fits(action, record, parameters)

    def _fits(self, action: str, record: Record, parameters: tuple[object, ...]) -> bool:
        """Whether something can be done to a record that is not retired."""
        if action == "add_record":
            return can_add(str(parameters[0]), self._model.table)
        possible = {
            SHOW_AROUND.id: self._model.table == "figure",
            APPROVE.id: record.review not in {"approved", "draft"},
            SEND_BACK.id: record.review not in {"returned", "draft"},
            TAKE_OUT.id: self._model in {Casualty, Detention}
            and getattr(record, "quantity", 1) > 1,
            DIED.id: isinstance(record, Detention)
            and not (record.ended or record.ended_how or record.released),
        }
        return possible.get(action, True)

    def action_go_around(self, table: str) -> None:
        """Goes to the records of a kind around this one; sources are named by citations.

        Where there are none it says so, and pressed once more it opens their list.
        """
        others = [table, Citation.table] if table == Source.table else [table]
        if any(self._page.go_to_kind(kind) for kind in others):
            self._missed = ""
        elif self._missed == table:
            self.action_lead_to_tab(table)
        else:
            self._missed = table
            key = next(tab.key for tab in TABS if tab.name == table)
            self.say(_NONE_AROUND.format(list_label(RECORD_TYPES[table]).lower(), key))

    def action_show_all(self) -> None:
        """Shows the empty fields and the help, or hides them again."""
        self._shows_all = not self._shows_all
        if self._view is not None:
            self._page.show(self._view, shows_all=self._shows_all)

    @work(group="do")
    @one_at_a_time
    async def action_show_around(self) -> None:
        """Shows the series of a figure, the whole and its parts, the reports before and after."""
        from tui.figures.around import around_screen, read_around

        try:
            found = await gateway_of(self).call(read_around, self._record_id)
        except LedgerError as error:
            self._tell(error.title, (error.advice,))
            return
        screen = around_screen(found)
        if screen is None:
            self._tell(NO_OTHERS)
        else:
            await self.app.push_screen_wait(screen)

    # What is done

    @writes
    @work(group="do")
    @one_at_a_time
    async def action_edit(self) -> None:
        """Opens the form."""
        if self._view is not None:
            await self.app.push_screen_wait(RecordForm(self._model, self._view.record))

    @writes
    @work(group="do")
    @one_at_a_time
    async def action_add_record(self, table: str) -> None:
        """Opens an empty form for something that belongs to this record."""
        await self._fill(adding_form(table, self._model.table, self._record_id))

    @writes
    @work(group="do")
    @one_at_a_time
    async def action_take_one_out(self) -> None:
        """Opens the form for one person of this group."""
        await self._fill(RecordForm(self._model, presets={OUT_OF: self._record_id}))

    @writes
    @work(group="do")
    @one_at_a_time
    async def action_record_death(self) -> None:
        """Opens the form for the death that this detention ended in."""
        await self._fill(RecordForm(Casualty, presets={DEATH_OF: self._record_id}))

    async def _fill(self, form: RecordForm) -> None:
        """Opens a form, and says what was saved with it."""
        saved = await self.app.push_screen_wait(form)
        if saved is not None:
            self.say(f"{saved.code} is saved")

    @work(group="do")
    @one_at_a_time
    async def action_history(self) -> None:
        """Opens the history."""
        if self._view is not None:
            await self.app.push_screen_wait(HistoryScreen(self._view.record))

    @writes
    @work(group="do")
    @one_at_a_time
    async def action_retire(self) -> None:
        """Asks why, and takes the record out of every count."""
        question = "Why should this record count no longer? It stays in the ledger."
        why = await self.app.push_screen_wait(Ask("Retire", question))
        if why is not None:
            await self._do(
                lambda record: gateway_of(self).call(Store.retire, record, why), "retired"
            )

    @writes
    @work(group="do")
    @one_at_a_time
    async def action_restore(self) -> None:
        """Lets the record count again."""
        await self._do(lambda record: gateway_of(self).call(Store.restore, record), "restored")

    @writes
    @work(group="do")
    @one_at_a_time
    async def action_approve(self) -> None:
        """Approves the record as it is shown."""
        await self._do(lambda record: gateway_of(self).call(Store.approve, record), "approved")

    @writes
    @work(group="do")
    @one_at_a_time
    async def action_send_back(self) -> None:
        """Asks for the question, and returns the record with it."""
        question = "What do you ask the documenter? They see only this."
        asked = await self.app.push_screen_wait(Ask("Send back", question))
        if asked is not None:
            await self._do(
                lambda record: gateway_of(self).call(Store.give_back, record, asked), "sent back"
            )

    async def _do(self, deed: Deed, did: str) -> None:
        """Does it with the record as it is shown, and shows what became of it."""
        if self._view is None:
            return
        try:
            await deed(self._view.record)
        except RecordInvalid as error:
            self._tell(error.title, tuple(s for found in error.findings.values() for s in found))
        except StaleRecord as error:
            await self._load()
            self._tell(error.title, ("It is shown as it stands now; look at it and try again.",))
        except LedgerError as error:
            self._tell(error.title, (error.advice,))
        except ParseError as error:
            self._tell(error.message)
        else:
            self.app.post_message(RecordSaved(self._model, self._record_id))
            self.say(f"{self._view.record.code} is {did}; z takes it back")
            await self._load()

    @work(group="do")
    @one_at_a_time
    async def on_record_page_chosen(self, event: RecordPage.Chosen) -> None:
        """Opens a record that is around this one."""
        try:
            await gateway_of(self).call(Store.get, RECORD_TYPES[event.table], event.id)
        except RecordMissing as error:
            self._tell(error.title, (error.advice,))
            return
        await self.app.push_screen_wait(RecordScreen(RECORD_TYPES[event.table], event.id))
