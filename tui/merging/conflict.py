"""One record with what is open in it: before and each value, settled one by one or left open."""

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen

from store.errors import LedgerError
from store.ledger import Store
from store.merging.conflicts import Candidate, InConflict, OpenConflict, conflicts_in
from store.merging.resolving import resolve
from store.records import RECORD_TYPES, ChangeId
from tui.for_reading import writes
from tui.gateway import gateway_of
from tui.messages import RecordSaved
from tui.one_at_a_time import one_at_a_time
from tui.record_view import moment
from tui.screens.ask import Ask
from tui.text import fit
from tui.widgets.heading_line import HeadingLine
from tui.widgets.key_bar import KeyBar
from tui.widgets.notice_board import NoticeBoard
from tui.widgets.versions_row import Versions, VersionsRow

_HELP = "Take for each what is right, or leave it open; the history keeps all."
_NONE = "Nothing is taken yet: the arrows or space take a version."
_NAME = 12  # cells: "theirs LKW2*"
_BEGAN_APART = "(each had seen another value)"


class ConflictRow(VersionsRow):
    """One open part of a record; `*` marks the value that is shown meanwhile."""

    def __init__(self, conflict: OpenConflict) -> None:
        began_apart = len({c.before for c in conflict.candidates}) > 1
        versions = Versions(
            conflict.label,
            _BEGAN_APART if began_apart else conflict.before,
            tuple((_name(c), f"{c.value}  ({c.by}, {moment(c.at)})") for c in conflict.candidates),
        )
        super().__init__(versions, taken=None, may_be_open=True, name_width=_NAME)
        self.conflict = conflict

    @property
    def chosen(self) -> ChangeId | None:
        """The change whose value is taken."""
        return None if self.taken is None else self.conflict.candidates[self.taken].change

    def take_of(self, *, ours: bool) -> None:
        """Takes the one value that is ours, or the one that is not; else leaves it as it is."""
        fitting = [n for n, c in enumerate(self.conflict.candidates) if c.is_ours == ours]
        if len(fitting) == 1:
            self.take(fitting[0])


def _name(candidate: Candidate) -> str:
    whose = "ours" if candidate.is_ours else "theirs"
    shown = "*" if candidate.is_shown else ""
    return f"{whose} {fit(candidate.device, 4).strip()}{shown}"


class ConflictScreen(Screen[None]):
    """What is open in one record."""

    DEFAULT_CSS = """
    ConflictScreen { layout: vertical; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "settle", "Settle so", priority=True, tooltip="Keeps what was taken."),
        Binding("o", "take_all(True)", "All ours", tooltip="Takes ours wherever that is one."),
        Binding("t", "take_all(False)", "All theirs", tooltip="Takes theirs wherever that is one."),
        Binding("enter", "open_record", "Record", tooltip="Shows everything about the record."),
        Binding("escape", "dismiss(None)", "Back", tooltip="Goes back; leaves the rest open."),
        Binding("down", "app.focus_next", "Next line", show=False),
        Binding("up", "app.focus_previous", "Line before", show=False),
    ]

    def __init__(self, table: str, record: str) -> None:
        super().__init__()
        self._model = RECORD_TYPES[table]
        self._record = record
        self._found: InConflict | None = None
        self._heading = HeadingLine()
        self._notices = NoticeBoard()

    def compose(self) -> ComposeResult:
        """The record, a row for each open part, the keys."""
        yield self._heading
        yield self._notices
        yield VerticalScroll(can_focus=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Reads what is open."""
        self._read()

    @work(group="read", exclusive=True)
    async def _read(self) -> None:
        await self._load()

    async def _load(self) -> None:
        found = await gateway_of(self).call(_read, self._model.table, self._record)
        if found is None or not found.conflicts:
            self.dismiss(None)
            return
        self._found = found
        summary = found.summary
        self._heading.show(
            f"{self._model.one} {summary.code}  {summary.line}",
            f"{len(found.conflicts)} open",
            _HELP,
        )
        holder = self.query_one(VerticalScroll)
        await holder.remove_children()
        rows = [ConflictRow(conflict) for conflict in found.conflicts]
        await holder.mount_all(rows)
        rows[0].focus()

    def action_take_all(self, ours: bool) -> None:  # noqa: FBT001 - an action's parameter.
        """Takes one side's value wherever it has one."""
        for row in self.query(ConflictRow):
            row.take_of(ours=ours)

    def action_open_record(self) -> None:
        """Opens the record."""
        from tui.screens.record import RecordScreen

        self.app.push_screen(RecordScreen(self._model, self._record))

    @writes
    @work(group="do")
    @one_at_a_time
    async def action_settle(self) -> None:
        """Asks why, and keeps what was taken; what was not stays open."""
        rows = self.query(ConflictRow)
        choices = {row.conflict.part: row.chosen for row in rows if row.chosen is not None}
        if self._found is None or not choices:
            self._notices.tell(_NONE)
            return
        why = await self.app.push_screen_wait(
            Ask("Settle so", "Why is that right? It may stay empty.", required=False)
        )
        if why is None:
            return
        try:
            left = await gateway_of(self).call(_settle, self._found, choices, why)
        except LedgerError as problem:
            self._notices.tell_problem(problem)
            await self._load()
            return
        self.app.post_message(RecordSaved(self._model, self._record))
        if left:
            await self._load()
        else:
            self.dismiss(None)


def _read(store: Store, table: str, record: str) -> InConflict | None:
    found: InConflict | None = store.ask(conflicts_in, RECORD_TYPES[table], record, store.lookup)
    return found


def _settle(
    store: Store, found: InConflict, choices: dict[str, ChangeId], why: str
) -> tuple[str, ...]:
    summary = found.summary
    model = RECORD_TYPES[summary.table]
    return store.do(resolve, model, summary.id, choices, heads=found.heads, why=why)
