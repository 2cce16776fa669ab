"""Points as people paste them."""

import math
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.coordinates import Point, distance_km, format_point, parse_point
from store.errors import ParseError

LOIKAW = Point(19.67, 97.21)
BURMESE = str.maketrans("0123456789", "၀၁၂၃၄၅၆၇၈၉")


@pytest.mark.parametrize(
    "typed",
    [
        "19.67, 97.21",
        "19.67,97.21",
        "19.67 97.21",
        "19.67; 97.21",
        "(19.67, 97.21)",
        "၁၉.၆၇၊ ၉၇.၂၁",
        "19,67 97,21",
        "19.67N 97.21E",
        "N 19.67, E 97.21",
        "19.67° N, 97.21° E",
        "97.21E 19.67N",
        "Lat: 19.67, Long: 97.21",
        "longitude 97.21 latitude 19.67",
        "19°40'12\"N 97°12'36\"E",
        "19°40′12″N, 97°12′36″E",
        "19º 40’ 12” N 97º 12’ 36” E",
        "N19°40'12\" E97°12'36\"",
        "97°12'36\"E 19°40'12\"N",
        "19°40'12'' 97°12'36''",
        "19°40.2'N 97°12.6'E",
        "19 40 12 N, 97 12 36 E",
        "19 40 12N 97 12 36E",
        "19 40 12, 97 12 36",
        "19 40 12 97 12 36",
        "19 40.2 97 12.6",
        "19 deg 40 min 12 sec N 97 deg 12 min 36 sec E",
    ],
)
def test_numbers_are_read(typed: str) -> None:
    assert parse_point(f" {typed} ") == LOIKAW


@pytest.mark.parametrize(
    "link",
    [
        "https://www.google.com/maps/@19.67,97.21,15z",
        "https://www.google.com/maps/place/X/@1.5,2.5,15z/data=!3m1!4b1!8m2!3d19.67!4d97.21",
        "https://maps.google.com/?q=19.67,97.21",
        "https://maps.google.com/maps?q=loc:19.67,97.21&z=15",
        "https://www.google.com/maps/search/?api=1&query=19.67%2C97.21",
        "https://www.google.com/maps/search/19.67,+97.21?entry=tts",
        "https://www.openstreetmap.org/#map=12/19.67/97.21",
        "https://www.openstreetmap.org/?mlat=19.67&mlon=97.21#map=12/1.5/2.5",
        "https://maps.apple.com/?ll=19.67,97.21&q=X",
        "https://osmand.net/map?pin=19.67,97.21#12/1.5/2.5",
        "geo:19.67,97.21",
        "geo:19.67,97.21;u=35",
        "geo:0,0?q=19.67,97.21(X)",
        "Look here: https://maps.google.com/?q=19.67,97.21",
    ],
)
def test_a_pasted_link_gives_its_pin_or_else_its_middle(link: str) -> None:
    assert parse_point(link) == LOIKAW


@pytest.mark.parametrize("link", ["https://maps.app.goo.gl/abc", "geo:0,0?q=X", "www.example.org"])
def test_a_link_without_a_point_says_so(link: str) -> None:
    with pytest.raises(ParseError, match="no coordinates"):
        parse_point(link)


def test_an_mgrs_reference_is_read() -> None:
    assert distance_km(parse_point("47Q LB 12345 75951"), LOIKAW) < 0.001


def test_south_and_west_are_below_zero() -> None:
    assert parse_point("33.5S 70.25W") == parse_point("-33.5, -70.25") == Point(-33.5, -70.25)
    assert parse_point("-33 30 0, -70 15 0") == Point(-33.5, -70.25)


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("97.21, 19.67", "other way round"),
        ("97 12 36, 19 40 12", "other way round"),
        ("97.21N 19.67E", "-90 to 90"),
        ("197, 19", "-90 to 90"),
        ("19.67, 181", "-180 to 180"),
        ("19°60'N 97°E", "below 60"),
        ("19°10'75\"N 97°E", "below 60"),
        ("19.5°40'N 97°E", "Only the last"),
        ("-19.67S, 97.21E", "such as"),
        ("19,67", "such as"),
        ("19.67", "such as"),
        ("19.67, 97.21, 5", "such as"),
        ("19.67N 97.21N", "such as"),
        ("nan, inf", "such as"),
        ("1e1, 2", "such as"),
        ("", "such as"),
        ("1, " * 5000, "such as"),
    ],
)
def test_what_is_no_point_is_told_what_is(typed: str, hint: str) -> None:
    with pytest.raises(ParseError, match=hint):
        parse_point(typed)


LATS = st.floats(-90, 90)
LONS = st.floats(-180, 180)
POINTS = st.builds(Point, LATS, LONS)


@given(POINTS)
def test_what_is_shown_can_be_typed_again(point: Point) -> None:
    shown = format_point(point)
    again = parse_point(shown)
    assert math.isclose(again.lat, point.lat, abs_tol=0.000_000_6)
    assert math.isclose(again.lon, point.lon, abs_tol=0.000_000_6)
    assert format_point(again) == shown
    assert parse_point(shown.translate(BURMESE)) == again


def test_a_point_is_shown_without_noise() -> None:
    assert format_point(Point(19.67, 97.21)) == "19.67, 97.21"
    assert format_point(Point(19.0, 0.1 + 0.2)) == "19, 0.3"
    assert format_point(Point(-0.0, -0.000_000_01)) == "0, 0"


@given(POINTS)
def test_degrees_minutes_and_seconds_name_the_same_point(point: Point) -> None:
    again = parse_point(f"{sexagesimal(point.lat, 'NS')} {sexagesimal(point.lon, 'EW')}")
    assert math.isclose(again.lat, point.lat, abs_tol=0.000_002)
    assert math.isclose(again.lon, point.lon, abs_tol=0.000_002)


def sexagesimal(angle: float, hemispheres: str) -> str:
    thousandths = round(abs(angle) * 3_600_000)
    minutes, rest = divmod(thousandths, 60_000)
    degrees, minutes = divmod(minutes, 60)
    return f"{degrees}°{minutes}'{rest / 1000:.3f}\"{hemispheres[angle < 0]}"


@given(st.text() | st.from_regex("[0-9°'\" .,NSEWa-]{1,30}", fullmatch=True))
def test_any_text_is_a_point_or_a_parse_error(text: str) -> None:
    with suppress(ParseError):
        point = parse_point(text)
        assert abs(point.lat) <= 90
        assert abs(point.lon) <= 180


@given(POINTS, POINTS)
def test_a_way_is_as_long_there_as_back(a: Point, b: Point) -> None:
    assert distance_km(a, a) == 0
    assert 0 <= distance_km(a, b) <= 20_016
    assert math.isclose(distance_km(a, b), distance_km(b, a), abs_tol=1e-6)


def test_known_distances() -> None:
    assert math.isclose(distance_km(Point(0, 0), Point(1, 0)), 111.195, abs_tol=0.001)
    assert math.isclose(distance_km(Point(0, 179.5), Point(0, -179.5)), 111.195, abs_tol=0.001)
    assert math.isclose(distance_km(Point(90, 0), Point(-90, 0)), 20_015.1, abs_tol=0.1)
