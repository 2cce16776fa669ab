"""What stands behind a number, page by page: the records, and the figures about their incidents."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from store.counting.bags import Ground
from store.counting.counted import counting_of
from store.counting.explaining import (
    Column,
    Explained,
    Question,
    explain,
    explain_figures,
    labels_but_when_and_where,
)
from store.counting.extent import DAWN, DUSK, Extent
from store.counting.fitting import Fit, fits, fits_population
from store.counting.kept_ground import terms_of
from store.counting.kept_tallies import dims_by_id, tallies_where
from store.counting.known import read_book_known_on
from store.counting.standing import WAITING
from store.counting.tables import ACROSS, UNKNOWN
from store.counting.tally import Dims, Tally, tally_up
from store.engine import Connection
from store.kinds import SQLValue
from store.lookup import LedgerLookup
from store.settings import COUP

Place = tuple[str, int]
"""Where a page ended: the first day of its last record, and the record's number."""

_FEW: Final = 3000
"""So many records are sorted faster than a ledger is walked through by date."""


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the records behind a number, by date, and where the next page begins.

    `after` is None when there are no more.
    """

    rows: tuple[Explained, ...]
    after: Place | None


def records_behind(
    connection: Connection, question: Question, after: Place | None = None, limit: int = 100
) -> Page:
    """At most `limit` records that a number took into account, in or out, each with the rule."""
    # Showing a code asks for no date, so any day will do.
    lookup = LedgerLookup(connection, lambda: COUP)
    rows: list[Explained] = []
    while len(rows) < limit:
        many = limit - len(rows)
        found = _next(connection, question, after, many)
        rows += explain(question, found, lookup.code_of)
        if len(found) < many:
            return Page(tuple(rows), None)
        after = (found[-1].first, found[-1].rid)
    return Page(tuple(rows), after)


def figures_behind(connection: Connection, question: Question) -> tuple[Explained, ...]:
    """The figures about incidents of the scope that may move an end of a range, and how."""
    counting = counting_of(connection, question.scope.known_on)
    return tuple(explain_figures(question, counting.incident_figures(question.ground)))


def _next(
    connection: Connection, question: Question, after: Place | None, limit: int
) -> list[Tally]:
    """The next records, by their first day, that may have to do with a number."""
    if question.scope.known_on:
        book = read_book_known_on(connection, question.scope.known_on)
        ordered = sorted(tally_up(book), key=lambda t: (t.first, t.rid))
        ground = _wide(question)
        near = [t for t in ordered if ground.extent(t) is not Extent.OUTSIDE]
        return [t for t in near if after is None or (t.first, t.rid) > after][:limit]
    dims = dims_by_id(connection)
    wanted = [number for number, found in dims.items() if _may_concern(question, found)]
    terms = terms_of(connection, _wide(question), one_by_one=True)
    where, named = _when_and_where(question)
    first, rid = after or ("", 0)
    values = terms.values | named | {"after": first, "rid": rid, "limit": limit}
    values["dims"] = json.dumps(wanted)
    among = "t.dims IN (SELECT value FROM json_each(:dims))"
    conditions = f"{terms.fact_touches} AND {where} AND (t.first, t.rid) > (:after, :rid)"
    if _how_many(connection, wanted) > _FEW:
        # The plus keeps the walk by date: it stops as soon as the page is full.
        among = f"+{among}"
    rows = connection.execute(
        f"SELECT t.rid FROM tally AS t WHERE {among} AND {conditions}"
        " ORDER BY t.first, t.rid LIMIT :limit",
        values,
    ).fetchall()
    return _in_order(connection, [number for (number,) in rows])


def _in_order(connection: Connection, rids: list[int]) -> list[Tally]:
    condition = "t.rid IN (SELECT value FROM json_each(?))"
    found = {t.rid: t for t in tallies_where(connection, condition, json.dumps(rids))}
    # By number, since codes are kept with the records.
    lookup = LedgerLookup(connection, lambda: COUP)
    return [replace(found[rid], code=lookup.code_of(found[rid].id)) for rid in rids]


def _how_many(connection: Connection, dims: Iterable[int]) -> int:
    (many,) = connection.execute(
        "SELECT count(*) FROM (SELECT 1 FROM tally"
        " WHERE dims IN (SELECT value FROM json_each(?)) LIMIT ?)",
        (json.dumps(list(dims)), _FEW + 1),
    ).fetchone()
    return int(many)


def _wide(question: Question) -> Ground:
    """The ground without who is held: whoever has left belongs to the answer, too."""
    ground = question.ground
    return Ground(ground.stretch, ground.area) if question.line == "still_held" else ground


def _may_concern(question: Question, dims: Dims) -> bool:
    """Whether records of these dimensions can have to do with a number."""
    scope = question.scope
    if question.column is Column.WAITING and dims.standing not in WAITING:
        return False
    if not question.line:
        return fits_population(dims, scope.population) is not Fit.NO
    if fits(dims, question.line, scope.population, scope.by) is Fit.NO:
        return False
    return labels_but_when_and_where(question, dims)


def _when_and_where(question: Question) -> tuple[str, dict[str, SQLValue]]:
    """The month and the township of a table's cell as a condition."""
    if question.cut is None:
        return "1", {}
    conditions: list[str] = ["1"]
    asked = dict(zip(question.cut.by, question.labels, strict=True))
    unknown = f"(t.first = '{DAWN}' OR t.last = '{DUSK}')"
    same = "substr(t.first, 1, 7) = substr(t.last, 1, 7)"
    match asked.get("month"):
        case None:
            pass
        case code if code == UNKNOWN:
            conditions.append(unknown)
        case code if code == ACROSS:
            conditions.append(f"NOT {unknown} AND NOT {same}")
        case _:
            conditions.append(f"{same} AND t.first BETWEEN :month || '-01' AND :month || '-31'")
    if "township" in asked:
        conditions.append("t.township = :township")
    township = "" if asked.get("township") == UNKNOWN else asked.get("township")
    return " AND ".join(conditions), {"month": asked.get("month"), "township": township}
