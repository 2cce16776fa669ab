"""MGRS references against known points and against another way of computing them.

The known points were computed with NGA's GEOTRANS, which gives the south-western corner of the
square; `snyder` below follows J. P. Snyder's series (USGS Professional Paper 1395, pages 61–63).
"""

import math
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.coordinates import Point, distance_km
from store.errors import ParseError
from store.mgrs import is_mgrs, read_mgrs

BANDS = "CDEFGHJKLMNPQRSTUVWX"
METRE_KM = 0.001


@pytest.mark.parametrize(
    ("reference", "lat", "lon"),
    [
        ("47QLA1234567890", 18.693873502510762, 97.22051093708401),
        ("47QMA2234567890", 18.700870541533856, 98.26350680175872),
        ("46QHF1234512345", 18.17758402661244, 95.95238541281508),
        ("31UDQ4825111932", 48.85819383792143, 2.2944892452301553),
        ("18SUJ2338308450", 38.907193140194636, -77.03690158268292),
        ("04QEJ9798790670", 21.616426614788693, -158.05326181388455),
        ("50TMK5045027900", 39.999832750881616, 116.41951845782629),
        ("23KPQ8325860687", -22.951926805755388, -43.21263034598578),
        ("33XVG7430156740", 77.98322452936186, 13.894212793228178),
        ("56HLH3434950948", -33.8688000296113, 151.20908775937767),
        ("32VKN9723000510", 60.39, 5.32),
        ("31NAA6602100000", 0.0, 0.0),
        ("60CWS5675228161", -79.9, 179.9),
        ("26XMU6442417856", 83.9, -30.0),
    ],
)
def test_a_reference_names_the_known_point(reference: str, lat: float, lon: float) -> None:
    assert distance_km(Point(*read_mgrs(reference)), Point(lat, lon)) < 2 * METRE_KM


def test_spaces_and_small_letters_do_not_matter() -> None:
    for typed in (
        "47Q LB 12345 75951",
        "47 q lb 12345 75951",
        "47qlb1234575951",
        "MGRS: 47Q LB 12345, 75951",
        "47QLB 12345-75951",
    ):
        assert is_mgrs(typed)
        assert read_mgrs(typed) == read_mgrs("47QLB1234575951")


def test_fewer_digits_name_a_wider_square_around_the_point() -> None:
    fine = Point(*read_mgrs("47QLB1234575951"))
    for coarse, metres in (("47QLB123759", 100), ("47QLB1275", 1000)):
        assert distance_km(Point(*read_mgrs(coarse)), fine) < metres * METRE_KM * math.sqrt(0.5)


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("47QLB", "four digits"),
        ("47QLB12", "four digits"),
        ("47QLB123", "as many digits"),
        ("47Q LB 123 4567", "as many digits"),
        ("47QLB123456123456", "as many digits"),
        ("47QAB1234512345", "no such"),
        ("47RLB1234575951", "no such"),
        ("61QLB1234512345", "1 to 60"),
        ("00QLB1234512345", "1 to 60"),
        ("Loikaw", "such as"),
    ],
)
def test_a_reference_that_names_nothing_is_refused(typed: str, hint: str) -> None:
    with pytest.raises(ParseError, match=hint) as refused:
        read_mgrs(typed)
    assert typed not in refused.value.message


@given(st.floats(-79.9, 71.9), st.integers(1, 60), st.floats(-2.99, 2.99))
def test_a_point_comes_back_from_its_reference(lat: float, zone: int, east: float) -> None:
    lon = zone * 6 - 183 + east
    found = Point(*read_mgrs(grid_reference(lat, zone, east)))
    assert distance_km(found, Point(lat, lon)) < METRE_KM


@given(st.from_regex("[0-9]{1,2}[C-X][A-Z][A-V][0-9]{0,12}", fullmatch=True))
def test_any_reference_is_a_point_or_a_parse_error(typed: str) -> None:
    with suppress(ParseError):
        lat, lon = read_mgrs(typed)
        assert abs(lat) < 85
        assert abs(lon) <= 180


def grid_reference(lat: float, zone: int, east: float) -> str:
    """The ten-digit reference of a point `east` degrees from the zone's middle."""
    easting, northing = (math.floor(metres) for metres in snyder(lat, east))
    column = "ABCDEFGHJKLMNPQRSTUVWXYZ"[(zone - 1) % 3 * 8 + easting // 100_000 - 1]
    shift = 0 if zone % 2 else 5
    row = "ABCDEFGHJKLMNPQRSTUV"[(northing // 100_000 + shift) % 20]
    band = BANDS[min(int((lat + 80) // 8), 19)]
    return f"{zone:02}{band}{column}{row}{easting % 100_000:05}{northing % 100_000:05}"


def snyder(lat: float, east: float) -> tuple[float, float]:
    """UTM easting, and northing from the equator, in metres (Snyder, equations 8-9 to 8-15)."""
    phi, away = math.radians(lat), math.radians(east)
    flattening = 1 / 298.257223563
    e2 = flattening * (2 - flattening)
    second = e2 / (1 - e2)
    radius = 6378137.0
    n = radius / math.sqrt(1 - e2 * math.sin(phi) ** 2)
    t, c, a = math.tan(phi) ** 2, second * math.cos(phi) ** 2, away * math.cos(phi)
    arc = radius * (
        (1 - e2 / 4 - 3 * e2**2 / 64 - 5 * e2**3 / 256) * phi
        - (3 * e2 / 8 + 3 * e2**2 / 32 + 45 * e2**3 / 1024) * math.sin(2 * phi)
        + (15 * e2**2 / 256 + 45 * e2**3 / 1024) * math.sin(4 * phi)
        - (35 * e2**3 / 3072) * math.sin(6 * phi)
    )
    x = n * (a + (1 - t + c) * a**3 / 6 + (5 - 18 * t + t**2 + 72 * c - 58 * second) * a**5 / 120)
    y = arc + n * math.tan(phi) * (
        a**2 / 2
        + (5 - t + 9 * c + 4 * c**2) * a**4 / 24
        + (61 - 58 * t + t**2 + 600 * c - 330 * second) * a**6 / 720
    )
    return 500_000 + 0.9996 * x, 0.9996 * y
