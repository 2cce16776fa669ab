"""What holds for every span: shown and typed again, compared, checked."""

from calendar import day_name, month_abbr, monthrange
from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import BaseModel

from store.errors import ParseError
from store.spans import (
    Span,
    certainly_after,
    could_precede,
    describe_span,
    format_span,
    is_consistent,
    overlaps,
    parse_span,
    within,
)
from store.vocabulary import DatePrecision
from tests.store.habits import Habit, habits, typed

TODAY = date(2023, 3, 6)
DAY, RANGE, WEEK, MONTH, YEAR, UNKNOWN = DatePrecision


def read(text: str) -> Span:
    return parse_span(text, today=TODAY)


def meaning(span: Span) -> tuple[date | None, date | None, DatePrecision]:
    return span.first, span.last, span.precision


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 26))


def week_of(first: date) -> Span:
    monday = first + timedelta(days=-first.weekday() % 7)
    return Span(monday, monday + timedelta(days=6), WEEK)


def month_of(first: date) -> Span:
    length = monthrange(first.year, first.month)[1]
    return Span(first.replace(day=1), first.replace(day=length), MONTH)


SPANS = st.one_of(
    DAYS.map(lambda first: Span(first, first, DAY)),
    st.tuples(DAYS, DAYS).map(lambda pair: Span(min(pair), max(pair), RANGE)),
    st.tuples(DAYS, st.integers(0, 40)).map(
        lambda pair: Span(pair[0], min(pair[0] + timedelta(pair[1]), date(2100, 12, 31)), RANGE)
    ),
    DAYS.map(lambda first: Span(first, None, RANGE)),
    DAYS.map(lambda last: Span(None, last, RANGE)),
    DAYS.map(week_of),
    DAYS.map(month_of),
    DAYS.map(lambda one: Span(date(one.year, 1, 1), date(one.year, 12, 31), YEAR)),
    st.just(Span(None, None, UNKNOWN)),
)
ANY_ENDS = st.none() | st.dates()


@given(SPANS)
def test_what_is_shown_can_be_typed_again(span: Span) -> None:
    assert meaning(read(format_span(span))) == meaning(span)


@given(SPANS, habits)
def test_however_it_is_typed_it_reads_the_same(span: Span, how: list[Habit]) -> None:
    text = typed(format_span(span), how)
    read_back = read(text)
    assert meaning(read_back) == meaning(span)
    assert read_back.said == text.strip()


@given(DAYS, st.integers(0, 6))
def test_a_weekday_is_the_day_s_own_or_refused(day: date, other: int) -> None:
    text = f"{day:%A} {day.day} {day:%b} {day.year}"
    assert meaning(read(text)) == (day, day, DAY)
    with suppress(ParseError):
        read(text.replace(f"{day:%A}", day_name[other]))
        assert other == day.weekday()


@given(ANY_ENDS, ANY_ENDS, st.sampled_from(DatePrecision), st.text())
def test_any_span_can_be_shown(
    first: date | None, last: date | None, precision: DatePrecision, said: str
) -> None:
    span = Span(first, last, precision, said)
    assert format_span(span)
    assert describe_span(span)


WORDS = ("feb", "March", "2023", "22", " to ", " and ", "between ", "week of ", "early ", "before ")
PIECES = st.sampled_from("0123/.-–, ?'လ၂ဝ()") | st.sampled_from(
    (*WORDS, "W08", "မတ်", "ရက်", "..", "Fri", " or ", "first week of ")
)


@given(st.text() | st.lists(PIECES, max_size=12).map("".join), st.dates())
def test_any_text_is_a_consistent_span_or_a_parse_error(text: str, today: date) -> None:
    with suppress(ParseError):
        span = parse_span(text, today=today)
        assert span.said == text.strip()
        assert is_consistent(*meaning(span))
        assert meaning(read(format_span(span))) == meaning(span)


@given(DAYS, st.sampled_from(["{d} {b} {y}", "{d}/{m}/{y}", "{y}-{m:02}-{d:02}", "{b} {d}, {y}"]))
def test_leaving_a_part_away_never_narrows(one: date, form: str) -> None:
    parts = {"d": one.day, "m": one.month, "y": one.year, "b": month_abbr[one.month]}
    exact = read(form.format(**parts))
    assert meaning(exact) == (one, one, DAY)
    for wider in ("{b} {y}", "{y}-{m:02}", "{m}/{y}", "{y}", "early {b} {y}", "late {y}"):
        span = read(wider.format(**parts))
        assert within(exact, span.first, span.last)
        assert span.first != span.last
    assert within(exact, *meaning(read("week of " + form.format(**parts)))[:2])
    assert within(exact, None, read("before " + form.format(**parts)).last)
    assert within(exact, read("after " + form.format(**parts)).first, None)
    with pytest.raises(ParseError):
        read("{d} {b}".format(**parts))


@given(SPANS)
def test_only_its_own_precision_or_range_agrees_with_a_span(span: Span) -> None:
    assert is_consistent(*meaning(span))
    for other in DatePrecision:
        if is_consistent(span.first, span.last, other):
            assert RANGE in {other, span.precision} or other is span.precision


@pytest.mark.parametrize(
    ("first", "last", "precision"),
    [
        ("2023-02-24", "2023-02-25", DAY),
        ("2023-02-24", "", DAY),
        ("2023-02-25", "2023-02-24", RANGE),
        ("", "", RANGE),
        ("2023-02-21", "2023-02-27", WEEK),
        ("2023-02-01", "2023-02-01", MONTH),
        ("2023-02-01", "2023-03-31", MONTH),
        ("2023-01-01", "2024-12-31", YEAR),
        ("2023-02-24", "2023-02-24", UNKNOWN),
        ("", "2023-02-24", UNKNOWN),
    ],
)
def test_ends_that_contradict_the_precision(
    first: str, last: str, precision: DatePrecision
) -> None:
    assert not is_consistent(day(first), day(last), precision)


@given(SPANS, SPANS)
def test_what_can_be_before_is_not_certainly_after(a: Span, b: Span) -> None:
    assert could_precede(a, a)
    assert could_precede(a, b) is not certainly_after(a, b)
    assert could_precede(a, b) or could_precede(b, a)
    if certainly_after(a, b):
        assert not overlaps(a, b.first, b.last)


@given(SPANS, SPANS)
def test_overlap_is_mutual_and_follows_from_inclusion(a: Span, b: Span) -> None:
    assert overlaps(a, b.first, b.last) is overlaps(b, a.first, a.last)
    assert within(a, a.first, a.last)
    if within(a, b.first, b.last):
        assert overlaps(a, b.first, b.last)
    assert overlaps(a, None, None)
    assert within(a, None, None)


@given(SPANS, SPANS, SPANS)
def test_inclusion_is_transitive(a: Span, b: Span, c: Span) -> None:
    if within(a, b.first, b.last) and within(b, c.first, c.last):
        assert within(a, c.first, c.last)


@given(SPANS, DAYS, DAYS)
def test_comparisons_speak_of_possible_days(span: Span, one: date, other: date) -> None:
    first, last = min(one, other), max(one, other)
    assume(overlaps(Span(one, one, DAY), span.first, span.last))
    assert could_precede(Span(first, first, DAY), span)
    assert could_precede(span, Span(last, last, DAY))
    assert overlaps(span, first, last)


def test_an_open_or_unknown_span_is_inside_nothing_that_ends() -> None:
    for words in ("unknown", "since 1 Feb 2021"):
        assert not within(read(words), date(1900, 1, 1), date(2100, 12, 31))
        assert overlaps(read(words), TODAY, TODAY)


class Holder(BaseModel):
    """A model with a span."""

    when: Span | None = None


def test_a_span_can_be_a_field_of_a_model() -> None:
    span = read("Feb 2023")
    assert Holder(when=span).when is span
    assert Holder.model_validate(Holder(when=span).model_dump()).when == span
