"""What every kind of value can do: be stored, read from text, shown, and asked for."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, ClassVar, Generic, Protocol, TypeVar

SQLValue = str | int | float | None
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a record's table: its SQL type, its CHECK and what it refers to."""

    name: str
    sql_type: str
    check: str = ""
    references: str = ""

    @property
    def ddl(self) -> str:
        """The column as it stands in CREATE TABLE."""
        parts = [quoted(self.name), self.sql_type]
        if self.references:
            parts.append(f"REFERENCES {self.references} DEFERRABLE INITIALLY DEFERRED")
        if self.check:
            parts.append(f"CHECK({self.check})")
        return " ".join(parts)


@dataclass(frozen=True, slots=True)
class Condition:
    """A piece of SQL that is true or false of a row, with its parameters."""

    sql: str
    parameters: tuple[SQLValue, ...] = ()


class Lookup(Protocol):
    """What reading a value may have to ask of the ledger it is read for."""

    @property
    def today(self) -> date:
        """The laptop's date."""

    def place(self, text: str) -> str:
        """The key of the one place that `text` names.

        Raises:
            ParseError: it names none, or several.
        """

    def record(self, table: str, text: str) -> str:
        """The id of the record that `text` (an id or a code) means; any table if ''.

        Raises:
            ParseError: it means none, or several.
        """

    def code_of(self, record_id: str) -> str:
        """The short code of a record, or its id where it has none."""

    def name_of(self, place: str) -> str:
        """The name of a place, or its key where it has none."""

    def level_of(self, place: str) -> str:
        """The code of a place's level, `unknown` where the place is not known."""


class Kind(ABC, Generic[T]):
    """One kind of value, for instance a span of dates; instances have no state of their own.

    `name` is its name in the codebook, `explained` says there what the columns hold.
    """

    name: ClassVar[str]
    explained: ClassVar[str]
    takes_ranges: ClassVar[bool] = False

    @abstractmethod
    def columns(self, field: str) -> tuple[Column, ...]:
        """The columns that a field of this kind has."""

    @abstractmethod
    def to_columns(self, field: str, value: T | None) -> dict[str, SQLValue]:
        """The value as its columns hold it; None empties all of them."""

    @abstractmethod
    def from_columns(self, field: str, row: Mapping[str, SQLValue]) -> T | None:
        """The value that the columns hold, None where they are empty."""

    @abstractmethod
    def parse(self, text: str, lookup: Lookup) -> T:
        """The value that non-empty `text` means.

        Raises:
            ParseError: it means nothing.
        """

    @abstractmethod
    def format(self, value: T, lookup: Lookup) -> str:
        """The value in a form that `parse` reads back."""

    def equals(self, columns: Sequence[str], text: str, lookup: Lookup) -> Condition:
        """True of the rows in which the field has the value that `text` means."""
        value = next(iter(self.to_columns("x", self.parse(text, lookup)).values()))
        return Condition(f"{columns[0]} = ?", (value,))

    def between(self, columns: Sequence[str], low: str, high: str, lookup: Lookup) -> Condition:
        """True of the rows from `low` to `high`, either of which may be empty (open)."""
        conditions: list[str] = []
        values: list[SQLValue] = []
        for operator, text in ((">=", low), ("<=", high)):
            if text:
                value = next(iter(self.to_columns("x", self.parse(text, lookup)).values()))
                conditions.append(f"{columns[0]} {operator} ?")
                values.append(value)
        return Condition(" AND ".join(conditions) or "1", tuple(values))

    def filled(self, columns: Sequence[str]) -> Condition:
        """True of the rows in which the field is filled."""
        return Condition("(" + " OR ".join(f"{c} IS NOT NULL" for c in columns) + ")")

    def words(self, field: str) -> tuple[str, ...]:
        """Those of the columns that keep the words as somebody said them."""
        return ()

    def sort_column(self, field: str) -> str:
        """The column by which a list sorts, '' where sorting means nothing."""
        return self.columns(field)[0].name


@cache
def column_names(kind: Kind[Any], field: str) -> tuple[str, ...]:
    """The names of the columns that a field of the kind has: asked at every read and write."""
    return tuple(column.name for column in kind.columns(field))


def quoted(name: str) -> str:
    """A table's or column's name as SQL takes it whatever word it is."""
    return '"' + name.replace('"', '""') + '"'
