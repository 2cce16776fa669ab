"""When and where a record counts, and how near two records lie to each other."""

from datetime import date, timedelta

from store.ages import OLDEST, Age
from store.coordinates import Point, distance_km
from store.kinds import Where
from store.records import Damage, Incident, PersonFields, Record
from store.rules.asked import Likeness, Surroundings
from store.spans import Span
from store.vocabulary import AgeGroup, Sex

OF_AGE = 18
OLDER = 60

SEXES = frozenset({Sex.FEMALE, Sex.MALE, Sex.OTHER})
"""What is known of a sex, if it is."""

_GROUPS = {
    AgeGroup.CHILD: (0, OF_AGE - 1),
    AgeGroup.ADULT: (OF_AGE, OLDEST),
    AgeGroup.OLDER: (OLDER, OLDEST),
}


def incident_of(record: Record, around: Surroundings) -> Incident | None:
    """The incident that a record belongs to."""
    above = getattr(record, record.within) if record.within else None
    return around.incident(above) if above else None


def span_of(record: Record, around: Surroundings) -> Span | None:
    """When a record counts: its own date, else its incident's."""
    own: Span | None = getattr(record, record.dated_by) if record.dated_by else None
    if own is not None:
        return own
    incident = incident_of(record, around)
    return incident.when if incident else None


def where_of(record: Record, around: Surroundings) -> Where | None:
    """Where a record counts: its own place, else its incident's.

    A point without a place is a place of its own, whose name is missing.
    """
    own: Where | None = getattr(record, record.placed_by) if record.placed_by else None
    if own and (own.place or own.said or own.lat is not None):
        return own
    incident = incident_of(record, around)
    return incident.where if incident else own


def years(least: int | None, most: int | None, group: str | None) -> tuple[int, int]:
    """The least and the most years that somebody can have, by the age, else by the age group."""
    if least is not None or most is not None:
        return least or 0, OLDEST if most is None else most
    for known, bounds in _GROUPS.items():
        if group == known:
            return bounds
    return 0, OLDEST


def years_of(person: PersonFields) -> tuple[int, int]:
    """The least and the most years that a person can have."""
    age = person.age or Age(None, None)
    return years(age.least, age.most, person.age_group)


def likeness_of(record: Record, around: Surroundings) -> Likeness:
    """What of a record is compared with others."""
    span, where = span_of(record, around), where_of(record, around)
    place = around.place(where.place) if where and where.place else None
    own = point_at(where.lat, where.lon) if where else None
    point = own or (point_at(place.lat, place.lon) if place else None)
    return _who_or_what(record)._replace(
        id=record.id,
        first=_iso(span.first if span else None),
        last=_iso(span.last if span else None),
        place=(where.place if where else None) or "",
        township=(place.township if place else None) or "",
        lat=point.lat if point else None,
        lon=point.lon if point else None,
    )


def _who_or_what(record: Record) -> Likeness:
    match record:
        case PersonFields():
            least, most = years_of(record)
            return Likeness(names=names_of(record), sex=record.sex or "", least=least, most=most)
        case Damage():
            names = (record.name,) if record.name and record.name.strip() else ()
            return Likeness(kind=record.kind or "", names=names, owner=record.owner or "")
        case Incident():
            return Likeness(kind=record.kind or "")
        case _:
            return Likeness()


def names_of(person: PersonFields) -> tuple[str, ...]:
    """All names that somebody is known by."""
    given = (person.name, person.name_local, *(person.aka or ()))
    return tuple(name for name in given if name and name.strip())


def widened(like: Likeness, days: int) -> Likeness:
    """The same with some days more at either end."""
    return like._replace(first=_moved(like.first, -days), last=_moved(like.last, days))


def meet(a: Likeness, b: Likeness) -> bool:
    """Whether the two can have been on one day; an open end can be any."""
    return not (a.last and b.first and b.first > a.last) and not (
        a.first and b.last and b.last < a.first
    )


def is_dated(like: Likeness) -> bool:
    """Whether anything is known of the day."""
    return bool(like.first or like.last)


def point_of(like: Likeness) -> Point | None:
    """The point, if both halves of it are there and on the earth."""
    return point_at(like.lat, like.lon)


def point_at(lat: float | None, lon: float | None) -> Point | None:
    """The point of that latitude and longitude, if there is one on the earth."""
    if lat is None or lon is None or not (abs(lat) <= 90 and abs(lon) <= 180):  # noqa: PLR2004
        return None
    return Point(lat, lon)


def within_km(a: Likeness, b: Likeness, limit: float) -> bool | None:
    """Whether two points lie within so many kilometres; None where one is not known."""
    here, there = point_of(a), point_of(b)
    return distance_km(here, there) <= limit if here and there else None


def may_lie_within_km(a: Likeness, b: Likeness, limit: float) -> bool:
    """Whether the two can lie within so many kilometres: by their points, else their townships."""
    near = within_km(a, b, limit)
    return may_share_township(a, b) if near is None else near


def may_share_township(a: Likeness, b: Likeness) -> bool:
    """Whether the two can lie in one township."""
    return not a.township or not b.township or a.township == b.township


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _moved(day: str, by: int) -> str:
    try:
        return (date.fromisoformat(day) + timedelta(by)).isoformat() if day else ""
    except OverflowError:
        return ""
