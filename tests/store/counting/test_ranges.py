"""Rules 3 and 4: the range of an incident, of a whole and its parts."""

from dataclasses import replace
from typing import Any

import pytest

from store.counting.facts import Fact, FigureFact
from tests.store.counting.books import (
    MARCH,
    QUARTER,
    casualty,
    counts,
    damage,
    ends,
    figure,
    incident,
    link,
    of,
    people,
)


def seven_and_one(raid: Fact) -> list[Fact]:
    """Seven civilians, two of them children, and one of unknown status."""
    return [
        raid,
        *people(2, age="child", incident=raid.id),
        *people(5, age="adult", incident=raid.id),
        casualty(status="unknown", incident=raid.id),
    ]


def test_seven_civilians_and_one_unknown_beside_eight_two_children_all_thirty() -> None:
    raid = incident()
    figures = [
        figure(8, raid),
        figure(2, raid, population="children"),
        figure(30, raid, population="all"),
    ]
    found = counts(seven_and_one(raid), figures=figures)
    assert found.line("killed").documented == 7
    assert ends(found) == "8–8"


def test_three_men_and_two_children_reported_are_five_at_least() -> None:
    raid = incident()
    men = people(3, sex="male", age="adult", incident=raid.id)
    found = counts([raid, *men], figures=[figure(2, raid, population="children")])
    assert found.line("killed").documented == 3
    assert found.line("killed").low == 5


def test_women_reported_may_be_the_girls_documented() -> None:
    raid = incident()
    girls = people(2, sex="female", age="child", incident=raid.id)
    boys = people(1, sex="male", age="child", incident=raid.id)
    found = counts([raid, *girls, *boys], figures=[figure(4, raid, population="women")])
    assert found.line("killed").low == 5


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, "8–8"),
        ({"qualifier": "at_least"}, "8+"),
        ({"qualifier": "up_to"}, "3–8"),
        ({"qualifier": "about"}, "3–3"),
        ({"qualifier": "unknown_some", "best": None}, "3–3"),
        ({"accepted": "undecided"}, "3–3"),
        ({"accepted": "set_aside"}, "3–3"),
        ({"stands": False}, "3–3"),
        ({"population": "all"}, "3–3"),
        ({"population": "not_stated"}, "3–3"),
        ({"population": "state_forces"}, "3–3"),
        ({"measure": "injured"}, "3–3"),
        ({"covers_custody": "excluded"}, "8–8"),
        ({"covers_fleeing": "included"}, "3–3"),
        ({"low": 5, "high": 12, "least": 5, "most": 12}, "5–12"),
    ],
)
def test_each_word_gives_its_ends(values: dict[str, Any], expected: str) -> None:
    raid = incident()
    dead = people(3, incident=raid.id)
    assert ends(counts([raid, *dead], figures=[figure(8, raid, **values)])) == expected


def test_of_several_figures_the_smallest_least_and_the_largest_most() -> None:
    raid = incident()
    figures = [figure(8, raid), figure(12, raid), figure(5, raid, qualifier="at_least")]
    found = counts([raid, *people(3, incident=raid.id)], figures=figures)
    assert ends(found) == "5+"
    assert found.line("killed").high == 12


def test_the_ends_never_cross() -> None:
    raid = incident()
    figures = [figure(10, raid, qualifier="at_least", high=10), figure(8, raid, qualifier="up_to")]
    assert ends(counts([raid], figures=figures)) == "10–10"


def test_ranges_of_incidents_are_summed() -> None:
    one, two = incident(), incident()
    figures = [figure(8, one), figure(3, two)]
    dead = [*people(9, incident=one.id), *people(1, incident=two.id), *people(2)]
    assert ends(counts([one, two, *dead], figures=figures)) == "14–14"


def test_a_whole_with_two_and_at_least_35_and_a_part_with_one() -> None:
    whole = incident()
    part = incident(part_of=whole.id)
    dead = [*people(2, incident=whole.id), *people(1, incident=part.id)]
    found = counts([whole, part, *dead], figures=[figure(35, whole, qualifier="at_least")])
    assert found.line("killed").documented == 3
    assert ends(found) == "35+"


def test_end_by_end_the_larger_of_the_whole_and_its_parts() -> None:
    whole = incident()
    parts = [incident(part_of=whole.id) for _ in range(2)]
    figures = [figure(10, whole), figure(4, parts[0]), figure(9, parts[1])]
    facts = [whole, *parts, *people(1, incident=whole.id)]
    assert ends(counts(facts, figures=figures)) == "14–14"


def test_parts_of_parts() -> None:
    whole = incident()
    part = incident(part_of=whole.id)
    piece = incident(part_of=part.id)
    figures = [figure(5, piece), figure(3, part), figure(6, whole, qualifier="up_to")]
    found = counts([whole, part, piece, *people(1, incident=part.id)], figures=figures)
    assert ends(found) == "6–6"


def test_a_circle_of_parts_does_not_hang() -> None:
    one = incident(id="incident-a", part_of="incident-b")
    two = incident(id="incident-b", part_of="incident-a")
    found = counts([one, two, *people(2, incident=one.id)], figures=[figure(3, two)])
    assert ends(found) == "5–5"


def test_a_figure_of_an_incident_across_months_gives_only_a_high_end_to_each() -> None:
    raid = incident(first="2023-02-24", last="2023-03-03")
    dead = [replace(d, first=raid.first, last=raid.last) for d in people(2, incident=raid.id)]
    figures = [figure(5, raid)]
    assert ends(counts([raid, *dead], figures=figures)) == "0–5"
    assert ends(counts([raid, *dead], figures=figures, scope=MARCH)) == "0–5"
    assert ends(counts([raid, *dead], figures=figures, scope=QUARTER)) == "5–5"


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"grade": "unverifiable"}, "0–8"),
        ({"grade": "discounted"}, "0–0"),
        ({"retired": True}, "0–0"),
        ({"review": "draft"}, "1–1"),
    ],
)
def test_a_figure_counts_as_its_incident_does(values: dict[str, Any], expected: str) -> None:
    raid = incident(**values)
    assert ends(counts([raid, casualty(incident=raid.id)], figures=[figure(8, raid)])) == expected


def test_what_figures_add_to_the_killed_they_add_to_all_deaths() -> None:
    raid = incident()
    facts = [raid, *people(2, incident=raid.id), casualty("died_fleeing", incident=raid.id)]
    found = counts(facts, figures=[figure(8, raid)])
    assert ends(found) == "8–8"
    assert ends(found, "deaths_all") == "9–9"


def test_killed_that_includes_those_in_flight_is_all_deaths() -> None:
    raid = incident()
    facts = [raid, *people(2, incident=raid.id), casualty("died_fleeing", incident=raid.id)]
    found = counts(facts, figures=[figure(8, raid, covers_fleeing="included")])
    assert ends(found) == "2–2"
    assert ends(found, "deaths_all") == "8–8"


def test_killed_without_custody_raises_the_low_end_as_a_subgroup() -> None:
    raid = incident()
    facts = [raid, casualty("died_in_custody", incident=raid.id)]
    found = counts(facts, figures=[figure(8, raid, covers_custody="excluded")])
    assert ends(found) == "9–9"


def test_a_part_of_a_figure_speaks_only_of_some() -> None:
    raid = incident()
    whole = figure(20, raid)
    men, women = (figure(n, raid, part_of=whole.id, is_of_some=True) for n in (12, 5))
    assert ends(counts([raid], figures=[whole, men, women])) == "20–20"
    about = replace(whole, qualifier="about", low=None, high=None)
    found = counts([raid, *people(3, incident=raid.id)], figures=[about, men, women])
    assert ends(found) == "12–12"


def test_a_part_that_counts_other_people_is_a_subgroup_as_any() -> None:
    raid = incident()
    whole = figure(8, raid)
    children = figure(2, raid, part_of=whole.id, population="children")
    found = counts([raid], figures=[whole, children])
    assert ends(found) == "8–8"
    assert ends(counts([raid], figures=[whole, children], scope=of("children"))) == "2–2"


def test_the_dead_in_custody_are_among_the_killed_and_all_deaths() -> None:
    raid = incident()
    facts = [raid, *people(2, incident=raid.id)]
    found = counts(facts, figures=[figure(3, raid, measure="died_in_custody")])
    codes = ("killed_in_custody", "killed", "deaths_all")
    assert [ends(found, code) for code in codes] == ["3–3", "5–5", "5–5"]
    both = [figure(3, raid, measure="died_in_custody"), figure(9, raid)]
    assert ends(counts(facts, figures=both)) == "9–9"


def test_of_two_incidents_that_may_be_one_only_one_raises_the_low_end() -> None:
    one, two = incident(), incident()
    figures = [figure(8, one), figure(5, two)]
    assert ends(counts([one, two], figures=figures)) == "13–13"
    assert ends(counts([one, two], [link(one, two, "unsure")], figures)) == "8–13"


def test_destroyed_buildings_are_among_the_affected() -> None:
    raid = incident()
    facts = [
        raid,
        damage("church", "severe", incident=raid.id),
        damage("clinic", "slight", incident=raid.id),
    ]
    figures = [
        figure(4, raid, measure="religious_destroyed", population="not_applicable"),
        figure(2, raid, measure="health_destroyed", population="not_applicable"),
    ]
    found = counts(facts, figures=figures)
    assert ends(found, "religious_destroyed") == "4–4"
    assert ends(found, "religious_affected") == "5–5"
    assert found.line("health_affected").low == 3


def test_a_figure_that_states_no_population_never_gives_an_end() -> None:
    raid = incident()
    reported = figure(30, raid, population="not_stated")
    dead = casualty(incident=raid.id)
    for population in ("civilians", "all", "not_stated"):
        assert ends(counts([raid, dead], figures=[reported], scope=of(population))) == "1–1"


def test_buildings_have_ranges_without_a_population() -> None:
    raid = incident()
    reported = figure(12, raid, measure="homes_destroyed", population="not_applicable")
    facts = [raid, damage(quantity=4, incident=raid.id), damage(grade="severe", incident=raid.id)]
    found = counts(facts, figures=[reported])
    assert ends(found, "homes_destroyed") == "12–12"
    assert ends(found, "homes_affected") == "13–13"


def test_other_populations_have_their_own_range() -> None:
    raid = incident()
    figures: list[FigureFact] = [
        figure(10, raid, population="state_forces"),
        figure(2, raid, population="children"),
    ]
    facts = [raid, casualty(status="state_force_member", age="adult", incident=raid.id)]
    assert ends(counts(facts, figures=figures, scope=of("state_forces"))) == "10–10"
    assert ends(counts(facts, figures=figures, scope=of("children"))) == "2–2"
    assert counts(facts, figures=figures, scope=of("all")).line("killed").low == 10
