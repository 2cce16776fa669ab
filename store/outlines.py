"""The outlines of townships and states that were loaded, and whether a point lies inside."""

import itertools
import json
from collections.abc import Iterable

from store.engine import Connection

Point = tuple[float, float]
"""Longitude and latitude in degrees (WGS 84), as GeoJSON orders them."""

Ring = tuple[Point, ...]
Outline = tuple[Ring, ...]
"""All the rings of a place; of two that lie in each other the inner one is a hole."""


def outline_of(connection: Connection, key: str) -> Outline:
    """The outline of a place, without any ring if none was loaded."""
    row = connection.execute("SELECT rings FROM outline WHERE key = ?", (key,)).fetchone()
    return _read(row[0]) if row else ()


def outlines_of(connection: Connection, keys: Iterable[str]) -> dict[str, Outline]:
    """The outlines of those of the places that have one."""
    rows = connection.execute(
        "SELECT key, rings FROM outline WHERE key IN (SELECT value FROM json_each(?)) ORDER BY key",
        (json.dumps(sorted(keys)),),
    )
    return {key: _read(rings) for key, rings in rows}


def _read(text: str) -> Outline:
    return tuple(tuple((lon, lat) for lon, lat in ring) for ring in json.loads(text))


def is_inside(outline: Outline, lon: float, lat: float) -> bool:
    """Whether a point lies in an outline, by how often a line from it crosses the rings."""
    return sum(east > lon for east in crossings(outline, lat)) % 2 == 1


def crossings(outline: Outline, lat: float) -> list[float]:
    """Where an outline crosses a latitude, from west to east: in, out, in, out."""
    return sorted(
        x0 + (lat - y0) * (x1 - x0) / (y1 - y0)
        for ring in outline
        for (x0, y0), (x1, y1) in itertools.pairwise(ring)
        if (y0 > lat) != (y1 > lat)
    )
