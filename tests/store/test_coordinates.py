"""Points as people paste them."""

import math
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.coordinates import Point, distance_km, format_point, parse_degrees, parse_point
from store.errors import ParseError
from tests.store.habits import Habit, habits, typed

LOIKAW = Point(19.67, 97.21)


@pytest.mark.parametrize(
    "text",
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
        "19.67 N / 97.21 E",
        "lat=19.67&lon=97.21",
        "19.67, 97.21.",
        "１９.６７，９７.２１",
        "19.67\u00a0N\u200b 97.21\u00a0E",
    ],
)
def test_numbers_are_read(text: str) -> None:
    assert parse_point(f" {text} ") == LOIKAW


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
        "geo:19.67,97.21?z=15",
        "geo:0,0?q=19.67,97.21(X)",
        "https://www.google.com/maps/place/19%C2%B040'12.0%22N+97%C2%B012'36.0%22E/@1.5,2.5,17z",
        "https://www.google.com/maps/dir//19.67,97.21/@1.5,2.5,17z",
        "https://www.google.com/maps/dir/1.5,2.5/19.67,97.21/@1.5,2.5,17z",
        "https://www.bing.com/maps?cp=19.67~97.21&lvl=12",
        "https://www.openstreetmap.org/node/1#map=15/19.67/97.21&layers=N",
        "19°40'12.0\"N 97°12'36.0\"E\nhttps://maps.app.goo.gl/abc",
        "Look here: https://maps.google.com/?q=19.67,97.21",
    ],
)
def test_a_pasted_link_gives_its_pin_or_else_its_middle(link: str) -> None:
    assert parse_point(link) == LOIKAW


@pytest.mark.parametrize(
    "link", ["https://maps.app.goo.gl/abc", "goo.gl/maps/abc", "https://osm.org/go/zQ3K--"]
)
def test_a_short_link_says_that_it_cannot_be_read_offline(link: str) -> None:
    with pytest.raises(ParseError, match="only online"):
        parse_point(link)


@pytest.mark.parametrize("link", ["geo:0,0?q=X", "www.example.org"])
def test_a_link_without_a_point_says_so(link: str) -> None:
    with pytest.raises(ParseError, match="no coordinates"):
        parse_point(link)


def test_an_mgrs_reference_is_read() -> None:
    assert distance_km(parse_point("47Q LB 12345 75951"), LOIKAW) < 0.001


def test_south_and_west_are_below_zero() -> None:
    assert parse_point("33.5S 70.25W") == parse_point("-33.5, -70.25") == Point(-33.5, -70.25)
    assert parse_point("-33 30 0, -70 15 0") == Point(-33.5, -70.25)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("97.21, 19.67", "other way round"),
        ("https://maps.google.com/?q=97.21,19.67", "other way round"),
        ("47Q 312345 2175951", "UTM"),
        ("7MGJM6C6+2X", "plus code"),
        ("///filled.count.soap", "Three words"),
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
def test_what_is_no_point_is_told_what_is(text: str, hint: str) -> None:
    with pytest.raises(ParseError, match=hint):
        parse_point(text)


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


def test_a_point_is_shown_without_noise() -> None:
    assert format_point(Point(19.67, 97.21)) == "19.67, 97.21"
    assert format_point(Point(19.0, 0.1 + 0.2)) == "19, 0.3"
    assert format_point(Point(-0.0, -0.000_000_01)) == "0, 0"


NOTATIONS: tuple[Callable[[Point], str], ...] = (
    format_point,
    lambda p: f"{p.lat:.6f} {p.lon:.6f}",
    lambda p: f"({p.lat:.6f}; {p.lon:.6f})",
    lambda p: f"{sexagesimal(p.lat, 'NS')} {sexagesimal(p.lon, 'EW')}",
    lambda p: f"{sexagesimal(p.lon, 'EW')}, {sexagesimal(p.lat, 'NS')}",
    lambda p: f"{abs(p.lat):.6f}{'NS'[p.lat < 0]} {abs(p.lon):.6f}{'EW'[p.lon < 0]}",
    lambda p: f"lat: {p.lat:.6f}, lon: {p.lon:.6f}",
    lambda p: f"geo:{p.lat:.6f},{p.lon:.6f}?z=9",
    lambda p: f"https://maps.google.com/?q={p.lat:.6f},{p.lon:.6f}&z=3",
    lambda p: f"https://www.google.com/maps/@{p.lat:.6f},{p.lon:.6f},15z",
    lambda p: f"https://www.openstreetmap.org/?mlat={p.lat:.6f}&mlon={p.lon:.6f}#map=1/1/2",
    lambda p: f"https://maps.apple.com/?ll={p.lat:.6f}%2C{p.lon:.6f}",
)


@given(POINTS, st.sampled_from(NOTATIONS), habits)
def test_however_it_is_written_it_is_the_same_point(
    point: Point, notation: Callable[[Point], str], how: list[Habit]
) -> None:
    again = parse_point(typed(notation(point), how))
    assert math.isclose(again.lat, point.lat, abs_tol=0.000_002)
    assert math.isclose(again.lon, point.lon, abs_tol=0.000_002)


@settings(max_examples=50)
@given(POINTS, st.sampled_from(NOTATIONS))
def test_a_latitude_or_a_longitude_is_its_half_of_a_point(
    point: Point, notation: Callable[[Point], str]
) -> None:
    text = notation(point)
    assert parse_degrees(text, most=90) == parse_point(text).lat
    assert parse_degrees(text, most=180) == parse_point(text).lon
    for angle, most, hemispheres in ((point.lat, 90, "NS"), (point.lon, 180, "EW")):
        for alone in (f"{angle:.6f}", sexagesimal(angle, hemispheres)):
            assert math.isclose(parse_degrees(alone, most=most), angle, abs_tol=0.000_002)


@pytest.mark.parametrize(
    ("text", "most"), [("97.21", 90), ("197", 180), ("97.21E", 90), ("19.67N", 180), ("", 90)]
)
def test_half_a_point_is_the_right_half(text: str, most: int) -> None:
    with pytest.raises(ParseError):
        parse_degrees(text, most=most)


def sexagesimal(angle: float, hemispheres: str) -> str:
    thousandths = round(abs(angle) * 3_600_000)
    minutes, rest = divmod(thousandths, 60_000)
    degrees, minutes = divmod(minutes, 60)
    return f"{degrees}°{minutes}'{rest / 1000:.3f}\"{hemispheres[angle < 0]}"


PIECES = ("geo:", "https://", "goo.gl/", "?q=", "@", "/dir/", "/place/", "#map=", "%2C", "+", "47Q")


@given(
    st.text()
    | st.from_regex("[0-9°'\" .,NSEWa-]{1,30}", fullmatch=True)
    | st.lists(st.sampled_from(PIECES) | st.sampled_from("0159.,/&°'NE ~"), max_size=12).map(
        "".join
    )
)
def test_any_text_is_a_point_or_a_parse_error(text: str) -> None:
    with suppress(ParseError):
        point = parse_point(text)
        assert abs(point.lat) <= 90
        assert abs(point.lon) <= 180
        assert parse_point(format_point(point)) == point
    with suppress(ParseError):
        assert abs(parse_degrees(text, most=90)) <= 90


@given(POINTS, POINTS)
def test_a_way_is_as_long_there_as_back(a: Point, b: Point) -> None:
    assert distance_km(a, a) == 0
    assert 0 <= distance_km(a, b) <= 20_016
    assert math.isclose(distance_km(a, b), distance_km(b, a), abs_tol=1e-6)


def test_known_distances() -> None:
    assert math.isclose(distance_km(Point(0, 0), Point(1, 0)), 111.195, abs_tol=0.001)
    assert math.isclose(distance_km(Point(0, 179.5), Point(0, -179.5)), 111.195, abs_tol=0.001)
    assert math.isclose(distance_km(Point(90, 0), Point(-90, 0)), 20_015.1, abs_tol=0.1)
