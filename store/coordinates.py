"""Points on the earth: reading them as people paste them, showing them, and the way between."""

import math
import re
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from store.digits import plainly
from store.errors import ParseError
from store.map_links import is_link, point_in_link
from store.mgrs import is_mgrs, read_mgrs
from store.shapes import shape

_DECIMALS: Final = 6
_MOST_LAT: Final = 90
_MOST_LON: Final = 180
_LONGEST: Final = 2000
_LONGEST_NUMBERS: Final = 100
_EARTH_KM: Final = 6371.0088
_MINUTES: Final = 60

_ADVICE: Final = (
    "Type coordinates such as 19.67, 97.21 or 19°40'12\"N 97°12'36\"E, "
    "an MGRS reference, or paste a map link."
)

_SIGNS: Final = str.maketrans(
    {
        **dict.fromkeys("′ʹ", "'"),
        **dict.fromkeys("″”“ʺ", '"'),
        **dict.fromkeys("º˚ᵒ", "°"),
        **dict.fromkeys("()[]&", " "),
        **dict.fromkeys("၊、", ","),
    }
)
_WORDS: Final = (
    ("''", '"'),
    ("(?<=[0-9]) ?deg(?:rees?)?", "°"),
    ("(?<=[0-9]) ?min(?:utes?)?", "'"),
    ("(?<=[0-9]) ?sec(?:onds?)?", '"'),
    ("north", "n"),
    ("south", "s"),
    ("east", "e"),
    ("west", "w"),
    ("(?:latitude|lat)[.:=]? ?", "lat "),
    ("(?:longitude|long|lon|lng)[.:=]? ?", "lon "),
    # A comma for the decimal point, on both sides.
    ("^(-?[0-9]+),([0-9]+)(?:[;,] ?| )(-?[0-9]+),([0-9]+)$", r"\1.\2, \3.\4"),
)

_HALVES: Final = tuple(
    map(
        shape,
        (
            "(?P<a>[^a-z]+?) ?(?P<p>[ns])[ ,;/]*(?P<b>[^a-z]+?) ?(?P<q>[ew])",
            "(?P<a>[^a-z]+?) ?(?P<p>[ew])[ ,;/]*(?P<b>[^a-z]+?) ?(?P<q>[ns])",
            "(?P<p>[ns]) ?(?P<a>[^a-z]+?)[ ,;/]*(?P<q>[ew]) ?(?P<b>[^a-z]+)",
            "(?P<p>[ew]) ?(?P<a>[^a-z]+?)[ ,;/]*(?P<q>[ns]) ?(?P<b>[^a-z]+)",
            "(?P<p>lat) (?P<a>[^a-z]+?)[ ,;]*(?P<q>lon) (?P<b>[^a-z]+)",
            "(?P<p>lon) (?P<a>[^a-z]+?)[ ,;]*(?P<q>lat) (?P<b>[^a-z]+)",
            "(?P<a>[^a-z,;]+) ?[,;] ?(?P<b>[^a-z,;]+)",
            "(?P<a>[^a-z°]+°[^°]*?)[ ,;]*(?P<b>[-+]?[0-9.]+°[^a-z°]*)",
        ),
    )
)
"""Two halves with their hemispheres, or parted by a sign, or by the second degree sign."""

_ANGLE: Final = (
    r"(?P<sign>[-+]?)(?P<degrees>[0-9]{1,3}(?:\.[0-9]{1,20})?)(?: ?°)?"
    r"(?:(?: |(?<=°)) ?(?P<minutes>[0-9]{1,2}(?:\.[0-9]{1,20})?)(?: ?')?"
    r"(?:(?: |(?<=')) ?(?P<seconds>[0-9]{1,2}(?:\.[0-9]{1,20})?)(?: ?\")?)?)?"
)
_HALF: Final = shape(_ANGLE)
_UNREAD: Final = tuple(
    (shape(form), advice)
    for form, advice in (
        (
            "(?:utm )?[0-9]{1,2} ?[a-z],? [0-9]{6}(?:[.][0-9]+)?(?: ?m?e)?,? [0-9]{6,7}.*",
            "That looks like UTM, which is not read: set the device to degrees or to MGRS.",
        ),
        (
            "[23456789cfghjmpqrvwx]{2,8}[+][23456789cfghjmpqrvwx]{2,3}(?:[ ,].*)?",
            "That is a plus code, which is not read: copy the numbers from the map.",
        ),
        (
            "/{0,3}[a-z]{2,}[.][a-z]{2,}[.][a-z]{2,}",
            "Three words name a point only online: copy the numbers from the map.",
        ),
    )
)
"""Other ways to name a point, and what to do instead."""

_LAT_ALONE, _LON_ALONE = (
    shape(f"(?P<before>[{hemispheres}])? ?(?P<angle>{_ANGLE}) ?(?P<after>[{hemispheres}])?")
    for hemispheres in ("ns", "ew")
)
_TWO_DECIMALS: Final = shape(r"[-+]?[0-9]+\.[0-9]+ [0-9]")
_NO_DECIMALS_WITHOUT_SPACE: Final = shape("-?[0-9]+,[0-9]+")


@dataclass(frozen=True, slots=True)
class Point:
    """A point by its latitude and longitude, in decimal degrees on WGS 84."""

    lat: float
    lon: float


def parse_point(text: str) -> Point:
    """The point that the text gives, to six decimals (11 cm).

    Read are decimal degrees, latitude first; degrees, minutes and seconds with signs, spaces or
    hemispheres; map links that carry a point; `geo:` links; and MGRS references, whose point is
    the middle of the square they name.

    Raises:
        ParseError: it is none of these, or no point on the earth.
    """
    if len(text) > _LONGEST:
        raise ParseError(_ADVICE)
    said = plainly(text)
    if is_link(said):
        return _of_link(said)
    if is_mgrs(said):
        return _on_earth(*read_mgrs(said), order_is_sure=True)
    return _of_numbers(said)


def _of_link(said: str) -> Point:
    """The point that a link carries, or else the words around it, as telephones share a pin."""
    try:
        return _of_numbers(point_in_link(said))
    except ParseError:
        around = " ".join(word for word in said.split() if not is_link(word))
        with suppress(ParseError):
            return _of_numbers(around)
        raise


def parse_degrees(text: str, *, most: int) -> float:
    """The degrees that the text gives for a latitude (`most` 90) or a longitude (180).

    A whole point, however it is written, gives the half that is asked for.

    Raises:
        ParseError: it is no angle and no point, or beyond the most.
    """
    said = _with_signs(plainly(text)) if len(text) <= _LONGEST_NUMBERS else ""
    alone = (_LAT_ALONE if most == _MOST_LAT else _LON_ALONE).fullmatch(said)
    if alone is None or _TWO_DECIMALS.match(said):
        point = parse_point(text)
        return point.lat if most == _MOST_LAT else point.lon
    angle = _half(alone["angle"], alone["before"] or alone["after"] or "")
    if abs(angle) > most:
        raise ParseError(f"Between -{most} and {most}.")
    return angle


def format_point(point: Point) -> str:
    """The point in decimal degrees, six decimals at most: "19.67, 97.21"."""
    return f"{_degrees(point.lat)}, {_degrees(point.lon)}"


def distance_km(a: Point, b: Point) -> float:
    """Kilometres along a great circle of a round earth, true to about half a per cent."""
    lat_a, lat_b = math.radians(a.lat), math.radians(b.lat)
    half_lat = math.sin((lat_b - lat_a) / 2) ** 2
    half_lon = math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    chord = half_lat + math.cos(lat_a) * math.cos(lat_b) * half_lon
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(chord)))


def _with_signs(said: str) -> str:
    """The text with one kind of each sign that stands in coordinates."""
    text = " ".join(said.translate(_SIGNS).split())
    for word, sign in _WORDS:
        text = re.sub(word, sign, text)
    return " ".join(text.strip(" .,;").split())


def _of_numbers(said: str) -> Point:
    text = _with_signs(said)
    if len(text) > _LONGEST_NUMBERS or _NO_DECIMALS_WITHOUT_SPACE.fullmatch(text):
        raise ParseError(_ADVICE)
    for form, advice in _UNREAD:
        if form.fullmatch(said):
            raise ParseError(advice)
    for halves in _HALVES:
        found = halves.fullmatch(text)
        if found:
            groups = found.groupdict()
            first = _half(groups["a"], groups.get("p") or "")
            last = _half(groups["b"], groups.get("q") or "")
            if (groups.get("p") or "n") in {"e", "w", "lon"}:
                first, last = last, first
            return _on_earth(first, last, order_is_sure="p" in groups)
    numbers = text.split(" ")
    if len(numbers) not in {2, 4, 6}:
        raise ParseError(_ADVICE)
    middle = len(numbers) // 2
    first = _half(" ".join(numbers[:middle]), "")
    last = _half(" ".join(numbers[middle:]), "")
    return _on_earth(first, last, order_is_sure=False)


def _half(text: str, hemisphere: str) -> float:
    """Degrees of one half, south and west below zero.

    Raises:
        ParseError: it is no angle.
    """
    found = _HALF.fullmatch(text.strip())
    if not found or (found["sign"] == "-" and hemisphere in {"n", "e", "s", "w"}):
        raise ParseError(_ADVICE)
    parts = [found["degrees"], found["minutes"], found["seconds"]]
    said = [part for part in parts if part is not None]
    if any("." in part for part in said[:-1]):
        raise ParseError("Only the last of degrees, minutes and seconds can have decimals.")
    degrees, minutes, seconds = (float(part or 0) for part in parts)
    if max(minutes, seconds) >= _MINUTES:
        raise ParseError("Minutes and seconds are below 60.")
    angle = degrees + minutes / _MINUTES + seconds / _MINUTES**2
    return -angle if found["sign"] == "-" or hemisphere in {"s", "w"} else angle


def _on_earth(lat: float, lon: float, *, order_is_sure: bool) -> Point:
    """The point, if there is one of that latitude and longitude."""
    if abs(lat) <= _MOST_LAT and abs(lon) <= _MOST_LON:
        # Adding zero turns a negative zero into a plain one.
        return Point(round(lat, _DECIMALS) + 0.0, round(lon, _DECIMALS) + 0.0)
    if not order_is_sure and abs(lon) <= _MOST_LAT and abs(lat) <= _MOST_LON:
        raise ParseError(
            "That fits only the other way round: type the latitude first, such as 19.67, 97.21."
        )
    raise ParseError("A latitude is -90 to 90 and a longitude -180 to 180.")


def _degrees(value: float) -> str:
    rounded = round(value, _DECIMALS) + 0.0
    return f"{rounded:.{_DECIMALS}f}".rstrip("0").rstrip(".")
