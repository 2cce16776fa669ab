"""What a ledger holds and what waits in it, before anything is counted for a report."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from store.columns import OPEN_END
from store.engine import Connection
from store.kinds import quoted
from store.records import RECORD_TYPES, Record
from store.summaries import Summary, summary_of


@dataclass(frozen=True, slots=True)
class KindOverview:
    """How many records of one kind there are, retired ones aside, and how they stand.

    `by_review` has a code of a newer version as it is.
    """

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
    """How the records of one kind stand: through indexes alone, but for the few retired ones."""
    table = quoted(model.table)
    standing = Counter[str]()
    rows = connection.execute(f"SELECT review, count(*) FROM {table} GROUP BY review")
    for review, count in rows.fetchall():
        standing[review] += count
    retired = connection.execute(
        f"SELECT review, count(*) FROM {table} WHERE retired IS NOT NULL GROUP BY +review"
    ).fetchall()
    for review, count in retired:
        standing[review] -= count
    uncited = (
        _one(connection, f"SELECT count(*) FROM {table} WHERE cited = 0 AND retired IS NULL")
        if model.cites
        else 0
    )
    conflicts = _one(
        connection,
        f"SELECT count(*) FROM {table} WHERE id IN (SELECT record FROM conflict)"
        " AND retired IS NULL",
    )
    return KindOverview(+standing, uncited, conflicts, sum(count for _, count in retired))


def _covered(connection: Connection, placed: list[type[Record]]) -> tuple[str, str]:
    """The first and the last day; a span that ends where it begins is found by its beginning."""
    firsts, lasts = [], []
    for model in placed:
        beginning = f"SELECT eff_from FROM {quoted(model.table)} WHERE retired IS NULL AND"
        ending = f"SELECT eff_to FROM {quoted(model.table)} WHERE retired IS NULL AND"
        firsts.append(_one(connection, f"{beginning} eff_from > '' ORDER BY eff_from LIMIT 1"))
        same = "eff_from > '' AND eff_to = eff_from ORDER BY eff_from DESC"
        lasts.append(_one(connection, f"{ending} {same} LIMIT 1"))
        longer = f"eff_to <> eff_from AND eff_to < '{OPEN_END}' ORDER BY eff_to DESC"
        lasts.append(_one(connection, f"{ending} {longer} LIMIT 1"))
    return min(filter(None, firsts), default=""), max(filter(None, lasts), default="")


def _townships(connection: Connection, placed: list[type[Record]]) -> int:
    found: set[str] = set()
    for model in placed:
        table, last = quoted(model.table), ""
        while last is not None:
            # One seek in the index for each township, however many records lie in it.
            next_one = f"SELECT min(eff_township) FROM {table} WHERE eff_township > ?"
            last = connection.execute(next_one, (last,)).fetchone()[0]
            found |= {last} if last else set()
    return len(found)


def _one(connection: Connection, sql: str) -> Any:  # noqa: ANN401 - what the SQL selects.
    row = connection.execute(sql).fetchone()
    return row[0] if row else None


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
