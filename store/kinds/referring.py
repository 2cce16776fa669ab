"""A field that points to another record."""

from collections.abc import Mapping
from dataclasses import dataclass

from store.kinds.kind import Column, Kind, Lookup, SQLValue


@dataclass(frozen=True)
class ReferenceKind(Kind[str]):
    """The id of another record; `table` '' means a record of any kind."""

    table: str
    name = "reference"
    explained = "The id of another record."

    def columns(self, field: str) -> tuple[Column, ...]:
        return (Column(field, "TEXT", references=f"{self.table or 'record'}(id)"),)

    def to_columns(self, field: str, value: str | None) -> dict[str, SQLValue]:
        return {field: value or None}

    def from_columns(self, field: str, row: Mapping[str, SQLValue]) -> str | None:
        value = row[field]
        return None if value is None else str(value)

    def parse(self, text: str, lookup: Lookup) -> str:
        return lookup.record(self.table, text)

    def format(self, value: str, lookup: Lookup) -> str:
        return lookup.code_of(value)
