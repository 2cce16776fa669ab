"""Rule 9: arrests, who of them is still held, and who is in detention on the last day."""

from dataclasses import replace

import pytest

from tests.store.counting.books import (
    FEBRUARY,
    casualty,
    counting,
    counts,
    detention,
    ends,
    of,
    table,
)


def day(text: str) -> tuple[str, str]:
    return text, text


def test_arrested_in_the_period_still_held_and_in_detention() -> None:
    facts = [
        detention(),
        detention(left=day("2023-02-26")),
        detention(left=day("2023-03-02")),
        detention(on="2022-05-01"),
        detention(on="2022-05-01", left=day("2023-01-01")),
        detention(on="2023-03-01"),
    ]
    found = counts(facts)
    numbers = [found.line(c).documented for c in ("detained", "still_held", "in_detention")]
    assert numbers == [3, 1, 3]


@pytest.mark.parametrize(
    ("left", "expected"),
    [
        (("", ""), "0–0"),
        (("2023-03-01", "2023-03-31"), "0–1"),
        (("2023-03-07", "2023-03-31"), "1–1"),
        (day("2023-03-06"), "0–0"),
        (("0000-01-01", "2023-03-01"), "0–0"),
        (("2023-03-01", "9999-12-31"), "0–1"),
    ],
)
def test_still_held_follows_from_when_it_can_have_ended(
    left: tuple[str, str], expected: str
) -> None:
    assert ends(counts([detention(left=left)]), "still_held") == expected


def test_arrested_is_held_and_released_and_escaped_and_dead_and_disappeared_and_unknown() -> None:
    ended = day("2023-02-26")
    facts = [
        detention(quantity=3),
        *(detention(how=how, left=ended) for how in ("released", "escaped", "died")),
        *(detention(how=how, left=("", "")) for how in ("disappeared", "unknown")),
        detention(how="released", left=day("2023-03-09")),
    ]
    rows = table(counting(facts), "detained", "outcome")
    assert {cell.labels[0]: cell.documented for cell in rows.cells} == {
        "held": 4,
        "released": 1,
        "escaped": 1,
        "died": 1,
        "disappeared": 1,
        "unknown": 1,
    }
    assert rows.total.documented == counts(facts).line("detained").documented == 9


def test_an_arrest_after_the_as_of_day_is_unknown_on_it() -> None:
    early = replace(FEBRUARY, as_of="2023-02-10")
    rows = table(counting([detention()]), "detained", "outcome", scope=early)
    assert {c.labels[0]: c.documented for c in rows.cells if c.documented} == {"unknown": 1}
    assert counts([detention()], scope=early).line("still_held").documented == 0


def test_nobody_can_be_held_on_a_day_that_has_not_come() -> None:
    released_since = detention(left=day("2023-02-20"), on="2023-02-03")
    early = replace(FEBRUARY, as_of="2023-02-10")
    assert counts([released_since], scope=early).line("in_detention").documented == 1


def test_whoever_left_on_an_unknown_day_may_have_been_held_on_a_day_in_the_past() -> None:
    facts = [detention(how="released", left=("", "")), detention(how="escaped", left=("", ""))]
    found = counts([*facts, detention()])
    assert ends(found, "in_detention") == "1–3"
    assert ends(found, "still_held") == "1–1"
    on_the_day = counts([*facts, detention()], scope=replace(FEBRUARY, as_of="2023-02-28"))
    assert ends(on_the_day, "in_detention") == "1–1"


def test_a_death_in_custody_counts_when_the_person_died() -> None:
    held = detention(how="died", left=day("2023-03-09"))
    dead = casualty("died_in_custody", on="2023-03-09")
    found = counts([held, dead])
    assert found.line("detained").documented == 1
    assert found.line("killed_in_custody").documented == 0


def test_detained_people_are_counted_among_civilians_and_in_no_force() -> None:
    facts = [detention(age="child"), detention(sex="female", age="adult"), detention()]
    detained = {
        population: ends(counts(facts, scope=of(population)), "detained")
        for population in ("civilians", "all", "children", "women", "state_forces")
    }
    assert detained == {
        "civilians": "3–3",
        "all": "3–3",
        "children": "1–2",
        "women": "1–2",
        "state_forces": "0–0",
    }
