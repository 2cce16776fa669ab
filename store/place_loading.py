"""Loading lists of places into a ledger: what is new, what changes, what is refused."""

import json
from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path
from typing import NamedTuple

from store.counting.due import note_vaguely_placed
from store.engine import Connection
from store.gazetteer import ANCESTOR_LEVELS, PlaceEntry, ancestors, write_ancestors, write_entries
from store.kept import names_of_used, refresh_places
from store.outline_loading import is_geojson, load_outlines
from store.place_lists import PlaceList, RefusedRow, read_place_bytes, read_places
from store.vocabulary import PlaceLevel

CHUNK = 500

_DEPTH = {
    PlaceLevel.STATE: 0,
    PlaceLevel.DISTRICT: 1,
    PlaceLevel.TOWNSHIP: 2,
    PlaceLevel.TRACT: 3,
    PlaceLevel.TOWN: 3,
    PlaceLevel.VILLAGE: 4,
    PlaceLevel.WARD: 4,
}
"""How deep a level lies; what is not here may lie in anything."""


class LoadProgress(NamedTuple):
    """How many of the places to be written are written."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class PlacesLoaded:
    """What loading a list did; if any row was refused, nothing was written."""

    added: int = 0
    changed: int = 0
    refused: tuple[RefusedRow, ...] = ()


class _Stored(NamedTuple):
    """A row of the table `location` as it stands."""

    entry: PlaceEntry
    origin: str
    above: tuple[str | None, ...]

    @property
    def knows_better(self) -> bool:
        """Whether a list that somebody loaded says more than the place's code."""
        return self.origin == "loaded" and self.entry.name != self.entry.key


def load_csv(conn: Connection, path: Path) -> Generator[LoadProgress, None, PlacesLoaded]:
    """Loads a list of places in the caller's transaction, yielding progress.

    An empty cell leaves what the ledger has, aliases are added to those it has, and a parent
    above the one it has changes nothing. What is not on the list stays.

    Raises:
        ImportRejected: the file is no list of places; nothing was written.
    """
    return (yield from _load(conn, read_places(path), "loaded"))


def load_file(conn: Connection, path: Path) -> PlacesLoaded:
    """Loads a list of places or outlines, and brings up to date what is kept of places.

    Raises:
        ImportRejected: the file is neither; nothing was written.
    """
    if is_geojson(path):
        return PlacesLoaded(*load_outlines(conn, path))
    names = names_of_used(conn)
    loaded = _finished(load_csv(conn, path))
    refresh_places(conn, names)
    note_vaguely_placed(conn)
    return loaded


def load_shipped(conn: Connection) -> PlacesLoaded:
    """Loads the places that come with the program, except where a loaded list knows better."""
    raw = resources.files("store").joinpath("data/places.csv").read_bytes()
    return _finished(_load(conn, read_place_bytes(raw), "shipped"))


def _finished(loading: Generator[LoadProgress, None, PlacesLoaded]) -> PlacesLoaded:
    while True:
        try:
            next(loading)
        except StopIteration as done:
            loaded: PlacesLoaded = done.value
            return loaded


def _load(
    conn: Connection, places: PlaceList, origin: str
) -> Generator[LoadProgress, None, PlacesLoaded]:
    stored = {s.entry.key: s for s in _all_stored(conn)}
    wanted = {
        key: _merged(entry, stored)
        for key, (_, entry) in places.entries.items()
        if not (origin == "shipped" and key in stored and stored[key].knows_better)
    }
    _check(places, wanted, stored)
    if places.refused:
        return PlacesLoaded(refused=tuple(sorted(places.refused, key=lambda r: r.row)))

    tree = {key: (s.entry.parent, str(s.entry.level)) for key, s in stored.items()}
    tree |= {key: (entry.parent, str(entry.level)) for key, entry in wanted.items()}
    changes = [e for k, e in wanted.items() if k not in stored or stored[k].entry != e]
    for done in range(0, len(changes), CHUNK):
        yield LoadProgress(done, len(changes))
        chunk = changes[done : done + CHUNK]
        write_entries(conn, [(entry, ancestors(entry.key, tree)) for entry in chunk], origin)
    moved = ((key, ancestors(key, tree), s.above) for key, s in stored.items())
    write_ancestors(conn, [(key, now) for key, now, before in moved if now != before])
    yield LoadProgress(len(changes), len(changes))
    added = sum(entry.key not in stored for entry in changes)
    return PlacesLoaded(added, len(changes) - added)


def _all_stored(conn: Connection) -> Iterator[_Stored]:
    columns = "key, level, name, name_local, parent, lat, lon, aliases, origin"
    above = ", ".join(ANCESTOR_LEVELS)
    for row in conn.execute(f"SELECT {columns}, {above} FROM location"):
        key, level, name, name_local, parent, lat, lon, aliases, origin, *ups = row
        entry = PlaceEntry(
            *(key, PlaceLevel(level), name, name_local, parent, lat, lon),
            tuple(json.loads(aliases)),
        )
        yield _Stored(entry, origin, tuple(ups))


def _merged(entry: PlaceEntry, stored: dict[str, _Stored]) -> PlaceEntry:
    """The place as it will stand, with what the ledger has where the list says nothing."""
    if entry.key not in stored:
        return replace(entry, name=entry.name or entry.name_local or entry.key)
    old = stored[entry.key].entry
    return replace(
        entry,
        name=entry.name or old.name,
        name_local=entry.name_local or old.name_local,
        parent=old.parent if _lies_in(entry.key, entry.parent, stored) else entry.parent,
        lat=old.lat if entry.lat is None else entry.lat,
        lon=old.lon if entry.lon is None else entry.lon,
        aliases=tuple(dict.fromkeys((*old.aliases, *entry.aliases))),
    )


def _lies_in(key: str, above: str | None, stored: dict[str, _Stored]) -> bool:
    """Whether a place lies in another already; an empty cell says nothing against it."""
    seen: set[str] = set()
    at = stored[key].entry.parent
    while at is not None and at in stored and at not in seen:
        if above in {None, at}:
            return True
        seen.add(at)
        at = stored[at].entry.parent
    return False


def _check(places: PlaceList, wanted: dict[str, PlaceEntry], stored: dict[str, _Stored]) -> None:
    """Refuses the rows that do not fit with the others or with what the ledger has."""
    rows = {key: row for key, (row, _) in places.entries.items()}
    everything = {key: s.entry for key, s in stored.items()} | wanted
    for key, entry in wanted.items():
        if key in stored and stored[key].origin == "record":
            sentence = "Somebody added this place by hand; a list cannot change it."
        else:
            sentence = _misplaced(entry, everything)
        if sentence:
            places.refuse(rows[key], sentence)


def _misplaced(entry: PlaceEntry, everything: dict[str, PlaceEntry]) -> str:
    """What is the matter with where a place lies, '' if nothing is."""
    if entry.parent is None:
        return "" if entry.level is PlaceLevel.STATE else f"This {entry.level} has no parent."
    if entry.parent not in everything:
        return "The parent is neither on this list nor in the ledger."
    if _goes_round(entry.key, everything):
        return "This place lies within itself: its parents go round in a circle."
    parent = everything[entry.parent]
    depth = _DEPTH.get(entry.level)
    if depth is not None and _DEPTH.get(parent.level, depth) >= depth:
        return f"A {entry.level} cannot lie in a {parent.level}."
    return ""


def _goes_round(key: str, everything: dict[str, PlaceEntry]) -> bool:
    seen: set[str] = set()
    at: str | None = key
    while at is not None and at in everything:
        if at in seen:
            return at == key
        seen.add(at)
        at = everything[at].parent
    return False
