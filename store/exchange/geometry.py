"""Points as a GeoPackage holds them (OGC 12-128r18, 2.1.3), and where a row's point comes from."""

import struct
from typing import Final, NamedTuple

WGS_84: Final = 4326

_HEADER: Final = struct.Struct("<2sBBi4d")
_POINT: Final = struct.Struct("<BIdd")
_LITTLE_ENDIAN_WITH_ENVELOPE: Final = 0b0000_0011
_WKB_POINT: Final = 1


class Point(NamedTuple):
    """A point in decimal degrees (WGS 84); `of` says whose: the record's, or which place's."""

    lat: float
    lon: float
    of: str


def blob(point: Point | None) -> bytes | None:
    """The point as a geometry with its envelope; None where there is none."""
    if point is None:
        return None
    lat, lon = point.lat, point.lon
    header = _HEADER.pack(b"GP", 0, _LITTLE_ENDIAN_WITH_ENVELOPE, WGS_84, lon, lon, lat, lat)
    return header + _POINT.pack(1, _WKB_POINT, lon, lat)
