"""Rules about dates compare what is possible: nothing is found that can be true."""

from datetime import date

import pytest

from store.records import Record
from store.spans import Span
from store.vocabulary import DatePrecision, EndedHow
from tests.store.neighbours import (
    CASUALTY,
    CITATION,
    DAMAGE,
    DETENTION,
    FIGURE,
    INCIDENT,
    SOURCE,
    broken,
    changed,
    cursor,
    on,
)

TURNED = Span(date(2023, 2, 24), date(2023, 2, 23), DatePrecision.RANGE)
DATED: tuple[tuple[Record, str], ...] = (
    (INCIDENT, "when"),
    (CASUALTY, "when"),
    (CASUALTY, "died_on"),
    (DETENTION, "arrested"),
    (DETENTION, "sentenced"),
    (DAMAGE, "when"),
    (CITATION, "told_on"),
    (FIGURE, "period"),
    (FIGURE, "published_on"),
)
AROUND = (INCIDENT, SOURCE)
UNKNOWN = Span(None, None, DatePrecision.UNKNOWN)


@pytest.mark.parametrize(("record", "field"), DATED)
def test_every_date_ends_after_it_begins(record: Record, field: str) -> None:
    assert "span-order" in broken(changed(record, **{field: TURNED}), *AROUND)
    assert cursor("span-order", changed(record, **{field: TURNED}), *AROUND) == (field,)
    one_day = Span(date(2023, 2, 24), date(2023, 2, 24), DatePrecision.RANGE)
    assert "span-order" not in broken(changed(record, **{field: one_day}), *AROUND)


@pytest.mark.parametrize(("record", "field"), DATED)
def test_every_date_has_the_precision_of_its_days(record: Record, field: str) -> None:
    first = date(2023, 2, 1)
    lone = Span(first, first, DatePrecision.MONTH)
    assert cursor("span-precision", changed(record, **{field: lone}), *AROUND) == (field,)
    for text in ("Feb 2023", "24-27 Feb 2023", "24 Feb 2023"):
        assert "span-precision" not in broken(changed(record, **{field: on(text)}), *AROUND)


@pytest.mark.parametrize(
    ("first", "last", "precision"),
    [
        (date(2023, 2, 24), None, DatePrecision.DAY),
        (date(2023, 2, 24), date(2023, 2, 25), DatePrecision.DAY),
        (date(2023, 2, 21), date(2023, 2, 27), DatePrecision.WEEK),
        (date(2023, 1, 1), date(2023, 12, 30), DatePrecision.YEAR),
        (date(2023, 2, 24), date(2023, 2, 24), DatePrecision.UNKNOWN),
        (None, None, DatePrecision.DAY),
    ],
)
def test_days_that_do_not_fit_their_precision(
    first: date | None, last: date | None, precision: DatePrecision
) -> None:
    record = changed(INCIDENT, when=Span(first, last, precision))
    assert "span-precision" in broken(record)


def test_a_date_that_nobody_knows_is_an_answer() -> None:
    assert broken(changed(INCIDENT, when=UNKNOWN)) == set()
    assert broken(changed(INCIDENT, when=None)) == set()


def test_a_span_that_ends_before_it_begins_is_told_once() -> None:
    turned = Span(date(2023, 2, 24), date(2023, 2, 23), DatePrecision.DAY)
    assert broken(changed(INCIDENT, when=turned)) == {"span-order"}


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("7 Mar 2023", True),
        ("6 Mar 2023", False),
        ("Mar 2023", False),
        ("6-9 Mar 2023", False),
        ("2023", False),
        ("Apr 2023", True),
    ],
)
def test_only_what_lies_wholly_after_today_is_odd(said: str, found: bool) -> None:
    record = changed(INCIDENT, when=on(said))
    assert broken(record) == ({"after-today"} if found else set())


def test_an_open_end_can_be_today() -> None:
    at_latest = Span(None, date(2024, 1, 1), DatePrecision.RANGE)
    assert broken(changed(INCIDENT, when=at_latest)) == set()
    at_earliest = Span(date(2024, 1, 1), None, DatePrecision.RANGE)
    assert broken(changed(INCIDENT, when=at_earliest)) == {"after-today"}


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("31 Jan 2021", True),
        ("1 Feb 2021", False),
        ("Jan 2021", True),
        ("2021", False),
        ("30 Jan - 2 Feb 2021", False),
        ("2020", True),
    ],
)
def test_only_what_lies_wholly_before_the_start_is_odd(said: str, found: bool) -> None:
    record = changed(INCIDENT, when=on(said))
    assert broken(record) == ({"before-start"} if found else set())


def test_the_ledger_says_where_it_starts() -> None:
    assert broken(INCIDENT, start=date(2023, 3, 1)) == {"before-start"}
    assert broken(INCIDENT, today=date(2023, 2, 23)) == {"after-today"}


def test_an_inherited_date_is_told_at_the_incident_only() -> None:
    incident = changed(INCIDENT, when=on("7 Mar 2032"))
    assert broken(incident) == {"after-today"}
    assert broken(CASUALTY, incident) == set()


@pytest.mark.parametrize(
    ("stages", "found"),
    [
        ({"charged": "25 Feb 2023"}, set()),
        ({"charged": "24 Feb 2023"}, {"charged"}),
        ({"charged": "Feb 2023", "released": "26 Feb 2023"}, set()),
        ({"charged": "Feb 2023", "released": "Jan 2023"}, {"released"}),
        ({"sentenced": "1 Mar 2023", "charged": "2 Mar 2023"}, {"sentenced"}),
        ({"released": "24 Feb 2023"}, {"released"}),
        ({"charged": "2022", "sentenced": "2021"}, {"charged", "sentenced"}),
        ({"charged": "Mar 2023", "sentenced": "4 Mar 2023", "released": "Mar 2023"}, set()),
    ],
)
def test_the_stages_of_a_detention_follow_each_other(
    stages: dict[str, str], found: set[str]
) -> None:
    record = changed(DETENTION, **{name: on(text) for name, text in stages.items()})
    assert broken(record) == ({"stage-order"} if found else set())


def test_a_stage_in_between_that_nobody_knows_hides_no_broken_order() -> None:
    record = changed(DETENTION, charged=UNKNOWN, sentenced=UNKNOWN, released=on("24 Feb 2023"))
    assert broken(record) == {"stage-order"}
    assert cursor("stage-order", record) == ("released", "arrested")


def test_an_inherited_arrest_is_an_arrest() -> None:
    held = changed(DETENTION, arrested=None, incident="incident", released=on("25 Feb 2023"))
    assert broken(held, INCIDENT) == set()
    too_early = changed(held, released=on("23 Feb 2023"))
    assert broken(too_early, INCIDENT) == {"stage-order"}
    assert broken(held, changed(INCIDENT, when=None)) == {"release-without-arrest"}
    assert broken(changed(held, arrested=UNKNOWN), changed(INCIDENT, when=None)) == set()


def test_an_end_has_a_day_and_a_manner() -> None:
    day = changed(DETENTION, ended=on("1 Mar 2023"))
    manner = changed(DETENTION, ended_how=EndedHow.DIED)
    assert cursor("detention-ended", day)[0] == "ended_how"
    assert cursor("detention-ended", manner)[0] == "ended"
    assert broken(changed(manner, ended=UNKNOWN)) == set()
    assert broken(changed(manner, ended=on("1 Mar 2023"))) == set()
