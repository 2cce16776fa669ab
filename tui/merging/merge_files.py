"""Merging: the handoffs that were read, what merging each would do, and doing it."""

from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType

from store.connection import path_of
from store.errors import LedgerError
from store.ledger import Store
from store.merging.receiving import Arrival
from store.merging.taking_back import undoable
from store.merging.touched import TouchedRow, touched_rows
from store.merging.wording import plan_rows, plan_sentences
from store.paths import seen_folder
from store.quantities import quantity
from tui.commands import Command, always, bindings
from tui.gateway import gateway_of
from tui.handing.told import Told as ToldPage
from tui.long_job import JobCancelled
from tui.merging.arriving import (
    Looked,
    Unread,
    look,
    merge_all,
    undo_merge,
)
from tui.merging.ask_files import AskFiles
from tui.merging.planned import BACK, PlannedScreen
from tui.merging.told import REFUSED, file_cells, kind_line, merged_page
from tui.messages import ManySaved
from tui.one_at_a_time import one_at_a_time
from tui.record_view import moment
from tui.screens.aside import Aside
from tui.screens.ask import Confirm
from tui.screens.working import work_through
from tui.widgets.heading_line import HeadingLine
from tui.widgets.key_bar import KeyBar
from tui.widgets.listed_table import ListedTable
from tui.widgets.notice_board import NoticeBoard
from tui.widgets.table import Column, VirtualTable
from tui.widgets.text_page import Paragraph, TextPage

_FILES = (
    Column("From", 18, grow=1),
    Column("No.", 4, "right"),
    Column("New", 7, "right"),
    Column("Changed", 7, "right"),
    Column("Same", 7, "right", leaves=1),
    Column("Conflict", 8, "right"),
    Column("", 18, grow=1),
)
_EMPTY = "No file was read yet:  f  reads one, or all that lie in a folder."
_DONE_BEFORE = "Files that were done before that are merged."
_READ = "Files are read and not merged yet: esc leaves them"


MERGE_THEM = Command("merge_them", "m", "Merge", "Merges all that can be; a backup first.", always)
OTHER_FILES = Command("other_files", "f", "Files", "Reads other files.", always)
LOOK = Command("look", "v", "Look", "Shows the records that the file would touch.", always)
OPEN_CONFLICTS = Command(
    "app.show_conflicts", "f4", "Conflicts", "Shows what two people changed differently.", always
)
UNDO_MERGE = Command(
    "undo_merge", "u", "Undo merge", "Takes the last merge back, if nothing came after it.", always
)


class MergeScreen(Aside[None]):
    """The handoffs in the order of their merging, and what the one under the cursor would do."""

    DEFAULT_CSS = """
    MergeScreen {
        layout: vertical;
        & > #files { height: 2fr; }
        & > TextPage { height: 3fr; margin-top: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(MERGE_THEM, LOOK, OTHER_FILES, OPEN_CONFLICTS, UNDO_MERGE, BACK)
    ]

    def __init__(self) -> None:
        super().__init__()
        self._looked = Looked((), ())
        self._heading = HeadingLine()
        self._notices = NoticeBoard()
        self._files = ListedTable(_FILES, file_cells, empty=_EMPTY, id="files")
        self._told = TextPage()

    def compose(self) -> ComposeResult:
        """The files, what the one under the cursor would do, the keys."""
        yield self._heading
        yield self._notices
        yield self._files
        yield self._told
        yield KeyBar()

    def on_mount(self) -> None:
        """Asks for the files at once."""
        self._heading.show("Merge", below="Nothing is changed before you say so.")
        self._show()
        self.action_other_files()

    def on_unmount(self) -> None:
        """Forgets what was read."""
        self._looked.close()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what was read and brings something can be merged."""
        if action == MERGE_THEM.id:
            return any(arrival.planned.parts for arrival in self._looked.arrivals)
        if action == LOOK.id:
            arrival = self._files.chosen
            return isinstance(arrival, Arrival) and bool(arrival.planned.records)
        return super().check_action(action, parameters)

    @property
    def leave_first(self) -> str:
        """A number key does not throw away what was read."""
        return _READ if self._looked.arrivals else ""

    @work(group="do")
    @one_at_a_time
    async def action_other_files(self) -> None:
        """Asks for files and reads them."""
        folder = await gateway_of(self).call(_folder)
        paths = await self.app.push_screen_wait(AskFiles(folder))
        if paths is None:
            return
        try:
            looked = await work_through(self, "Reading what was handed on", look, paths)
        except JobCancelled:
            self._notices.tell("Stopped; nothing was changed.")
            return
        self._looked.close()
        self._looked = looked
        self._show()

    def _show(self) -> None:
        self._files.list_things((*self._looked.arrivals, *self._looked.unread))
        self._files.focus()

    def on_virtual_table_row_highlighted(self, event: VirtualTable.RowHighlighted) -> None:
        """Shows what the file under the cursor would do."""
        event.stop()
        self._tell(self._files.chosen)

    def _tell(self, row: Arrival | Unread | None) -> None:
        self._notices.clear()
        lines: list[Paragraph] = []
        if isinstance(row, Arrival):
            lines = [kind_line(cells) for cells in plan_rows(row.planned)]
            manifest = row.handoff.manifest
            sealed = "sealed" if row.handoff.sealed else "not sealed"
            self._heading.show(
                f"From {manifest.sender.name}, {manifest.sender.prefix}, no. {manifest.sequence}",
                quantity(row.planned.changes, "change"),
                f"Made {moment(manifest.made_at)} by that laptop's clock, {sealed}.",
            )
            if sentences := tuple(plan_sentences(row.planned)):
                self._notices.tell("", sentences)
        elif isinstance(row, Unread):
            self._heading.show(row.path.name, REFUSED)
            self._notices.tell_problem(row.problem)
        self._told.show(lines)
        self.refresh_bindings()

    @work(group="do")
    @one_at_a_time
    async def action_look(self) -> None:
        """Shows the records that the file would touch."""
        row = self._files.chosen
        if isinstance(row, Arrival):
            found = await gateway_of(self).call(_planned, row)
            self.app.push_screen(PlannedScreen(row.handoff.manifest.sender.prefix, found))

    @work(group="do")
    @one_at_a_time
    async def action_merge_them(self) -> None:
        """Asks once more, merges, and tells what came of it."""
        brings = [a for a in self._looked.arrivals if a.planned.parts]
        changes = sum(a.planned.changes for a in brings)
        question = (
            f"{quantity(changes, 'change')} from {quantity(len(brings), 'file')}. A backup of the"
            " ledger is made beside it first. Each file is merged whole or not at all."
        )
        if not await self.app.push_screen_wait(Confirm("Merge?", question, "merge", "not now")):
            return
        try:
            told = await work_through(self, "Merging", merge_all, self._looked)
        except JobCancelled:
            self._notices.tell("Stopped. Files that were done are merged; of the others nothing.")
            self.app.post_message(ManySaved())
            return
        except LedgerError as problem:
            self._notices.tell(problem.title, (problem.advice, _DONE_BEFORE))
            self.app.post_message(ManySaved())
            return
        self.app.post_message(ManySaved())
        self.app.switch_screen(ToldPage("Merged", merged_page(told)))

    @work(group="do")
    @one_at_a_time
    async def action_undo_merge(self) -> None:
        """Takes the last merge back, after showing which that is."""
        try:
            last = await gateway_of(self).call(lambda store: store.ask(undoable))
            question = (
                f"The merge of {moment(last.at)} with {quantity(last.changes, 'change')}."
                " Everything is as it was before; merging the same file again brings it back."
            )
            asked = Confirm("Take the last merge back?", question, "take it back", "keep it")
            if not await self.app.push_screen_wait(asked):
                return
            records = await work_through(self, "Taking the merge back", undo_merge)
        except JobCancelled:
            self._notices.tell("Stopped; the merge stands.")
        except LedgerError as problem:
            self._notices.tell_problem(problem)
        else:
            self.app.post_message(ManySaved())
            self._notices.tell(f"Taken back: {quantity(records, 'record')} as before the merge.")


def _folder(store: Store) -> Path:
    return seen_folder(store.ask(path_of))


def _planned(_: Store, arrival: Arrival) -> list[TouchedRow]:
    return touched_rows(arrival.handoff.connection, arrival.planned)
