"""A figure among others: its series, its parts, the reports before and after it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from store.errors import RecordMissing
from store.founded import Founding
from store.ledger import Store
from store.records import Figure, Source
from store.reporting.around_figure import AroundFigure, around_figure
from store.spans import parse_span
from store.vocabulary import FigureKind, Measure, Population, Qualifier, Review
from tests.tui.ledger_app import HOSTILE, clock
from tui.figures.around import around_screen, read_around

TODAY = clock().date()


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Store]:
    store = Store.create(tmp_path / "a.fieldledger", Founding("Invented", "LKW2"), clock=clock)
    yield store
    store.close()


def report(ledger: Store, best: int | None, until: str, **more: Any) -> Figure:  # noqa: ANN401 - any field
    values: dict[str, Any] = {
        "measure": Measure.KILLED,
        "population": Population.CIVILIANS,
        "kind": FigureKind.CUMULATIVE,
        "period": parse_span(f"2021-02-01 to {until}", today=TODAY),
        "published_on": parse_span(until, today=TODAY),
        "scope": ("MMR002",),
        "best": best,
        "locator": "page 1",
        "series": "Killed since the coup (invented)",
        "review": Review.SUBMITTED,
        **more,
    }
    if "source" not in values:
        source = ledger.save(Source(name=HOSTILE, review=Review.SUBMITTED)).record
        values["source"] = source.id
    return ledger.save(Figure(**values)).record


def around(ledger: Store, figure: Figure) -> AroundFigure:
    found: AroundFigure = ledger.ask(around_figure, figure.id)
    return found


def test_a_series_has_what_is_newly_reported_and_flags_a_fall(ledger: Store) -> None:
    first = report(ledger, 290, "2023-01-31")
    second = report(ledger, 309, "2023-02-28", source=first.source)
    third = report(ledger, 300, "2023-03-05", source=first.source)
    found = around(ledger, second)
    assert found.series is not None
    assert [figure.id for figure in found.series.figures] == [first.id, second.id, third.id]
    assert [(step.low, step.falls) for step in found.series.steps] == [(19, False), (-9, True)]
    screen = around_screen(found)
    assert screen is not None
    rows, _ = screen.views[0].read(ledger, None)
    assert "19 newly reported" in rows[1].rule
    assert "FALLS by 9" in rows[2].rule


def test_a_whole_has_its_parts_and_what_is_not_specified(ledger: Store) -> None:
    whole = report(ledger, 30, "2023-02-28", series=None)
    part = report(
        *(ledger, 12, "2023-02-28"), series=None, part_of=whole.id, population=Population.CHILDREN
    )
    for figure in (whole, part):
        found = around(ledger, figure)
        assert found.parts is not None
        assert found.parts.whole.id == whole.id
        assert (found.parts.least_rest, found.parts.most_rest) == (18, 18)
    screen = around_screen(read_around(ledger, part.id))
    assert screen is not None
    rows, _ = screen.views[0].read(ledger, None)
    assert [row.counts for row in rows] == ["30", "12", "18"]
    assert rows[-1].id == ""


def test_parts_that_are_more_than_the_whole_are_flagged(ledger: Store) -> None:
    whole = report(ledger, 5, "2023-02-28", series=None)
    report(ledger, 8, "2023-02-28", series=None, part_of=whole.id)
    screen = around_screen(around(ledger, whole))
    assert screen is not None
    rows, _ = screen.views[0].read(ledger, None)
    assert "MORE than it" in rows[0].rule
    assert rows[-1].counts == "–"


def test_an_open_rest_is_said_so(ledger: Store) -> None:
    whole = report(ledger, 35, "2023-02-28", series=None, qualifier=Qualifier.AT_LEAST)
    report(ledger, 5, "2023-02-28", series=None, part_of=whole.id)
    screen = around_screen(around(ledger, whole))
    assert screen is not None
    rows, _ = screen.views[0].read(ledger, None)
    assert rows[-1].counts == "30+"


def test_reports_that_replace_each_other_stand_in_their_order(ledger: Store) -> None:
    first = report(ledger, 290, "2023-01-31", series=None)
    second = report(ledger, 291, "2023-01-31", series=None, replaces=first.id)
    third = report(ledger, 292, "2023-01-31", series=None, replaces=second.id)
    for figure in (first, second, third):
        found = around(ledger, figure)
        assert [report.id for report in found.reports] == [first.id, second.id, third.id]
    screen = around_screen(found)
    assert screen is not None
    rows, _ = screen.views[-1].read(ledger, None)
    assert [row.is_in for row in rows] == [False, False, True]


def test_a_circle_of_replacements_ends(ledger: Store) -> None:
    first = report(ledger, 290, "2023-01-31", series=None)
    second = report(ledger, 291, "2023-01-31", series=None, replaces=first.id)
    ledger.save(ledger.get(Figure, first.id).model_copy(update={"replaces": second.id}))
    assert {figure.id for figure in around(ledger, first).reports} == {first.id, second.id}


def test_a_figure_alone_has_no_screen(ledger: Store) -> None:
    alone = report(ledger, 8, "2023-02-28", series=None)
    assert around_screen(around(ledger, alone)) is None
    with pytest.raises(RecordMissing):
        ledger.ask(around_figure, "nothing")
