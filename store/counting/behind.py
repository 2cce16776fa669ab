"""What stands behind a number, page by page: the records, and the figures about their incidents."""

import json
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from store.counting.bags import Ground
from store.counting.counted import counting_of
from store.counting.explaining import (
    Column,
    Explained,
    Question,
    explain,
)
from store.counting.explaining_ranges import ENDS, added, explain_excess, explain_figures
from store.counting.extent import DAWN, DUSK, Extent
from store.counting.fitting import MADE_OF
from store.counting.kept_ground import terms_of
from store.counting.kept_spread import code_column, kept_population
from store.counting.kept_tallies import tallies_where
from store.counting.known import read_book_known_on
from store.counting.tables import ACROSS, UNKNOWN
from store.counting.tally import Tally, tally_up
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


def figures_behind(
    connection: Connection, question: Question, most: int = 300
) -> tuple[Explained, ...]:
    """What figures do to an end of a range: each incident with what they add, and the figures.

    With the records behind the same number what is in adds up to it. Beyond `most` incidents,
    those to which figures add most, the rest is one row without a record.
    """
    if question.column not in ENDS or not question.line or question.cut:
        return ()
    counting = counting_of(connection, question.scope.known_on)
    ground, population = question.ground, str(question.scope.population)
    # No figure says who of those arrested in a period is still held.
    whole = [] if ground.held_on else counting.excess_by_tree(ground, population, question.line)
    whole = sorted(whole, key=lambda entry: (-added(question, entry[1]), entry[0]))
    lookup = LedgerLookup(connection, lambda: COUP)
    excess = dict(whole[:most])
    trees = {tree.root: tree for tree in counting.trees_among(excess)}
    told = (explain_excess(question, trees[root], excess[root]) for root in excess)
    rows = [replace(found, code=lookup.code_of(found.id)) for found in told if found]
    if rest := sum(added(question, more) for _, more in whole[most:]):
        rule = f"Figures about {len(whole) - most} more incidents add so many to their records."
        rows.append(Explained("incident", "", "", rest, is_in=True, rule=rule))
    return (*rows, *explain_figures(question, counting.incident_figures(ground)))


def _next(
    connection: Connection, question: Question, after: Place | None, limit: int
) -> list[Tally]:
    """The next records, by their first day, that may have to do with a number."""
    if question.scope.known_on:
        return _next_known(connection, question, after, limit)
    terms = terms_of(connection, _wide(question), one_by_one=True)
    where, named = _when_and_where(question)
    first, rid = after or ("", 0)
    values = {
        **terms.values,
        **named,
        **_dims_values(question),
        "after": first,
        "rid": rid,
        "month_first": f"{question.ground.stretch.first[:7]}-01",
    }
    conditions = f"{_dims_condition(question)} AND {terms.fact_touches} AND {where}"
    found: list[int] = []
    for part in _parts(connection, question):
        rows = connection.execute(
            f"""SELECT t.rid FROM {part} AND {conditions}
AND (t.first, t.rid) > (:after, :rid) ORDER BY t.first, t.rid LIMIT :limit""",
            {**values, "limit": limit - len(found)},
        )
        found += [number for (number,) in rows]
        if len(found) == limit:
            break
    return _in_order(connection, found)


def _next_known(
    connection: Connection, question: Question, after: Place | None, limit: int
) -> list[Tally]:
    """As `_next`, of the ledger as it was known on a day."""
    book = read_book_known_on(connection, question.scope.known_on or date.max)
    ordered = sorted(tally_up(book), key=lambda t: (t.first, t.rid))
    ground = _wide(question)
    near = [t for t in ordered if ground.extent(t) is not Extent.OUTSIDE]
    return [t for t in near if after is None or (t.first, t.rid) > after][:limit]


_ACROSS_MONTHS: Final = """tally AS t CROSS JOIN tally_dims AS d ON d.id = t.dims
WHERE substr(t.first, 1, 7) <> substr(t.last, 1, 7) AND t.last >= :first
  AND +t.first < :month_first"""
_BY_DATE: Final = """tally AS t CROSS JOIN tally_dims AS d ON d.id = t.dims
WHERE t.first >= :month_first"""
_BY_DIMS: Final = "tally_dims AS d CROSS JOIN tally AS t ON t.dims = d.id WHERE 1"


def _parts(connection: Connection, question: Question) -> tuple[str, ...]:
    """How to walk through the records by date: what began in an earlier month, then the rest.

    Few records are rather found by what they are, and sorted.
    """
    (many,) = connection.execute(
        f"SELECT coalesce(sum(records), 0) FROM tally_dims AS d WHERE {_dims_condition(question)}",
        _dims_values(question),
    ).fetchone()
    return (_BY_DIMS,) if many <= _FEW else (_ACROSS_MONTHS, _BY_DATE)


def _in_order(connection: Connection, rids: list[int]) -> list[Tally]:
    condition = "t.rid IN (SELECT value FROM json_each(?))"
    found = {t.rid: t for t in tallies_where(connection, condition, json.dumps(rids))}
    # Codes are kept with the records.
    lookup = LedgerLookup(connection, lambda: COUP)
    return [replace(found[rid], code=lookup.code_of(found[rid].id)) for rid in rids]


def _wide(question: Question) -> Ground:
    """The ground without who is held: whoever has left belongs to the answer, too."""
    ground = question.ground
    return Ground(ground.stretch, ground.area) if question.line == "still_held" else ground


def _dims_condition(question: Question) -> str:
    """Whether records of some dimensions can have to do with a number, as SQL."""
    conditions = [f"d.fits_{kept_population(question.scope.population)} > 0"]
    if question.column is Column.WAITING:
        conditions.append("d.standing IN ('draft', 'returned', 'uncited')")
    if question.line:
        conditions.append("d.what IN (SELECT value FROM json_each(:whats))")
    if question.cut:
        for n, name in enumerate(question.cut.by):
            is_end = name == "outcome" and question.cut.line in _DETAINED
            if name not in {"month", "township"} and not is_end:
                conditions.append(f"{code_column(question.cut, name)} = :label{n}")
    return " AND ".join(conditions)


_DETAINED: Final = frozenset({"detained", "still_held", "in_detention"})


def _dims_values(question: Question) -> dict[str, SQLValue]:
    labels = {f"label{n}": label for n, label in enumerate(question.labels)}
    return {"whats": json.dumps(MADE_OF.get(question.line, ())), **labels}


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
