"""Brings the kept counts up to date at the end of every write, in the same transaction."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from store.counting.due import COUNTED, note
from store.counting.kept_doubts import doubts_of, kept_doubts, put_doubts
from store.counting.kept_figures import figures_differ
from store.counting.kept_ranges import ranges_now, refresh_ranges
from store.counting.kept_sums import Sums, kept_sums
from store.counting.kept_tallies import (
    COLUMNS,
    dims_by_id,
    numbers_of_dims,
    row_of,
    rows_among,
)
from store.counting.neighbourhood import neighbourhood
from store.counting.reading import read_book
from store.counting.tally import Dims, Tally, tally_up
from store.engine import Connection
from store.kinds import SQLValue

_Row = tuple[SQLValue, ...]


def settle(connection: Connection) -> None:
    """Tallies anew whatever the open transaction has put out of date; nothing is due after it."""
    due = connection.execute("SELECT record, what FROM tally_due").fetchall()
    if not due:
        return
    records = {record for record, what in due if what == "record"}
    trees = _retally(connection, records) if records else set()
    # A part may move within its whole without any tally being another.
    refresh_ranges(connection, trees, [record for record, _ in due])
    connection.execute("DELETE FROM tally_due")


def _retally(connection: Connection, records: Iterable[str]) -> set[int]:
    """Writes the tallies of the records and their neighbours; the whole incidents concerned."""
    near = neighbourhood(connection, records)
    if not near.subjects:
        return set()
    tallies = tally_up(near.book, near.subjects)
    found = tallies.by_id.values()
    rids = {fact.id: fact.rid for fact in near.book.facts.values()}
    put_doubts(connection, {rids[record] for record in near.subjects}, doubts_of(tallies, rids))
    numbers = numbers_of_dims(connection, (tally.dims for tally in found))
    before = {row["rid"]: row for row in rows_among(connection, (t.rid for t in found))}
    after = {
        t.rid: dict(zip(COLUMNS, row_of(t, numbers[t.dims], rids), strict=True)) for t in found
    }
    changed = {rid: row for rid, row in after.items() if row != before.get(rid)}
    if changed:
        _put(connection, changed.values())
        olds = [before[rid] for rid in changed if rid in before]
        _add_up(connection, olds, changed.values(), {n: d for d, n in numbers.items()})
    rows = [*changed.values(), *(before[rid] for rid in changed if rid in before)]
    return {row["tree"] for row in rows if row["tree"] is not None}


def _put(connection: Connection, rows: Iterable[Mapping[str, Any]]) -> None:
    places = ", ".join("?" * len(COLUMNS))
    connection.executemany(
        f"INSERT OR REPLACE INTO tally({', '.join(COLUMNS)}) VALUES ({places})",
        [tuple(row[name] for name in COLUMNS) for row in rows],
    )


def _add_up(
    connection: Connection,
    olds: Iterable[Mapping[str, Any]],
    news: Iterable[Mapping[str, Any]],
    known: dict[int, Dims],
) -> None:
    """Takes the old rows out of whatever they were added up in, and puts the new ones in."""
    olds, news = list(olds), list(news)
    if more := {row["dims"] for row in olds} - known.keys():
        known = known | dims_by_id(connection, more)
    sums = Sums()
    for sign, rows in ((-1, olds), (1, news)):
        for row in rows:
            sums.add(row, known[row["dims"]], sign)
    sums.write(connection)


_MOST_NAMED: Final = 20


def differences(connection: Connection) -> Iterator[str]:
    """One sentence for every kept count that is not what counting the records anew gives."""
    book = read_book(connection)
    tallies = tally_up(book)
    rids = {fact.id: fact.rid for fact in book.facts.values()}
    dims = {d: n for n, d in dims_by_id(connection).items()}
    now = {t.rid: _row(t, dims, rids) for t in tallies}
    kept = {row[0]: row for row in connection.execute(f"SELECT {', '.join(COLUMNS)} FROM tally")}
    names = {t.rid: t.code or t.id for t in tallies}
    wrong = sorted(rid for rid in now.keys() | kept.keys() if now.get(rid) != kept.get(rid))
    for rid in wrong[:_MOST_NAMED]:
        yield f"{names.get(rid, rid)} is not kept in the totals as it counts."
    if len(wrong) > _MOST_NAMED:
        yield f"{len(wrong) - _MOST_NAMED} more records are not kept in the totals as they count."
    yield from _wrong_sums(connection, now.values(), {n: d for d, n in dims.items()})
    if doubts_of(tallies, rids) != kept_doubts(connection):
        yield "The undecided pairs kept are not those that the links say."
    if ranges_now(book, tallies, rids) != _kept_ranges(connection):
        yield "The ranges kept of incidents are not what their figures make them."
    if figures_differ(connection):
        yield "The figures kept of incidents are not those that stand."
    (due,) = connection.execute("SELECT count(*) FROM tally_due").fetchone()
    if due:
        yield f"The totals wait for {due} records that were written."


def _row(tally: Tally, dims: Mapping[Dims, int], rids: Mapping[str, int]) -> _Row:
    return row_of(tally, dims.get(tally.dims, 0), rids)


def _wrong_sums(
    connection: Connection, rows: Iterable[_Row], dims: Mapping[int, Dims]
) -> Iterator[str]:
    sums = Sums()
    for values in rows:
        row: dict[str, Any] = dict(zip(COLUMNS, values, strict=True))
        if row["dims"]:
            sums.add(row, dims[row["dims"]], 1)
    for table, found in sums.tables.items():
        if found != kept_sums(connection, table):
            yield f"The totals kept in {table} are not what the records add up to."


def _kept_ranges(connection: Connection) -> set[_Row]:
    return set(connection.execute("SELECT * FROM tally_range").fetchall())


_CHUNK: Final = 20_000
_KEPT: Final = (
    *("tally_line", "tally_cell", "tally_range", "tally_figure", "tally_doubt"),
    *("tally", "tally_dims", "tally_due"),
)


def rebuild(connection: Connection) -> None:
    """Keeps all counts anew, in the caller's transaction."""
    for table in _KEPT:
        connection.execute(f"DELETE FROM {table}")
    tables = json.dumps(sorted(COUNTED))
    records = connection.execute(
        "SELECT id FROM record WHERE kind IN (SELECT value FROM json_each(?)) ORDER BY rid",
        (tables,),
    ).fetchall()
    for start in range(0, len(records), _CHUNK):
        note(connection, [record for (record,) in records[start : start + _CHUNK]])
        settle(connection)
