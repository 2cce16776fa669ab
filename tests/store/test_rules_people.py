"""Rules about people, how many they are, and buildings."""

import pytest

from store.ages import Age, parse_age
from store.records import Casualty, Detention, Record
from store.vocabulary import (
    RELIGIOUS,
    AgeGroup,
    BuildingKind,
    DamageGrade,
    Denomination,
    GradeBasis,
    IncidentKind,
    Knowledge,
    Review,
    Sex,
)
from tests.store.neighbours import (
    CASUALTY,
    CITATION,
    DAMAGE,
    DETENTION,
    FIGURE,
    INCIDENT,
    PAN_KAN,
    SOURCE,
    broken,
    changed,
    cursor,
)

PEOPLE = (CASUALTY, DETENTION)
people = pytest.mark.parametrize("person", PEOPLE, ids=lambda p: p.table)


@people
@pytest.mark.parametrize(
    ("least", "most", "found"),
    [
        (0, 0, False),
        (120, 120, False),
        (None, 17, False),
        (20, None, False),
        (-1, 3, True),
        (34, 121, True),
        (12, 10, True),
    ],
)
def test_an_age_is_0_to_120(
    person: Record,
    least: int | None,
    most: int | None,
    found: bool,
) -> None:
    record = changed(person, age=Age(least, most))
    assert broken(record, INCIDENT) == ({"age-range"} if found else set())


@people
@pytest.mark.parametrize(
    ("said", "right"),
    [
        ("17", AgeGroup.CHILD),
        ("under 18", AgeGroup.CHILD),
        ("6 months", AgeGroup.CHILD),
        ("running 18", AgeGroup.UNKNOWN),
        ("16-20", AgeGroup.UNKNOWN),
        ("under 60", AgeGroup.UNKNOWN),
        ("18", AgeGroup.ADULT),
        ("18+", AgeGroup.ADULT),
        ("55-65", AgeGroup.ADULT),
        ("59", AgeGroup.ADULT),
        ("60", AgeGroup.OLDER),
        ("60+", AgeGroup.OLDER),
    ],
)
def test_the_age_group_is_that_of_the_age(person: Record, said: str, right: AgeGroup) -> None:
    for group in AgeGroup:
        record = changed(person, age=parse_age(said), age_group=group)
        assert broken(record, INCIDENT) == (set() if group is right else {"age-group"})
    assert broken(changed(person, age=parse_age(said)), INCIDENT) == set()


@people
def test_an_age_without_bounds_leaves_every_group_open(person: Record) -> None:
    for group in AgeGroup:
        record = changed(person, age=Age(None, None, "about 17"), age_group=group)
        assert broken(record, INCIDENT) == set()


@pytest.mark.parametrize("record", [*PEOPLE, DAMAGE], ids=lambda r: r.table)
def test_a_record_stands_for_at_least_one(record: Record) -> None:
    for quantity in (0, -1):
        assert broken(changed(record, quantity=quantity), INCIDENT) == {"quantity"}
    assert broken(changed(record, quantity=1), INCIDENT) == set()


@people
@pytest.mark.parametrize("named", [{"name": "A"}, {"name_local": "ခူ"}, {"aka": ("B",)}])
def test_whoever_has_a_name_is_one(person: Record, named: dict[str, object]) -> None:
    nameless = changed(person, name=None, home=PAN_KAN, quantity=3)
    assert broken(nameless, INCIDENT) == set()
    assert broken(changed(nameless, **named), INCIDENT) == {"named-quantity"}
    assert broken(changed(nameless, **named, quantity=1), INCIDENT) == set()


def test_several_buildings_may_have_one_name() -> None:
    assert broken(changed(DAMAGE, name="the east of the village", quantity=4), INCIDENT) == set()


def test_no_count_lies_below_zero() -> None:
    assert broken(changed(DAMAGE, displaced=-1), INCIDENT) == {"count-below-zero"}
    assert broken(changed(DAMAGE, displaced=0), INCIDENT) == set()
    assert cursor("count-below-zero", changed(FIGURE, least=-2), SOURCE) == ("least",)


NOBODY: dict[str, object] = {"name": None, "sex": None, "age": None}
KNOWN: tuple[dict[str, object], ...] = (
    {"name": "A"},
    {"sex": Sex.MALE},
    {"home": PAN_KAN},
    {"parent_name": "B"},
)


@people
@pytest.mark.parametrize("first", KNOWN)
@pytest.mark.parametrize("second", KNOWN)
def test_two_things_tell_who_somebody_was(
    person: Record, first: dict[str, object], second: dict[str, object]
) -> None:
    record = changed(person, **{**NOBODY, **first, **second})
    assert broken(record, INCIDENT) == (set() if first != second else {"hardly-known"})


@people
@pytest.mark.parametrize(
    "nothing",
    [
        {"sex": Sex.UNKNOWN},
        {"age": Age(None, None, "unknown")},
        {"age_group": AgeGroup.UNKNOWN},
        {"parent_name": " "},
        {"name_local": " "},
    ],
)
def test_an_answer_that_nobody_knows_tells_nothing(
    person: Record, nothing: dict[str, object]
) -> None:
    record = changed(person, **{**NOBODY, "home": PAN_KAN, **nothing})
    assert broken(record, INCIDENT) == {"hardly-known"}


@people
def test_sex_and_age_are_one_thing(person: Record) -> None:
    child = changed(person, **{**NOBODY, "age_group": AgeGroup.CHILD})
    assert broken(changed(child, sex=Sex.MALE), INCIDENT) == {"hardly-known"}
    assert broken(changed(child, home=PAN_KAN), INCIDENT) == set()


@pytest.mark.parametrize("record", ["casualty", "incident"])
@pytest.mark.parametrize("knowledge", Knowledge)
@pytest.mark.parametrize("review", Review)
def test_a_body_counts_if_somebody_who_backs_the_record_itself_saw_it(
    record: str, knowledge: Knowledge, review: Review
) -> None:
    person = changed(CASUALTY, name=None, age=None)
    citation = changed(CITATION, record=record, knowledge=knowledge, review=review)
    seen = (
        record == "casualty"
        and knowledge is Knowledge.SAW
        and review in {Review.SUBMITTED, Review.APPROVED}
    )
    assert broken(person, INCIDENT, citation) == (set() if seen else {"hardly-known"})


def test_a_body_that_was_found_was_seen() -> None:
    found = changed(INCIDENT, kind=IncidentKind.BODY_FOUND)
    person = changed(CASUALTY, name=None, age=None)
    assert broken(person, found) == set()
    assert broken(changed(person, sex=None), found) == {"hardly-known"}


def test_who_saw_an_arrest_saw_no_body() -> None:
    held = changed(DETENTION, name=None)
    assert broken(held, changed(CITATION, record="detention")) == {"hardly-known"}


@pytest.mark.parametrize("kind", BuildingKind)
def test_a_religious_building_has_a_denomination(kind: BuildingKind) -> None:
    building = changed(DAMAGE, kind=kind)
    assert broken(building, INCIDENT) == ({"denomination"} if kind in RELIGIOUS else set())
    known = changed(building, denomination=Denomination.UNKNOWN)
    assert broken(known, INCIDENT) == set()


@pytest.mark.parametrize("grade", DamageGrade)
@pytest.mark.parametrize("basis", [None, *GradeBasis])
def test_destruction_by_hearsay_is_odd(grade: DamageGrade, basis: GradeBasis | None) -> None:
    building = changed(DAMAGE, grade=grade, grade_basis=basis)
    hearsay = grade is DamageGrade.DESTROYED and basis is GradeBasis.REPORT
    assert broken(building, INCIDENT) == ({"destroyed-on-report"} if hearsay else set())


@pytest.mark.parametrize("model", [Casualty, Detention])
def test_an_empty_form_lists_what_it_needs(model: type[Casualty] | type[Detention]) -> None:
    needs = {"required", "place", "hardly-known"} - ({"required"} if model is Detention else set())
    assert broken(model()) == needs
