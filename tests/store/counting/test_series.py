"""Rule 11: what is newly reported, what falls, and the parts of a figure."""

from typing import Any

from store.counting.facts import FigureFact
from store.counting.series import parts_of, series_of
from tests.store.counting.books import figure


def total(number: int, until: str, **values: Any) -> FigureFact:  # noqa: ANN401 - any field
    return figure(
        number,
        kind="cumulative",
        first="2021-02-01",
        last=until,
        places=("MMR002",),
        reported=until,
        **values,
    )


def test_the_later_minus_the_earlier_is_newly_reported() -> None:
    figures = [total(309, "2023-03-06"), total(290, "2023-02-06"), total(300, "2023-02-20")]
    (series,) = series_of(figures)
    assert [(step.low, step.high) for step in series.steps] == [(10, 10), (9, 9)]
    assert not any(step.falls for step in series.steps)


def test_a_fall_is_flagged_and_a_least_number_is_no_fall() -> None:
    (series,) = series_of([total(309, "2023-03-06"), total(280, "2023-04-06")])
    assert [step.falls for step in series.steps] == [True]
    (series,) = series_of(
        [
            total(309, "2023-03-06"),
            total(280, "2023-04-06", qualifier="at_least"),
        ]
    )
    assert [(s.low, s.high, s.falls) for s in series.steps] == [(-29, None, False)]


def test_figures_that_count_different_things_are_no_series() -> None:
    assert not series_of(
        [
            total(309, "2023-03-06"),
            total(130, "2023-03-06", measure="died_fleeing"),
            total(1635, "2023-03-06", population="state_forces"),
            total(320, "2023-04-06", by="state_and_allies"),
            total(330, "2023-05-06", stands=False),
        ]
    )


def test_what_the_parts_leave_is_not_specified() -> None:
    whole = figure(20)
    parts = [figure(8, part_of=whole.id), figure(5, part_of=whole.id)]
    found = parts_of(whole, [*parts, figure(9)])
    assert (found.least_rest, found.most_rest, found.exceeds) == (7, 7, False)


def test_parts_may_not_exceed_the_whole() -> None:
    whole = figure(10)
    parts = [figure(8, part_of=whole.id), figure(5, part_of=whole.id)]
    assert parts_of(whole, parts).exceeds
    at_least = figure(10, qualifier="at_least")
    parts = [figure(8, part_of=at_least.id), figure(5, part_of=at_least.id)]
    found = parts_of(at_least, parts)
    assert (found.least_rest, found.most_rest, found.exceeds) == (0, None, False)
