"""Which HXL hashtag stands under which column of an extract."""

from collections.abc import Mapping
from typing import Final

from store.vocabulary.hxl import HXL

_ABOUT: Final[Mapping[str, Mapping[str, str]]] = {
    "incident": {
        "id": "incident_code",
        "kind": "kind",
        "public_text": "description",
        "means": "means",
        "actor": "actor",
    },
    "casualty": {"incident": "incident_code", "means": "means"},
    "detention": {"incident": "incident_code"},
    "damage": {"incident": "incident_code", "means": "means"},
    "figure": {"incident": "incident_code", "period_from": "when_from", "period_to": "when_to"},
    "location": {"name": "place_name", "name_local": "place_name_local"},
    "event": {"incident": "incident_code", "place": "place_code"},
}
"""What the columns of one table are about, where their name alone does not say it."""

_EVERYWHERE: Final = frozenset({"when_from", "when_to", "lat", "lon", "place_precision"})
_OF_EVENT: Final = frozenset(HXL) - {"incident_code"}


def hashtag(table: str, column: str) -> str:
    """The hashtag of a column, '' if it has none."""
    about = _ABOUT.get(table, {}).get(column)
    if about is None and (column in _EVERYWHERE or (table == "event" and column in _OF_EVENT)):
        about = column
    if about is None and column in ("township_name", "sources"):
        about = "source" if column == "sources" else column
    if about is None and column == "township":
        about = "township_code"
    return HXL.get(about or "", "")
