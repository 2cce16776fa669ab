"""Whether the values of a record are such as the columns of its table take."""

from collections.abc import Mapping
from functools import cache

from store.engine import Connection
from store.errors import ParseError
from store.fields import FieldSpec, fields_of
from store.kinds import Column, SQLValue, quoted
from store.kinds.plain import storable
from store.records import Record
from store.vocabulary import ALL_LISTS

UNFIT = "This value cannot be kept: it is not of the kind that the codebook says."
"""Forms and JSON refuse such a value before, closer to what was typed."""

_LISTS = frozenset(codes.table() for codes in ALL_LISTS)
_LARGEST = 2**63 - 1


def unfit(connection: Connection, record: Record) -> dict[str, list[str]]:
    """A sentence for each field whose value its columns do not take, `{}` if all are right.

    Whether what a field points to is there can only be told when the transaction ends.
    """
    specs, row = fields_of(type(record)), record.to_row()
    wrong = [spec for spec in specs if not all(stores(c, row[c.name]) for c in spec.columns)]
    if not wrong:
        wrong = failing(connection, type(record), row)
    return {spec.name: [UNFIT] for spec in wrong}


def failing(
    connection: Connection, model: type[Record], values: Mapping[str, SQLValue]
) -> list[FieldSpec]:
    """The fields against whose values a CHECK or a code list speaks; all columns can store them."""
    checked, sql = _question(model)
    names = [column.name for spec in checked for column in spec.columns]
    row = {name: values.get(name) for name in names}
    answers = connection.execute(sql, row).fetchone()
    return [spec for spec, fits in zip(checked, answers, strict=True) if not fits]


def stores(column: Column, value: SQLValue) -> bool:
    """Whether a STRICT table stores the value in such a column as it is."""
    if value is None:
        return "NOT NULL" not in column.sql_type
    match column.sql_type.split()[0]:
        case "INTEGER":
            return type(value) is int and -_LARGEST <= value <= _LARGEST
        case "REAL":
            return type(value) in (int, float) and -_LARGEST <= value <= _LARGEST  # type: ignore[operator]
    return isinstance(value, str) and _is_storable(value)


def _is_storable(text: str) -> bool:
    try:
        storable(text)
    except ParseError:
        return False
    return True


@cache
def _question(model: type[Record]) -> tuple[tuple[FieldSpec, ...], str]:
    """The fields that the table checks, and a SELECT of whether a row's values pass, by field."""
    checks = {spec: " AND ".join(map(_check, spec.columns)) for spec in fields_of(model)}
    asked = {spec: check for spec, check in checks.items() if check.strip("TRUEAND ")}
    names = [column.name for spec in asked for column in spec.columns]
    given = ", ".join(f":{name} AS {quoted(name)}" for name in names)
    return tuple(asked), f"SELECT {', '.join(asked.values())} FROM (SELECT {given})"


def _check(column: Column) -> str:
    """SQL that is false of a value against which the column's CHECK or code list speaks."""
    checks = [f"({column.check}) IS NOT FALSE"] if column.check else []
    table, name = column.references.partition("(")[0], quoted(column.name)
    if table in _LISTS:
        checks.append(f"({name} IS NULL OR {name} IN (SELECT code FROM {table}))")
    return " AND ".join(checks) or "TRUE"
