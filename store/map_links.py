"""The point within a pasted map link: Google, OpenStreetMap, Apple, OsmAnd, geo: (RFC 5870)."""

import re
from typing import Final

from store.errors import ParseError

_NUMBER: Final = r"[-+]?[0-9]{1,3}(?:\.[0-9]{1,20})?"
_LAT: Final = rf"(?P<lat>{_NUMBER})(?![0-9.])"
_LON: Final = rf"(?P<lon>{_NUMBER})(?![0-9.])"
_PAIR: Final = rf"{_LAT} *, *{_LON}"

_LINK: Final = re.compile(r"(?:^|\s)(?:https?://|geo:|www\.|maps\.|goo\.gl/)", re.IGNORECASE)

# A pin says where somebody pointed; @ and #map= say only what the window showed around it.
_POINTS: Final = tuple(
    re.compile(point, re.IGNORECASE)
    for point in (
        rf"[?&#]mlat={_LAT}&mlon={_LON}",
        rf"!3d{_LAT}!4d{_LON}",
        rf"[?&#](?:q|query|ll|pin|destination|daddr|coordinate|point)=(?:loc:)? *{_PAIR}",
        rf"/(?:place|search|dir)/ *{_PAIR}",
        # geo:0,0?q=… is how telephones pass on a search that has no point of its own.
        rf"(?:^|\s)geo:(?!0(?:\.0*)?,0(?:\.0*)?\?){_PAIR}",
        rf"[?&#]center={_PAIR}",
        rf"@{_PAIR}",
        rf"#map=[0-9.]+/{_LAT}/{_LON}",
    )
)
_ESCAPES: Final = (("%2c", ","), ("%2C", ","), ("%20", " "), ("%3A", ":"), ("%3a", ":"))


def is_link(text: str) -> bool:
    """Whether a word of the text begins as a map link does, with or without https://."""
    return bool(_LINK.search(text))


def read_link(text: str) -> tuple[float, float]:
    """The latitude and longitude in degrees that the link carries, a pin before a map's middle.

    Nothing is looked up: a shortened link carries no point.

    Raises:
        ParseError: it carries none.
    """
    for escaped, sign in _ESCAPES:
        text = text.replace(escaped, sign)
    text = re.sub(r"(?<=[=/,:])\+(?=[ 0-9-])|(?<=,)\+", " ", text)
    for point in _POINTS:
        if found := point.search(text):
            return float(found["lat"]), float(found["lon"])
    raise ParseError(
        "That link carries no coordinates. Copy the numbers from the map, such as 19.67, 97.21."
    )
