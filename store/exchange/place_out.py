"""Places as they leave: none finer than a profile allows, added ones under another key."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from store.engine import Connection
from store.exchange.profiles import Profile
from store.exchange.pseudonyms import Pseudonyms
from store.gazetteer import ANCESTOR_LEVELS
from store.kinds.placed import PRECISION_OF_LEVEL

_WIDE: Final = ("township", "district", "state")
_COARSE: Final = frozenset({"township", "district", "state", "unknown"})
"""The levels, and the precisions of a place, that are no finer than a township."""

_COLUMNS: Final = (
    *("key", "level", "name", "name_local", "parent", "lat", "lon", "origin"),
    *map(str, ANCESTOR_LEVELS),
)


@dataclass(frozen=True, slots=True)
class PlaceOut:
    """One place as it leaves; `parent` and the levels are keys of others that leave."""

    key: str
    level: str
    name: str
    name_local: str | None
    parent: str | None
    lat: float | None
    lon: float | None
    township: str | None
    district: str | None
    state: str | None


@dataclass(frozen=True, slots=True)
class PlacesOut:
    """Which place stands outside for each place of the ledger, and all that leave.

    `widened` are the places for which another stands, or none; `added` those that a person
    added and that leave themselves.
    """

    keys: Mapping[str, str]
    places: Mapping[str, PlaceOut]
    widened: frozenset[str]
    added: frozenset[str]

    def key(self, place: str | None) -> str | None:
        """What stands for a place outside; None where nothing may."""
        return self.keys.get(place) if place else None

    def keys_of(self, places: str | None) -> str | None:
        """The same of several places in a JSON array, each once."""
        if places is None:
            return None
        read = json.loads(places)
        found = [place if place == "not_stated" else self.key(place) for place in read]
        return json.dumps(list(dict.fromkeys(filter(None, found)))) if any(found) else None

    def precision(self, place: str | None, precision: str | None) -> str | None:
        """How exactly the place outside says where it was."""
        out = self.key(place)
        if place not in self.widened or out is None or precision in _COARSE - {"township"}:
            return precision
        return str(PRECISION_OF_LEVEL.get(self.places[out].level, precision))

    def name(self, key: str | None) -> str | None:
        """The name of a place outside."""
        return self.places[key].name if key and key in self.places else None


def places_out(
    connection: Connection,
    profile: Profile,
    used: Iterable[str],
    staying: frozenset[str],
    pseudonyms: Pseudonyms,
) -> PlacesOut:
    """The places outside for those that are used; `staying` are added ones that must not leave."""
    rows = _rows(connection, used)
    keys: dict[str, str] = {}
    widened: set[str] = set()
    for key, row in rows.items():
        out = _allowed(row, rows, profile, staying)
        if out != key:
            widened.add(key)
        if out is not None:
            keys[key] = pseudonyms(out) if rows[out]["origin"] == "record" else out
    leave = {key: row for key, row in rows.items() if key not in widened}
    middles = _middles(connection, leave)
    places = {keys[key]: _out(row, keys, profile, middles) for key, row in leave.items()}
    added = frozenset(key for key, row in leave.items() if row["origin"] == "record")
    return PlacesOut(keys, places, frozenset(widened), added)


def _rows(connection: Connection, used: Iterable[str]) -> dict[str, dict[str, Any]]:
    """The places and all that they lie in."""
    found: dict[str, dict[str, Any]] = {}
    waiting = set(used)
    while waiting:
        rows = connection.execute(
            f"SELECT {', '.join(_COLUMNS)} FROM location"
            " WHERE key IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(waiting)),),
        )
        for values in rows.fetchall():
            found[values[0]] = dict(zip(_COLUMNS, values, strict=True))
        above = {
            row[column]
            for row in found.values()
            for column in ("parent", *map(str, ANCESTOR_LEVELS))
        }
        waiting = {key for key in above if key} - found.keys() - waiting
    return found


def _allowed(
    row: Mapping[str, Any],
    rows: Mapping[str, Mapping[str, Any]],
    profile: Profile,
    staying: frozenset[str],
) -> str | None:
    """The nearest place, itself or above it, that may leave."""
    candidates = [row["key"], row["parent"], *(row[str(level)] for level in ANCESTOR_LEVELS)]
    for key in candidates:
        place = rows.get(key) if key else None
        if place is None or key in staying:
            continue
        if profile.exact_places or (place["level"] in _WIDE and place["origin"] != "record"):
            return str(key)
    return None


def _middles(connection: Connection, keys: Iterable[str]) -> dict[str, tuple[float, float]]:
    """The middle of the villages of each township, to about a kilometre: no record's point."""
    rows = connection.execute(
        """SELECT township, round(avg(lat), 2), round(avg(lon), 2) FROM location
WHERE level = 'village' AND origin <> 'record' AND lat IS NOT NULL
  AND township IN (SELECT value FROM json_each(?)) GROUP BY township""",
        (json.dumps(sorted(keys)),),
    )
    return {key: (lat, lon) for key, lat, lon in rows}


def _out(
    row: Mapping[str, Any],
    keys: Mapping[str, str],
    profile: Profile,
    middles: Mapping[str, tuple[float, float]],
) -> PlaceOut:
    own = (row["lat"], row["lon"]) if profile.exact_places else (None, None)
    lat, lon = own if own[0] is not None else middles.get(row["key"], (None, None))
    parent = keys.get(row["parent"] or "")
    return PlaceOut(
        keys[row["key"]],
        row["level"],
        row["name"],
        row["name_local"],
        None if parent == keys[row["key"]] else parent,
        lat,
        lon,
        *(keys.get(row[level] or "") for level in _WIDE),
    )
