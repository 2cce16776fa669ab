"""A record as it leaves: only declared columns, no name without consent, no place too fine."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from store.exchange.asked import Asked
from store.exchange.names_held import NamesHeld
from store.exchange.place_out import PlacesOut
from store.exchange.pseudonyms import Pseudonyms
from store.exchange.sheets import SheetColumn, column_of_field
from store.exchange.staying import Leaving
from store.fields import FieldSpec, Leaves, fields_of
from store.kinds import CodeKind, CodesKind, ReferenceKind, SQLValue
from store.kinds.placed import PlaceKind, PlacesKind, WhereKind
from store.kinds.plain import TextKind
from store.records import Record

Row = Mapping[str, Any]
_Read = Callable[[Row], SQLValue]

_POINT: Final = ("lat", "lon")


@dataclass(slots=True)
class Redaction:
    """What turns rows of the ledger into rows that leave, and counts what it held back."""

    asked: Asked
    leaving: Leaving
    names: NamesHeld
    places: PlacesOut
    pseudonyms: Pseudonyms
    texts_held: set[tuple[str, str]] = field(default_factory=set)

    def columns(self, model: type[Record]) -> tuple[SheetColumn, ...]:
        """The columns of a kind of record that leave."""
        return tuple(column for column, _ in self.readers(model))

    def columns_read(self, model: type[Record]) -> tuple[str, ...]:
        """The columns of the ledger from which those that leave are made, words left out."""
        return tuple(
            column.name
            for spec in self._fields(model)
            for column in spec.columns
            if column.name not in spec.kind.words(spec.name)
        )

    def _fields(self, model: type[Record]) -> Iterator[FieldSpec]:
        for spec in fields_of(model):
            if self.asked.profile.lets_out(spec, is_ticked=self.asked.ticks(model, spec)):
                yield spec

    def readers(self, model: type[Record]) -> tuple[tuple[SheetColumn, _Read], ...]:
        """The columns that leave, each with what reads its value from a row of the ledger."""
        found: list[tuple[SheetColumn, _Read]] = []
        for spec in self._fields(model):
            found += [
                (column_of_field(spec, column), self._reader(spec, column.name))
                for column in spec.columns
                if self._column_leaves(spec, column.name)
            ]
        # Like the codes, an id is the first thing that a reader looks for.
        return tuple(sorted(found, key=lambda each: each[0].name != "id"))

    def _column_leaves(self, spec: FieldSpec, column: str) -> bool:
        if column in spec.kind.words(spec.name):
            return False
        return self.asked.profile.exact_places or not (
            isinstance(spec.kind, WhereKind) and column in _POINT
        )

    def _reader(self, spec: FieldSpec, column: str) -> _Read:
        read = self._plain_reader(spec, column)
        if spec.meta.leaves is not Leaves.NAMED:
            return read
        denamed = self.names.denamed
        return lambda row: None if row["id"] in denamed else read(row)

    def _plain_reader(self, spec: FieldSpec, column: str) -> _Read:
        read: _Read = lambda row: row[column]  # noqa: E731 - the others are lambdas, too
        match spec.kind:
            case ReferenceKind():
                read = lambda row: self._reference(row[column])  # noqa: E731
            case PlaceKind():
                read = lambda row: self.places.key(row[column])  # noqa: E731
            case PlacesKind():
                read = lambda row: self.places.keys_of(row[column])  # noqa: E731
            case WhereKind():
                read = self._where_reader(column)
            case CodeKind() | CodesKind():
                read = self._codes_reader(spec.kind, column)
            case TextKind() if spec.name == "id":
                read = lambda row: self.pseudonyms(row[column])  # noqa: E731
            case TextKind() if spec.meta.leaves is not Leaves.NAMED:
                read = lambda row: self._text(row, column)  # noqa: E731
        return read

    def _where_reader(self, column: str) -> _Read:
        match column:
            case "place":
                return lambda row: self.places.key(row["place"])
            case "place_precision":
                return self._precision
            case _:
                return lambda row: row[column] if self._may_pin(row) else None

    def _precision(self, row: Row) -> SQLValue:
        precision = self.places.precision(row["place"], row["place_precision"])
        if precision == "exact" and not self._may_pin(row):
            return "village"
        if not self.asked.profile.exact_places and not row["place"] and precision in _FINE:
            return None
        return precision

    def _may_pin(self, row: Row) -> bool:
        """Whether its point may leave: somebody without a name is not pinned to a house."""
        return row["id"] not in self.names.denamed and row["place"] not in self.places.widened

    def _reference(self, record: str | None) -> SQLValue:
        if record is None:
            return None
        surviving = self.leaving.surviving(record)
        return self.pseudonyms(surviving) if self.leaving.has(surviving) else None

    def _codes_reader(self, kind: CodeKind | CodesKind, column: str) -> _Read:
        """A code of a newer list is words that this version cannot vouch for: it stays."""
        known = frozenset(map(str, kind.codes))
        if isinstance(kind, CodeKind):
            return lambda row: row[column] if row[column] in known else None

        def read(row: Row) -> SQLValue:
            codes = [code for code in json.loads(row[column] or "[]") if code in known]
            return json.dumps(codes) if codes else None

        return read

    def _text(self, row: Row, column: str) -> SQLValue:
        value: SQLValue = row[column]
        if not value:
            return value
        incident = row.get("incident")
        about = (row["id"], incident, self.leaving.surviving(incident) if incident else None)
        if self.names.stands_in(str(value), *about):
            self.texts_held.add((row["id"], column))
            return None
        return value


_FINE: Final = frozenset({"exact", "village", "near_village", "tract", "between"})
