"""Which places a piece of typed text may mean: by name, in both scripts, and by code."""

import json
import re
from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import NamedTuple

from store.engine import Connection
from store.gazetteer import ANCESTOR_LEVELS, BY_RANK
from store.place_names import squeeze, without_level
from store.search import quoted
from store.vocabulary import PlaceLevel

_SEPARATOR = re.compile(r"\s*[,၊·]\s*")
_CODE = re.compile(r"[A-Za-z0-9_-]{1,40}")
_CODE_PREFIX = re.compile(r"(?=.*\d)[A-Za-z0-9_-]{3,40}")
_AFTER_ALL = "\U0010ffff"
_AREA_LEVELS = (*ANCESTOR_LEVELS, PlaceLevel.TOWN)
_SHORTEST_INFIX = 3
_DEEPEST = 12

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


class Candidate(NamedTuple):
    """A place that may be meant; in the order in which to offer it, names apart."""

    found: Found
    rank: int
    key: str


def split(text: str) -> list[str]:
    """A place and what it lies in, as in "Pan Kan, Loikaw" or "Pan Kan · Loikaw township"."""
    return [part for part in _SEPARATOR.split(text.strip()) if part]


def exactly(conn: Connection, text: str, within: Sequence[str] | None = None) -> list[Candidate]:
    """The places that have just this name or alias, or this name and are what it says.

    `within` are keys of places of which one must be it or lie above it.
    """
    squeezed = squeeze(text)
    found = _named(conn, squeezed, BY_RANK, within)
    if found or not (said := without_level(squeezed)):
        return found
    name, level = said
    return _named(conn, name, (level,), within)


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
        found.append(Candidate(Found.ALIAS, _rank(level), key))
    code = text.strip().upper()
    if _CODE_PREFIX.fullmatch(code):
        rows = conn.execute(
            "SELECT key, level FROM location WHERE key >= ? AND key < ? ORDER BY key LIMIT ?",
            (code, code + _AFTER_ALL, limit),
        )
        found += [Candidate(Found.BEGINNING, _rank(level), key) for key, level in rows]
    return found


def areas(conn: Connection, parts: Sequence[str], *, typing: bool = False) -> list[Candidate]:
    """What the parts name, the widest part being the last; each part in one of the next.

    While somebody is `typing`, the beginning of a name is enough.
    """
    wider: list[Candidate] | None = None
    for part in reversed(parts):
        within = None if wider is None else [c.key for c in wider]
        wider = exactly(conn, part, within)
        if typing:
            begun = beginning_or_inside(conn, part, within, 20)
            wider += [c for c in begun if BY_RANK[c.rank] in _AREA_LEVELS]
    return wider or []


def _named(
    conn: Connection, name: str, levels: Iterable[PlaceLevel], within: Sequence[str] | None
) -> list[Candidate]:
    if not name:
        return []
    rows = conn.execute(
        f"""SELECT key, rank, nearness FROM location_name
WHERE rank IN ({_ranks(levels)}) AND folded = ?""",
        (name,),
    )
    found = [Candidate(Found(nearness), rank, key) for key, rank, nearness in rows]
    if within is None:
        return found
    inside = _lying_in(conn, [c.key for c in found], frozenset(within))
    return [c for c in found if c.key in inside]


def _lying_in(conn: Connection, keys: Sequence[str], sought: frozenset[str]) -> set[str]:
    """Those of the keys that are one of the places sought or lie in one."""
    inside: set[str] = set()
    asked = {key: {key} for key in keys}
    # Parents are followed up from what lies in a town, a village or a camp; merged edits may
    # make them go round in a circle.
    for _ in range(_DEEPEST):
        rows = conn.execute(
            """SELECT key, parent, tract, township, district, state FROM location
WHERE key IN (SELECT value FROM json_each(?))""",
            (json.dumps(list(asked)),),
        )
        upwards: dict[str, set[str]] = {}
        for at, parent, *above in rows:
            if not sought.isdisjoint((at, *above)):
                inside |= asked[at]
            elif parent is not None and parent not in above:
                upwards.setdefault(parent, set()).update(asked[at])
        if not upwards:
            break
        asked = upwards
    return inside


def _begun(
    conn: Connection, name: str, within: Sequence[str] | None, limit: int
) -> list[Candidate]:
    select = f"""SELECT key, rank FROM location_name
WHERE rank IN ({_ranks(BY_RANK)}) AND folded >= ? AND folded < ?"""
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


def _ranks(levels: Iterable[PlaceLevel]) -> str:
    return ", ".join(str(_rank(level)) for level in levels)


def _rank(level: str) -> int:
    return BY_RANK.index(PlaceLevel(level))
