"""Loading the outlines of townships and states from a GeoJSON file (RFC 7946)."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from store.engine import Connection
from store.errors import ImportRejected
from store.outlines import Outline, Ring
from store.place_lists import RefusedRow
from store.telling import system_told
from store.vocabulary import PlaceLevel

_LARGEST: Final = 64 * 1024 * 1024  # bytes
_LEVELS: Final = (PlaceLevel.TOWNSHIP, PlaceLevel.DISTRICT, PlaceLevel.STATE)
_LEAST: Final = 4  # points of a ring, the last being the first again
_DECIMALS: Final = 5  # of a degree: about a metre
_MOST_LON, _MOST_LAT = 180, 90


def is_geojson(path: Path) -> bool:
    """Whether a file is taken for outlines by its name."""
    return path.suffix.casefold() in {".geojson", ".json"}


def load_outlines(connection: Connection, path: Path) -> tuple[int, int, tuple[RefusedRow, ...]]:
    """Loads outlines in the caller's transaction: how many are new, how many changed, the refused.

    A feature belongs to the narrowest township, district or state whose code one of its
    properties holds. If any is refused, nothing is written.

    Raises:
        ImportRejected: the file is no GeoJSON with outlines.
    """
    features = _features(path)
    levels = dict(
        connection.execute(
            "SELECT key, level FROM location WHERE level IN (?, ?, ?)", [str(n) for n in _LEVELS]
        ).fetchall()
    )
    outlines: dict[str, Outline] = {}
    refused: list[RefusedRow] = []
    for n, feature in enumerate(features, 1):
        key, outline = _place_of(feature, levels), _outline_of(feature)
        if not key:
            refused.append(RefusedRow(n, "No property of it is the code of a place here."))
        elif outline is None:
            refused.append(RefusedRow(n, "It has no outline of points on the earth."))
        else:
            outlines[key] = (*outlines.get(key, ()), *outline)
    if refused:
        return 0, 0, tuple(refused)
    known = {key for (key,) in connection.execute("SELECT key FROM outline")}
    for key, outline in outlines.items():
        _write(connection, key, outline)
    changed = len(known & outlines.keys())
    return len(outlines) - changed, changed, ()


def _write(connection: Connection, key: str, outline: Outline) -> None:
    lons = [lon for ring in outline for lon, _ in ring]
    lats = [lat for ring in outline for _, lat in ring]
    connection.execute(
        "INSERT OR REPLACE INTO outline VALUES (?, ?, ?, ?, ?, ?)",
        (key, min(lons), min(lats), max(lons), max(lats), json.dumps(outline)),
    )


def _features(path: Path) -> list[Any]:
    with system_told():
        if path.stat().st_size > _LARGEST:
            raise ImportRejected("The file is too large for a list of outlines.")
        raw = path.read_bytes()
    try:
        read = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise ImportRejected("The file is no GeoJSON in UTF-8.") from None
    found = read.get("features") if isinstance(read, dict) else None
    if not isinstance(found, list) or not found:
        raise ImportRejected("The file is no GeoJSON with features.")
    return found


def _place_of(feature: object, levels: dict[str, str]) -> str:
    """The key of the narrowest place that a feature's properties name by its code."""
    properties = feature.get("properties") if isinstance(feature, dict) else None
    values = properties.values() if isinstance(properties, dict) else ()
    keys = [value for value in values if isinstance(value, str) and value in levels]
    order = [str(level) for level in _LEVELS]
    return min(keys, key=lambda key: order.index(levels[key]), default="")


def _outline_of(feature: Any) -> Outline | None:  # noqa: ANN401 - any JSON
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    if not isinstance(geometry, dict):
        return None
    given: Any = geometry.get("coordinates")
    if geometry.get("type") == "Polygon":
        given = [given]
    elif geometry.get("type") != "MultiPolygon":
        return None
    try:
        rings = [_ring(ring) for polygon in given for ring in polygon]
    except (TypeError, ValueError, IndexError):
        return None
    return tuple(rings) or None


def _ring(points: Iterable[Any]) -> Ring:
    """The ring of some points.

    Raises:
        TypeError, ValueError, IndexError: they are no points on the earth, or too few.
    """
    ring = tuple(
        (round(float(point[0]), _DECIMALS), round(float(point[1]), _DECIMALS)) for point in points
    )
    on_earth = all(abs(lon) <= _MOST_LON and abs(lat) <= _MOST_LAT for lon, lat in ring)
    if len(ring) < _LEAST or not on_earth or ring[0] != ring[-1]:
        raise ValueError
    return ring
