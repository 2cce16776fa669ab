"""Rules about figures: what one says of itself, and figures beside each other."""

from datetime import date
from typing import Any

import pytest

from store.kinds import Where
from store.kinds.placed import NOT_STATED
from store.records import Figure, Incident
from store.rules.figures import ends
from store.spans import Span
from store.vocabulary import By, DatePrecision, FigureKind, Measure, Population, Qualifier, Review
from tests.store.neighbours import (
    DEMOSO,
    FIGURE,
    HMON_PYAR,
    INCIDENT,
    LOIKAW,
    PAN_KAN,
    SOURCE,
    broken,
    changed,
    cursor,
    on,
    others,
)

UNKNOWN = Span(None, None, DatePrecision.UNKNOWN)
AT_LATEST = Span(date(2021, 2, 1), date(2023, 3, 6), DatePrecision.RANGE, "at latest 6 March 2023")


@pytest.mark.parametrize(
    ("least", "best", "most", "found"),
    [
        (1, 2, 3, False),
        (2, 2, 2, False),
        (None, 0, None, False),
        (3, 2, None, True),
        (None, 3, 2, True),
        (3, None, 2, True),
        (3, None, 3, False),
        (None, None, None, False),
    ],
)
def test_the_numbers_rise(
    least: int | None,
    best: int | None,
    most: int | None,
    found: bool,
) -> None:
    figure = changed(FIGURE, least=least, best=best, most=most)
    assert broken(figure, SOURCE) == ({"count-order"} if found else set())


def test_some_has_no_number() -> None:
    some = changed(FIGURE, qualifier=Qualifier.UNKNOWN_SOME)
    assert broken(changed(some, best=None), SOURCE) == set()
    assert cursor("some-without-number", changed(some, best=None, most=9), SOURCE)[0] == "most"


@pytest.mark.parametrize("field", ["published_on", "told_on"])
def test_a_figure_was_reported_some_day(field: str) -> None:
    untold = changed(FIGURE, published_on=None, told_on=None)
    assert broken(changed(untold, **{field: on("6 Mar 2023")}), SOURCE) == set()
    assert broken(changed(untold, **{field: UNKNOWN}), SOURCE) == set()
    assert broken(untold, SOURCE) == {"figure-told"}


@pytest.mark.parametrize("field", ["text", "locator"])
def test_a_figure_can_be_found_again(field: str) -> None:
    lost = changed(FIGURE, text=None, locator=None)
    assert broken(changed(lost, **{field: "page 2"}), SOURCE) == set()
    assert broken(changed(lost, **{field: " "}), SOURCE) == {"figure-traceable"}


@pytest.mark.parametrize("kind", [FigureKind.PERIOD, FigureKind.CUMULATIVE])
def test_not_stated_is_an_answer_for_period_and_scope(kind: FigureKind) -> None:
    figure = changed(FIGURE, kind=kind)
    assert broken(changed(figure, period=UNKNOWN, scope=(NOT_STATED,)), SOURCE) == set()
    assert broken(changed(figure, period=AT_LATEST), SOURCE) == set()
    open_end = Span(date(2021, 2, 1), None, DatePrecision.RANGE)
    assert broken(changed(figure, period=open_end), SOURCE) == set()
    assert broken(changed(figure, period=None), SOURCE) == {"figure-period"}
    assert broken(changed(figure, scope=None), SOURCE) == {"figure-scope"}
    assert broken(changed(figure, scope=()), SOURCE) == {"figure-scope"}
    assert broken(changed(figure, scope=None, scope_said="Demoso"), SOURCE) == {"figure-scope"}


def test_a_figure_about_an_incident_has_its_incident_and_needs_no_period() -> None:
    about = changed(FIGURE, kind=FigureKind.INCIDENT, period=None, scope=None)
    assert broken(about, SOURCE) == {"figure-incident"}
    assert broken(changed(about, incident="incident"), SOURCE, INCIDENT) == set()


@pytest.mark.parametrize(
    ("qualifier", "expected"),
    [
        (None, (8, 8)),
        (Qualifier.EXACT, (8, 8)),
        (Qualifier.AT_LEAST, (8, None)),
        (Qualifier.UP_TO, (None, 8)),
        (Qualifier.ABOUT, (None, None)),
        (Qualifier.UNKNOWN_SOME, (None, None)),
        (Qualifier.NONE, (0, 0)),
    ],
)
def test_the_ends_that_a_number_gives(
    qualifier: Qualifier | None, expected: tuple[int | None, int | None]
) -> None:
    assert ends(changed(FIGURE, qualifier=qualifier)) == expected
    both = changed(FIGURE, qualifier=qualifier, least=7, most=9)
    assert ends(both) == (7, 9)


@pytest.mark.parametrize("kind", ["part_of", "replaces"])
def test_figures_do_not_go_round_in_a_circle(kind: str) -> None:
    rule = f"{kind.replace('_', '-')}-circle"
    a = changed(FIGURE, id="a", **{kind: "b"})
    b = changed(FIGURE, id="b", **{kind: "c"})
    c = changed(FIGURE, id="c", **{kind: "a"})
    for figure in (a, b, c):
        assert broken(figure, SOURCE, a, b, c) == {rule}
    assert broken(a, SOURCE, b, changed(c, **{kind: None})) == set()
    assert broken(changed(FIGURE, **{kind: "a"}), SOURCE, a, b, c) == set()
    assert broken(changed(a, **{kind: "a"}), SOURCE) == {rule}


def test_incidents_do_not_go_round_in_a_circle() -> None:
    whole = changed(INCIDENT, id="whole", part_of="incident")
    part = changed(INCIDENT, part_of="whole")
    assert broken(part, whole) == {"part-of-circle"}
    assert broken(part, changed(whole, part_of=None)) == set()
    assert broken(changed(part, id=""), whole) == set()


# One report told of two incidents

NEAR = changed(INCIDENT, id="near", when=on("27 Feb 2023"), where=Where(HMON_PYAR))
TOLD = changed(
    FIGURE,
    kind=FigureKind.INCIDENT,
    incident="incident",
    best=3,
    text="Three villagers were killed in the shelling.",
)
AGAIN = changed(TOLD, id="again", incident="near", text="three villagers were killed in shelling")


def repeated(again: Figure = AGAIN, near: Incident = NEAR) -> set[str]:
    return broken(TOLD, SOURCE, INCIDENT, near, again)


def test_the_same_number_in_the_same_words_close_by() -> None:
    assert repeated() == {"repeated-figure"}
    assert others("repeated-figure", TOLD, SOURCE, INCIDENT, NEAR, AGAIN) == ("again",)
    assert broken(AGAIN, SOURCE, INCIDENT, NEAR, TOLD) == {"repeated-figure"}


@pytest.mark.parametrize(
    "other",
    [
        {"best": 4},
        {"most": 4},
        {"measure": Measure.INJURED},
        {"text": "A market burned; three people who had slept there did not come out."},
        {"text": None},
        {"kind": FigureKind.PERIOD},
        {"incident": "incident"},
        {"retired": "twice"},
        {"review": Review.DRAFT},
    ],
)
def test_another_number_measure_or_other_words_are_another_report(other: dict[str, Any]) -> None:
    assert repeated(again=changed(AGAIN, **other)) == set()


@pytest.mark.parametrize(
    ("when", "found"),
    [
        ("27 Feb 2023", True),
        ("28 Feb 2023", False),
        ("21 Feb 2023", True),
        ("20 Feb 2023", False),
        ("Feb 2023", True),
        ("Mar 2023", False),
        ("unknown", True),
    ],
)
def test_two_incidents_of_three_days(when: str, found: bool) -> None:
    moved = changed(NEAR, when=on(when))
    assert repeated(near=moved) == ({"repeated-figure"} if found else set())


@pytest.mark.parametrize(
    ("where", "found"),
    [
        (Where(HMON_PYAR), True),
        (Where(PAN_KAN, lat=19.8, lon=97.2), True),
        (Where(PAN_KAN, lat=19.83, lon=97.2), False),
        (Where(LOIKAW), True),
        (Where(DEMOSO), False),
        (Where(said="somewhere"), True),
    ],
)
def test_two_incidents_of_twenty_kilometres(where: Where, found: bool) -> None:
    moved = changed(NEAR, where=where)
    assert repeated(near=moved) == ({"repeated-figure"} if found else set())


# A total since a date

LATER = changed(
    FIGURE,
    kind=FigureKind.CUMULATIVE,
    best=300,
    period=Span(date(2021, 2, 1), date(2023, 3, 6), DatePrecision.RANGE),
)
EARLIER = changed(
    LATER,
    id="earlier",
    best=309,
    period=on("1 Feb 2021 - 6 Feb 2023"),
    published_on=on("6 Feb 2023"),
)


def fallen(later: dict[str, Any] | None = None, earlier: dict[str, Any] | None = None) -> bool:
    record = changed(LATER, **later or {})
    return "cumulative-fall" in broken(record, SOURCE, changed(EARLIER, **earlier or {}))


def test_a_total_since_a_date_never_falls() -> None:
    assert fallen()
    assert others("cumulative-fall", LATER, SOURCE, EARLIER) == ("earlier",)
    assert not fallen({"best": 309})
    assert not fallen({"best": 320})
    assert "cumulative-fall" not in broken(EARLIER, SOURCE, LATER)


@pytest.mark.parametrize(
    ("later", "earlier"),
    [
        ({"qualifier": Qualifier.ABOUT}, {}),
        ({"qualifier": Qualifier.AT_LEAST}, {}),
        ({"most": 310}, {}),
        ({}, {"qualifier": Qualifier.UP_TO}),
        ({}, {"qualifier": Qualifier.ABOUT}),
        ({}, {"least": 299}),
    ],
)
def test_what_may_not_have_fallen_is_let_be(later: dict[str, Any], earlier: dict[str, Any]) -> None:
    assert not fallen(later, earlier)


@pytest.mark.parametrize(
    "other",
    [
        {"measure": Measure.INJURED},
        {"population": Population.ALL},
        {"source": "another"},
        {"scope": (LOIKAW,)},
        {"by": By.ANYONE},
        {"kind": FigureKind.PERIOD},
        {"period": on("1 Jan 2022 - 6 Feb 2023")},
        {"retired": "wrong"},
        {"review": Review.RETURNED},
    ],
)
def test_a_total_of_something_else_is_another_total(other: dict[str, Any]) -> None:
    assert not fallen(earlier=other)


def test_a_series_continues_whoever_reports_it() -> None:
    series: dict[str, Any] = {"series": "PKPF  weekly", "source": "another", "scope": (LOIKAW,)}
    assert fallen({"series": "pkpf  Weekly"}, series)
    assert not fallen({"series": "another"}, series)


def test_a_correction_is_no_fall() -> None:
    assert not fallen({"replaces": "earlier"})
    newer = changed(EARLIER, id="newer", replaces="earlier", best=299)
    assert "cumulative-fall" not in broken(LATER, SOURCE, EARLIER, newer)


def test_of_one_day_the_later_report_is_the_later_one() -> None:
    same_day = {"period": LATER.period}
    assert fallen(earlier=same_day)
    assert not fallen({"published_on": on("5 Feb 2023")}, same_day)
    assert not fallen({"published_on": None, "told_on": UNKNOWN}, same_day)
    unknown = {"period": UNKNOWN}
    assert fallen(unknown, unknown)
