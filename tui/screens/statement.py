"""The form in which a statement with many numbers is typed in a minute."""

from collections.abc import Sequence
from contextlib import suppress
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from store.errors import LedgerError
from store.ledger import Store
from store.records import Figure, Record
from tui.commands import bindings
from tui.figures.commands import STATEMENT_COMMANDS
from tui.figures.grid import FigureGrid, GridTitles
from tui.figures.statement import (
    CELLS,
    NotUnderstood,
    Statement,
    StatementSaved,
    draft_of,
    left_statement,
    new_figure,
    population_for,
    save_statement,
    shared_lines,
)
from tui.forms.body import FormBody, LineChanged, LineLeft
from tui.forms.filled import fresh_id, understand
from tui.forms.line import Offers
from tui.forms.typing_keeper import TypingKeeper
from tui.gateway import GatewayClosed, Priority, gateway_of
from tui.messages import RecordSaved
from tui.one_at_a_time import one_at_a_time
from tui.widgets.choice_list import Choice
from tui.widgets.heading_line import HeadingLine
from tui.widgets.key_bar import KeyBar
from tui.widgets.notice_board import NoticeBoard

_KIND = {"kind": "For a period"}
_CAME_BACK = "What was typed here and not saved has come back. F7 throws it away."
_NOTHING = "Nothing is filled in yet: type a measure and a number in the first row."
_WRONG = "Some of it means nothing yet; nothing was saved."


class StatementForm(Screen[Record | None]):
    """What a statement says once, then a row for each of its numbers; all saved together.

    Args:
        form: The name of a form draft that is to be gone on with; without it the last one.
    """

    DEFAULT_CSS = """
    StatementForm {
        layout: vertical;
        & > HeadingLine { height: 1; }
        & > FormBody { height: auto; max-height: 10; }
        & > GridTitles { margin-top: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(*STATEMENT_COMMANDS),
        Binding("down", "app.focus_next", "Next line", show=False),
        Binding("up", "app.focus_previous", "Line before", show=False),
    ]

    def __init__(self, form: str = "") -> None:
        super().__init__()
        self._form = form
        self._starts: dict[int, Figure] = {}
        self._first: Figure = new_figure()
        self._saved: Record | None = None
        self._settled: dict[str, str] = {}
        self._heading = HeadingLine()
        self._body = FormBody(shared_lines(), {}, self._find)
        self._grid = FigureGrid(self._find)
        self._notices = NoticeBoard()
        self._keeper = TypingKeeper(self, self._keep, self._notices.tell_problem)

    def compose(self) -> ComposeResult:
        """What is said once, the rows, what is to be said, the keys."""
        yield self._heading
        yield self._body
        yield GridTitles()
        yield self._grid
        yield self._notices
        yield KeyBar()

    async def _find(self, offers: Offers, text: str) -> Sequence[Choice]:
        def find(store: Store) -> Sequence[Choice]:
            return offers.find(store, text)

        return await gateway_of(self).ask(Priority.KEY, find)

    # Opening

    def on_mount(self) -> None:
        """Reads what was left."""
        self._heading.show("New statement: many numbers of one source")
        self._open()

    @work(group="open", exclusive=True)
    async def _open(self) -> None:
        left = None
        try:
            left = await gateway_of(self).call(left_statement, self._form)
        except LedgerError as error:
            self._notices.tell_problem(error)
        await self._show(left)
        if left is not None:
            self._notices.tell(_CAME_BACK)

    async def _show(self, left: Statement | None) -> None:
        self._form = left.form if left else fresh_id()
        self._starts = dict(enumerate(left.starts)) if left else {}
        texts = {line.key: "" for line in shared_lines()} | _KIND
        await self._body.show(texts | dict(left.shared if left else {}), {}, {})
        await self._grid.show(iter(left.rows if left else ()))
        self._settled = {} if left else self._fields()
        await self._body.go_to(shared_lines()[0].key)

    # While typing

    @property
    def _statement(self) -> Statement:
        rows = [row.texts for row in self._grid.rows]
        for n in range(len(rows)):
            if n not in self._starts:
                self._starts[n] = new_figure()
        starts = tuple(self._starts[n] for n in range(len(rows)))
        return Statement(self._form, self._body.texts, tuple(rows), starts)

    def _fields(self) -> dict[str, str]:
        return draft_of(self._statement)

    def on_line_changed(self, event: LineChanged) -> None:
        """Keeps what is typed, a moment later."""
        self._body.say(event.key)
        self._keeper.something_was_typed()

    def on_line_left(self, event: LineLeft) -> None:
        """Says what was understood."""
        if event.text.strip():
            self._understand(event.key)

    @work(group="understand")
    async def _understand(self, key: str) -> None:
        texts = dict(self._body.texts)
        try:
            read = await gateway_of(self).call(understand, self._first, key, texts)
        except (LedgerError, GatewayClosed):
            return
        if self._body.texts.get(key) == texts[key]:
            self._body.put(key, read.text)
            self._body.say(key, echo=read.echo, error=read.error)

    def on_figure_grid_changed(self) -> None:
        """Keeps what is typed, a moment later."""
        self._keeper.something_was_typed()

    def on_figure_grid_cell_left(self, event: FigureGrid.CellLeft) -> None:
        """Fills in whom a number counts, once it is known what it counts."""
        texts = event.row.texts
        if event.key == "measure" and texts["measure"] and not texts["population"]:
            n = event.row.number
            before = self._grid.rows[n - 1].texts["population"] if n else ""
            event.row.put("population", population_for(texts["measure"], before))

    async def _keep(self) -> None:
        fields = self._fields()
        if fields == self._settled:
            await gateway_of(self).call(Store.drop_form, self._form)
        else:
            await gateway_of(self).call(Store.keep_form, self._form, Figure.table, fields)

    async def keep_now(self) -> None:
        """Keeps the last second's typing at once."""
        await self._keeper.keep_now()

    async def on_unmount(self) -> None:
        """Keeps the last second's typing when the program ends while the form is open."""
        with suppress(GatewayClosed):
            await self.keep_now()

    # Saving

    @work(group="save")
    @one_at_a_time
    async def action_save_statement(self) -> None:
        """Saves all the numbers, or says what means nothing."""
        statement = self._statement
        if not statement.filled:
            self._notices.tell(_NOTHING)
            return
        if self._saved is not None and self._fields() == self._settled:
            self.dismiss(self._saved)
            return
        self._keeper.stop()
        try:
            outcome = await gateway_of(self).call(save_statement, statement)
        except LedgerError as error:
            self._notices.tell_problem(error)
            self._keeper.something_was_typed()
            return
        if isinstance(outcome, NotUnderstood):
            await self._tell_not_understood(outcome)
        else:
            self._take(outcome)

    async def _tell_not_understood(self, outcome: NotUnderstood) -> None:
        for n, row in enumerate(self._grid.rows):
            row.tell(*outcome.rows.get(n, {}).values())
        for key, error in outcome.shared.items():
            self._body.say(key, error=error)
        self._notices.tell(_WRONG)
        self._keeper.something_was_typed()
        if outcome.shared:
            await self._body.go_to(next(iter(outcome.shared)))
        else:
            n = min(outcome.rows)
            self._grid.go_to(n, next(iter(outcome.rows[n])))

    def _take(self, outcome: StatementSaved) -> None:
        """Tells what was saved; leaves the form unless there is something to mend."""
        for record in (*outcome.sources, *outcome.figures.values()):
            self.app.post_message(RecordSaved(type(record), record.id))
        self._starts |= outcome.figures
        self._saved = next(iter(outcome.figures.values()))
        self._settled = self._fields()
        if not outcome.errors:
            self.dismiss(self._saved)
            self.app.call_later(self.app.say, outcome.sentence)  # type: ignore[attr-defined]
            return
        for n, row in enumerate(self._grid.rows):
            row.tell(*outcome.errors.get(n, {}).values())
        self._notices.tell(outcome.sentence)
        n = min(outcome.errors)
        key = next(iter(outcome.errors[n]))
        self._grid.go_to(n, key if key in CELLS else "")

    # Leaving

    @work(group="save")
    @one_at_a_time
    async def action_start_afresh(self) -> None:
        """Throws away what was typed and not saved."""
        self._keeper.stop()
        with suppress(LedgerError):
            await gateway_of(self).call(Store.drop_form, self._form)
        self._notices.clear()
        await self._show(None)

    @work(group="save")
    @one_at_a_time
    async def action_leave_statement(self) -> None:
        """Leaves; what was typed and not saved is kept and comes back."""
        if await self._keeper.keep() or self._fields() == self._settled:
            self.dismiss(self._saved)
