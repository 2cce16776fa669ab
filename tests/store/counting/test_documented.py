"""Rules 1 and 2: what is documented, what waits beside it, what leaves everything."""

from typing import Any

import pytest

from store.counting.explaining import Column
from store.counting.extent import DAWN, DUSK
from tests.store.counting.books import (
    behind,
    casualty,
    counting,
    counts,
    documented,
    ends,
    figure,
    incident,
    people,
)


def test_records_count_by_their_quantity() -> None:
    found = counts([casualty(quantity=4), *people(3, review="approved")])
    killed = found.line("killed")
    assert (killed.documented, killed.approved) == (7, 3)


def test_a_figure_is_never_added() -> None:
    raid = incident()
    dead = casualty(incident=raid.id)
    found = counts([raid, dead], figures=[figure(50, raid), figure(400)])
    assert found.line("killed").documented == 1


@pytest.mark.parametrize(
    ("values", "waits"),
    [
        ({"review": "draft"}, "draft"),
        ({"review": "returned"}, "returned"),
        ({"cited": False}, "uncited"),
    ],
)
def test_what_waits_stands_beside(values: dict[str, Any], waits: str) -> None:
    found = counts([casualty(), casualty(**values)])
    assert found.line("killed").documented == 1
    assert ends(found) == "1–1"
    assert found.waiting == {"draft": 0, "returned": 0, "uncited": 0} | {waits: 1}


def test_a_citation_of_the_incident_covers_its_records() -> None:
    raid = incident()
    assert documented([raid, casualty(incident=raid.id, cited=False)]) == 1


@pytest.mark.parametrize(
    "values",
    [
        {"first": DAWN, "last": DUSK},
        {"first": "2022-12-01", "last": DUSK},
        {"first": "2021-06-01", "last": "2023-02-24"},
        {"place": "MMR002", "township": ""},
        {"place": "", "township": ""},
    ],
)
def test_what_is_vaguer_than_a_year_or_a_township_joins_the_high_end(
    values: dict[str, str],
) -> None:
    assert ends(counts([casualty(), casualty(**values)])) == "1–2"


def test_retired_and_discounted_leave_everything_unverifiable_the_low_end() -> None:
    gone, shown, closed = (
        incident(retired=True),
        incident(grade="discounted"),
        incident(grade="unverifiable"),
    )
    dead = [casualty(incident=i.id) for i in (gone, shown, closed)]
    found = counts([gone, shown, closed, *dead, casualty(retired=True)])
    assert found.line("killed").documented == 0
    assert ends(found) == "0–1"


def test_an_event_told_in_parts_is_one_event() -> None:
    whole = incident(kind="ground_clash")
    parts = [incident(kind=kind, part_of=whole.id) for kind in ("ground_clash", "airstrike")]
    found = counts([whole, *parts])
    assert found.line("clashes").documented == 1
    assert found.line("airstrikes").documented == 1


def test_a_part_stands_for_itself_while_its_whole_does_not_count() -> None:
    whole = incident(kind="ground_clash", cited=False)
    part = incident(kind="ground_clash", part_of=whole.id)
    assert documented([whole, part], "clashes") == 1


def test_every_record_is_explained_with_the_rule() -> None:
    raid = incident(grade="discounted")
    facts = [
        casualty(id="counts"),
        casualty(id="draft", review="draft"),
        casualty(id="uncited", cited=False),
        casualty(id="vague", place="MMR002", township=""),
        casualty(id="status", status="unknown"),
        casualty(id="shown", incident=raid.id),
        casualty("injured", id="other"),
        casualty(id="march", on="2023-03-02"),
    ]
    found = behind(counting([raid, *facts]), "killed", Column.DOCUMENTED)
    assert {record: (e.quantity, e.is_in) for record, e in found.items()} == {
        "counts": (1, True),
        "draft": (0, False),
        "uncited": (0, False),
        "vague": (0, False),
        "status": (0, False),
        "shown": (0, False),
    }
    assert "no source" in found["uncited"].rule
    assert "status is not known" in found["status"].rule
    assert "discounted" in found["shown"].rule
    high = behind(counting([raid, *facts]), "killed", Column.HIGH)
    assert sorted(r for r, e in high.items() if e.is_in) == ["counts", "status", "vague"]
