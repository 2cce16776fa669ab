"""Rules 7 and 8: deaths, and whose they were."""

import pytest

from tests.store.counting.books import casualty, counting, counts, ends, of, people, table


def test_deaths_are_killed_of_whom_in_custody_and_in_flight_and_their_sum() -> None:
    found = counts(
        [*people(5), *people(2, "died_in_custody"), *people(3, "died_fleeing"), casualty("injured")]
    )
    numbers = {
        code: found.line(code).documented
        for code in ("killed", "killed_in_custody", "died_fleeing", "deaths_all", "injured")
    }
    assert numbers == {
        "killed": 7,
        "killed_in_custody": 2,
        "died_fleeing": 3,
        "deaths_all": 10,
        "injured": 1,
    }


STATUSES = (
    "civilian",
    "other_protected",
    "state_force_member",
    "armed_group_member",
    "participating",
    "unknown",
    "",
)


@pytest.mark.parametrize(
    ("population", "expected"),
    [
        ("civilians", "1–3"),
        ("state_forces", "1–3"),
        ("resistance", "1–3"),
        ("all", "7–7"),
        ("not_stated", "7–7"),
    ],
)
def test_an_unknown_status_joins_the_high_end(population: str, expected: str) -> None:
    dead = [casualty(status=status) for status in STATUSES]
    assert ends(counts(dead, scope=of(population))) == expected


def test_every_status_has_its_line() -> None:
    found = counting([casualty(status=status) for status in STATUSES])
    by_status = table(found, "killed", "status", scope=of("all"))
    assert {cell.labels[0]: cell.documented for cell in by_status.cells} == {
        "civilian": 1,
        "other_protected": 1,
        "state_force_member": 1,
        "armed_group_member": 1,
        "participating": 1,
        "unknown": 2,
    }


def test_girls_boys_women_men_and_age_unknown_add_up_to_seven() -> None:
    dead = [
        *people(2, sex="female", age="child"),
        *people(1, sex="male", age="child"),
        *people(1, sex="female", age="adult"),
        *people(1, sex="female", age="older"),
        *people(1, sex="male", age="adult"),
        *people(1, sex="male", age="unknown"),
    ]
    rows = table(counting(dead), "killed", "people")
    assert [(cell.labels[0], cell.documented) for cell in rows.cells if cell.documented] == [
        ("girls", 2),
        ("boys", 1),
        ("women", 2),
        ("men", 1),
        ("age_unknown", 1),
    ]
    assert rows.total.documented == 7
    assert rows.axes[0][-1] == "age_unknown"
    assert len(rows.axes[0]) == 7


@pytest.mark.parametrize(("population", "expected"), [("children", "2–3"), ("women", "1–3")])
def test_children_and_women_as_far_as_known(population: str, expected: str) -> None:
    dead = [
        casualty(sex="female", age="child"),
        casualty(sex="male", age="child"),
        casualty(sex="female", age="adult"),
        casualty(sex="male", age="older"),
        casualty(sex="female", age="unknown"),
        casualty(sex="", age="adult"),
    ]
    assert ends(counts(dead, scope=of(population))) == expected
