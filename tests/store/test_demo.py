"""The demo ledger keeps its promises: its counts, its difficulties, the same bytes each time."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.demo import build_demo
from store.demo.published import FOUR_CODES
from store.fields import fields_of
from store.ledger import Store
from store.records import RECORD_TYPES, Figure, Record, Source
from store.rows import Row, rows_where
from store.vocabulary import Review

FEBRUARY = ("2023-02-01", "2023-02-28", FOUR_CODES)
SINCE_COUP = ("2021-02-01", "2023-03-06", ())
Period = tuple[str, str, tuple[str, ...]]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("demo") / "demo.fieldledger"
    build_demo(made)
    return made


@pytest.fixture(scope="module")
def demo(path: Path) -> Iterator[Store]:
    store = Store.open(path)
    yield store
    store.close()


def rows(demo: Store, table: str, condition: str = "1") -> list[Row]:
    found: Iterator[Row] = demo.ask(rows_where, RECORD_TYPES[table], condition)
    return list(found)


def documented(demo: Store, table: str, period: Period, condition: str = "1") -> list[Row]:
    """Records that count, wholly inside; fails on one that lies only partly inside."""
    first, last, area = period
    found = demo.ask(
        lambda c: c.execute(f"SELECT id FROM documented_{table} WHERE {condition}").fetchall()
    )
    counted = {row[0] for row in found}
    inside: list[Row] = []
    for row in rows(demo, table):
        if row["id"] not in counted:
            continue
        begins, ends = str(row["eff_from"]), str(row["eff_to"])
        assert (begins >= first and ends <= last) or ends < first or begins > last, row["code"]
        if begins >= first and ends <= last and (not area or row["eff_township"] in area):
            inside.append(row)
    return inside


def people(found: list[Row]) -> int:
    return sum(int(row["quantity"] or 0) for row in found)


KILLED = "outcome IN ('killed', 'died_in_custody') AND status = 'civilian'"


@pytest.mark.parametrize(
    ("period", "table", "condition", "expected"),
    [
        (FEBRUARY, "casualty", KILLED, 7),
        (FEBRUARY, "casualty", KILLED + " AND age_group = 'child'", 2),
        (FEBRUARY, "casualty", "outcome = 'died_in_custody'", 0),
        (FEBRUARY, "casualty", "outcome = 'killed' AND status = 'unknown'", 1),
        (FEBRUARY, "casualty", KILLED + " AND review = 'approved'", 5),
        (FEBRUARY, "casualty", "outcome = 'injured' AND status = 'civilian'", 11),
        (FEBRUARY, "casualty", "outcome = 'died_fleeing'", 1),
        (FEBRUARY, "damage", "kind = 'home' AND grade = 'destroyed'", 9),
        (FEBRUARY, "damage", "kind = 'clinic'", 1),
        (FEBRUARY, "damage", "kind IN ('church', 'mosque', 'monastery')", 3),
        (FEBRUARY, "damage", "denomination IS NOT NULL AND grade = 'destroyed'", 3),
        (FEBRUARY, "detention", "1", 4),
        (SINCE_COUP, "casualty", KILLED, 41),
        (SINCE_COUP, "casualty", "outcome = 'died_in_custody' AND status = 'civilian'", 2),
        (SINCE_COUP, "casualty", "outcome = 'died_fleeing' AND status = 'civilian'", 12),
        (SINCE_COUP, "detention", "1", 36),
        (SINCE_COUP, "damage", "kind = 'home' AND grade = 'destroyed'", 210),
        (SINCE_COUP, "damage", "denomination IS NOT NULL AND grade = 'destroyed'", 11),
    ],
)
def test_the_demo_counts_as_promised(
    demo: Store, period: Period, table: str, condition: str, expected: int
) -> None:
    assert people(documented(demo, table, period, condition)) == expected


@pytest.mark.parametrize(("period", "expected"), [(FEBRUARY, 3), (SINCE_COUP, 24)])
def test_those_still_held_on_the_sixth_of_march(demo: Store, period: Period, expected: int) -> None:
    held = "released_precision IS NULL AND ended_precision IS NULL AND ended_how IS NULL"
    assert people(documented(demo, "detention", period, held)) == expected


def test_three_records_hold_the_nine_homes_and_one_a_clinic(demo: Store) -> None:
    assert len(documented(demo, "damage", FEBRUARY, "kind = 'home'")) == 3


def test_every_township_and_every_month_has_incidents(demo: Store) -> None:
    incidents = rows(demo, "incident")
    assert len(incidents) >= 60
    assert len({row["eff_township"] for row in incidents} - {""}) == 9
    months = {str(row["eff_from"])[:7] for row in incidents}
    assert len(months) >= 25


def test_only_three_sources_and_21_figures_are_real(demo: Store) -> None:
    real = [r for r in rows(demo, "source") if "(invented)" not in str(r["name"])]
    assert {row["code"] for row in real} == {"KNDF", "KMIC", "PKPF"}
    figures = rows(demo, "figure")
    assert len(figures) == 21
    assert {row["source"] for row in figures} == {row["id"] for row in real}


def test_everybody_and_every_incident_that_is_invented_says_so(demo: Store) -> None:
    for table in ("casualty", "detention"):
        for row in rows(demo, table, "name IS NOT NULL"):
            assert "(invented)" in str(row["name"])
    told = [str(row["title"] or row["narrative"]) for row in rows(demo, "incident")]
    assert sum("(invented)" not in words for words in told) == 2


def test_what_is_invented_cites_only_what_is_invented(demo: Store) -> None:
    real = {r["id"] for r in rows(demo, "source") if "(invented)" not in str(r["name"])}
    by_real = {row["record"] for row in rows(demo, "citation") if row["source"] in real}
    backed = [row for row in rows(demo, "incident") if row["id"] in by_real]
    assert [row["title"] for row in backed] == [
        "Outpost near the Thai border attacked, jets strike the attackers"
    ]


@pytest.mark.parametrize(
    ("table", "condition"),
    [
        ("incident", "when_precision = 'month'"),
        ("incident", "when_precision = 'range'"),
        ("casualty", "age_said = 'unknown'"),
        ("casualty", "quantity > 1 AND name IS NULL"),
        ("link", "decision = 'same'"),
        ("damage", "kind = 'mosque'"),
        ("damage", "kind = 'monastery'"),
        ("detention", "ended_how = 'died'"),
        ("casualty", "outcome = 'died_in_custody'"),
        ("casualty", "review = 'returned' AND review_comment IS NOT NULL"),
        ("casualty", "review = 'draft'"),
        ("incident", "review = 'draft'"),
        ("casualty", "review = 'submitted' AND cited = 0"),
        ("casualty", "waived IS NOT NULL"),
        ("incident", "part_of IS NOT NULL"),
    ],
)
def test_each_difficulty_occurs(demo: Store, table: str, condition: str) -> None:
    assert rows(demo, table, condition)


def test_a_name_is_in_burmese(demo: Store) -> None:
    names = [str(row["name"]) for row in rows(demo, "casualty", "name IS NOT NULL")]
    assert any(re.search("[\u1000-\u109f]", name) for name in names)


def test_the_demo_passes_its_own_check(demo: Store) -> None:
    assert list(filter(None, demo.check())) == []
    assert demo.settings.demo
    assert str(demo.today) == "2023-03-06"


def test_it_is_the_same_to_the_byte_each_time(path: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.fieldledger"
    build_demo(again)
    hashes = {hashlib.sha256(p.read_bytes()).hexdigest() for p in (path, again)}
    assert len(hashes) == 1


def test_every_record_is_submitted_or_one_of_the_cases(demo: Store) -> None:
    waiting = [
        row["review"]
        for table in RECORD_TYPES
        for row in rows(demo, table, "review IN ('draft', 'returned')")
    ]
    assert sorted(map(str, waiting)) == [Review.DRAFT, Review.DRAFT, Review.RETURNED]


def test_no_field_of_a_kind_is_left_unknown_to_the_demo(demo: Store) -> None:
    """The fields of a figure and a source that a report will need are filled."""
    needed: dict[type[Record], tuple[str, ...]] = {
        Figure: ("source", "measure", "population", "kind", "text", "locator", "by"),
        Source: ("name", "kind"),
    }
    for model, names in needed.items():
        columns = [s.column_names[0] for s in fields_of(model) if s.name in names]
        for row in rows(demo, model.table):
            assert all(row[column] is not None for column in columns), row["code"]
