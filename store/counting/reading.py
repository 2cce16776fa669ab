"""Reads a book of facts from the tables of a ledger: all of it, or some records by their ids."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from store.ages import Age, age_group_of
from store.counting.extent import DAWN, DUSK, NEVER
from store.counting.facts import Book, Fact, FigureFact, LinkFact
from store.counting.placing import Gazetteer
from store.engine import Connection
from store.kept import BACKING
from store.publishers import publisher_by_id
from store.records import Figure
from store.rows import rows_where
from store.rules.figures import ends
from store.vocabulary import SourceKind

COUNTED: Final = ("incident", "casualty", "detention", "damage")
"""The tables whose records are counted."""

_SHARED: Final = (
    *("id", "rid", "code", "review", "retired", "cited"),
    *("eff_from", "eff_to", "eff_place", "place", "place_said", "lat", "place_precision"),
)
_PERSON: Final = ("quantity", "incident", "sex", "age_least", "age_most", "age_group")
_OWN: Final[Mapping[str, tuple[str, ...]]] = {
    "incident": ("part_of", "means", "actor_kind", "kind", "grade"),
    "casualty": (
        *_PERSON,
        *("outcome", "status", "means", "died_on_from", "died_on_to", "died_on_precision"),
    ),
    "detention": (
        *_PERSON,
        *("released_from", "released_to", "released_precision"),
        *("ended_from", "ended_to", "ended_precision", "ended_how"),
    ),
    "damage": ("quantity", "incident", "means", "kind", "grade", "grade_basis", "in_use"),
}

Row = Mapping[str, Any]


def columns_of(table: str) -> tuple[str, ...]:
    """The columns of a table that counting reads."""
    return (*_SHARED, *_OWN[table])


def read_book(connection: Connection) -> Book:
    """Everything that counts, from the tables as they stand."""
    gazetteer = Gazetteer.read(connection)
    facts = [fact for table in COUNTED for fact in read_facts(connection, table, gazetteer)]
    return Book.of(facts, read_links(connection), read_figures(connection))


def read_facts(
    connection: Connection,
    table: str,
    gazetteer: Gazetteer,
    among: Iterable[str] | None = None,
    key: str = "id",
) -> list[Fact]:
    """The facts of a table, or of those of its records whose `key` is among some ids."""
    rows = list(_rows(connection, table, among, key))
    if not rows:
        return []
    wanted = {row["incident"] for row in rows if row.get("incident") and not _has_place(row)}
    inherited = _precisions(connection, wanted)
    return [
        fact_of(table, row, gazetteer, inherited.get(row.get("incident") or "", "")) for row in rows
    ]


def _rows(
    connection: Connection, table: str, among: Iterable[str] | None, key: str
) -> Iterator[dict[str, Any]]:
    names = columns_of(table)
    columns = ", ".join(f'"{name}"' for name in names)
    sql, values = f"SELECT {columns} FROM {table}", ()
    if among is not None:
        sql += f" WHERE {key} IN (SELECT value FROM json_each(?))"
        found = connection.execute(sql, (json.dumps(sorted(among)),))
    else:
        found = connection.execute(sql, values)
    for row in found:
        yield dict(zip(names, row, strict=True))


def _has_place(row: Row) -> bool:
    return bool(row["place"] or row["place_said"] or row["lat"] is not None)


def _precisions(connection: Connection, incidents: Iterable[str]) -> dict[str, str]:
    """How exactly the places of some incidents are known, where they say so."""
    rows = connection.execute(
        "SELECT id, place_precision FROM incident WHERE place_precision IS NOT NULL"
        " AND id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(incidents)),),
    )
    return dict(rows.fetchall())


def fact_of(table: str, row: Row, gazetteer: Gazetteer, inherited: str = "") -> Fact:
    """The fact in a row; `inherited` is how exactly its incident's place is known."""
    first, last = _counted_days(table, row)
    precision = row["place_precision"] or ("" if _has_place(row) else inherited)
    spot = gazetteer.spot(row["eff_place"], precision)
    shared = {
        "id": row["id"],
        "rid": row["rid"],
        "table": table,
        "code": row["code"] or "",
        "review": row["review"],
        "retired": row["retired"] is not None,
        "cited": bool(row["cited"]),
        "first": first,
        "last": last,
        "place": spot.place,
        "township": spot.township,
    }
    return Fact(**shared, **_OWN_FACTS[table](row))


def _counted_days(table: str, row: Row) -> tuple[str, str]:
    """The days between which a record counts; a death in custody when the person died.

    Where that is known to be unknown, it is some day after the harm; where nobody asked for it,
    the harm says when.
    """
    if table == "casualty" and row["outcome"] == "died_in_custody":
        first, last = row["died_on_from"], row["died_on_to"]
        if first or last:
            return first or DAWN, last or DUSK
        if row["died_on_precision"]:
            return row["eff_from"] or DAWN, DUSK
    return row["eff_from"] or DAWN, row["eff_to"] or DUSK


def _incident(row: Row) -> dict[str, Any]:
    return {
        "part_of": row["part_of"] or "",
        "means": row["means"] or "",
        "actor": row["actor_kind"] or "",
        "kind": row["kind"] or "",
        "grade": row["grade"] or "",
    }


def _person(row: Row) -> dict[str, Any]:
    bounds = Age(row["age_least"], row["age_most"])
    known = bounds.least is not None or bounds.most is not None
    return {
        "quantity": row["quantity"],
        "incident": row["incident"] or "",
        "sex": row["sex"] or "",
        "age": str(age_group_of(bounds)) if known else row["age_group"] or "",
    }


def _casualty(row: Row) -> dict[str, Any]:
    return {
        **_person(row),
        "outcome": row["outcome"] or "",
        "status": row["status"] or "",
        "means": row["means"] or "",
    }


def _detention(row: Row) -> dict[str, Any]:
    outcome, (left_first, left_last) = _end(row)
    return {
        **_person(row),
        "outcome": outcome,
        "left_first": left_first,
        "left_last": left_last,
    }


def _end(row: Row) -> tuple[str, tuple[str, str]]:
    """How a detention ended, and between which days; a stage is reached when it has a precision."""
    if row["ended_how"] or row["ended_precision"]:
        return row["ended_how"] or "unknown", _left(row["ended_from"], row["ended_to"])
    if row["released_precision"]:
        return "released", _left(row["released_from"], row["released_to"])
    return "held", (NEVER, NEVER)


def _left(first: str | None, last: str | None) -> tuple[str, str]:
    """The days between which somebody left; two empty ones if nobody knows any."""
    if not first and not last:
        return "", ""
    return first or DAWN, last or DUSK


def _damage(row: Row) -> dict[str, Any]:
    return {
        "quantity": row["quantity"],
        "incident": row["incident"] or "",
        "means": row["means"] or "",
        "kind": row["kind"] or "",
        "grade": row["grade"] or "",
        "basis": row["grade_basis"] or "",
        "lived_in": row["in_use"] == "yes",
    }


_OWN_FACTS: Final = {
    "incident": _incident,
    "casualty": _casualty,
    "detention": _detention,
    "damage": _damage,
}


def read_links(connection: Connection, among: Iterable[str] | None = None) -> list[LinkFact]:
    """The standing decisions about two records, or those about one of some records."""
    sql = f"SELECT id, a, b, decision FROM link WHERE {BACKING}"
    if among is None:
        rows = connection.execute(sql).fetchall()
    else:
        listed = "(SELECT value FROM json_each(?1))"
        ids = json.dumps(sorted(among))
        rows = connection.execute(
            f"{sql} AND a IN {listed} UNION {sql} AND b IN {listed}", (ids,)
        ).fetchall()
    return [LinkFact(i, a, b, d) for i, a, b, d in rows if a and b and d]


def read_figures(connection: Connection, condition: str = "1", *values: Any) -> list[FigureFact]:  # noqa: ANN401
    """The figures for which a condition is true."""
    rows = list(rows_where(connection, Figure, condition, *values))
    replaced = _replaced(connection, [str(row["id"]) for row in rows])
    names = _source_names(connection, {str(row["source"]) for row in rows if row["source"]})
    wholes = _wholes(connection, {str(row["part_of"]) for row in rows if row["part_of"]})
    return [figure_of(row, replaced, names, wholes) for row in rows]


Wholes = Mapping[str, tuple[str, str]]
"""Measure and population of the standing figures that have parts, by id."""


def figure_of(
    row: Row, replaced: frozenset[str], names: Mapping[str, str], wholes: Wholes
) -> FigureFact:
    """The figure in a row; `names` has what sources are called."""
    low, high = ends(_Said(*(row[name] for name in _Said._fields)))
    stands = row["review"] in {"submitted", "approved"} and row["retired"] is None
    return FigureFact(
        id=row["id"],
        code=row["code"] or "",
        source=names.get(row["source"] or "", ""),
        kind=row["kind"] or "",
        measure=row["measure"] or "",
        population=row["population"] or "not_stated",
        by=row["by"] or "",
        least=row["least"],
        best=row["best"],
        most=row["most"],
        low=low,
        high=high,
        qualifier=row["qualifier"] or "exact",
        covers_fleeing=row["covers_fleeing"] or "",
        covers_custody=row["covers_custody"] or "",
        first=row["period_from"],
        last=row["period_to"],
        period_said=row["period_said"] or "",
        places=_stated(json.loads(row["scope"] or "[]")),
        scope_said=row["scope_said"] or "",
        incident=row["incident"] or "",
        accepted=row["accepted"] or "undecided",
        stands=stands and row["id"] not in replaced,
        part_of=row["part_of"] or "",
        is_of_some=wholes.get(row["part_of"] or "") == counts_what(row),
        series=row["series"] or "",
        reported=row["published_on_to"] or row["told_on_to"] or "",
    )


class _Said(NamedTuple):
    qualifier: str | None
    least: int | None
    best: int | None
    most: int | None


def _stated(scope: Sequence[str]) -> tuple[str, ...]:
    return tuple(place for place in scope if place != "not_stated")


def _replaced(connection: Connection, figures: Sequence[str]) -> frozenset[str]:
    """Those of the figures that a standing figure replaces."""
    # Where hardly any figure replaces another, SQLite would rather read all of them.
    rows = connection.execute(
        "SELECT replaces FROM figure INDEXED BY figure_replaces"
        f" WHERE replaces IN (SELECT value FROM json_each(?)) AND id <> replaces AND {BACKING}",
        (json.dumps(figures),),
    )
    return frozenset(record for (record,) in rows)


def counts_what(row: Row) -> tuple[str, str]:
    """The measure and the population of a figure."""
    return row["measure"] or "", row["population"] or "not_stated"


def _wholes(connection: Connection, figures: Iterable[str]) -> Wholes:
    """Those of the figures that stand, with what they count."""
    rows = connection.execute(
        f"SELECT id, coalesce(measure, ''), coalesce(population, 'not_stated') FROM figure"
        f" WHERE id IN (SELECT value FROM json_each(?)) AND {BACKING}",
        (json.dumps(sorted(figures)),),
    )
    return {record: (measure, population) for record, measure, population in rows}


def _source_names(connection: Connection, sources: Iterable[str]) -> dict[str, str]:
    """What sources are called in reports."""
    rows = connection.execute(
        "SELECT id, code, name, kind, sensitivity FROM source"
        " WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(sources)),),
    )
    return {record: source_name(record, *rest) for record, *rest in rows}


def source_name(
    record: str, code: str | None, name: str | None, kind: str | None, sensitivity: str
) -> str:
    """What a source is called where others may read it.

    A publisher that everybody cites is called by its letters, any other source by its name only
    if it may travel; else by its code and its kind.
    """
    if known := publisher_by_id(record):
        return known.code
    if sensitivity in _NAMED and name:
        return name
    kinds = {str(k): k.label.casefold() for k in SourceKind}
    return f"{code} ({kinds.get(kind or '', 'source')})"


_NAMED: Final = frozenset({"public", "partner"})
