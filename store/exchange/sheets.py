"""What leaves, as plain tables: the same whatever format they are written in."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from store.engine import Connection
from store.exchange.hashtags import hashtag
from store.fields import FieldSpec
from store.kinds import Column, ReferenceKind, SQLValue
from store.records import Record
from store.vocabulary import ALL_LISTS

Values = tuple[SQLValue, ...]

LISTS: Final = {codes.table(): codes for codes in ALL_LISTS}
"""The code lists, by the name of their table."""


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column: its SQL type, what it means, and the table that it refers to, '' if to none."""

    name: str
    type: str
    meaning: str
    label: str = ""
    field: str = ""
    value: str = "derived"
    refers_to: str = ""


@dataclass(frozen=True)
class Sheet:
    """One table that leaves; `rows` reads its rows anew, in an order that tells nothing."""

    name: str
    about: str
    columns: tuple[SheetColumn, ...]
    rows: Callable[[], Iterator[Values]] = field(compare=False)
    many: int = 0

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)

    @property
    def hashtags(self) -> tuple[str, ...]:
        """The HXL hashtags that stand under the names; none if no column has one."""
        found = tuple(hashtag(self.name, name) for name in self.names)
        return found if any(found) else ()


def column_of_field(spec: FieldSpec, column: Column) -> SheetColumn:
    """A column of a record as it is described outside."""
    refers_to = column.references.partition("(")[0]
    if isinstance(spec.kind, ReferenceKind):
        refers_to = spec.kind.table
    codes = getattr(spec.kind, "codes", None)
    return SheetColumn(
        column.name,
        column.sql_type.partition(" ")[0],
        spec.meta.help,
        spec.meta.label,
        spec.name,
        spec.kind.name,
        refers_to or (codes.table() if codes else ""),
    )


def rows_among(
    connection: Connection, sql: str, rids: list[int], at_once: int = 500
) -> Iterator[Values]:
    """Rows in the order of `rids`, read some at a time; `sql` selects the rid first."""
    for start in range(0, len(rids), at_once):
        part = rids[start : start + at_once]
        listed = "[" + ",".join(map(str, part)) + "]"
        found = {row[0]: row[1:] for row in connection.execute(sql, (listed,))}
        yield from (found[rid] for rid in part if rid in found)


def about_of(model: type[Record]) -> str:
    """What one record of a kind is, in a sentence."""
    return (model.__doc__ or "").strip().split("\n")[0]
