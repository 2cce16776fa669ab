"""The table of all places, shipped, loaded and added, and the index of their names."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from store.engine import Connection
from store.place_names import squeeze, without_brackets
from store.shapes import shape
from store.vocabulary import PlaceLevel

LOCATION_DDL = (
    f"""CREATE TABLE location(
  key TEXT PRIMARY KEY CHECK(key <> ''),
  level TEXT NOT NULL REFERENCES {PlaceLevel.table()}(code) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL,
  name_local TEXT,
  parent TEXT REFERENCES location(key) DEFERRABLE INITIALLY DEFERRED,
  lat REAL CHECK(lat BETWEEN -90 AND 90),
  lon REAL CHECK(lon BETWEEN -180 AND 180),
  aliases TEXT NOT NULL DEFAULT '[]' CHECK(json_type(aliases) = 'array'),
  origin TEXT NOT NULL CHECK(origin IN ('shipped', 'loaded', 'record')),
  tract TEXT,
  township TEXT,
  district TEXT,
  state TEXT
) STRICT""",
    "CREATE INDEX location_parent ON location(parent)",
    "CREATE INDEX location_tract ON location(tract)",
    "CREATE INDEX location_township ON location(township)",
    "CREATE INDEX location_district ON location(district)",
    "CREATE INDEX location_state ON location(state)",
    """CREATE INDEX location_village_point ON location(lat, lon, township)
WHERE level = 'village' AND lat IS NOT NULL AND township IS NOT NULL""",
    """CREATE TABLE location_name(
  rid INTEGER PRIMARY KEY,
  key TEXT NOT NULL REFERENCES location(key) DEFERRABLE INITIALLY DEFERRED,
  rank INTEGER NOT NULL,
  nearness INTEGER NOT NULL CHECK(nearness IN (0, 1, 2)),
  folded TEXT NOT NULL
) STRICT""",
    "CREATE INDEX location_name_key ON location_name(key)",
    "CREATE INDEX location_name_folded ON location_name(rank, folded, key, nearness)",
    """CREATE VIRTUAL TABLE location_tri USING fts5(
  folded, content='location_name', content_rowid='rid', tokenize='trigram'
)""",
    """CREATE TABLE outline(
  key TEXT PRIMARY KEY CHECK(key <> ''),
  west REAL NOT NULL,
  south REAL NOT NULL,
  east REAL NOT NULL,
  north REAL NOT NULL,
  rings TEXT NOT NULL CHECK(json_type(rings) = 'array')
) STRICT, WITHOUT ROWID""",
)
"""The table `location`; `location_name` with every name of every place, squeezed; `outline`
with the outlines that were loaded, by the key of the place, each with the box around it.

`nearness` is 0 for a place's name, 1 for another name and 2 for what is left of its name
without the brackets, which its neighbour in the other half of the village may share.
"""

BY_RANK = (
    PlaceLevel.STATE,
    PlaceLevel.TOWNSHIP,
    PlaceLevel.DISTRICT,
    PlaceLevel.TOWN,
    PlaceLevel.VILLAGE,
    PlaceLevel.TRACT,
    PlaceLevel.WARD,
    PlaceLevel.CAMP,
    PlaceLevel.SITE,
    PlaceLevel.OTHER,
    PlaceLevel.UNKNOWN,
)
"""The order in which places of one name are offered: whom most people mean comes first."""

ANCESTOR_LEVELS = (
    PlaceLevel.TRACT,
    PlaceLevel.TOWNSHIP,
    PlaceLevel.DISTRICT,
    PlaceLevel.STATE,
)
"""The levels for which `location` has a column with the ancestor's key."""

NO_ANCESTORS = (None, None, None, None)

RANK_SHIFT = 40
"""The rank stands in the high bits of a name's rid, so that both indexes answer by rank."""

Tree = Mapping[str, tuple[str | None, str]]
"""Of each place by key: the key of the one it lies in, and its level."""

_CODE_LEVELS = (
    (shape(r"MMR\d{3}"), PlaceLevel.STATE, 0),
    (shape(r"MMR\d{3}[DS]\d{3}"), PlaceLevel.DISTRICT, 6),
    (shape(r"MMR\d{6}"), PlaceLevel.TOWNSHIP, 6),
    (shape(r"MMR\d{6}7\d\d"), PlaceLevel.TOWN, 9),
    (shape(r"MMR\d{9}"), PlaceLevel.TRACT, 9),
    (shape(r"MMR\d{12}"), PlaceLevel.WARD, 12),
    (shape(r"\d{6}"), PlaceLevel.VILLAGE, 0),
)
"""MIMU's P-codes: the shape, what it stands for, how much of it is the parent's code."""


Ancestors = Sequence[str | None]
"""The keys of a place's `ANCESTOR_LEVELS`, itself included, None where it has none."""


class _Name(NamedTuple):
    """A row of `location_name` without its key."""

    rank: int
    nearness: int
    folded: str


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """What is written about one place; lat and lon in decimal degrees (WGS 84).

    A place that is not `listed` keeps its label and is not offered when somebody types.
    """

    key: str
    level: PlaceLevel
    name: str = ""
    name_local: str | None = None
    parent: str | None = None
    lat: float | None = None
    lon: float | None = None
    aliases: tuple[str, ...] = ()
    listed: bool = True


def put_place(conn: Connection, entry: PlaceEntry) -> None:
    """Writes a place that a person added, new or changed.

    What it and all below it lie in is worked out anew. A parent that is not in the table is
    entered as far as its code tells; parents that go round in a circle end where they close.
    """
    if entry.parent:
        ensure_places(conn, [entry.parent])
    write_entries(conn, [(entry, NO_ANCESTORS)], "record")
    refresh_ancestors(conn, entry.key)


def ensure_places(conn: Connection, keys: Iterable[str]) -> None:
    """Enters those of the keys that the table lacks, named by their code.

    Records from a ledger with a longer list of places can then be kept: what the place is
    follows from the shape of its P-code, and loading the list fills in the rest.
    """
    for key in keys:
        if conn.execute("SELECT 1 FROM location WHERE key = ?", (key,)).fetchone():
            continue
        level, parent = level_of_code(key)
        if parent:
            ensure_places(conn, [parent])
        entry = PlaceEntry(key, level, key, parent=parent)
        write_entries(conn, [(entry, NO_ANCESTORS)], "loaded")
        refresh_ancestors(conn, key)


def level_of_code(key: str) -> tuple[PlaceLevel, str | None]:
    """What a P-code stands for, and its parent's code as far as it is part of it."""
    for form, level, length in _CODE_LEVELS:
        if form.fullmatch(key):
            return level, key[:length] or None
    return PlaceLevel.UNKNOWN, None


def write_entries(
    conn: Connection, entries: Sequence[tuple[PlaceEntry, Ancestors]], origin: str
) -> None:
    """Writes rows and their names: each place once, with the keys of its `ANCESTOR_LEVELS`."""
    conn.executemany(
        """INSERT INTO location VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT(key) DO UPDATE SET level = excluded.level, name = excluded.name,
  name_local = excluded.name_local, parent = excluded.parent, lat = excluded.lat,
  lon = excluded.lon, aliases = excluded.aliases, origin = excluded.origin,
  tract = excluded.tract, township = excluded.township, district = excluded.district,
  state = excluded.state""",
        [(*_row(entry), origin, *above) for entry, above in entries],
    )
    _index_names(conn, [entry for entry, _ in entries])


def _row(entry: PlaceEntry) -> tuple[str | float | None, ...]:
    name = entry.name or entry.name_local or ""
    aliases = json.dumps(entry.aliases, ensure_ascii=False)
    return (
        *(entry.key, str(entry.level), name, entry.name_local, entry.parent),
        *(entry.lat, entry.lon, aliases),
    )


def _index_names(conn: Connection, entries: Sequence[PlaceEntry]) -> None:
    """Replaces the names by which places are found, where they are others than before."""
    old: dict[str, list[tuple[int, _Name]]] = {}
    for rid, key, *name in conn.execute(
        """SELECT rid, key, rank, nearness, folded FROM location_name
WHERE key IN (SELECT value FROM json_each(?)) ORDER BY rid""",
        (json.dumps([entry.key for entry in entries]),),
    ):
        old.setdefault(key, []).append((rid, _Name(*name)))
    gone: list[tuple[int, str]] = []
    new: dict[int, list[tuple[str, _Name]]] = {}
    for entry in entries:
        names, before = _names(entry), old.get(entry.key, [])
        if names != [name for _, name in before]:
            gone += [(rid, name.folded) for rid, name in before]
            new.setdefault(BY_RANK.index(entry.level), []).extend((entry.key, n) for n in names)
    conn.executemany(
        "INSERT INTO location_tri(location_tri, rowid, folded) VALUES ('delete', ?, ?)", gone
    )
    conn.executemany("DELETE FROM location_name WHERE rid = ?", [(rid,) for rid, _ in gone])
    for rank, names_of_rank in new.items():
        rows = list(enumerate(names_of_rank, start=_free_rid(conn, rank)))
        conn.executemany(
            "INSERT INTO location_name(rid, key, rank, nearness, folded) VALUES (?, ?, ?, ?, ?)",
            [(rid, key, *name) for rid, (key, name) in rows],
        )
        conn.executemany(
            "INSERT INTO location_tri(rowid, folded) VALUES (?, ?)",
            [(rid, name.folded) for rid, (_, name) in rows],
        )


def _free_rid(conn: Connection, rank: int) -> int:
    """The first number after the names of a rank."""
    row = conn.execute(
        "SELECT rid FROM location_name WHERE rid < ? ORDER BY rid DESC LIMIT 1",
        ((rank + 1) << RANK_SHIFT,),
    ).fetchone()
    return max(int(row[0]) if row else 0, rank << RANK_SHIFT) + 1


def _names(entry: PlaceEntry) -> list[_Name]:
    """Each squeezed name of a place once; none if it is not listed."""
    given = (entry.name, entry.name_local or "")
    nearness: dict[str, int] = dict.fromkeys(map(squeeze, given), 0)
    shortened = {squeeze(without_brackets(name)) for name in given}
    for alias in map(squeeze, entry.aliases):
        nearness.setdefault(alias, 2 if alias in shortened else 1)
    nearness.pop("", None)
    rank = BY_RANK.index(entry.level)
    return [_Name(rank, near, folded) for folded, near in nearness.items() if entry.listed]


def ancestors(key: str, tree: Tree) -> tuple[str | None, ...]:
    """What a place lies in: the keys of its `ANCESTOR_LEVELS`."""
    found: dict[str, str] = {}
    seen: set[str] = set()
    at: str | None = key
    while at is not None and at not in seen and at in tree:
        seen.add(at)
        parent, level = tree[at]
        found.setdefault(level, at)
        at = parent
    return tuple(found.get(level) for level in ANCESTOR_LEVELS)


def refresh_ancestors(conn: Connection, key: str) -> None:
    """Works out anew what the place `key` and everything below it lie in."""
    below = [
        str(row[0])
        for row in conn.execute(
            """WITH RECURSIVE below(key) AS (
  VALUES (?) UNION SELECT location.key FROM location JOIN below ON location.parent = below.key
) SELECT key FROM below""",
            (key,),
        )
    ]
    tree: dict[str, tuple[str | None, str]] = {}
    for place in below:
        at: str | None = place
        while at is not None and at not in tree:
            row = conn.execute("SELECT parent, level FROM location WHERE key = ?", (at,)).fetchone()
            if row is None:
                break
            tree[at] = (row[0], row[1])
            at = row[0]
    write_ancestors(conn, [(k, ancestors(k, tree)) for k in below])


def write_ancestors(conn: Connection, rows: Iterable[tuple[str, Ancestors]]) -> None:
    """Writes what places lie in: pairs of a key and the keys of its `ANCESTOR_LEVELS`."""
    conn.executemany(
        "UPDATE location SET tract = ?, township = ?, district = ?, state = ? WHERE key = ?",
        [(*above, key) for key, above in rows],
    )
