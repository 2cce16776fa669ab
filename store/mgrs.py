"""The point that an MGRS reference names, on WGS 84.

The grid is the one of NGA.SIG.0012, the way back from its metres to degrees the Krüger series
to the fourth order (C. F. F. Karney, "Transverse Mercator with an accuracy of a few
nanometers", 2011). Neither is worse than a centimetre within a zone.
"""

import math
import re
from typing import Final

from store.errors import ParseError
from store.shapes import shape

_REFERENCE: Final = shape(
    "(?P<zone>[0-9]{1,2}) ?(?P<band>[C-HJ-NP-X]) ?(?P<column>[A-HJ-NP-Z])(?P<row>[A-HJ-NP-V])"
    " ?(?P<digits>[0-9]*)(?: (?P<more>[0-9]+))?"
)
_BANDS: Final = "CDEFGHJKLMNPQRSTUVWX"
_COLUMNS: Final = ("ABCDEFGH", "JKLMNPQR", "STUVWXYZ")
_ROWS: Final = "ABCDEFGHJKLMNPQRSTUV"
_ZONES: Final = 60
_BAND_DEGREES: Final = 8
_LAST_BAND_DEGREES: Final = 12
_SOUTHERNMOST: Final = -80
_SQUARE: Final = 100_000
_ROW_CYCLE: Final = 2_000_000
_FEWEST_DIGITS: Final = 4
_MOST_DIGITS: Final = 10

# Squares at the edge of a band or zone reach over it, and maps carry a zone's grid on a little.
_MARGIN: Final = 0.5
_HALF_ZONE: Final = 3
# The zones 31 to 37 of the bands V and X are up to twice as wide: Norway and Svalbard.
_WIDE_BANDS: Final = "VX"

_FALSE_EASTING: Final = 500_000
_SCALE: Final = 0.9996
_EQUATOR: Final = 6_378_137.0
_N: Final = 1 / (2 * 298.257223563 - 1)
_RADIUS: Final = _EQUATOR / (1 + _N) * (1 + _N**2 / 4 + _N**4 / 64)
_BETA: Final = (
    _N / 2 - 2 * _N**2 / 3 + 37 * _N**3 / 96 - _N**4 / 360,
    _N**2 / 48 + _N**3 / 15 - 437 * _N**4 / 1440,
    17 * _N**3 / 480 - 37 * _N**4 / 840,
    4397 * _N**4 / 161280,
)
_DELTA: Final = (
    2 * _N - 2 * _N**2 / 3 - 2 * _N**3 + 116 * _N**4 / 45,
    7 * _N**2 / 3 - 8 * _N**3 / 5 - 227 * _N**4 / 45,
    56 * _N**3 / 15 - 136 * _N**4 / 35,
    4279 * _N**4 / 630,
)


def is_mgrs(text: str) -> bool:
    """Whether the text has the shape of an MGRS reference, in capitals or not."""
    return bool(_REFERENCE.fullmatch(_spaced(text)))


def read_mgrs(text: str) -> tuple[float, float]:
    """Latitude and longitude in degrees of the middle of the square that the reference names.

    Spaces, commas or hyphens may part the reference. The middle, since the point is somewhere in
    the square: half a metre from its corner for ten digits, 500 m for four.

    Raises:
        ParseError: there is no such square, it is polar, or wider than a kilometre.
    """
    found = _REFERENCE.fullmatch(_spaced(text))
    if not found:
        raise ParseError("Type an MGRS reference such as 47Q LB 12345 75951.")
    east, north, size = _in_square(found["digits"], found["more"])
    zone, band = int(found["zone"]), found["band"]
    if not 1 <= zone <= _ZONES:
        raise ParseError("The zone of an MGRS reference is 1 to 60.")
    easting = _column_easting(zone, found["column"]) + east + size / 2
    northing = _row_northing(zone, band, found["row"]) + north + size / 2
    lat, from_meridian = _to_degrees(easting, northing)
    _check_band_and_zone(band, lat, from_meridian)
    central = zone * 2 * _HALF_ZONE - 180 - _HALF_ZONE
    return lat, (central + from_meridian + 180) % 360 - 180


def _spaced(text: str) -> str:
    """The reference in capitals, with single spaces, and without the word MGRS before it."""
    words = " ".join(re.sub("[,-]", " ", text.upper()).split())
    return re.sub("^MGRS *:? *", "", words)


def _in_square(digits: str, more: str | None) -> tuple[int, int, int]:
    """Metres east and north of the 100 km square's corner, and the width of what is named."""
    both = digits + (more or "")
    halves_differ = more is not None and len(digits) != len(more)
    if halves_differ or len(both) % 2 or len(both) > _MOST_DIGITS:
        raise ParseError("An MGRS reference ends in as many digits east as north, five at most.")
    if len(both) < _FEWEST_DIGITS:
        raise ParseError(
            "That MGRS reference names a square of 10 km or more; give it at least four digits."
        )
    half = len(both) // 2
    size = _SQUARE // 10**half
    return int(both[:half]) * size, int(both[half:]) * size, size


def _column_easting(zone: int, letter: str) -> int:
    columns = _COLUMNS[(zone - 1) % len(_COLUMNS)]
    if letter not in columns:
        raise _no_such_square()
    return (columns.index(letter) + 1) * _SQUARE


def _row_northing(zone: int, band: str, letter: str) -> int:
    """Metres north of the equator, negative south of it; rows repeat, and the band tells which."""
    shift = 0 if zone % 2 else 5
    row = (_ROWS.index(letter) - shift) % len(_ROWS) * _SQUARE
    middle_of_band = _band_from(band) + _BAND_DEGREES / 2
    metres = middle_of_band * math.pi / 180 * _RADIUS
    return row + round((metres - row) / _ROW_CYCLE) * _ROW_CYCLE


def _band_from(band: str) -> int:
    """The southern edge of the band, in degrees."""
    return _SOUTHERNMOST + _BANDS.index(band) * _BAND_DEGREES


def _to_degrees(easting: float, northing: float) -> tuple[float, float]:
    """Latitude, and longitude from the central meridian, in degrees."""
    xi = northing / (_SCALE * _RADIUS)
    eta = (easting - _FALSE_EASTING) / (_SCALE * _RADIUS)
    xi_sphere = xi - sum(
        beta * math.sin(2 * j * xi) * math.cosh(2 * j * eta) for j, beta in enumerate(_BETA, 1)
    )
    eta_sphere = eta - sum(
        beta * math.cos(2 * j * xi) * math.sinh(2 * j * eta) for j, beta in enumerate(_BETA, 1)
    )
    conformal = math.asin(math.sin(xi_sphere) / math.cosh(eta_sphere))
    lat = conformal + sum(delta * math.sin(2 * j * conformal) for j, delta in enumerate(_DELTA, 1))
    lon = math.atan2(math.sinh(eta_sphere), math.cos(xi_sphere))
    return math.degrees(lat), math.degrees(lon)


def _check_band_and_zone(band: str, lat: float, from_meridian: float) -> None:
    """Nothing, if the point is where the band and the zone of its reference say."""
    south = _band_from(band)
    height = _LAST_BAND_DEGREES if band == _BANDS[-1] else _BAND_DEGREES
    half = _HALF_ZONE * 2 if band in _WIDE_BANDS else _HALF_ZONE
    in_band = south - _MARGIN <= lat <= south + height + _MARGIN
    if not in_band or abs(from_meridian) > half + _MARGIN:
        raise _no_such_square()


def _no_such_square() -> ParseError:
    return ParseError("There is no such MGRS square; check the letters after the zone.")
