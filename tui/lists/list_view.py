"""What a list of records shows: its rows, filtered and in order, how many they are, one beside."""

from dataclasses import replace
from functools import partial

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.events import Resize
from textual.timer import Timer

from store.errors import FilterInvalid, LedgerError
from store.ledger import Store
from store.query import Filter, Sort, count, default_sort, position, rows_before
from store.records import Record
from tui.commands import Situation
from tui.gateway import GatewayClosed, Priority, gateway_of
from tui.lists.columns import column_index, columns_of
from tui.lists.filter_bar import FilterBar
from tui.lists.orders import SortChooser, order_sentence, order_words
from tui.lists.preview import RecordPreview
from tui.lists.reading_ahead import Asked, ReadingAhead
from tui.lists.record_pages import RecordPages
from tui.lists.record_table import RecordTable
from tui.lists.terms import ReadFilter, read_terms
from tui.long_job import JobCancelled
from tui.screens.tabs import list_label
from tui.widgets.status_line import StatusLine

PREVIEW_FROM = 110
"""The width, in cells, from which the record under the cursor stands beside the list."""

_SAID_FOR = 10  # seconds
_SOON = 0.05  # seconds in which several changes make one reading


class ListView(Vertical):
    """One kind of record as a table.

    Rows come page by page; how many they are is counted afterwards and gives way to any key.
    """

    DEFAULT_CSS = """
    ListView {
        height: 1fr;
        & > Horizontal { height: 1fr; }
        & RecordTable { width: 1fr; }
        & RecordPreview {
            display: none;
            width: 32%;
            min-width: 36;
            margin: 0 1 0 2;
            padding-left: 1;
            border-left: solid ansi_default;
        }
        &.wide RecordPreview { display: block; }
    }
    """

    def __init__(self, model: type[Record], terms: str = "") -> None:
        super().__init__(id=f"list-{model.table}")
        self.model = model
        self._terms = terms
        self._read = ReadFilter(Filter(), "")
        self._sort = default_sort(model)
        self._with_retired = False
        self._source: RecordPages | None = None
        self._ahead = ReadingAhead()
        self._found: int | None = None
        self._total: int | None = None
        self._said = ""
        self._said_timer: Timer | None = None
        self._situation = Situation(has_row=True)
        self._soon: Timer | None = None
        self._is_stale = False

    @property
    def situation(self) -> Situation:
        """What there is to act on."""
        return replace(
            self.table.situation,
            has_filter=bool(self._terms),
            shows_retired=self._with_retired or self._read.wanted.shows_retired,
        )

    @property
    def terms(self) -> str:
        """The filter as it was typed, '' for none."""
        return self._terms

    @property
    def table(self) -> RecordTable:
        """The rows."""
        return self.query_one(RecordTable)

    def take_focus(self) -> None:
        """Puts the focus on the rows."""
        self.table.focus()

    def compose(self) -> ComposeResult:
        """Filter, table with the record beside it, and the line below."""
        yield FilterBar(self.model)
        with Horizontal():
            yield RecordTable(columns_of(self.model))
            yield RecordPreview(self.model)
        yield StatusLine()

    def on_mount(self) -> None:
        """Begins to read."""
        if self._terms:
            self.query_one(FilterBar).put(self._terms)
        self.apply_terms(self._terms, is_final=True)

    def on_resize(self, event: Resize) -> None:
        """Makes room beside the table where there is some."""
        is_wide = event.size.width >= PREVIEW_FROM
        if is_wide != self.has_class("wide"):
            self.set_class(is_wide, "wide")
            self._show_card(self.table.cursor_key)

    # What is wanted

    def show_terms(self, terms: str) -> None:
        """Filters the list by other terms, from elsewhere."""
        self._with_retired = False
        self.query_one(FilterBar).put(terms)
        self.apply_terms(terms, is_final=True)

    def apply_terms(self, terms: str, *, is_final: bool) -> None:
        """Shows what the terms want, or says why they mean nothing.

        With `is_final` the focus goes to the rows, and keys typed meanwhile wait for that.
        """
        self.workers.cancel_group(self, "filter")
        group = "open" if is_final else "filter"
        self.run_worker(self._apply(terms, is_final=is_final), group=group, exclusive=True)

    async def _apply(self, terms: str, *, is_final: bool) -> None:
        bar = self.query_one(FilterBar)
        ahead = self._ahead.take(self._asking(terms))
        try:
            read = ahead.filter if ahead else await self._meant(terms)
        except FilterInvalid as problem:
            bar.refuse(problem)
            return
        except GatewayClosed:
            return
        bar.accept()
        if is_final:
            self.table.focus()
            bar.display = bool(terms.strip())
        if self._source is not None and read.wanted == self._read.wanted:
            return
        is_same = terms.strip() == self._terms and self._source is not None
        key = self.table.cursor_key if is_same else None
        self._terms, self._read = terms.strip(), read
        self._show_rows(await self._where(key) if key else None, ahead.pages if ahead else None)

    async def _meant(self, terms: str) -> ReadFilter:
        return await gateway_of(self).ask(
            Priority.KEY, read_terms, self.model, terms, with_retired=self._with_retired
        )

    def _asking(self, terms: str) -> Asked:
        return Asked(self.model, terms, self._with_retired, self._sort)

    @on(FilterBar.Likely)
    def _read_ahead(self, event: FilterBar.Likely) -> None:
        event.stop()
        reading = self._ahead.read(gateway_of(self), self._asking(event.terms))
        self.run_worker(reading, group="ahead", exclusive=True)

    async def _where(self, key: str) -> tuple[int, str] | None:
        """At which row a record is now, or would be; with its key."""
        wanted = (self.model, self._read.wanted, self._sort, key)
        try:
            at = await gateway_of(self).ask(Priority.KEY, Store.ask, rows_before, *wanted)
        except (LedgerError, GatewayClosed):
            return None
        return None if at is None else (at, key)

    def _show_rows(
        self, at: tuple[int, str] | None = None, source: RecordPages | None = None
    ) -> None:
        """Shows the rows that are wanted in the order that is wanted, `source` if that is known.

        The cursor is on the first of them, or as near as can be to the row `at` with a key.
        """
        table, wanted = self.table, self._read.wanted
        self._source = source or RecordPages(gateway_of(self), self.model, wanted, self._sort)
        self._found = None
        table.set_empty(self._empty_text())
        table.set_sorted_by(
            column_index(self.model, self._sort.field), descending=self._sort.descending
        )
        table.set_source(self._source)
        if at is not None:
            table.reload_at(*at)
        self._count()
        self._tell()

    def sort_by(self, sort: Sort) -> None:
        """Shows the rows in another order."""
        self._sort = sort
        self._show_rows()

    def let_retired_in(self, *, is_in: bool) -> None:
        """Shows retired records among the others, or hides them."""
        self._with_retired = is_in
        self.apply_terms(self._terms, is_final=True)

    def say(self, text: str) -> None:
        """Puts what was done into the line below, for a while."""
        self._said = text
        self._tell()
        if self._said_timer is not None:
            self._said_timer.stop()
        self._said_timer = self.set_timer(_SAID_FOR, partial(self.say, "")) if text else None

    # What changed

    def records_changed(self) -> None:
        """Reads everything again, soon if the list can be seen, else when it is opened."""
        self._is_stale = True
        self._ahead.forget()
        if self.display:
            if self._soon is not None:
                self._soon.stop()
            self._soon = self.set_timer(_SOON, self.refresh_if_stale)

    def refresh_if_stale(self) -> None:
        """Reads everything again if something changed; what is there stays until then."""
        if self._is_stale and self._forget():
            self.table.reload()
            self._count()

    @work(group="read", exclusive=True)
    async def show_saved(self, record: Record) -> None:
        """Reads everything again and goes to a record that has just been saved."""
        wanted = (self._read.wanted, self._sort, record.id)
        try:
            index: int | None = await gateway_of(self).ask(
                Priority.KEY, Store.ask, position, self.model, *wanted
            )
        except (LedgerError, GatewayClosed):
            return
        if index is None:
            self.say(f"{record.code} is saved; the filter leaves it out")
        elif self._forget():
            self.say(f"{record.code} is saved")
            self.table.reload_at(index, record.id)
            self._count()

    def _forget(self) -> bool:
        """Lets go of all that is known of the rows; False if nothing was read yet."""
        if self._source is None:
            return False
        self._is_stale = False
        self._found = self._total = None
        self._source.forget()
        return True

    # What is known

    @work(group="count", exclusive=True)
    async def _count(self) -> None:
        try:
            if self._total is None:
                self._total = await self._counted(Filter())
                self._tell()
            if self._found is None:
                is_all = not self._read.wanted.terms
                found = self._total if is_all else await self._counted(self._read.wanted)
                self._know_found(found)
                self.table.set_count(found)
        except (JobCancelled, GatewayClosed):
            return
        except LedgerError as problem:
            self.say(problem.title)

    async def _counted(self, wanted: Filter) -> int:
        counted: int = await gateway_of(self).ask(
            Priority.COUNT, Store.ask, count, self.model, wanted
        )
        return counted

    @on(RecordTable.CountKnown)
    def _end_was_read(self, event: RecordTable.CountKnown) -> None:
        event.stop()
        self._know_found(event.count)

    def _know_found(self, found: int) -> None:
        self._found = found
        if self._source is not None:
            self._source.count = found
        self._tell()

    @on(RecordTable.PageFailed)
    def _page_failed(self, event: RecordTable.PageFailed) -> None:
        event.stop()
        self.say(f"{event.problem.title} {event.problem.advice}")

    @on(RecordTable.MarksChanged)
    def _marks_changed(self, event: RecordTable.MarksChanged) -> None:
        event.stop()
        self._tell()

    @on(RecordTable.RowHighlighted)
    def _row_highlighted(self, event: RecordTable.RowHighlighted) -> None:
        event.stop()
        self._show_card(event.key)
        self._tell()

    def _show_card(self, key: str | None) -> None:
        if self.has_class("wide") and self.is_mounted:
            self.query_one(RecordPreview).show_record(key)

    # What is said

    def _tell(self) -> None:
        """Brings the line below and the keys up to date."""
        marked = f"{len(self.table.marks):,} marked" if self.table.marks else ""
        parts = (
            self._said,
            marked,
            self._numbers(),
            self._read.words,
            "retired shown" if self._with_retired else "",
            self._order(),
        )
        self.query_one(StatusLine).show(" · ".join(part for part in parts if part))
        if self.situation != self._situation:
            self._situation = self.situation
            self.refresh_bindings()

    def _numbers(self) -> str:
        found = "…" if self._found is None else f"{self._found:,}"
        if self._terms:
            return f"{found} of {'…' if self._total is None else f'{self._total:,}'}"
        return f"{found} record{'' if self._found == 1 else 's'}"

    def _order(self) -> str:
        if self._sort == default_sort(self.model):
            return order_words(self.model, self._sort)
        return order_sentence(self.model, self._sort)

    def _empty_text(self) -> str:
        if self._terms:
            return "Nothing matches the filter.\nPress escape to see all."
        return f"No {list_label(self.model).lower()} yet.\nPress n for the first one."

    # Choosing an order

    async def choose_order(self) -> None:
        """Opens the small table of orders below the rows."""
        if not self.query(SortChooser):
            chooser = SortChooser(self.model, self._sort)
            await self.mount(chooser, before=self.query_one(StatusLine))
            chooser.focus()

    @on(SortChooser.Sorted)
    async def _order_chosen(self, event: SortChooser.Sorted) -> None:
        event.stop()
        for chooser in self.query(SortChooser):
            had_focus = chooser.has_focus
            await chooser.remove()
            if had_focus:
                self.table.focus()
        if event.sort is not None:
            self.sort_by(event.sort)
