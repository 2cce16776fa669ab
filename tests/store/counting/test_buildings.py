"""Rule 10: destroyed, damaged, affected, of which buildings, on which basis."""

import pytest

from tests.store.counting.books import counts, damage, ends, of


@pytest.mark.parametrize(
    ("grade", "basis", "destroyed", "damaged", "affected"),
    [
        ("destroyed", "visited", "1–1", "0–0", "1–1"),
        ("destroyed", "witness", "1–1", "0–0", "1–1"),
        ("destroyed", "", "1–1", "0–0", "1–1"),
        ("destroyed", "report", "0–1", "0–0", "0–1"),
        ("severe", "photo_video", "0–0", "1–1", "1–1"),
        ("moderate", "satellite", "0–0", "1–1", "1–1"),
        ("slight", "visited", "0–0", "1–1", "1–1"),
        ("slight", "report", "0–0", "0–1", "0–1"),
        ("possible", "", "0–1", "0–1", "0–1"),
        ("unknown", "witness", "0–1", "0–1", "0–1"),
        ("", "", "0–1", "0–1", "0–1"),
        ("none", "visited", "0–0", "0–0", "0–0"),
    ],
)
def test_each_grade_and_basis_has_its_ends(
    grade: str, basis: str, destroyed: str, damaged: str, affected: str
) -> None:
    found = counts([damage(grade=grade, basis=basis)])
    measures = ("homes_destroyed", "homes_damaged", "homes_affected")
    assert [ends(found, code) for code in measures] == [destroyed, damaged, affected]


@pytest.mark.parametrize(
    ("kind", "lived_in", "code"),
    [
        ("home", False, "homes_destroyed"),
        ("apartment", False, "homes_destroyed"),
        ("farm_hut", True, "homes_destroyed"),
        ("spirit_shrine", False, "religious_destroyed"),
        ("clergy_house_or_convent", False, "religious_destroyed"),
        ("ambulance", False, "health_affected"),
        ("kindergarten", False, "schools_affected"),
    ],
)
def test_which_buildings_are_which(kind: str, lived_in: bool, code: str) -> None:
    found = counts([damage(kind, lived_in=lived_in, quantity=3)])
    assert found.line(code).documented == 3
    assert sum(n.documented for n in found.lines if not n.line.code.endswith("affected")) == (
        3 if code.endswith("destroyed") else 0
    )


def test_a_farm_hut_that_nobody_lives_in_is_no_home() -> None:
    assert ends(counts([damage("farm_hut")]), "homes_affected") == "0–0"


@pytest.mark.parametrize("population", ["civilians", "state_forces", "children", "all"])
def test_population_does_not_apply(population: str) -> None:
    found = counts([damage(quantity=9)], scope=of(population))
    assert found.line("homes_destroyed").documented == 9
