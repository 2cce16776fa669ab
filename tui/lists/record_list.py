"""A list of records with everything that can be done from it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import ClassVar, Concatenate, ParamSpec

from textual import on, work
from textual.binding import BindingType

from store.errors import LedgerError, ParseError
from store.ledger import Store
from store.records import Figure, Incident, Record
from tui import commands
from tui.commands import bindings, is_available, never
from tui.figures.commands import NEW_STATEMENT
from tui.for_reading import writes
from tui.gateway import GatewayClosed, gateway_of
from tui.lists import reviewing
from tui.lists.filter_bar import FilterBar
from tui.lists.list_view import ListView
from tui.lists.record_table import RecordTable
from tui.lists.reviewing import Done
from tui.messages import RecordSaved
from tui.screens.record_commands import PART_COMMANDS

P = ParamSpec("P")


class RecordList(ListView):
    """The list of one kind of record.

    Commands go for the marked records, else for the one under the cursor.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(
            commands.NEW_RECORD,
            commands.EDIT_RECORD,
            commands.CHANGE_MARKED,
            commands.APPROVE_RECORD,
            commands.RETURN_RECORD,
            commands.RETIRE_RECORD,
            commands.RESTORE_RECORD,
            commands.FILTER_LIST,
            commands.SORT_LIST,
            commands.SHOW_RETIRED,
            commands.CLEAR_MARKS,
            commands.CLEAR_FILTER,
            NEW_STATEMENT,
            *(replace(command, shown=never) for command in PART_COMMANDS),
        )
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether there is something to do it to."""
        if not self.is_mounted or not self.table.has_focus:
            return False
        if action == NEW_STATEMENT.id and self.model is not Figure:
            return False
        if action == "add_record":
            return self._takes_parts
        return is_available(action, self.situation) and super().check_action(action, parameters)

    @property
    def _takes_parts(self) -> bool:
        """Whether something is added here by one key: to one incident, which has the parts."""
        now = self.situation
        return self.model is Incident and now.has_row and not now.has_marks

    # Looking

    @on(FilterBar.Wanted)
    def _filter(self, event: FilterBar.Wanted) -> None:
        event.stop()
        self.say("")
        self.apply_terms(event.terms, is_final=event.is_final)

    def action_filter_list(self) -> None:
        """Goes to the filter."""
        self.query_one(FilterBar).open()

    def action_clear_filter(self) -> None:
        """Shows all records."""
        self.show_terms("")

    async def action_sort_list(self) -> None:
        """Asks for another order."""
        await self.choose_order()

    def action_show_retired(self) -> None:
        """Shows retired records among the others, or hides them."""
        self.let_retired_in(is_in=not self._with_retired)

    def action_clear_marks(self) -> None:
        """Takes all marks off."""
        self.table.set_marks(())

    # One record

    @on(RecordTable.RowChosen)
    def _open(self, event: RecordTable.RowChosen) -> None:
        from tui.screens.record import RecordScreen

        event.stop()
        self.app.push_screen(RecordScreen(self.model, event.key))

    @writes
    def action_new_record(self) -> None:
        """Opens an empty form."""
        from tui.screens.form import RecordForm

        self.app.push_screen(RecordForm(self.model), self._show_new)

    @writes
    def action_new_statement(self) -> None:
        """Opens the form for many numbers of one source."""
        from tui.screens.statement import StatementForm

        self.app.push_screen(StatementForm(), self._show_new)

    def _show_new(self, record: Record | None) -> None:
        if record is not None:
            self.show_saved(record)

    @writes
    def action_add_record(self, table: str) -> None:
        """Opens an empty form for something that belongs to the record under the cursor."""
        from tui.screens.adding import adding_form

        if (key := self.table.cursor_key) is not None:
            self.app.push_screen(adding_form(table, self.model.table, key), self._say_added)

    def _say_added(self, record: Record | None) -> None:
        if record is not None:
            self.say(f"{record.code} is saved")

    @writes
    @work
    async def action_edit_record(self) -> None:
        """Opens the record under the cursor in its form."""
        from tui.screens.form import RecordForm

        if (key := self.table.cursor_key) is None:
            return
        try:
            record = await gateway_of(self).call(Store.get, self.model, key)
        except LedgerError as problem:
            self._show_problem(problem)
        else:
            self.app.push_screen(RecordForm(self.model, record))

    # One or many records

    @writes
    @work
    async def action_change_marked(self) -> None:
        """Opens the form for one field of all that are marked."""
        from tui.screens.bulk import BulkEdit

        done = await self.app.push_screen_wait(BulkEdit(self.model, self._targets()))
        if done is not None:
            self._tell_done(done, "changed")

    @writes
    @work
    async def action_approve_record(self) -> None:
        """Approves."""
        await self._do("approved", reviewing.approve)

    @writes
    @work
    async def action_return_record(self) -> None:
        """Asks for the question, and returns."""
        question = await self._asked(
            "Send back", "What do you ask? Whoever wrote it reads only this."
        )
        if question:
            await self._do("sent back", reviewing.give_back, question)

    @writes
    @work
    async def action_retire_record(self) -> None:
        """Asks for the reason, and retires."""
        why = await self._asked(
            "Retire", "Why does it count no longer? The reason is kept; nothing is deleted."
        )
        if why:
            await self._do("retired", reviewing.retire, why)

    @writes
    @work
    async def action_restore_record(self) -> None:
        """Restores."""
        await self._do("restored", reviewing.restore)

    def _targets(self) -> Sequence[str]:
        if self.table.marks:
            return sorted(self.table.marks)
        return [key] if (key := self.table.cursor_key) is not None else []

    async def _asked(self, verb: str, question: str) -> str | None:
        from tui.screens.ask import Ask

        many = len(self._targets())
        title = f"{verb} {many:,} record{'' if many == 1 else 's'}"
        return await self.app.push_screen_wait(Ask(title, question)) if many else None

    async def _do(
        self,
        did: str,
        what: Callable[Concatenate[Store, type[Record], Sequence[str], P], Done],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> None:
        targets = self._targets()
        if not targets:
            return
        try:
            done = await gateway_of(self).call(what, self.model, targets, *args, **kwargs)
        except GatewayClosed:
            return
        except LedgerError as problem:
            self._show_problem(problem)
            return
        except ParseError as problem:
            self.say(problem.message)
            return
        self._tell_done(done, did)

    def _tell_done(self, done: Done, did: str) -> None:
        self.table.set_marks(())
        self.say(f"{done.sentence(did)} · z takes it back" if done.ids else done.sentence(did))
        for record in done.ids:
            self.app.post_message(RecordSaved(self.model, record))

    def _show_problem(self, problem: LedgerError) -> None:
        from tui.screens.problem import Problem

        self.app.push_screen(Problem(problem))
