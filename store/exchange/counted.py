"""The days and places that were counted, as the terms by which an extract chooses incidents."""

from calendar import monthrange

from store.counting.extent import DAWN, DUSK, Stretch
from store.counting.scope import Scope
from store.engine import Connection
from store.errors import ParseError
from store.places import label_of, place, resolve_place


def terms_of(connection: Connection, scope: Scope) -> str:
    """A filter for the incidents of a scope's days and places, '' for all of them.

    Whom the scope counts is no part of it: an extract takes whatever belongs to an incident.
    """
    days = _days(scope.stretch)
    places = ",".join(_place(connection, key) for key in scope.area.keys)
    terms = (f"when:{days}" if days else "", f"where:{places}" if places else "")
    return " ".join(filter(None, terms))


def _days(stretch: Stretch) -> str:
    """A month or a year by its name, else from one day to the other; '' for all days."""
    first, last = stretch.first, stretch.last
    if first == DAWN or last == DUSK:
        ends = ("" if first == DAWN else first, "" if last == DUSK else last)
        return "..".join(ends) if any(ends) else ""
    if (first[4:], last[4:]) == ("-01-01", "-12-31") and first[:4] == last[:4]:
        return first[:4]
    days = monthrange(int(first[:4]), int(first[5:7]))[1]
    if first[8:] == "01" and last == f"{first[:7]}-{days:02d}":
        return first[:7]
    return f"{first}..{last}"


def _place(connection: Connection, key: str) -> str:
    """What a place is called where that means it alone: its name, or that with its township."""
    found = place(connection, key)
    for name in (found.name if found else "", label_of(connection, key)):
        if name and _means(connection, name) == key:
            return name if name.isalnum() else f'"{name}"'
    return key


def _means(connection: Connection, name: str) -> str:
    try:
        return resolve_place(connection, name)
    except ParseError:
        return ""
