"""Several names in one field."""

import json
from collections.abc import Mapping, Sequence

from store.kinds.kind import Column, Condition, Kind, Lookup, SQLValue, quoted
from store.kinds.plain import storable
from store.search import fold


class TextsKind(Kind[tuple[str, ...]]):
    """Several names, as a JSON array."""

    name = "texts"
    explained = "Several names, as a JSON array."

    def columns(self, field: str) -> tuple[Column, ...]:
        return (Column(field, "TEXT", f"json_type({quoted(field)}) = 'array'"),)

    def to_columns(self, field: str, value: tuple[str, ...] | None) -> dict[str, SQLValue]:
        return {field: json.dumps(value, ensure_ascii=False) if value else None}

    def from_columns(self, field: str, row: Mapping[str, SQLValue]) -> tuple[str, ...] | None:
        value = row[field]
        return None if value is None else tuple(str(v) for v in json.loads(str(value)))

    def parse(self, text: str, lookup: Lookup) -> tuple[str, ...]:
        return tuple(n for part in storable(text).split(";") if (n := part.strip()))

    def format(self, value: tuple[str, ...], lookup: Lookup) -> str:
        return "; ".join(value)

    def equals(self, columns: Sequence[str], text: str, lookup: Lookup) -> Condition:
        return Condition(f"instr(folded({columns[0]}), ?) > 0", (fold(text),))

    def sort_column(self, field: str) -> str:
        return ""
