"""The point within a pasted map link: Google, OpenStreetMap, Apple, OsmAnd, geo: (RFC 5870)."""

import re
from typing import Final

from store.errors import ParseError
from store.shapes import shape

_NUMBER: Final = r"[-+]?[0-9]{1,3}(?:\.[0-9]{1,20})?"
_LAT: Final = rf"(?P<lat>{_NUMBER})(?![0-9.])"
_LON: Final = rf"(?P<lon>{_NUMBER})(?![0-9.])"
_PAIR: Final = rf"{_LAT} *, *{_LON}"

_LINK: Final = shape(r"(?:^|\s)(?:[a-z]+://|geo:|www\.|maps\.|goo\.gl/|osm\.org/)", re.IGNORECASE)
_SHORT: Final = shape(
    r"(?:goo\.gl|g\.co|osm\.org/go|bit\.ly|tinyurl\.com|t\.co|w3w\.co|omaps\.app|ge0\.me|"
    r"maps\.apple|om:/)/",
    re.IGNORECASE,
)

# A pin says where somebody pointed; @ and #map= say only what the window showed around it.
_POINTS: Final = tuple(
    shape(point, re.IGNORECASE)
    for point in (
        rf"[?&#]mlat={_LAT}&mlon={_LON}",
        rf"!3d{_LAT}!4d{_LON}",
        rf"[?&#](?:q|query|ll|pin|destination|daddr|coordinate|point)=(?:loc:)? *{_PAIR}",
        # Of a way, where it ends.
        rf"/dir/(?:[^/]*/)*?{_PAIR}(?=/@|/data|/?$)",
        rf"/(?:place|search)/ *{_PAIR}",
        r"/(?:place|search)/ *(?P<said>[0-9]{1,3}°[^/@]+)",
        # geo:0,0?q=… is how telephones pass on a search that has no point of its own.
        rf"(?:^|\s)geo:(?!0(?:\.0*)?,0(?:\.0*)?\?q){_PAIR}",
        rf"[?&#]center={_PAIR}",
        rf"[?&#]cp={_LAT}~{_LON}",
        rf"@{_PAIR}",
        rf"#map=[0-9.]+/{_LAT}/{_LON}",
    )
)
_ESCAPES: Final = (
    ("%2c", ","),
    ("%20", " "),
    ("%3a", ":"),
    ("%c2%b0", "°"),
    ("%e2%80%b2", "'"),
    ("%e2%80%b3", '"'),
    ("%27", "'"),
    ("%22", '"'),
)


def is_link(text: str) -> bool:
    """Whether a word of the text begins as a map link does, with or without https://."""
    return bool(_LINK.search(text))


def point_in_link(text: str) -> str:
    """The coordinates that the link carries, as numbers are typed, a pin before a map's middle.

    Nothing is looked up: a short link carries no point.

    Raises:
        ParseError: it carries none.
    """
    for escaped, sign in _ESCAPES:
        text = re.sub(escaped, sign, text, flags=re.IGNORECASE)
    text = re.sub(r"(?<=[=/,:\"])\+(?=[ 0-9-])|(?<=,)\+|(?<=[nsew])\+(?=[0-9])", " ", text)
    for point in _POINTS:
        if found := point.search(text):
            groups = found.groupdict()
            return groups.get("said") or f"{groups['lat']}, {groups['lon']}"
    if _SHORT.search(text):
        raise ParseError(
            "A short link names its point only online: open it where there is a network, and copy "
            "the numbers from the map, such as 19.67, 97.21."
        )
    raise ParseError(
        "That link carries no coordinates. Copy the numbers from the map, such as 19.67, 97.21."
    )
