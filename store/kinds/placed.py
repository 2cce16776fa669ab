"""Where something was: one place, several, or a place with its point."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from store.errors import ParseError
from store.kinds.kind import (
    Column,
    Condition,
    Kind,
    Lookup,
    SQLValue,
    column_names,
    quoted,
)
from store.kinds.plain import storable
from store.places import descendants_condition
from store.vocabulary import PlacePrecision

NOT_STATED = "not_stated"


PRECISION_OF_LEVEL = {
    "village": PlacePrecision.VILLAGE,
    "ward": PlacePrecision.VILLAGE,
    "camp": PlacePrecision.VILLAGE,
    "site": PlacePrecision.VILLAGE,
    "tract": PlacePrecision.TRACT,
    "town": PlacePrecision.TRACT,
    "township": PlacePrecision.TOWNSHIP,
    "district": PlacePrecision.DISTRICT,
    "state": PlacePrecision.STATE,
}
"""How exact a place is that was given by its name alone."""


@dataclass(frozen=True, slots=True)
class Where:
    """A place: its key, the words as said, a point (WGS 84) and how exact that is."""

    place: str | None = None
    said: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: PlacePrecision | None = None


class PlaceKind(Kind[str]):
    """One place, by its P-code or by the id of a place somebody added."""

    name = "place"
    explained = "A key of the table location: a P-code, or the id of a place record."

    def columns(self, field: str) -> tuple[Column, ...]:
        return (Column(field, "TEXT", references="location(key)"),)

    def to_columns(self, field: str, value: str | None) -> dict[str, SQLValue]:
        return {field: value or None}

    def from_columns(self, field: str, row: Mapping[str, SQLValue]) -> str | None:
        value = row[field]
        return None if value is None else str(value)

    def parse(self, text: str, lookup: Lookup) -> str:
        return lookup.place(text)

    def format(self, value: str, lookup: Lookup) -> str:
        return lookup.name_of(value)

    def equals(self, columns: Sequence[str], text: str, lookup: Lookup) -> Condition:
        """A place includes what lies below it."""
        return below(columns[0], lookup.place(text))


class PlacesKind(Kind[tuple[str, ...]]):
    """Several places, or the answer that none was stated."""

    name = "places"
    explained = 'Keys of the table location, as a JSON array; ["not_stated"] where none was stated.'

    def columns(self, field: str) -> tuple[Column, ...]:
        return (Column(field, "TEXT", f"json_type({quoted(field)}) = 'array'"),)

    def to_columns(self, field: str, value: tuple[str, ...] | None) -> dict[str, SQLValue]:
        return {field: json.dumps(value, ensure_ascii=False) if value else None}

    def from_columns(self, field: str, row: Mapping[str, SQLValue]) -> tuple[str, ...] | None:
        value = row[field]
        return None if value is None else tuple(str(v) for v in json.loads(str(value)))

    def parse(self, text: str, lookup: Lookup) -> tuple[str, ...]:
        parts = [p.strip() for p in text.split(";") if p.strip()]
        if [p.casefold().replace(" ", "_") for p in parts] == [NOT_STATED]:
            return (NOT_STATED,)
        return tuple(dict.fromkeys(lookup.place(part) for part in parts))

    def format(self, value: tuple[str, ...], lookup: Lookup) -> str:
        return "; ".join("not stated" if v == NOT_STATED else lookup.name_of(v) for v in value)

    def equals(self, columns: Sequence[str], text: str, lookup: Lookup) -> Condition:
        inside = below("asked.value", lookup.place(text))
        sql = f"EXISTS (SELECT 1 FROM json_each({columns[0]}) AS asked WHERE {inside.sql})"
        return Condition(sql, inside.parameters)

    def sort_column(self, field: str) -> str:
        return ""


class WhereKind(Kind[Where]):
    """A place with the words as said and, where known, its point."""

    name = "where"
    explained = (
        "A key of the table location, the words as said, a point in decimal degrees (WGS 84) and "
        "how exact place and point are."
    )

    def columns(self, field: str) -> tuple[Column, ...]:
        return (
            Column("place", "TEXT", references="location(key)"),
            Column("place_said", "TEXT"),
            Column("lat", "REAL", "lat BETWEEN -90 AND 90"),
            Column("lon", "REAL", "lon BETWEEN -180 AND 180"),
            Column("place_precision", "TEXT", references=f"{PlacePrecision.table()}(code)"),
        )

    def to_columns(self, field: str, value: Where | None) -> dict[str, SQLValue]:
        names = column_names(self, field)
        where = value or Where()
        precision = str(where.precision) if where.precision else None
        values = (where.place, where.said or None, where.lat, where.lon, precision)
        return dict(zip(names, values, strict=True))

    def from_columns(self, field: str, row: Mapping[str, SQLValue]) -> Where | None:
        place, said, lat, lon, precision = (row[name] for name in column_names(self, field))
        where = Where(
            None if place is None else str(place),
            None if said is None else str(said),
            None if lat is None else float(lat),
            None if lon is None else float(lon),
            None if precision is None else PlacePrecision(str(precision)),
        )
        return None if where == Where() else where

    def words(self, field: str) -> tuple[str, ...]:
        return ("place_said",)

    def parse(self, text: str, lookup: Lookup) -> Where:
        """The place that the words name, as exact as its level; other words are kept as said."""
        words = storable(text.strip())
        try:
            key = lookup.place(words)
        except ParseError:
            return Where(said=words)
        return Where(key, words, precision=PRECISION_OF_LEVEL.get(lookup.level_of(key)))

    def format(self, value: Where, lookup: Lookup) -> str:
        if value.place:
            return lookup.name_of(value.place)
        return value.said or (f"{value.lat}, {value.lon}" if value.lat is not None else "")

    def equals(self, columns: Sequence[str], text: str, lookup: Lookup) -> Condition:
        return below(columns[0], lookup.place(text))

    def filled(self, columns: Sequence[str]) -> Condition:
        return Condition(f"({columns[0]} IS NOT NULL OR {columns[1]} IS NOT NULL)")


def below(column: str, key: str) -> Condition:
    """True where the column holds the place `key` or one that lies below it."""
    sql, parameters = descendants_condition(column, key)
    return Condition(sql, parameters)
