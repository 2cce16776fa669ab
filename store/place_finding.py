"""Which places a piece of typed text may mean: by name, in both scripts, and by code."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from enum import IntEnum
from functools import cached_property
from typing import NamedTuple

from store.engine import Connection
from store.gazetteer import ANCESTOR_LEVELS, BY_RANK
from store.place_names import squeeze, without_level
from store.search import quoted
from store.shapes import shape
from store.vocabulary import PlaceLevel

_SEPARATOR = shape(r"\s*[,၊·]\s*")
_CODE = shape(r"[A-Za-z0-9_-]{1,40}")
_CODE_PREFIX = shape(r"(?=.*\d)[A-Za-z0-9_-]{3,40}")
_AFTER_ALL = "\U0010ffff"
_AREA_LEVELS = (*ANCESTOR_LEVELS, PlaceLevel.TOWN)
_SHORTEST_INFIX = 3
_RANKS = {level: rank for rank, level in enumerate(BY_RANK)}
_EVERY_RANK = ", ".join(map(str, _RANKS.values()))

BELOW = f"""below(key) AS (
    SELECT sought.key FROM sought JOIN location ON location.key = sought.key
    WHERE location.level NOT IN ({", ".join(f"'{level}'" for level in ANCESTOR_LEVELS)})
    UNION SELECT location.key FROM location JOIN below ON location.parent = below.key
  ),
  inside(key) AS (
    SELECT key FROM sought UNION ALL SELECT key FROM below
    {
    " ".join(
        f"UNION ALL SELECT location.key FROM location JOIN sought ON location.{level} = sought.key"
        for level in ANCESTOR_LEVELS
    )
}
  )"""
"""Of the keys in `sought`: `inside` has them and all that lies below them.

Most places know their state, district, township and tract; what lies below a town, a village
or a camp is followed down by its parents.
"""


class Found(IntEnum):
    """How a place was found, the best way first."""

    NAME = 0
    ALIAS = 1
    WITHOUT_BRACKETS = 2
    BEGINNING = 3
    INSIDE = 4


_FOUND = tuple(Found)


class Candidate(NamedTuple):
    """A place that may be meant; in the order in which to offer it, names apart."""

    found: Found
    rank: int
    key: str


class Names:
    """The places by their names, for one question to a ledger: each name is looked up once.

    A thousand villages may share a name, and which of them a label means is asked anew for each
    label in a list.
    """

    def __init__(self, conn: Connection) -> None:
        self.conn = conn
        self._known: dict[str, _Namesakes] = {}
        self._above: dict[str, set[str | None]] = {}

    def called(
        self, name: str, levels: Iterable[PlaceLevel], within: Sequence[str] | None
    ) -> list[Candidate]:
        """The places of these levels that have just this squeezed name.

        `within` are keys of places of which one must be it or lie above it.
        """
        if not name:
            return []
        if name not in self._known:
            self._known[name] = self._looked_up(name)
        ranks = {_RANKS[level] for level in levels}
        return [c for c in self._known[name].within(within) if c.rank in ranks]

    def innermost(self, keys: set[str]) -> set[str]:
        """Those of some places that were found by name in which none of the others lies."""
        return keys.difference(*(self._above[key] - {key} for key in keys))

    def _looked_up(self, name: str) -> "_Namesakes":
        rows = self.conn.execute(
            f"""SELECT rank, nearness, named.key, parent, tract, township, district, state
FROM location_name AS named JOIN location ON location.key = named.key
WHERE rank IN ({_EVERY_RANK}) AND folded = ?""",
            (name,),
        )
        found = []
        for rank, nearness, key, parent, *above in rows:
            found.append((Candidate(_FOUND[nearness], rank, key), parent, above))
            self._above[key] = {parent, *above}
        return _Namesakes(self.conn, found)


class _Namesakes:
    """All places of one name, each with its parent and the wider places in which it lies."""

    def __init__(
        self, conn: Connection, found: Sequence[tuple[Candidate, str | None, Sequence[str | None]]]
    ) -> None:
        self._conn = conn
        self._found = found

    def within(self, keys: Sequence[str] | None) -> Iterable[Candidate]:
        """All of them, or those that are one of these places or lie in one."""
        if keys is None:
            return (candidate for candidate, _, _ in self._found)
        return dict.fromkeys(c for key in keys for c in self._by_area.get(key, ()))

    @cached_property
    def _by_area(self) -> dict[str | None, list[Candidate]]:
        """The places by the key of each place that they are or lie in."""
        by_area: dict[str | None, list[Candidate]] = defaultdict(list)
        for candidate, parent, above in self._found:
            areas = {candidate.key, *above}
            if parent not in areas:
                areas = _climbed(self._conn, parent, areas)
            for area in areas:
                by_area[area].append(candidate)
        return by_area


def split(text: str) -> list[str]:
    """A place and what it lies in, as in "Pan Kan, Loikaw" or "Pan Kan · Loikaw township"."""
    return [part for part in _SEPARATOR.split(text.strip()) if part]


def exactly(names: Names, text: str, within: Sequence[str] | None = None) -> list[Candidate]:
    """The places that have just this name or alias, or this name and are what it says.

    `within` are keys of places of which one must be it or lie above it.
    """
    squeezed = squeeze(text)
    found = names.called(squeezed, BY_RANK, within)
    if found or not (said := without_level(squeezed)):
        return found
    name, level = said
    return names.called(name, (level,), within)


def beginning_or_inside(
    conn: Connection, text: str, within: Sequence[str] | None, limit: int
) -> list[Candidate]:
    """At most `limit` places of which a name begins with the text, or else holds it."""
    squeezed = squeeze(text)
    if not squeezed:
        return []
    found = _begun(conn, squeezed, within, limit)
    if len({c.key for c in found}) < limit and len(squeezed) >= _SHORTEST_INFIX:
        found += _holding(conn, squeezed, within, limit)
    return found


def by_code(conn: Connection, text: str) -> str | None:
    """The key that the text is, in capitals or not, or has in brackets at its end."""
    words = text.strip()
    bracketed = re.search(r"\(([^()\s]+)\)$", words)
    for key in (words, words.upper(), words.lower(), bracketed[1] if bracketed else ""):
        if not _CODE.fullmatch(key):
            continue
        row = conn.execute("SELECT key FROM location WHERE key = ?", (key,)).fetchone()
        if row:
            return str(row[0])
    return None


def coded_like(conn: Connection, text: str, limit: int) -> list[Candidate]:
    """The place with that code, and those whose code begins with it if it looks like one."""
    found: list[Candidate] = []
    if key := by_code(conn, text):
        (level,) = conn.execute("SELECT level FROM location WHERE key = ?", (key,)).fetchone()
        found.append(Candidate(Found.ALIAS, _RANKS[level], key))
    code = text.strip().upper()
    if _CODE_PREFIX.fullmatch(code):
        rows = conn.execute(
            "SELECT key, level FROM location WHERE key >= ? AND key < ? ORDER BY key LIMIT ?",
            (code, code + _AFTER_ALL, limit),
        )
        found += [Candidate(Found.BEGINNING, _RANKS[level], key) for key, level in rows]
    return found


def areas(names: Names, parts: Sequence[str], *, typing: bool = False) -> list[Candidate]:
    """What the parts name, the widest part being the last; each part in one of the next.

    While somebody is `typing`, the beginning of a name is enough.
    """
    wider: list[Candidate] | None = None
    for part in reversed(parts):
        within = None if wider is None else [c.key for c in wider]
        wider = exactly(names, part, within)
        if typing:
            begun = beginning_or_inside(names.conn, part, within, 20)
            wider += [c for c in begun if BY_RANK[c.rank] in _AREA_LEVELS]
    return wider or []


def _climbed(conn: Connection, parent: str | None, areas: set[str | None]) -> set[str | None]:
    """The areas of a place with its parent, what that lies in, and so on upwards."""
    found = set(areas)
    # Merged edits may make parents go round in a circle.
    while parent is not None and parent not in found:
        found.add(parent)
        above = conn.execute(
            "SELECT parent, tract, township, district, state FROM location WHERE key = ?", (parent,)
        ).fetchone()
        parent, *wider = above or (None,)
        found.update(wider)
    return found


def _begun(
    conn: Connection, name: str, within: Sequence[str] | None, limit: int
) -> list[Candidate]:
    select = f"""SELECT key, rank FROM location_name
WHERE rank IN ({_EVERY_RANK}) AND folded >= ? AND folded < ?"""
    # A place may have several names that begin alike.
    parameters = (name, name + _AFTER_ALL, limit * 4)
    rows = _ask(conn, select, "ORDER BY rank, folded LIMIT ?", parameters, within)
    return [Candidate(Found.BEGINNING, rank, key) for key, rank in rows]


def _holding(
    conn: Connection, name: str, within: Sequence[str] | None, limit: int
) -> list[Candidate]:
    select = """SELECT location_name.key, location_name.rank
FROM location_tri JOIN location_name ON location_name.rid = location_tri.rowid
WHERE location_tri MATCH ?"""
    # The rank is in the high bits of the rowid.
    tail = "ORDER BY location_tri.rowid LIMIT ?"
    rows = _ask(conn, select, tail, (quoted(name), limit * 4), within)
    return [Candidate(Found.INSIDE, rank, key) for key, rank in rows]


def _ask(
    conn: Connection,
    select: str,
    tail: str,
    parameters: Sequence[str | int],
    within: Sequence[str] | None,
) -> list[tuple[str, int]]:
    """The rows of a query about names: all, or those of places inside `within`."""
    if within is None:
        return conn.execute(f"{select} {tail}", parameters).fetchall()
    inside = f"""WITH RECURSIVE sought(key) AS (SELECT value FROM json_each(?)), {BELOW}
{select} AND location_name.key IN inside {tail}"""
    return conn.execute(inside, (json.dumps(list(within)), *parameters)).fetchall()
