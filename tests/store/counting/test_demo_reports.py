"""The two reports that the demo promises, beside what KNDF and PKPF published."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from store.counting.measures import LINES
from store.counting.scope import read_scope
from store.demo import build_demo
from store.ledger import Store
from store.reporting.making import written_report
from store.reporting.report import Asked

FEBRUARY = ("2023-02", "Loikaw,Hpruso,Demoso,Pekon")
SINCE_THE_COUP = ("2021-02-01..2023-03-06", "")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("demo") / "demo.fieldledger"
    build_demo(path)
    store = Store.open(path)
    yield store
    store.close()


def report(demo: Store, asked: tuple[str, str], *by: tuple[str, ...], **more: str) -> Any:  # noqa: ANN401 - JSON
    period, areas = asked
    scope = demo.ask(
        read_scope,
        period,
        start=demo.settings.start,
        today=demo.today,
        areas=areas.split(","),
        **more,
    )
    return json.loads(written_report(demo, Asked(scope, by), "json")[1])


def line(found: Any, code: str) -> Any:  # noqa: ANN401 - JSON
    return next(entry for entry in found["lines"] if entry["measure"] == code)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (
            FEBRUARY,
            {
                "killed": (7, 5, 7, 8),
                "killed_in_custody": (0, 0, 0, 0),
                "died_fleeing": (1, 0, 1, 1),
                "deaths_all": (8, 5, 8, 9),
                "injured": (11, 7, 11, 11),
                "detained": (4, 0, 4, 4),
                "still_held": (3, 0, 3, 3),
                "homes_destroyed": (9, 4, 9, 9),
                "religious_destroyed": (3, 1, 3, 3),
                "health_affected": (1, 0, 1, 1),
            },
        ),
        (
            SINCE_THE_COUP,
            {
                "killed": (41, 30, 41, 42),
                "killed_in_custody": (2, 0, 2, 2),
                "died_fleeing": (12, 0, 12, 12),
                "deaths_all": (53, 30, 53, 54),
                "detained": (36, 0, 36, 36),
                "still_held": (24, 0, 24, 24),
                "homes_destroyed": (210, 134, 210, 210),
                "religious_destroyed": (11, 7, 11, 11),
            },
        ),
    ],
)
def test_the_numbers_are_those_that_the_demo_promises(
    demo: Store, asked: tuple[str, str], expected: dict[str, tuple[int, ...]]
) -> None:
    found = report(demo, asked)
    for code, numbers in expected.items():
        entry = line(found, code)
        told = (entry["documented"], entry["approved"], entry["low"], entry["high"])
        assert told == numbers, code
        assert not entry["open"]


def test_what_waits_and_is_undecided_stands_beside(demo: Store) -> None:
    february = report(demo, FEBRUARY)
    assert february["waiting"] == {"draft": 2, "returned": 1, "uncited": 1}
    assert february["undecided"] == 1
    assert report(demo, SINCE_THE_COUP)["waiting"] == {"draft": 2, "returned": 1, "uncited": 2}


@pytest.mark.parametrize(
    ("asked", "source", "code", "best", "ours", "reason"),
    [
        (FEBRUARY, "KNDF", "killed", 8, 6, None),
        (FEBRUARY, "KNDF", "injured", 12, 9, None),
        (FEBRUARY, "KNDF", "homes_destroyed", 9, 9, None),
        (FEBRUARY, "KNDF", "health_affected", 1, 1, None),
        (FEBRUARY, "KNDF", "religious_destroyed", 4, 3, None),
        (FEBRUARY, "KNDF", "airstrikes", 6, 2, "whose doing"),
        (FEBRUARY, "KNDF", "clashes", 35, None, "its places"),
        (SINCE_THE_COUP, "PKPF", "killed", 309, 22, "deaths in custody: ours has 2"),
        (SINCE_THE_COUP, "PKPF", "killed", 309, 22, "end of its period"),
        (SINCE_THE_COUP, "PKPF", "died_fleeing", 130, 7, "end of its period"),
        (SINCE_THE_COUP, "PKPF", "detained", 279, 28, "end of its period"),
        (SINCE_THE_COUP, "PKPF", "homes_destroyed", 1352, 118, "end of its period"),
        (SINCE_THE_COUP, "PKPF", "religious_destroyed", 30, 6, "end of its period"),
    ],
)
def test_what_others_published_stands_beside_with_why_it_compares_or_not(  # noqa: PLR0913, PLR0917 - one row of the table
    demo: Store,
    asked: tuple[str, str],
    source: str,
    code: str,
    best: int,
    ours: int | None,
    reason: str | None,
) -> None:
    """Ours is what the state and its allies did, in that period and those places."""
    told = line(report(demo, asked), code)["reported"]
    (figure,) = [entry for entry in told if entry["source"] == source]
    assert (figure["best"], figure["ours"]) == (best, ours)
    assert figure["comparable"] == (reason is None)
    assert (reason or "") in (figure["reason"] or "")


def test_a_total_since_the_coup_does_not_stand_beside_a_month(demo: Store) -> None:
    for entry in report(demo, FEBRUARY)["lines"]:
        assert {figure["source"] for figure in entry["reported"]} <= {"KNDF"}


def test_the_json_has_the_keys_of_the_contract(demo: Store) -> None:
    found = report(demo, FEBRUARY, ("month", "township"))
    keys = ("period", "area", "population", "as_of", "known_on", "lines", "waiting", "undecided")
    assert list(found)[:9] == [*keys, "tables"]
    assert found["period"] == {"from": "2023-02-01", "to": "2023-02-28"}
    assert found["area"] == ["MMR002001", "MMR002003", "MMR002002", "MMR014010"]
    assert (found["population"], found["as_of"]) == ("civilians", "2023-03-06")
    assert found["known_on"] is None
    assert [entry["measure"] for entry in found["lines"]] == [entry.code for entry in LINES]
    killed = line(found, "killed")
    assert list(killed) == [
        *("measure", "documented", "approved", "people", "low", "high", "open", "reported")
    ]
    (figure,) = killed["reported"]
    assert list(figure)[:10] == [
        *("figure", "source", "kind", "least", "best", "most", "qualifier"),
        *("ours", "comparable", "reason"),
    ]
    tables = [t for t in found["tables"] if t["by"] == ["month", "township"]]
    (by_month,) = [t for t in tables if t["measure"] == "killed"]
    assert sum(row["documented"] for row in by_month["rows"]) == 7
    assert {row["month"] for row in by_month["rows"]} == {"2023-02", "unknown"}


def test_whose_deaths_they_were_is_in_every_report(demo: Store) -> None:
    tables = report(demo, FEBRUARY)["tables"]
    (people,) = [t for t in tables if (t["by"], t["measure"]) == (["people"], "killed")]
    assert {row["people"]: row["documented"] for row in people["rows"]} == {
        "girls": 1,
        "boys": 1,
        "women": 2,
        "men": 2,
        "age_unknown": 1,
    }
    (status,) = [t for t in tables if t["by"] == ["status"]]
    assert (status["population"], status["total"]["documented"]) == ("all", 8)


def test_known_on_recounts_what_was_known_on_a_day(demo: Store) -> None:
    same = report(demo, FEBRUARY, known_on="2023-03-06")
    assert same["known_on"] == "2023-03-06"
    now = report(demo, FEBRUARY)
    assert {**same, "known_on": None} == now
    before = report(demo, FEBRUARY, known_on="2023-03-05")
    assert all(entry["high"] == 0 and not entry["reported"] for entry in before["lines"])
    assert before["waiting"] == {"draft": 0, "returned": 0, "uncited": 0}


def test_other_people_are_counted_when_asked_for(demo: Store) -> None:
    fighters = report(demo, SINCE_THE_COUP, population="resistance")
    assert line(fighters, "killed")["documented"] == 1
    assert {f["best"] for f in line(fighters, "killed")["reported"]} >= {224}
    everybody = report(demo, SINCE_THE_COUP, population="all")
    assert line(everybody, "killed")["documented"] == 44


def test_the_same_ledger_gives_the_same_report_to_the_byte(demo: Store, tmp_path: Path) -> None:
    build_demo(tmp_path / "again.fieldledger")
    again = Store.open(tmp_path / "again.fieldledger")
    try:
        for asked in (FEBRUARY, SINCE_THE_COUP):
            assert report(again, asked) == report(demo, asked)
    finally:
        again.close()
