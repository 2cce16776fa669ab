"""Values that stand in a record's changes and that its row cannot hold, kept until it can.

A merge brings in what points to a record that is not here, and what only a newer version of the
program writes. The row has nothing there instead; the change keeps the value as it was written.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final, NamedTuple

from store.engine import Connection
from store.fields import FieldSpec, fields_of
from store.kinds import Column, ReferenceKind, SQLValue
from store.kinds.coded import CodeKind
from store.kinds.placed import PlaceKind, WhereKind
from store.kinds.plain import TextKind
from store.records import RECORD_TYPES, Record
from store.unfit import failing, stores
from store.vocabulary import ALL_LISTS, DatePrecision, PlaceLevel, PlacePrecision

UNHELD_DDL = (
    """CREATE TABLE unheld(
  record TEXT NOT NULL REFERENCES record(id),
  "column" TEXT NOT NULL,
  value TEXT NOT NULL,
  target TEXT,
  PRIMARY KEY(record, "column")
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX unheld_target ON unheld(target) WHERE target IS NOT NULL",
)
"""`value` is JSON, as it stands in the change; `target` is the record that it points to."""

_CLOSED: Final = frozenset(codes.table() for codes in (DatePrecision, PlacePrecision, PlaceLevel))
"""The lists whose codes the program reckons with: one that it does not know says nothing to it."""

_LISTS: Final = frozenset(codes.table() for codes in ALL_LISTS)


class Unheld(NamedTuple):
    """One value that a row cannot hold; `target` is the record that it points to, '' if none."""

    column: str
    value: SQLValue
    target: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What a ledger has that columns can point to: its records by kind, its codes by list."""

    records: Mapping[str, str]
    codes: Mapping[str, frozenset[str]]
    places: frozenset[str] = field(default_factory=frozenset)


def known_codes(connection: Connection) -> dict[str, frozenset[str]]:
    """The codes of each list, by its table."""
    return {
        table: frozenset(code for (code,) in connection.execute(f"SELECT code FROM {table}"))
        for table in sorted(_LISTS)
    }


def pointed_to(model: type[Record], values: Mapping[str, SQLValue]) -> Iterator[tuple[str, str]]:
    """What a row points to: the table, `location` and the code lists among them, and the key."""
    for name, table in _pointing(model):
        value = values.get(name)
        if isinstance(value, str):
            yield table, value


@cache
def _pointing(model: type[Record]) -> tuple[tuple[str, str], ...]:
    columns = (c for spec in fields_of(model) if spec.name != "id" for c in spec.columns)
    return tuple((c.name, c.references.partition("(")[0]) for c in columns if c.references)


def known_to(
    connection: Connection,
    pointers: Iterable[tuple[str, str]],
    codes: Mapping[str, frozenset[str]],
) -> Known:
    """What the ledger has of all that some rows point to; `codes` are its lists."""
    wanted = set(pointers)
    asked = sorted({key for table, key in wanted if table == "record" or table in RECORD_TYPES})
    records = connection.execute(
        "SELECT id, kind FROM record WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(asked),),
    )
    places = connection.execute(
        "SELECT key FROM location WHERE key IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted({key for table, key in wanted if table == "location"})),),
    )
    return Known(
        dict(records.fetchall()),
        codes,
        frozenset(key for (key,) in places),
    )


def held(
    model: type[Record], values: Mapping[str, SQLValue], known: Known
) -> tuple[dict[str, SQLValue], tuple[Unheld, ...]]:
    """Those of a record's values that its row can hold, and the others.

    A field that cannot hold one of its columns holds none of them, but for what it points to.
    """
    found = dict(values)
    left: list[Unheld] = []
    for spec in _specs(model):
        filled = [c for c in spec.columns if found.get(c.name) is not None]
        if not filled:
            for column in spec.columns:
                if "NOT NULL" in column.sql_type:
                    found.pop(column.name, None)
            continue
        for column in filled:
            if column.references and (lost := _lost(column, found[column.name], known)):
                left.append(lost)
                del found[column.name]
        if not _is_readable(spec, found):
            left += _taken_out(spec, found)
    return found, tuple(left)


def _taken_out(spec: FieldSpec, found: dict[str, SQLValue]) -> list[Unheld]:
    values = {column.name: found.pop(column.name, None) for column in spec.columns}
    return [Unheld(name, value) for name, value in values.items() if value is not None]


def fitting(
    connection: Connection, model: type[Record], values: Mapping[str, SQLValue], known: Known
) -> tuple[dict[str, SQLValue], tuple[Unheld, ...]]:
    """As `held`, and what the checks of the table say; slower."""
    found, left = held(model, values, known)
    for spec in failing(connection, model, found):
        left = (*left, *_taken_out(spec, found))
    return found, left


@cache
def _specs(model: type[Record]) -> tuple[FieldSpec, ...]:
    return tuple(spec for spec in fields_of(model) if spec.name != "id")


def _lost(column: Column, value: SQLValue, known: Known) -> Unheld | None:
    """What a column points to that is not there, or a code that it would be wrong to keep."""
    if not isinstance(value, str) or not column.references:
        return None
    table = column.references.partition("(")[0]
    if table in _LISTS:
        return None if value in known.codes[table] else Unheld(column.name, value)
    if table == "location":
        return None if value in known.places else Unheld(column.name, value)
    kind = known.records.get(value)
    there = kind is not None and table in ("record", kind)
    return None if there else Unheld(column.name, value, value)


def _is_readable(spec: FieldSpec, values: Mapping[str, SQLValue]) -> bool:
    """Whether columns of these types hold the values, and the program reads them back."""
    for column in spec.columns:
        value = values.get(column.name)
        if value is None:
            continue
        if not stores(column, value) or (column.references and not _is_known(column, value)):
            return False
    if isinstance(spec.kind, _READ_AS_THEY_ARE):
        return True
    mine: dict[str, Any] = {column.name: values.get(column.name) for column in spec.columns}
    try:
        spec.from_columns(mine)
    except (ValueError, TypeError, AttributeError):
        return False
    return True


_READ_AS_THEY_ARE: Final = (TextKind, CodeKind, ReferenceKind, PlaceKind, WhereKind)


def _is_known(column: Column, value: SQLValue) -> bool:
    """Whether it is no code of a list with which the program reckons, or one that it knows."""
    table = column.references.partition("(")[0]
    return table not in _CLOSED or value in _codes_of_this_version(table)


@cache
def _codes_of_this_version(table: str) -> frozenset[str]:
    return frozenset(str(code) for codes in ALL_LISTS if codes.table() == table for code in codes)


def unheld_of(connection: Connection, record: str) -> tuple[Unheld, ...]:
    """What a record's row cannot hold."""
    rows = connection.execute(
        'SELECT "column", value, target FROM unheld WHERE record = ? ORDER BY "column"', (record,)
    )
    return tuple(Unheld(name, json.loads(value), target or "") for name, value, target in rows)


def put_unheld(connection: Connection, left: Mapping[str, Iterable[Unheld]]) -> None:
    """Keeps what the rows of some records cannot hold, instead of what was kept of them before."""
    connection.execute(
        "DELETE FROM unheld WHERE record IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(left)),),
    )
    connection.executemany(
        "INSERT INTO unheld VALUES (?, ?, ?, ?)",
        [
            (record, u.column, json.dumps(u.value, ensure_ascii=False), u.target or None)
            for record, those in left.items()
            for u in those
        ],
    )


def waiting_for(connection: Connection, records: Iterable[str]) -> set[str]:
    """The records whose rows wait for some others to be there."""
    rows = connection.execute(
        "SELECT record FROM unheld WHERE target IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(records)),),
    )
    return {record for (record,) in rows}
