"""A number broken down by any two things: a table that adds up, every cell of which opens."""

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType

from store.counting.measures import BY_CODE
from store.counting.scope import Scope
from store.counting.tables import Cut
from store.errors import LedgerError
from store.ledger import Store
from store.reporting import wording
from store.reporting.breakdown import (
    Breakdown,
    CrossedRow,
    breakdown,
    columns_of,
    dimensions_for,
    measures_for,
    rows_of,
)
from tui.commands import bindings
from tui.gateway import GatewayClosed, Priority, gateway_of
from tui.long_job import JobCancelled
from tui.one_at_a_time import one_at_a_time
from tui.screens.aside import Aside
from tui.screens.behind import BehindNumber
from tui.screens.pick import Pick
from tui.summary.choosing import ChoosesScope
from tui.summary.commands import BREAKDOWN_COMMANDS
from tui.summary.opening import cell_views
from tui.summary.reporting import write_report
from tui.summary.words import scope_words
from tui.widgets.cross_table import CrossTable, NumberRow
from tui.widgets.heading_line import HeadingLine
from tui.widgets.key_bar import KeyBar
from tui.widgets.offers import Offer
from tui.widgets.status_line import StatusLine

_COUNTING = "Counting …"
_NOTHING = "=nothing"
_MEANS = "What is documented, and up to what more may belong there. Every table adds up."


class BreakdownScreen(ChoosesScope, Aside[Scope]):
    """A measure by one or two dimensions; gives the scope that was counted last."""

    DEFAULT_CSS = "BreakdownScreen { layout: vertical; }"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(*BREAKDOWN_COMMANDS)]

    def __init__(self, scope: Scope, code: str = "killed") -> None:
        super().__init__()
        self.scope = scope
        self._code = code
        self._by = _first_by(scope, code)
        self._found: Breakdown | None = None
        self._rows: list[CrossedRow] = []
        self._sorted_by: int | None = None
        self._heading = HeadingLine()
        self._table = CrossTable()
        self._status = StatusLine()

    def compose(self) -> ComposeResult:
        """What is asked, the table, the keys."""
        yield self._heading
        yield self._table
        yield self._status
        yield KeyBar()

    def on_mount(self) -> None:
        """Counts."""
        self._table.focus()
        self.scope_changed()

    def scope_changed(self) -> None:
        """Counts anew."""
        self._status.show(_COUNTING)
        self._count()

    @work(group="count", exclusive=True)
    async def _count(self) -> None:
        try:
            self._found = await gateway_of(self).ask(
                Priority.COUNT, Store.ask, breakdown, self.scope, self._code, self._by
            )
        except (JobCancelled, GatewayClosed):
            return
        except LedgerError as problem:
            self._status.show(problem.title)
            return
        self._status.show(_MEANS)
        self._show()

    def _show(self) -> None:
        found = self._found
        if found is None:
            return
        titles = columns_of(found)
        if self._sorted_by is not None and self._sorted_by >= len(titles):
            self._sorted_by = None
        self._rows = list(rows_of(found, self._sorted_by))
        settings = self.app.settings  # type: ignore[attr-defined]
        by = " and ".join(wording.dimension(name).casefold() for name in self._by)
        self._heading.show(
            f"{wording.whole(found.table)} by {by}",
            below=scope_words(found.scope, settings, found.places),
        )
        self._table.show(
            wording.dimension(self._by[0]),
            titles,
            [
                NumberRow(row.label, tuple(cell.text for cell in row.cells), row is self._rows[-1])
                for row in self._rows
            ],
            sorted_by=self._sorted_by,
        )

    # What is asked

    @work(group="choose")
    @one_at_a_time
    async def action_choose_measure(self) -> None:
        """Offers the measures that can be broken down so."""
        offers = [
            Offer(code, wording.label_of_line(code, BY_CODE[code].label), BY_CODE[code].definition)
            for code in measures_for(())
        ]
        pick = Pick("Break down which number?", offers, at=self._code)
        if chosen := await self.app.push_screen_wait(pick):
            self._code = chosen
            known = dimensions_for(chosen)
            self._by = tuple(name for name in self._by if name in known) or known[:1]
            self.scope_changed()

    @work(group="choose")
    @one_at_a_time
    async def action_choose_rows(self) -> None:
        """Offers what the rows can be."""
        pick = Pick("A row for each …", self._dimensions(), at=self._by[0])
        if chosen := await self.app.push_screen_wait(pick):
            rest = tuple(name for name in self._by[1:] if name != chosen)
            self._by = (chosen, *rest)
            self.scope_changed()

    @work(group="choose")
    @one_at_a_time
    async def action_choose_columns(self) -> None:
        """Offers what the columns can be."""
        offers = [o for o in self._dimensions() if o.key != self._by[0]]
        offers.append(Offer(_NOTHING, "Nothing", "only the totals"))
        at = self._by[1] if len(self._by) > 1 else _NOTHING
        pick = Pick("A column for each …", offers, at=at)
        if chosen := await self.app.push_screen_wait(pick):
            self._by = (self._by[0], *(() if chosen == _NOTHING else (chosen,)))
            self.scope_changed()

    def _dimensions(self) -> list[Offer]:
        return [Offer(name, wording.dimension(name)) for name in dimensions_for(self._code)]

    def action_swap(self) -> None:
        """Makes rows of the columns."""
        self._by = self._by[::-1]
        self._sorted_by = None
        self.scope_changed()

    def action_sort(self) -> None:
        """Sorts by the column with the cursor, or puts the rows back in their order."""
        column = self._table.column
        self._sorted_by = None if self._sorted_by == column else column
        self._show()

    # What is done

    def on_cross_table_chosen(self, event: CrossTable.Chosen) -> None:
        """Opens what stands behind a number."""
        event.stop()
        found = self._found
        if found is None or self.scope is None:
            return
        row = self._rows[event.row]
        chosen = row.cells[event.column]
        cut = Cut(self._code, str(found.scope.population), chosen.by)
        title = columns_of(found)[event.column]
        named = ", ".join(dict.fromkeys((row.label, title)))
        settings = self.app.settings  # type: ignore[attr-defined]
        self.app.push_screen(
            BehindNumber(
                f"{wording.whole(found.table)}, {named}",
                scope_words(found.scope, settings, found.places),
                cell_views(found.scope, cut, chosen.labels),
            )
        )

    @work(group="report")
    @one_at_a_time
    async def action_make_report(self) -> None:
        """Writes the report with this table into a file."""
        if self.scope is not None and (said := await write_report(self, self.scope, (self._by,))):
            self._status.show(said)

    def action_back(self) -> None:
        """Goes back to the summary."""
        if self.scope is not None:
            self.dismiss(self.scope)


def _first_by(scope: Scope, code: str) -> tuple[str, ...]:
    """What a number is broken down by at first: months, unless there is only one."""
    is_one_month = scope.stretch.first[:7] == scope.stretch.last[:7]
    wanted = ("township", "sex" if is_one_month else "month", "kind")
    known = dimensions_for(code)
    return tuple(name for name in wanted if name in known)[:2]
