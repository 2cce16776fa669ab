"""Every change of one record: when, who, where, what and why; older versions come back."""

from collections.abc import Sequence
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from store.errors import LedgerError
from store.ledger import Store
from store.records import Record
from store.versions import FieldChange, Version
from tui.commands import UNDO_SAVE, Command, always, bindings
from tui.for_reading import writes
from tui.gateway import gateway_of
from tui.messages import RecordSaved
from tui.one_at_a_time import one_at_a_time
from tui.record_view import moment
from tui.screens.aside import Aside
from tui.screens.ask import Ask
from tui.screens.two_versions import TwoVersions
from tui.widgets.change_view import ChangeView
from tui.widgets.heading_line import HeadingLine
from tui.widgets.key_bar import KeyBar
from tui.widgets.listed_rows import ListedRows
from tui.widgets.notice_board import NoticeBoard
from tui.widgets.table import Column, TableRow, VirtualTable

_OPS = {
    "create": "created",
    "edit": "changed",
    "approve": "approved",
    "return": "sent back",
    "retire": "retired",
    "restore": "restored",
    "merge": "merged",
    "resolve": "settled",
    "purge": "purging",
    "restate": "said anew",
    "undo": "taken back",
}
_PURGED = "Its content was taken out to protect somebody; that it was there stays visible."
_CLOCK = "Times are those of the laptops, which may be wrong; the order is right."
_COLUMNS = (
    Column("No.", 3, align="right"),
    Column("When", 20),
    Column("Who", 13, grow=1, leaves=1),
    Column("On", 8, leaves=2),
    Column("What", 10),
    Column("Fields", 16, grow=2),
)


BRING_BACK = Command(
    "bring_back",
    "b",
    "Bring back",
    "Makes the record what it was after this change; what came later stays in the history.",
    shown=always,
)
COMPARE = Command(
    "compare",
    "c",
    "Side by side",
    "Shows it after this change beside it now, or beside the one marked with space.",
    shown=always,
)
FIELD = Command(
    "next_field",
    "f",
    "Field by field",
    "Shows the changes of one field only, then of the next, in the end of all again.",
    shown=always,
)
BACK = Command("back", "escape", "Back", "Goes back to the record.", shown=always)


class HistoryScreen(Aside[None]):
    """The versions of a record, newest first, and what the one under the cursor changed."""

    DEFAULT_CSS = """
    HistoryScreen {
        layout: vertical;
        & > VirtualTable { height: 2fr; }
        & > ChangeView { height: 3fr; margin-top: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(COMPARE, FIELD, BRING_BACK, UNDO_SAVE, BACK),
        Binding("pageup", "scroll_change(-1)", "What changed, up", show=False, priority=True),
        Binding("pagedown", "scroll_change(1)", "What changed, down", show=False, priority=True),
    ]

    def __init__(self, record: Record) -> None:
        super().__init__()
        self._record = record
        self._versions: Sequence[Version] = ()
        self._field = ""
        self._heading = HeadingLine()
        self._notices = NoticeBoard()
        self._table = VirtualTable(_COLUMNS, empty="No change is known of this record.")
        self._change = ChangeView()

    def compose(self) -> ComposeResult:
        """The versions, what the one under the cursor changed, the keys."""
        yield self._heading
        yield self._notices
        yield self._table
        yield self._change
        yield KeyBar()

    def on_mount(self) -> None:
        """Reads the history."""
        self._tell_field()
        self._read()

    def _tell_field(self) -> None:
        one, code = type(self._record).one, self._record.code
        only = self._labels.get(self._field, "")
        self._heading.show(f"History of {one.lower()} {code}", only, below=_CLOCK)

    @property
    def _labels(self) -> dict[str, str]:
        """The fields that were ever changed, in the order of their first change."""
        changes = (change for version in reversed(self._versions) for change in version.fields)
        return {change.field: change.label for change in changes}

    def on_record_saved(self) -> None:
        """Reads the history again."""
        self._read()

    @work(group="read", exclusive=True)
    async def _read(self) -> None:
        await self._load()

    async def _load(self) -> None:
        try:
            versions = await gateway_of(self).call(Store.history, self._record)
        except LedgerError as error:
            self._notices.tell_problem(error)
            return
        self._versions = versions[::-1]
        self._show_rows()

    def _show_rows(self) -> None:
        """The versions, or those that touched the one field that is looked at."""
        rows = [
            _row(n, self._number(version), version, self._field)
            for n, version in enumerate(self._versions)
            if not self._field or any(c.field == self._field for c in version.fields)
        ]
        self._table.set_source(ListedRows(rows), count=len(rows))

    def on_virtual_table_row_highlighted(self, event: VirtualTable.RowHighlighted) -> None:
        """Shows what the version under the cursor changed."""
        version = self._at(event.key)
        if version is not None:
            notes = [version.why] if version.why else []
            notes += [_PURGED] if version.purged else []
            self._change.show(version.fields, notes)
        self.refresh_bindings()

    def _at(self, key: str | None) -> Version | None:
        return self._versions[int(key)] if key is not None else None

    @property
    def _version(self) -> Version | None:
        return self._at(self._table.cursor_key)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Not the newest, nor what was purged; a retired record has to be restored before."""
        if action == BRING_BACK.id:
            version = self._version
            if version is None or version is self._versions[0]:
                return False
            return not version.purged and self._record.retired is None
        return super().check_action(action, parameters)

    def on_virtual_table_row_chosen(self) -> None:
        """Enter compares."""
        self.action_compare()

    @work(group="do")
    @one_at_a_time
    async def action_compare(self) -> None:
        """Shows the version under the cursor beside the marked one, or beside the newest.

        The newest itself stands beside the one before it.
        """
        is_newest = self._table.cursor_key == "0" and len(self._versions) > 1
        marked = next(iter(self._table.marks), "1" if is_newest else "0")
        chosen = [self._at(key) for key in (self._table.cursor_key, marked)]
        pair = [version for version in chosen if version is not None and not version.purged]
        if len(self._versions) == 1:
            self.say("There is no other version yet")
        elif len(pair) == len(chosen):
            older, newer = sorted(pair, key=self._versions.index, reverse=True)
            numbers = (self._number(older), self._number(newer))
            screen = TwoVersions(self._record, older, newer, numbers, len(self._versions))
            await self.app.push_screen_wait(screen)

    def _number(self, version: Version) -> int:
        """The how many-th version it is, from the oldest on."""
        return len(self._versions) - self._versions.index(version)

    def action_next_field(self) -> None:
        """Shows the changes of the next field, in the end of all."""
        fields = ["", *self._labels]
        self._field = fields[(fields.index(self._field) + 1) % len(fields)]
        self._table.set_marks(())
        self._tell_field()
        self._show_rows()

    def action_scroll_change(self, pages: int) -> None:
        """Scrolls what the version changed."""
        self._change.action_page(pages)

    @writes
    @work(group="do")
    @one_at_a_time
    async def action_bring_back(self) -> None:
        """Asks why, and makes the record again what it was."""
        version = self._version
        if version is None:
            return
        number, at = self._number(version), moment(version.at)
        question = f"The record becomes what it was in version {number}, on {at}. Why?"
        why = await self.app.push_screen_wait(Ask("Bring back an older version", question))
        if why is None:
            return
        try:
            await gateway_of(self).call(Store.bring_back, self._record, version.change, why)
        except LedgerError as error:
            self._notices.tell_problem(error)
            return
        self.app.post_message(RecordSaved(type(self._record), self._record.id))
        await self._load()


def _row(n: int, number: int, version: Version, field: str = "") -> TableRow:
    what = "purged" if version.purged else _OPS.get(version.op, version.op)
    of_one = next((c for c in version.fields if c.field == field), None)
    told = f"{of_one.before or '–'} → {of_one.after or '–'}" if of_one else _names(version.fields)
    cells = (str(number), moment(version.at), version.by, version.device, what, told)
    return TableRow(str(n), cells)


def _names(fields: Sequence[FieldChange]) -> str:
    return ", ".join(change.label for change in fields)
