"""The places of a ledger: what is known of one, which one is meant, what lies below it."""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from store.engine import Connection
from store.errors import ParseError
from store.gazetteer import ANCESTOR_LEVELS, BY_RANK
from store.place_finding import (
    BELOW,
    Candidate,
    Found,
    Names,
    areas,
    beginning_or_inside,
    by_code,
    coded_like,
    exactly,
    split,
)
from store.place_names import may_mean_kayah, squeeze, with_level
from store.vocabulary import PlaceLevel

_WIDE = frozenset({PlaceLevel.TOWNSHIP, PlaceLevel.DISTRICT, PlaceLevel.STATE})

_BOXES = (0.05, 0.2, 0.8, 3.2)
"""Half the sides of the squares looked through for the nearest village, in degrees."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place; its point in decimal degrees (WGS 84), what it lies in as keys."""

    key: str
    level: PlaceLevel
    name: str
    name_local: str | None
    parent: str | None
    lat: float | None
    lon: float | None
    aliases: tuple[str, ...]
    origin: str
    tract: str | None
    township: str | None
    district: str | None
    state: str | None


@dataclass(frozen=True, slots=True)
class PlaceMatch:
    """A place offered to somebody who types; `path` says what it lies in, in words.

    `label` is its name with its township, which `resolve_place` reads back.
    """

    key: str
    name: str
    name_local: str | None
    level: PlaceLevel
    path: str
    label: str


def place(conn: Connection, key: str) -> Place | None:
    """The place with that key."""
    row = conn.execute(
        """SELECT key, level, name, name_local, parent, lat, lon, aliases, origin,
tract, township, district, state FROM location WHERE key = ?""",
        (key,),
    ).fetchone()
    if row is None:
        return None
    key, level, name, name_local, parent, lat, lon, aliases, *rest = row
    return Place(
        *(key, PlaceLevel(level), name, name_local, parent, lat, lon),
        tuple(json.loads(aliases)),
        *rest,
    )


def find_places(
    conn: Connection, text: str, *, within: str | None = None, limit: int = 20
) -> list[PlaceMatch]:
    """At most `limit` places that the text may mean, the likeliest first.

    Names, then aliases and codes, then what begins with the text, then what holds it (from
    three letters on). Text after a comma says what the place lies in; `within` is the key of
    a place that must be it or lie above it.
    """
    names = Names(conn)
    inside = None if within is None else [within]
    found = _offered(names, text, inside, limit)
    if within is None:
        found += coded_like(conn, text, limit)
        first, *around = split(text) or [""]
        if around and (wider := areas(names, around, typing=True)):
            found += _offered(names, first, [c.key for c in wider], limit)
    best: dict[str, Candidate] = {}
    for candidate in sorted(found):
        best.setdefault(candidate.key, candidate)
    lying = {place.key: place for place in _lying(conn, list(best))}
    ordered = sorted(
        best.values(),
        key=lambda c: (c.found, c.rank, squeeze(lying[c.key].name), lying[c.key].path, c.key),
    )
    return [_match(names, lying[c.key]) for c in ordered[:limit]]


def _offered(names: Names, text: str, within: Sequence[str] | None, limit: int) -> list[Candidate]:
    found = sorted(exactly(names, text, within))[: limit * 4]
    if len({c.key for c in found}) < limit:
        found += beginning_or_inside(names.conn, text, within, limit)
    return found


class _Lying(NamedTuple):
    """A place with what it lies in, in words, and the key of its township."""

    key: str
    name: str
    name_local: str | None
    level: PlaceLevel
    township: str | None
    path: str


def _match(names: Names, place: _Lying) -> PlaceMatch:
    label = _label(names, place)
    return PlaceMatch(place.key, place.name, place.name_local, place.level, place.path, label)


def _lying(conn: Connection, keys: Sequence[str]) -> list[_Lying]:
    rows = conn.execute(
        """SELECT location.key, location.name, location.name_local, location.level,
  location.township, parent.name, parent.level, tract.name, township.name, district.name, state.name
FROM json_each(?) AS asked JOIN location ON location.key = asked.value
LEFT JOIN location AS parent ON parent.key = location.parent
LEFT JOIN location AS tract ON tract.key = location.tract AND tract.key <> location.key
LEFT JOIN location AS township
  ON township.key = location.township AND township.key <> location.key
LEFT JOIN location AS district
  ON district.key = location.district AND district.key <> location.key
LEFT JOIN location AS state ON state.key = location.state AND state.key <> location.key""",
        (json.dumps(list(keys)),),
    )
    return [
        _Lying(key, name, name_local, PlaceLevel(level), in_township, _path(*above))
        for key, name, name_local, level, in_township, *above in rows
    ]


def _path(  # noqa: PLR0913, PLR0917 - one row of names
    parent: str | None,
    parent_level: str | None,
    tract: str | None,
    township: str | None,
    district: str | None,
    state: str | None,
) -> str:
    """What a place lies in, as far as it takes to know it: "Pan Kan tract · Loikaw township"."""
    parts: list[str] = []
    if parent and parent_level not in ANCESTOR_LEVELS:
        parts.append(parent)
    if tract:
        parts.append(with_level(tract, PlaceLevel.TRACT))
    if township:
        parts.append(with_level(township, PlaceLevel.TOWNSHIP))
    elif not parts:
        parts += [with_level(district, PlaceLevel.DISTRICT)] if district else []
        parts += [state] if state else []
    return " · ".join(parts)


def resolve_place(conn: Connection, text: str) -> str:
    """The key of the one place that the text names or is the code of.

    A township or state is meant before smaller places of its name, and a village before the
    tract that is named after it. "Pan Kan, Loikaw" and "Loikaw township" say which.

    Raises:
        ParseError: no place has the name, or several have; or it names Kayin, which is
            often written for Kayah.
    """
    return _resolve(Names(conn), text)


def _resolve(names: Names, text: str) -> str:
    conn = names.conn
    if key := by_code(conn, text):
        return key
    first, *around = split(text) or [""]
    if not squeeze(first):
        raise ParseError("Type the name or the code of a place.")
    if may_mean_kayah(squeeze([first, *around][-1])):
        raise ParseError(
            "Kayin (Karen) and Kayah (Karenni) are two states. Which one is meant? Write Kayah, "
            "or for Kayin its code, MMR003."
        )
    if found := exactly(names, text):
        return _the_one(names, found, "add the township, as in Pan Kan, Loikaw")
    if not around:
        raise ParseError("No place on the list has this name.")
    return _resolve_within(names, first, areas(names, around))


def _resolve_within(names: Names, text: str, wider: Sequence[Candidate]) -> str:
    """The one place of that name in one of the wider places, townships being meant first."""
    if not wider:
        raise ParseError("What stands after the comma is no place on the list.")
    townships = [c.key for c in wider if BY_RANK[c.rank] is PlaceLevel.TOWNSHIP]
    for within in (townships, [c.key for c in wider]):
        if found := exactly(names, text, within):
            return _the_one(names, found, "choose it from the list, or type its code")
    raise ParseError("No place on the list has this name there.")


def _the_one(names: Names, found: Sequence[Candidate], advice: str) -> str:
    """The key of the one that is meant.

    Raises:
        ParseError: several may be.
    """
    wide = {c.key for c in found if BY_RANK[c.rank] in {PlaceLevel.STATE, PlaceLevel.TOWNSHIP}}
    if len(wide) == 1:
        return wide.pop()
    named = {c.key for c in found if c.found < Found.WITHOUT_BRACKETS}
    keys = wide or named or {c.key for c in found}
    innermost = names.innermost(keys)
    if len(innermost) == 1:
        return innermost.pop()
    raise ParseError(f"{len(keys)} places have this name: {advice}.")


def label_of(conn: Connection, key: str) -> str:
    """A place's name with its township, which `resolve_place` reads back; else its key.

    "Pan Kan · Loikaw township"; where that leaves a doubt, with tract or code as well.
    """
    found = _lying(conn, [key])
    return _label(Names(conn), found[0]) if found else key


def _label(names: Names, place: _Lying) -> str:
    if not place.name:
        return place.key
    name = with_level(place.name, place.level)
    township = place.path.rpartition(" · ")[2] if place.township else ""
    for label in dict.fromkeys(
        " · ".join(filter(None, parts))
        for parts in (
            (name, township if place.township != place.key else ""),
            (name, place.path),
            (f"{place.name} {place.level}", place.path),
        )
    ):
        if _reads_back(names, label, place.key):
            return label
    return f"{name} ({place.key})"


def _reads_back(names: Names, label: str, key: str) -> bool:
    try:
        return _resolve(names, label) == key
    except ParseError:
        return False


def descendants_condition(column: str, key: str) -> tuple[str, tuple[str, ...]]:
    """SQL that is true where `column` holds the place or one that lies below it; parameters."""
    inside = f"WITH RECURSIVE sought(key) AS (SELECT ?), {BELOW} SELECT key FROM inside"
    return f"{column} IN ({inside})", (key,)


def is_left_out(conn: Connection, before: str, now: str) -> bool:
    """Whether a place lies outside the township, district or state that was chosen after it."""
    was, wider = place(conn, before), place(conn, now)
    if was is None or wider is None or wider.level not in _WIDE or was.level in _WIDE:
        return False
    return bool(getattr(was, wider.level) != now)


def nearest_township(conn: Connection, lat: float, lon: float) -> str | None:
    """The key of the township whose village is nearest to a point (WGS 84).

    None where no village with a point lies within some 300 km.
    """
    narrowing = math.cos(math.radians(lat))
    for half in _BOXES:
        sideways = half / max(narrowing, 0.01)
        rows = conn.execute(
            """SELECT lat, lon, township FROM location
WHERE level = 'village' AND lat IS NOT NULL AND township IS NOT NULL
  AND lat BETWEEN ? AND ? AND lon BETWEEN ? AND ?""",
            (lat - half, lat + half, lon - sideways, lon + sideways),
        )
        nearest = min(
            ((math.hypot(y - lat, (x - lon) * narrowing), township) for y, x, township in rows),
            default=(math.inf, None),
        )
        if nearest[0] <= half:
            return nearest[1]
    return None
