"""Rule 12: ours recounted in the figure's own terms, or why it cannot be."""

from dataclasses import replace
from typing import Any

import pytest

from store.counting.comparing import Beside, compare, shown_in
from store.counting.extent import EVERYWHERE, Area, Stretch
from store.counting.facts import Fact, FigureFact
from store.counting.scope import Scope
from tests.store.counting.books import (
    DEMOSO,
    FEBRUARY,
    IN_LOIKAW,
    KAYAH,
    LOIKAW,
    casualty,
    counting,
    damage,
    detention,
    figure,
    incident,
    of,
    people,
)

IN_KAYAH = Area((KAYAH,), frozenset({KAYAH, LOIKAW, DEMOSO}))
PEKON = "MMR014010"


def area_of(keys: tuple[str, ...]) -> Area:
    return {(): EVERYWHERE, (KAYAH,): IN_KAYAH, (LOIKAW,): IN_LOIKAW}[keys]


def since_the_coup(number: int, **values: Any) -> FigureFact:  # noqa: ANN401 - any field
    known = {
        "kind": "cumulative",
        "source": "PKPF",
        "first": "2021-02-01",
        "last": "2023-03-06",
        "places": (KAYAH,),
        "by": "state_and_allies",
        "covers_custody": "included",
    }
    return figure(number, **(known | values))


def beside(facts: list[Fact], reported: FigureFact) -> Beside:
    return compare(counting(facts), reported, area_of, as_of="2023-03-06")


def harmed_by(actor: str, many: int, outcome: str = "killed", **values: Any) -> list[Fact]:  # noqa: ANN401 - any field
    raid = incident(actor=actor)
    return [raid, casualty(outcome, quantity=many, incident=raid.id, **values)]


def test_ours_391_beside_309_killed_and_130_in_flight() -> None:
    """Each is recounted in its own terms: neither is put beside the sum."""
    facts = [
        *harmed_by("state_forces", 270),
        *harmed_by("state_forces", 121, "died_fleeing"),
        *harmed_by("resistance_force", 6),
        *harmed_by("state_forces", 20, place=PEKON, township=PEKON),
        *harmed_by("state_forces", 3, status="armed_group_member"),
        *harmed_by("state_forces", 4, on="2021-01-20"),
    ]
    killed = beside(facts, since_the_coup(309, covers_fleeing="excluded"))
    assert (killed.ours, killed.is_comparable) == (270, True)
    fled = beside(facts, since_the_coup(130, measure="died_fleeing"))
    assert (fled.ours, fled.is_comparable) == (121, True)
    together = beside(facts, since_the_coup(439, measure="deaths_all", covers_fleeing="included"))
    assert (together.ours, together.is_comparable) == (391, True)


@pytest.mark.parametrize(
    ("values", "ours", "reason"),
    [
        ({"places": (), "scope_said": "the north"}, None, "its places"),
        ({"first": None}, None, "its period"),
        ({"last": None}, None, "its period"),
        ({"population": "not_stated"}, None, "whom it counts"),
        ({"measure": "buildings_mixed"}, None, "several kinds"),
        ({"measure": "displaced"}, None, "displaced"),
        ({"measure": "released"}, None, "releases"),
        ({"by": "not_stated"}, 7, "whose doing"),
        ({"by": ""}, 7, "whose doing"),
        ({"period_said": "since the coup; end not stated"}, 5, "end of its period"),
        ({"covers_custody": ""}, 5, "deaths in custody: ours has 1"),
        ({"covers_custody": "not_stated"}, 5, "deaths in custody: ours has 1"),
        ({"covers_custody": "excluded"}, 4, ""),
        ({"covers_fleeing": "included"}, 5, ""),
        ({}, 5, ""),
    ],
)
def test_what_it_does_not_state_is_named(
    values: dict[str, Any], ours: int | None, reason: str
) -> None:
    facts = [
        *harmed_by("state_forces", 4),
        *harmed_by("police", 1, "died_in_custody"),
        *harmed_by("resistance_force", 2),
    ]
    found = beside(facts, since_the_coup(309, **values))
    assert found.ours == ours
    assert reason in found.reason
    assert found.is_comparable == (not reason)


def test_an_unknown_actor_and_status_stand_at_the_high_end_of_ours() -> None:
    facts = [
        *harmed_by("state_forces", 4),
        *harmed_by("unknown", 2),
        *harmed_by("state_forces", 1, status="unknown"),
    ]
    found = beside(facts, since_the_coup(309))
    assert (found.ours, found.ours_high) == (4, 7)


def test_a_figure_of_an_incident_is_put_beside_that_incident_and_its_parts() -> None:
    raid = incident(actor="state_forces")
    part = incident(actor="state_forces", part_of=raid.id)
    facts = [raid, part, casualty(incident=part.id), casualty()]
    found = beside(facts, figure(8, raid, by="state_and_allies", covers_custody="included"))
    assert (found.ours, found.is_comparable) == (1, True)


def test_detained_destroyed_and_clashes_in_their_own_terms() -> None:
    arrest = incident(actor="police", kind="arrest_operation")
    clash = incident(kind="ground_clash")
    facts = [arrest, detention(incident=arrest.id), clash, damage("clinic", incident=arrest.id)]
    for measure, population in (
        ("detained", "civilians"),
        ("health_destroyed", "not_applicable"),
        ("clashes", "not_applicable"),
    ):
        found = beside(facts, since_the_coup(5, measure=measure, population=population))
        if measure == "clashes":
            found = beside(
                facts, since_the_coup(5, measure=measure, population=population, by="not_stated")
            )
        assert (found.ours, found.is_comparable) == (1, True), measure


def test_in_detention_is_ours_on_the_last_day_of_its_period() -> None:
    arrest = incident(actor="police")
    facts = [
        arrest,
        detention(on="2021-05-01", incident=arrest.id),
        detention(on="2021-05-01", left=("2022-01-01", "2022-01-01"), incident=arrest.id),
    ]
    found = beside(facts, since_the_coup(9, measure="in_detention"))
    assert found.ours == 1


@pytest.mark.parametrize(
    ("values", "scope", "expected"),
    [
        ({}, FEBRUARY, False),
        ({}, Scope(Stretch("2021-02-01", "2023-03-06")), True),
        ({}, Scope(Stretch("2021-02-01", "2023-03-06"), IN_LOIKAW), False),
        ({"first": "2023-02-01", "last": "2023-02-28"}, FEBRUARY, True),
        ({"first": "2023-02-01", "last": "2023-02-28"}, of("state_forces"), False),
        ({"first": "2023-02-01", "last": "2023-02-28"}, of("all"), True),
        ({"first": None, "last": None, "reported": "2023-02-09"}, FEBRUARY, True),
        ({"first": None, "last": None, "reported": "2023-03-09"}, FEBRUARY, False),
        ({"first": "2023-02-01", "last": "2023-02-28", "stands": False}, FEBRUARY, False),
        (
            {"first": "2023-02-01", "last": "2023-02-28", "places": (LOIKAW,)},
            replace(FEBRUARY, area=IN_LOIKAW),
            True,
        ),
    ],
)
def test_a_figure_stands_beside_the_report_that_covers_it(
    values: dict[str, Any], scope: Scope, expected: bool
) -> None:
    assert shown_in(since_the_coup(309, **values), scope) == expected


def test_whoever_is_counted_beside_everybody() -> None:
    facts = [*harmed_by("state_forces", 4), *people(2, status="state_force_member")]
    found = beside(facts, since_the_coup(9, population="all", by="anyone"))
    assert found.ours == 6
    assert shown_in(
        since_the_coup(9, population="children", first="2023-02-01", last="2023-02-28"), FEBRUARY
    )
