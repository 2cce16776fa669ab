"""Reading and writing whole rows of the records' tables."""

from collections.abc import Iterable, Iterator
from functools import cache

from store.columns import kept_columns
from store.engine import Connection
from store.fields import fields_of
from store.kinds import SQLValue, quoted
from store.records import RECORD_TYPES, Record

Row = dict[str, SQLValue]


@cache
def columns_of(model: type[Record]) -> tuple[str, ...]:
    """All columns of a kind of record's table, `rid` first, in the table's order."""
    declared = (column.name for spec in fields_of(model) for column in spec.columns)
    return ("rid", *declared, *(column.name for column in kept_columns(model)))


@cache
def _select(model: type[Record]) -> str:
    columns = ", ".join(quoted(c) for c in columns_of(model))
    return f"SELECT {columns} FROM {quoted(model.table)}"


@cache
def _upsert(model: type[Record]) -> str:
    names = [quoted(c) for c in columns_of(model)]
    places = ", ".join("?" * len(names))
    updates = ", ".join(f"{n} = excluded.{n}" for n in names if n not in ('"rid"', '"id"'))
    return (
        f"INSERT INTO {quoted(model.table)}({', '.join(names)}) VALUES ({places}) "
        f"ON CONFLICT(id) DO UPDATE SET {updates}"
    )


def row_of(connection: Connection, model: type[Record], record: str) -> Row | None:
    """The row of the record with that id, None if there is none."""
    found = connection.execute(f"{_select(model)} WHERE id = ?", (record,)).fetchone()
    return None if found is None else dict(zip(columns_of(model), found, strict=True))


def rows_where(
    connection: Connection, model: type[Record], condition: str, *values: SQLValue
) -> Iterator[Row]:
    """The rows for which a condition is true, in the order they were made."""
    names = columns_of(model)
    found = connection.execute(f"{_select(model)} WHERE {condition} ORDER BY rid", values)
    return (dict(zip(names, row, strict=True)) for row in found.fetchall())


def put_row(connection: Connection, model: type[Record], row: Row) -> None:
    """Inserts the row, or replaces all of the one with its id."""
    put_rows(connection, model, [row])


def put_rows(connection: Connection, model: type[Record], rows: Iterable[Row]) -> None:
    """As `put_row`, of many rows."""
    names = columns_of(model)
    connection.executemany(_upsert(model), [[row[name] for name in names] for row in rows])


def kind_of(connection: Connection, record: str) -> type[Record] | None:
    """The kind of the record with that id, None if there is none.

    None, too, if it is of a kind that only a newer version knows.
    """
    found = connection.execute("SELECT kind FROM record WHERE id = ?", (record,)).fetchone()
    return None if found is None else RECORD_TYPES.get(found[0])


def empty_row(model: type[Record]) -> Row:
    """The row of a record of which nothing is known."""
    return dict(_empty_row(model))


@cache
def _empty_row(model: type[Record]) -> Row:
    row: Row = {"rid": None}
    for spec in fields_of(model):
        row.update(spec.to_columns(None))
        if isinstance(default := model.model_fields[spec.name].default, str) and default:
            row.update(spec.to_columns(default))
    row.update(dict.fromkeys((c.name for c in kept_columns(model)), ""))
    row["rev"] = 0
    if model.cites:
        row["cited"] = 0
    return row
