"""More people named than anybody reported, measure by measure and population by population."""

from typing import Any

import pytest

from store.ages import Age
from store.records import Casualty, Detention, Figure, Record
from store.vocabulary import (
    AgeGroup,
    FigureKind,
    LinkDecision,
    Measure,
    Outcome,
    PersonStatus,
    Population,
    Qualifier,
    Review,
    Sex,
)
from tests.store.neighbours import (
    CASUALTY,
    DETENTION,
    FIGURE,
    INCIDENT,
    LINK,
    SOURCE,
    broken,
    changed,
    cursor,
)

REPORTED = changed(FIGURE, kind=FigureKind.INCIDENT, incident="incident", best=2)
NAMES = ("Khu Reh", "Naw Wah", "Sai Lin", "Thein Oo")
"""Names that nobody takes for one another; all invented."""


def dead(number: int, **fields: Any) -> list[Casualty]:  # noqa: ANN401
    return [
        changed(CASUALTY, id=f"dead {n}", **{"name": NAMES[n], **fields}) for n in range(number)
    ]


def held(number: int) -> list[Detention]:
    return [
        changed(DETENTION, id=f"held {n}", name=NAMES[n], incident="incident")
        for n in range(number)
    ]


def more(*around: Record, record: Record = INCIDENT) -> bool:
    return "more-named" in broken(record, SOURCE, INCIDENT, *around)


def reported(**fields: Any) -> Figure:  # noqa: ANN401
    return changed(REPORTED, **fields)


def test_as_many_named_as_reported_is_right() -> None:
    assert not more(*dead(2), REPORTED)
    assert more(*dead(3), REPORTED)
    assert not more(*dead(3))


def test_it_is_said_at_the_person_the_incident_and_the_figure() -> None:
    first, *rest = dead(3)
    around = (SOURCE, INCIDENT, *rest, REPORTED)
    assert cursor("more-named", first, *around) == ("incident",)
    assert cursor("more-named", INCIDENT, first, *around) == ()
    assert cursor("more-named", REPORTED, first, *around) == ("best",)


def test_the_record_counts_as_it_is_now() -> None:
    first, *rest = dead(3)
    assert not more(*rest, REPORTED, record=changed(first, outcome=Outcome.INJURED))
    assert not more(first, *rest, REPORTED, record=changed(first, name=None))
    assert not more(first, *rest, REPORTED, record=reported(best=3))
    assert more(first, *rest, reported(best=3), record=REPORTED)


def test_a_reason_at_the_incident_answers_for_all_of_it() -> None:
    first, *rest = dead(3)
    answered = changed(INCIDENT, waived={"more-named": "the third died later"})
    assert broken(first, SOURCE, answered, *rest, REPORTED) == set()
    assert "more-named" in broken(answered, SOURCE, first, *rest, REPORTED)


@pytest.mark.parametrize(
    "other",
    [
        {"name": None},
        {"outcome": Outcome.INJURED},
        {"status": PersonStatus.UNKNOWN},
        {"incident": "another"},
        {"retired": "twice"},
        {"review": Review.DRAFT},
        {"review": Review.RETURNED},
    ],
)
def test_only_standing_named_people_of_the_population_are_counted(other: dict[str, Any]) -> None:
    first, *rest = dead(3)
    assert not more(changed(first, **other), *rest, REPORTED)


def test_whoever_is_the_same_counts_once() -> None:
    same = changed(LINK, a="dead 0", b="dead 1", decision=LinkDecision.SAME)
    assert not more(*dead(3), REPORTED, same)
    assert more(*dead(3), REPORTED, changed(same, review=Review.DRAFT))
    assert more(*dead(3), REPORTED, changed(same, decision=LinkDecision.UNSURE))


@pytest.mark.parametrize(
    "figure",
    [
        {"qualifier": Qualifier.AT_LEAST},
        {"qualifier": Qualifier.ABOUT},
        {"qualifier": Qualifier.UNKNOWN_SOME, "best": None},
        {"most": 3},
        {"measure": Measure.INJURED},
        {"population": Population.RESISTANCE},
        {"kind": FigureKind.PERIOD},
        {"retired": "wrong"},
    ],
)
def test_a_figure_that_does_not_set_a_top_is_not_exceeded(figure: dict[str, Any]) -> None:
    assert not more(*dead(3), reported(**figure))


@pytest.mark.parametrize(
    ("other", "found"),
    [
        ({"best": 3}, False),
        ({"best": 3, "population": Population.NOT_STATED}, False),
        ({"best": 3, "population": Population.ALL}, False),
        ({"best": 3, "measure": Measure.DEATHS_ALL}, False),
        ({"best": 3, "population": Population.RESISTANCE}, True),
        ({"best": 3, "measure": Measure.INJURED}, True),
        ({"best": 1}, True),
        ({"qualifier": Qualifier.AT_LEAST}, False),
    ],
)
def test_anybody_s_higher_number_is_enough(other: dict[str, Any], found: bool) -> None:
    assert more(*dead(3), REPORTED, reported(id="other", **other)) is found


def test_a_total_of_deaths_counts_all_of_them() -> None:
    deaths = reported(measure=Measure.DEATHS_ALL)
    fled = changed(dead(3)[2], outcome=Outcome.DIED_FLEEING)
    assert more(*dead(2), fled, deaths)
    assert not more(*dead(2), deaths)
    assert not more(*dead(2), fled, deaths, reported(id="killed", best=3))


@pytest.mark.parametrize(
    ("population", "belongs", "may_not"),
    [
        (Population.CHILDREN, {"age": Age(None, 17)}, {"age": Age(17, 18)}),
        (
            Population.CHILDREN,
            {"age": None, "age_group": AgeGroup.CHILD},
            {"age": None, "age_group": AgeGroup.UNKNOWN},
        ),
        (Population.WOMEN, {"sex": Sex.FEMALE}, {"sex": Sex.FEMALE, "age": Age(17, 18)}),
        (Population.WOMEN, {"sex": Sex.FEMALE}, {"sex": Sex.UNKNOWN}),
        (
            Population.STATE_FORCES,
            {"status": PersonStatus.STATE_FORCE_MEMBER},
            {"status": PersonStatus.UNKNOWN},
        ),
        (
            Population.RESISTANCE,
            {"status": PersonStatus.ARMED_GROUP_MEMBER},
            {"status": PersonStatus.PARTICIPATING},
        ),
        (Population.ALL, {"status": PersonStatus.UNKNOWN}, {"outcome": Outcome.UNKNOWN}),
        (Population.NOT_STATED, {"status": None}, {"outcome": Outcome.OTHER}),
    ],
)
def test_who_certainly_belongs_to_a_population(
    population: Population, belongs: dict[str, Any], may_not: dict[str, Any]
) -> None:
    figure = reported(population=population)
    assert more(*dead(3, **belongs), figure)
    assert not more(*dead(3, **may_not), figure)


def test_who_is_detained_is_counted_as_a_civilian_and_only_as_detained() -> None:
    figure = reported(measure=Measure.DETAINED)
    first, *rest = held(3)
    assert more(first, *rest, figure)
    assert more(*rest, figure, record=first)
    assert not more(*held(2), *dead(1), figure)
    assert not more(*held(3), REPORTED)


def test_what_no_record_counts_is_let_be() -> None:
    homes = reported(measure=Measure.HOMES_DESTROYED, population=Population.NOT_APPLICABLE, best=0)
    assert not more(*dead(3), homes)
    assert not more(*dead(3), homes, record=homes)
