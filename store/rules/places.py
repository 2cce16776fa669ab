"""Places: that there is one, that its point is whole, that place and point agree."""

from collections.abc import Iterator

from store.coordinates import Point, distance_km
from store.kinds import Where
from store.places import Place
from store.records import Casualty, Damage, Detention, Incident, PlaceRecord, Record
from store.rules.asked import Surroundings
from store.rules.finding import Breach, Level, Rule
from store.rules.likeness import point_at, where_of
from store.vocabulary import PlaceLevel, PlacePrecision

AT_THE_PLACE_KM = 2.0
"""So near to the chosen place, it does not matter whose villages lie around."""

FARTHEST_KM = {
    PlacePrecision.EXACT: 5.0,
    PlacePrecision.VILLAGE: 5.0,
    PlacePrecision.NEAR_VILLAGE: 15.0,
    PlacePrecision.BETWEEN: 30.0,
    None: 10.0,
}
"""How far a point may lie from the chosen village, by how exactly the place is known.

A village's fields and huts lie some kilometres around it; the list gives one point for all.
"""

_SETTLEMENTS = (PlaceLevel.VILLAGE, PlaceLevel.WARD, PlaceLevel.CAMP, PlaceLevel.SITE)
_PLACED = (Incident, Casualty, Detention, Damage)
_MOST_LAT = 90
_MOST_LON = 180


def _missing(record: Record, around: Surroundings) -> Iterator[Breach]:
    where = where_of(record, around)
    if where and (where.place or (where.said and where.said.strip())):
        return
    if where and where.lat is not None:
        yield Breach(
            "There is a point, but no place: choose the place, or write what people call it.",
            (record.placed_by,),
        )
    elif record.within:
        yield Breach(
            "Neither this record nor its incident has a place: choose one, or write what people"
            " call it.",
            (record.placed_by,),
        )
    else:
        yield Breach(
            "There is no place: choose one, or write what people call it.", (record.placed_by,)
        )


def _half_a_point(record: Record, around: Surroundings) -> Iterator[Breach]:  # noqa: ARG001
    lat, lon, fields = _own_point(record)
    if (lat is None) is not (lon is None):
        yield Breach(
            "Only half of the point is there: give latitude and longitude, or neither.", fields
        )


def _off_the_earth(record: Record, around: Surroundings) -> Iterator[Breach]:  # noqa: ARG001
    lat, lon, fields = _own_point(record)
    # Not the other way round: what is not a number is in no range.
    if not ((lat is None or abs(lat) <= _MOST_LAT) and (lon is None or abs(lon) <= _MOST_LON)):
        yield Breach(
            "There is no such point: a latitude is -90 to 90, a longitude -180 to 180.", fields
        )


def _own_point(record: Record) -> tuple[float | None, float | None, tuple[str, ...]]:
    if isinstance(record, PlaceRecord):
        return record.lat, record.lon, ("lat", "lon")
    where: Where | None = getattr(record, record.placed_by)
    return (where.lat, where.lon, (record.placed_by,)) if where else (None, None, ())


def _disagree(record: Record, around: Surroundings) -> Iterator[Breach]:
    lat, lon, fields = _own_point(record)
    key, precision = _chosen(record)
    point = point_at(lat, lon)
    place = around.place(key) if key else None
    if not point or not place:
        return
    apart = _kilometres(point, place)
    farthest = FARTHEST_KM.get(precision)
    if apart is not None and farthest is not None and apart > farthest:
        yield Breach(
            "The point lies far from the chosen place: check both, or say how near the place is.",
            fields,
        )
    elif apart is not None and apart <= AT_THE_PLACE_KM:
        return
    elif _is_outside(point, place, around):
        yield Breach("The point lies outside the township of the chosen place: check both.", fields)
    elif _elsewhere(point, place, around):
        yield Breach(
            "The point lies nearer to villages of another township than the chosen place's: check"
            " both.",
            fields,
        )


def _chosen(record: Record) -> tuple[str | None, PlacePrecision | None]:
    """The place with which a record's point is compared, and how near it is said to be."""
    if isinstance(record, PlaceRecord):
        return record.parent, PlacePrecision.NEAR_VILLAGE
    where: Where | None = getattr(record, record.placed_by)
    return (where.place, where.precision) if where else (None, None)


def _kilometres(point: Point, place: Place) -> float | None:
    """From the point to a settlement's own; larger places have no point that means much."""
    own = point_at(place.lat, place.lon) if place.level in _SETTLEMENTS else None
    return distance_km(point, own) if own else None


def _is_outside(point: Point, place: Place, around: Surroundings) -> bool:
    """Whether the point is known to lie outside the township in which the place lies."""
    if not place.township:
        return False
    return around.lies_inside(place.township, point.lat, point.lon) is False


def _elsewhere(point: Point, place: Place, around: Surroundings) -> bool:
    """Whether the point lies nearest to a township in which the place does not lie.

    Where it is known to lie inside the township, that goes before.
    A township none of whose villages has a point cannot be the nearest, so nothing follows.
    """
    if place.township and not around.has_village_points(place.township):
        return False
    if place.township and around.lies_inside(place.township, point.lat, point.lon):
        return False
    key = around.nearest_township(point.lat, point.lon)
    nearest = around.place(key) if key else None
    if nearest is None:
        return False
    for level in ("township", "district", "state"):
        chosen, found = getattr(place, level), getattr(nearest, level)
        if chosen and found:
            return bool(chosen != found)
    return False


RULES = (
    Rule("place", Level.ERROR, _PLACED, _missing),
    Rule("point-whole", Level.ERROR, (*_PLACED, PlaceRecord), _half_a_point),
    Rule("point-range", Level.ERROR, (*_PLACED, PlaceRecord), _off_the_earth),
    Rule("place-and-point", Level.WARNING, (*_PLACED, PlaceRecord), _disagree),
)
