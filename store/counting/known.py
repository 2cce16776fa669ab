"""The book as it was known on a day: every record folded from the changes made until then.

The day of a change is what the laptop said that wrote it (UTC). A change that came from somebody
else's ledger counts from the day on which it was written there. Places are those of today.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import Any

from store.chains import change_of
from store.columns import OPEN_END
from store.counting.facts import Book, LinkFact
from store.counting.placing import Gazetteer
from store.counting.reading import COUNTED, counts_what, fact_of, figure_of, source_name
from store.engine import Connection
from store.history import Change, fold
from store.records import RECORD_TYPES, Record
from store.rows import empty_row
from store.writing import known_values

Row = dict[str, Any]
Rows = dict[str, dict[str, Row]]

_BACKING = frozenset({"submitted", "approved"})


def read_book_known_on(connection: Connection, day: date) -> Book:
    """Everything that counted on a day, as far as the changes written until then tell."""
    rows = _rows_on(connection, day)
    backed = {row["record"] for row in rows["citation"].values() if _stands(row)}
    gazetteer = Gazetteer.read(connection)
    facts = []
    for table in COUNTED:
        for row in rows[table].values():
            incident = rows["incident"].get(row.get("incident") or "")
            fresh = {**row, **_effective(RECORD_TYPES[table], row, incident)}
            fresh["cited"] = bool({row["id"], row.get("incident")} & backed)
            inherited = (incident["place_precision"] or "") if incident else ""
            facts.append(fact_of(table, fresh, gazetteer, inherited))
    return Book.of(facts, _links(rows["link"]), _figures(rows))


def _rows_on(connection: Connection, day: date) -> Rows:
    """The records of every kind as they stood, by their ids."""
    rids = dict(connection.execute("SELECT id, rid FROM record").fetchall())
    rows: Rows = {table: {} for table in RECORD_TYPES}
    for record, changes in groupby(_changes_until(connection, day), key=lambda c: c.record):
        known = list(changes)
        model = RECORD_TYPES.get(known[0].kind)
        if model is not None:
            values = known_values(model, fold(known).values)
            row = {**empty_row(model), **values, "id": record, "rid": rids[record]}
            rows[model.table][record] = row
    return rows


def _changes_until(connection: Connection, day: date) -> Iterator[Change]:
    sql = """SELECT chain, seq, lamport, at, actor, kind, record, op, body FROM change
WHERE substr(at, 1, 10) <= ? ORDER BY record, lamport, chain, seq"""
    for row in connection.execute(sql, (day.isoformat(),)):
        yield change_of(row)


def _stands(row: Mapping[str, Any]) -> bool:
    return row["review"] in _BACKING and row["retired"] is None


def _effective(model: type[Record], row: Row, incident: Row | None) -> Row:
    """The date and the place that count: its own, else its incident's."""
    found: Row = {"eff_from": "", "eff_to": "", "eff_place": ""}
    dated, field = row, model.dated_by
    if row[f"{field}_precision"] is None and incident:
        dated, field = incident, "when"
    first, last = dated[f"{field}_from"], dated[f"{field}_to"]
    found |= {"eff_from": first or "", "eff_to": last or (OPEN_END if first else "")}
    has_place = row["place"] or row["place_said"] or row["lat"] is not None
    placed = row if has_place or not incident else incident
    return found | {"eff_place": placed["place"] or ""}


def _links(rows: Mapping[str, Row]) -> list[LinkFact]:
    return [
        LinkFact(row["id"], row["a"], row["b"], row["decision"])
        for row in rows.values()
        if _stands(row) and row["a"] and row["b"] and row["decision"]
    ]


def _figures(rows: Rows) -> list[Any]:
    figures = rows["figure"]
    replaced = frozenset(
        row["replaces"]
        for row in figures.values()
        if row["replaces"] and row["replaces"] != row["id"] and _stands(row)
    )
    called = ("id", "code", "name", "kind", "sensitivity")
    names = {r: source_name(*(row[c] for c in called)) for r, row in rows["source"].items()}
    wholes = {record: counts_what(row) for record, row in figures.items() if _stands(row)}
    return [figure_of(row, replaced, names, wholes) for row in figures.values()]
