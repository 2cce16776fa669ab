"""Rules about places: there is one, its point is whole and lies where the place does."""

import pytest

from store.kinds import Where
from store.records import Record
from store.vocabulary import PlaceLevel, PlacePrecision
from tests.store.gazetteers import known, shipped_places
from tests.store.neighbours import (
    CASUALTY,
    DAMAGE,
    DEMOSO,
    DETENTION,
    HMON_PYAR,
    INCIDENT,
    KAYAH,
    LOIKAW,
    PAN_KAN,
    PLACE,
    broken,
    changed,
    cursor,
)

LAT, LON = 19.6389, 97.2079
"""At Pan Kan."""
DEGREE_KM = 111.2
"""A degree of latitude."""

DAW_POE_SI, HSAN_BUN = "168523", "218758"
"""Villages of Demoso and of Loikaw, 1.3 km from each other."""


def at(place: str | None, north_km: float = 0.0, precision: PlacePrecision | None = None) -> Where:
    """A place with a point so far to the north of Pan Kan."""
    return Where(place, lat=LAT + north_km / DEGREE_KM, lon=LON, precision=precision)


@pytest.mark.parametrize("record", [INCIDENT, DETENTION], ids=lambda r: r.table)
@pytest.mark.parametrize(
    "where",
    [None, Where(), Where(said="  "), Where(precision=PlacePrecision.UNKNOWN)],
)
def test_a_record_without_a_place(record: Record, where: Where | None) -> None:
    assert broken(changed(record, where=where)) == {"place"}
    assert cursor("place", changed(record, where=where)) == ("where",)


@pytest.mark.parametrize("where", [Where(PAN_KAN), Where(said="near the bridge")])
def test_a_key_or_words_are_a_place(where: Where) -> None:
    assert broken(changed(INCIDENT, where=where)) == set()


@pytest.mark.parametrize("record", [CASUALTY, DAMAGE], ids=lambda r: r.table)
def test_the_incident_s_place_is_the_record_s(record: Record) -> None:
    assert broken(record, INCIDENT) == set()
    assert broken(record, changed(INCIDENT, where=None)) == {"place"}
    assert broken(changed(record, incident=None)) == {"place"}
    assert broken(changed(record, incident=None, where=Where(said="Demoso"))) == set()


def test_a_point_alone_is_a_place_of_its_own_without_a_name() -> None:
    lone = changed(CASUALTY, where=Where(lat=LAT, lon=LON))
    assert broken(lone, INCIDENT) == {"place"}
    assert broken(changed(INCIDENT, where=Where(lat=LAT, lon=LON))) == {"place"}


@pytest.mark.parametrize(("lat", "lon"), [(LAT, None), (None, LON)])
def test_half_a_point(lat: float | None, lon: float | None) -> None:
    assert broken(changed(INCIDENT, where=Where(PAN_KAN, lat=lat, lon=lon))) == {"point-whole"}
    assert cursor("point-whole", changed(PLACE, lat=lat, lon=lon)) == ("lat", "lon")


@pytest.mark.parametrize(
    ("lat", "lon", "found"),
    [
        (90.0, 180.0, False),
        (-90.0, -180.0, False),
        (90.1, 0.0, True),
        (0.0, -180.1, True),
        (float("nan"), 0.0, True),
        (0.0, float("inf"), True),
    ],
)
def test_a_point_lies_on_the_earth(lat: float, lon: float, found: bool) -> None:
    record = changed(PLACE, lat=lat, lon=lon)
    assert broken(record) == ({"point-range"} if found else set())
    where = changed(INCIDENT, where=Where(said="there", lat=lat, lon=lon))
    assert broken(where) == ({"point-range"} if found else set())


@pytest.mark.parametrize(
    ("north_km", "precision", "found"),
    [
        (0.0, PlacePrecision.EXACT, False),
        (4.5, PlacePrecision.EXACT, False),
        (5.5, PlacePrecision.EXACT, True),
        (5.5, PlacePrecision.VILLAGE, True),
        (5.5, PlacePrecision.NEAR_VILLAGE, False),
        (15.5, PlacePrecision.NEAR_VILLAGE, True),
        (9.5, None, False),
        (10.5, None, True),
        (15.5, PlacePrecision.BETWEEN, False),
        (15.5, PlacePrecision.TOWNSHIP, False),
    ],
)
def test_a_point_lies_as_near_to_its_village_as_the_precision_says(
    north_km: float,
    precision: PlacePrecision | None,
    found: bool,
) -> None:
    record = changed(INCIDENT, where=at(PAN_KAN, north_km, precision))
    assert broken(record) == ({"place-and-point"} if found else set())


def test_a_point_nearer_to_another_township_s_villages() -> None:
    assert broken(changed(INCIDENT, where=at(LOIKAW))) == set()
    assert broken(changed(INCIDENT, where=at(DEMOSO))) == {"place-and-point"}
    assert cursor("place-and-point", changed(INCIDENT, where=at(DEMOSO))) == ("where",)


def test_at_the_chosen_village_it_does_not_matter_whose_villages_lie_around() -> None:
    there = known(shipped_places(), DAW_POE_SI)
    near = Where(HSAN_BUN, lat=there.lat, lon=there.lon)
    assert broken(changed(INCIDENT, where=near)) == set()
    farther = Where(HSAN_BUN, lat=(there.lat or 0) - 0.01, lon=there.lon)
    assert broken(changed(INCIDENT, where=farther)) == {"place-and-point"}


def test_a_state_holds_all_its_townships() -> None:
    assert broken(changed(INCIDENT, where=at(KAYAH))) == set()
    pekon = Where(KAYAH, lat=19.87, lon=97.01)
    assert broken(changed(INCIDENT, where=pekon)) == {"place-and-point"}


def test_a_place_that_is_not_in_the_list_or_has_no_township_says_nothing() -> None:
    assert broken(changed(INCIDENT, where=at("somewhere"))) == set()
    assert broken(changed(INCIDENT, where=Where(said="there", lat=0.0, lon=0.0))) == set()


def test_where_no_village_is_mapped_nothing_follows() -> None:
    ocean = Where(PAN_KAN, lat=0.0, lon=0.0, precision=PlacePrecision.TOWNSHIP)
    assert broken(changed(INCIDENT, where=ocean)) == set()


def test_only_the_record_s_own_point_is_compared() -> None:
    incident = changed(INCIDENT, where=at(DEMOSO))
    assert broken(CASUALTY, incident) == set()
    hit = changed(CASUALTY, where=at(HMON_PYAR, 20.0))
    assert broken(hit, INCIDENT) == {"place-and-point"}


def test_an_added_place_needs_no_point() -> None:
    assert broken(changed(PLACE, level=PlaceLevel.CAMP)) == set()


def test_an_added_place_lies_where_its_parent_does() -> None:
    assert broken(changed(PLACE, lat=LAT, lon=LON)) == set()
    swapped = changed(PLACE, lat=LAT, lon=LON, parent=DEMOSO)
    assert broken(swapped) == {"place-and-point"}
    assert cursor("place-and-point", swapped) == ("lat", "lon")
    beside = changed(PLACE, lat=LAT + 10 / DEGREE_KM, lon=LON, parent=PAN_KAN)
    assert broken(beside) == set()
    assert broken(changed(beside, lat=LAT + 16 / DEGREE_KM)) == {"place-and-point"}


def test_places_do_not_lie_in_each_other() -> None:
    camp = changed(PLACE, id="camp", parent="place")
    assert broken(changed(PLACE, parent="camp"), camp) == {"parent-circle"}
    assert broken(camp, PLACE) == set()
