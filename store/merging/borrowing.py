"""Codes and places that another ledger knows and this one does not, taken over from it."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from store.engine import Connection
from store.gazetteer import PlaceEntry, refresh_ancestors, write_entries
from store.unheld import known_codes
from store.vocabulary import PlaceLevel

_PLACE: Final = (
    "SELECT key, level, name, name_local, parent, lat, lon, aliases FROM location"
    " WHERE origin <> 'record'"
)


def borrow_codes(ours: Connection, theirs: Connection) -> None:
    """Adds the codes of newer lists, so that records can hold them and show their labels."""
    tables = {name for (name,) in theirs.execute("SELECT name FROM sqlite_schema")}
    for table, codes in known_codes(ours).items():
        if table not in tables:
            continue
        rows = theirs.execute(f"SELECT code, label, definition, position FROM {table}").fetchall()
        ours.executemany(
            f"INSERT INTO {table} VALUES (?, ?, ?, ?)",
            [row for row in rows if row[0] not in codes],
        )


def borrow_places(ours: Connection, theirs: Connection) -> None:
    """Adds the places of a longer list; what this ledger calls a place stays as it is."""
    known = {key for (key,) in ours.execute("SELECT key FROM location")}
    new = [entry for entry in _places(theirs) if entry.key not in known]
    if not new:
        return
    there = known | {entry.key for entry in new}
    entries = [e if e.parent in there else _apart(e) for e in new]
    write_entries(ours, [(entry, (None, None, None, None)) for entry in entries], "loaded")
    for entry in entries:
        refresh_ancestors(ours, entry.key)


def _places(theirs: Connection) -> Iterator[PlaceEntry]:
    for key, level, name, name_local, parent, lat, lon, aliases in theirs.execute(_PLACE):
        known = PlaceLevel(level) if level in set(PlaceLevel) else PlaceLevel.UNKNOWN
        names = tuple(str(alias) for alias in json.loads(aliases))
        yield PlaceEntry(key, known, name, name_local, parent, lat, lon, names)


def _apart(entry: PlaceEntry) -> PlaceEntry:
    """The place without what it lies in, which is nowhere to be found."""
    return replace(entry, parent=None)
