"""What a ledger holds and what waits in it, before anything is counted for a report."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain

from store.engine import Connection
from store.kept import OPEN_END
from store.kinds import quoted
from store.records import RECORD_TYPES, Record
from store.summaries import Summary, summary_of
from store.vocabulary import Review


@dataclass(frozen=True, slots=True)
class KindOverview:
    """How many records of one kind there are, retired ones aside, and how they stand."""

    by_review: Mapping[str, int] = field(default_factory=dict)
    uncited: int = 0
    conflicts: int = 0
    retired: int = 0

    @property
    def records(self) -> int:
        """All of them but the retired ones."""
        return sum(self.by_review.values())


@dataclass(frozen=True, slots=True)
class ChangedRecord:
    """A record that was changed lately; `at` in UTC, by the laptop's clock."""

    summary: Summary
    at: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class LeftForm:
    """A form that was left without saving; `at` in UTC, by the laptop's clock."""

    form: str
    table: str
    at: str


@dataclass(frozen=True, slots=True)
class Overview:
    """Of every table its counts; forms left open; the days and places that records are about.

    `first` and `last` are dates as text, '' where no record has one; `last` leaves out spans
    without an end.
    """

    kinds: Mapping[str, KindOverview]
    forms: tuple[LeftForm, ...] = ()
    first: str = ""
    last: str = ""
    townships: int = 0
    newest: tuple[ChangedRecord, ...] = ()


def overview(connection: Connection, newest: int = 5) -> Overview:
    """The overview of the ledger, with that many of the records changed last."""
    kinds = {table: _kind(connection, model) for table, model in RECORD_TYPES.items()}
    placed = [model for model in RECORD_TYPES.values() if model.placed_by]
    first, last = _covered(connection, placed)
    forms = connection.execute("SELECT form, kind, at FROM draft ORDER BY at DESC").fetchall()
    return Overview(
        kinds,
        tuple(LeftForm(*form) for form in forms),
        first,
        last,
        _townships(connection, placed),
        _newest(connection, newest),
    )


def _kind(connection: Connection, model: type[Record]) -> KindOverview:
    uncited = "sum(cited = 0)" if model.cites else "0"
    rows = connection.execute(
        f"""SELECT retired IS NOT NULL, review, count(*), {uncited},
  sum(id IN (SELECT record FROM conflict))
FROM {quoted(model.table)} GROUP BY 1, 2"""
    ).fetchall()
    standing = [row[1:] for row in rows if not row[0]]
    return KindOverview(
        Counter({str(Review(review)): count for review, count, *_ in standing}),
        sum(row[2] for row in standing),
        sum(row[3] for row in standing),
        sum(row[2] for row in rows if row[0]),
    )


def _covered(connection: Connection, placed: list[type[Record]]) -> tuple[str, str]:
    spans = [
        connection.execute(
            f"""SELECT min(nullif(eff_from, '')), max(nullif(eff_to, '{OPEN_END}'))
FROM {quoted(model.table)} WHERE retired IS NULL"""
        ).fetchone()
        for model in placed
    ]
    firsts, lasts = ([day for day in days if day] for days in zip(*spans, strict=True))
    return min(firsts, default=""), max(lasts, default="")


def _townships(connection: Connection, placed: list[type[Record]]) -> int:
    each = " UNION ".join(
        f"SELECT eff_township FROM {quoted(model.table)} WHERE eff_township > ''"
        for model in placed
    )
    (count,) = connection.execute(f"SELECT count(*) FROM ({each})").fetchone()
    return int(count)


def _newest(connection: Connection, limit: int) -> tuple[ChangedRecord, ...]:
    each = (_changed(connection, model, limit) for model in RECORD_TYPES.values())
    lately = sorted(chain.from_iterable(each), reverse=True)[:limit]
    return tuple(
        ChangedRecord(summary, at, at == created)
        for at, created, record in lately
        if (summary := summary_of(connection, record))
    )


def _changed(connection: Connection, model: type[Record], limit: int) -> list[tuple[str, str, str]]:
    """When the records changed last were changed and made, and their ids."""
    sql = f"""SELECT updated_at, created_at, id FROM {quoted(model.table)}
ORDER BY updated_at DESC LIMIT ?"""
    return connection.execute(sql, (limit,)).fetchall()
