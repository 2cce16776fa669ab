"""The rows behind a number: records with the rule for each, then what figures did to it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from store.counting.behind import Page, Place, figures_behind, records_behind
from store.counting.explaining import Column, Explained, Question
from store.counting.kept_doubts import undecided_behind
from store.ledger import Store
from store.records import RECORD_TYPES
from store.reporting import wording
from store.reporting.report import Report
from store.summaries import Summary, summary_of
from tui.gateway import Gateway, Priority
from tui.summary.words import figure_words
from tui.widgets.pages import PAGE_ROWS, TableRow

_UNNAMED: Final = "unnamed"
_ENDS: Final = frozenset({Column.LOW, Column.HIGH})


@dataclass(frozen=True, slots=True)
class Told:
    """One row: the record or figure that it opens, for how many it counts, and why.

    `id` is '' for a row that stands for more records than are shown.
    """

    table: str
    id: str
    code: str
    counts: str
    text: str
    rule: str
    is_in: bool = True

    def row(self, n: int) -> TableRow:
        """The row as it is listed, the one with that number."""
        cells = (self.code, self.counts, self.text, self.rule)
        return TableRow(str(n), cells, is_dim=not self.is_in)


Chunk = tuple[Sequence[Told], Place | None]
"""Some rows, and where the next ones begin; None if there are no more."""

Read = Callable[[Store, Place | None], Chunk]
"""Reads some rows of an open ledger from a place on."""


class BehindRows:
    """The rows behind a number, read as far as somebody looks; a `PageSource`."""

    def __init__(self, gateway: Gateway[Store], read: Read) -> None:
        self._gateway = gateway
        self._read = read
        self._after: Place | None = None
        self._is_complete = False
        self._rows: list[Told] = []

    def told(self, key: str) -> Told:
        """The row with that key, which has been read."""
        return self._rows[int(key)]

    async def page(self, n: int) -> Sequence[TableRow]:
        """The rows from `n * PAGE_ROWS` on."""
        end = (n + 1) * PAGE_ROWS
        while len(self._rows) < end and not self._is_complete:
            rows, self._after = await self._gateway.ask(Priority.KEY, self._read, self._after)
            self._is_complete = self._after is None
            self._rows += rows
        first = n * PAGE_ROWS
        return [told.row(first + m) for m, told in enumerate(self._rows[first:end])]


def read_records(question: Question) -> Read:
    """Reads the records behind a number; after the last one, the figures behind a range."""

    def read(store: Store, after: Place | None) -> Chunk:
        page: Page = store.ask(records_behind, question, after, PAGE_ROWS)
        rows = [_told(store, explained, with_kind=not question.line) for explained in page.rows]
        if page.after is None and question.column in _ENDS and question.cut is None:
            figures: tuple[Explained, ...] = store.ask(figures_behind, question)
            rows += [_told(store, explained, with_kind=True) for explained in figures]
        return rows, page.after

    return read


def read_figures(report: Report, line: str) -> Read:
    """Gives the figures beside a line, each with what comes of comparing it."""

    def read(store: Store, after: Place | None) -> Chunk:
        del store, after
        return [
            Told(
                "figure",
                beside.figure.id,
                beside.figure.code,
                wording.number(beside.figure),
                f"{figure_words(beside)}: {wording.counts_what(beside.figure)}",
                f"{wording.compared(beside)} {wording.remarks(beside)}".rstrip(),
            )
            for beside in report.beside(line)
        ], None

    return read


def read_undecided(question: Question) -> Read:
    """Reads the pairs of which nobody could decide yet whether they are the same."""

    def read(store: Store, after: Place | None) -> Chunk:
        del after
        rows: list[Told] = []
        pairs: list[tuple[str, str]] = store.ask(undecided_behind, question.ground)
        for n, pair in enumerate(pairs, 1):
            both = [_summary(store, record) for record in pair]
            codes = [found.code if found else "" for found in both]
            for found, other in zip(both, reversed(codes), strict=True):
                if found is not None:
                    rule = f"May be the same as {other}: both count, the low end counts one."
                    rows.append(
                        Told(found.table, found.id, found.code, f"pair {n}", _line(found), rule)
                    )
        return rows, None

    return read


def _told(store: Store, explained: Explained, *, with_kind: bool) -> Told:
    found = _summary(store, explained.id)
    kind = f"{RECORD_TYPES[explained.table].one}: " if with_kind else ""
    text = _line(found) if found else ""
    return Told(
        explained.table,
        explained.id,
        explained.code,
        f"{explained.quantity:,}" if explained.is_in else "–",
        f"{kind}{text}",
        explained.rule,
        explained.is_in,
    )


def _summary(store: Store, record: str) -> Summary | None:
    found: Summary | None = store.ask(summary_of, record)
    return found


def _line(found: Summary) -> str:
    return found.line or _UNNAMED
