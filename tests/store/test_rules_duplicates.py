"""Records that are likely about one, and names that sound like one."""

from typing import Any

import pytest

from store.ages import Age
from store.kinds import Where
from store.records import Casualty, Damage, Detention, Incident, Record
from store.rules.duplicates import MOST_OTHERS
from store.vocabulary import (
    AgeGroup,
    BuildingKind,
    Denomination,
    IncidentKind,
    LinkDecision,
    Review,
    Sex,
)
from tests.store.neighbours import (
    CASUALTY,
    DAMAGE,
    DEMOSO,
    DETENTION,
    HMON_PYAR,
    INCIDENT,
    LINK,
    LOIKAW,
    PAN_KAN,
    broken,
    changed,
    cursor,
    on,
    others,
)

PERSON = changed(
    CASUALTY, name="Saw Htoo Aung", sex=Sex.MALE, when=on("24 Feb 2023"), where=Where(PAN_KAN)
)
HELD = changed(DETENTION, arrested=on("24 Feb 2023"), where=Where(PAN_KAN))


def double(record: Record, *around: Record, **other: Any) -> bool:  # noqa: ANN401
    """Whether a record is taken for one like it but for the values given."""
    found = others("likely-duplicate", record, changed(record, id="other", **other), *around)
    return found == ("other",)


@pytest.mark.parametrize("record", [PERSON, HELD, INCIDENT], ids=lambda r: r.table)
def test_the_same_again_is_a_likely_duplicate(record: Record) -> None:
    assert double(record)
    assert double(record, review=Review.DRAFT)
    assert not double(record, retired="twice")
    assert others("likely-duplicate", record, record) == ()


@pytest.mark.parametrize("decision", LinkDecision)
def test_whatever_was_decided_is_not_asked_again(decision: LinkDecision) -> None:
    there = changed(LINK, a="casualty", b="other", decision=decision)
    back = changed(LINK, a="other", b="casualty", decision=decision)
    assert not double(PERSON, there)
    assert not double(PERSON, back)
    assert double(PERSON, changed(there, retired="an error"))
    assert double(PERSON, changed(there, review=Review.DRAFT))
    assert double(PERSON, changed(there, b="another"))


def test_the_first_few_are_pointed_out() -> None:
    doubles = [changed(PERSON, id=f"other {n}") for n in range(9)]
    found = others("likely-duplicate", PERSON, *doubles)
    assert found == tuple(f"other {n}" for n in range(MOST_OTHERS))


@pytest.mark.parametrize(
    ("other", "found"),
    [
        ({"name": "U Htu Awng"}, False),
        ({"name": "Saw Htu Awng"}, True),
        ({"name": "Sawhtooaung"}, True),
        ({"name": "Naw Htoo Aung"}, False),
        ({"name": "Saw Kler Moo"}, False),
        ({"name": None}, False),
        ({"name": "Bo Bo", "aka": ("Saw Htoo Ong",)}, True),
        ({"sex": Sex.FEMALE}, False),
        ({"sex": Sex.UNKNOWN}, True),
        ({"sex": None}, True),
        ({"age": Age(39, 39)}, True),
        ({"age": Age(40, 40)}, False),
        ({"age": Age(None, None, "about 60")}, True),
        ({"age": None, "age_group": AgeGroup.CHILD}, False),
        ({"age": None, "age_group": AgeGroup.ADULT}, True),
        ({"when": on("27 Feb 2023")}, True),
        ({"when": on("28 Feb 2023")}, False),
        ({"when": on("Feb 2023")}, True),
        ({"when": on("Jan 2023")}, False),
        ({"when": on("unknown")}, True),
        ({"where": Where(HMON_PYAR)}, True),
        ({"where": Where(LOIKAW)}, True),
        ({"where": Where(DEMOSO)}, False),
        ({"where": Where(said="in the forest")}, True),
        ({"incident": "another"}, True),
    ],
)
def test_one_person_has_one_name_sex_age_time_and_township(
    other: dict[str, Any],
    found: bool,
) -> None:
    assert double(PERSON, **other) is found


@pytest.mark.parametrize(
    ("local", "found"), [("စောထူးအောင်", True), ("စော ထူးအောင်", True), ("နော်ဖော", False)]
)
def test_names_in_burmese_letters_are_compared_as_written(local: str, found: bool) -> None:
    person = changed(PERSON, name=None, name_local="စောထူးအောင်")
    assert double(person, name_local=local) is found
    assert double(changed(PERSON, name="စောထူးအောင်"), name=local) is found


def test_what_is_inherited_is_compared() -> None:
    first = changed(CASUALTY, name="Saw Htoo Aung")
    later = changed(INCIDENT, id="later", when=on("25 Mar 2023"))
    assert double(first, INCIDENT)
    assert not double(first, INCIDENT, later, incident="later")


def test_whom_nobody_can_name_is_nobody_s_duplicate() -> None:
    assert not double(changed(PERSON, name=None, aka=()))


def test_a_death_and_a_detention_are_two_events() -> None:
    held = changed(HELD, name=PERSON.name)
    assert broken(PERSON, held, INCIDENT) == set()


@pytest.mark.parametrize(
    ("other", "found"),
    [
        ({"kind": IncidentKind.AIRSTRIKE}, False),
        ({"when": on("23-24 Feb 2023")}, True),
        ({"when": on("25 Feb 2023")}, False),
        ({"when": on("Feb 2023")}, True),
        ({"when": on("unknown")}, False),
        ({"when": None}, False),
        ({"where": Where(HMON_PYAR)}, True),
        ({"where": Where(LOIKAW)}, False),
        ({"where": Where("168391")}, False),
        ({"where": Where(LOIKAW, lat=19.66, lon=97.2)}, True),
        ({"title": "something else"}, True),
        ({"part_of": "incident"}, False),
    ],
)
def test_one_incident_has_one_kind_day_and_place(other: dict[str, Any], found: bool) -> None:
    assert double(INCIDENT, **other) is found


def test_a_part_is_no_duplicate_of_its_whole() -> None:
    assert not double(changed(INCIDENT, part_of="other"), part_of=None)


def test_an_incident_of_no_kind_or_place_is_nobody_s_duplicate() -> None:
    assert not double(changed(INCIDENT, kind=None))
    assert not double(changed(INCIDENT, where=Where(said="there")))


CHURCH = changed(
    DAMAGE,
    kind=BuildingKind.CHURCH,
    denomination=Denomination.ROMAN_CATHOLIC,
    name="St Joseph's Church",
    when=on("24 Feb 2023"),
    where=Where(PAN_KAN),
)


@pytest.mark.parametrize(
    ("other", "found"),
    [
        ({}, True),
        ({"name": "Saint Joseph Church"}, True),
        ({"name": "Church of the Ascension"}, False),
        ({"name": None}, True),
        ({"name": None, "where": Where(LOIKAW)}, False),
        ({"kind": BuildingKind.CHAPEL_OR_SEMINARY}, False),
        ({"when": on("27 Feb 2023")}, True),
        ({"when": on("28 Feb 2023")}, False),
        ({"where": Where(HMON_PYAR)}, False),
        ({"where": Where(LOIKAW)}, True),
        ({"where": Where(DEMOSO)}, False),
        ({"where": Where(LOIKAW, lat=19.64, lon=97.21)}, True),
    ],
)
def test_one_building_has_one_kind_name_time_and_place(
    other: dict[str, Any],
    found: bool,
) -> None:
    assert double(CHURCH, **other) is found


def test_homes_without_a_name_are_not_taken_for_one() -> None:
    home = changed(CHURCH, kind=BuildingKind.HOME, name=None)
    assert not double(home)
    assert double(changed(home, owner="Khu Reh"), owner="Khu Re")
    assert not double(changed(home, owner="Khu Reh"), owner="Naw Paw")
    assert not double(changed(home, owner="Khu Reh"), owner=None)
    assert double(changed(home, name="the tea shop"), name="the tea-shop")
    assert not double(changed(home, kind=None, owner="Khu Reh"))


@pytest.mark.parametrize("model", [Casualty, Detention, Incident, Damage])
def test_an_empty_record_is_nobody_s_duplicate(model: type[Record]) -> None:
    assert "likely-duplicate" not in broken(model(), model(id="other"))


def test_the_cursor_goes_to_what_was_compared() -> None:
    again = changed(PERSON, id="other")
    assert cursor("likely-duplicate", PERSON, INCIDENT, again) == ("name",)
