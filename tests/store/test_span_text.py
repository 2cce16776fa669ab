"""Dates as people type them, one by one: what is understood, echoed, shown and refused."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import ParseError
from store.spans import Span, describe_span, format_span, parse_span
from store.vocabulary import DatePrecision

TODAY = date(2023, 3, 6)
DAY, RANGE, WEEK, MONTH, YEAR, UNKNOWN = DatePrecision


def read(text: str) -> Span:
    return parse_span(text, today=TODAY)


def meaning(span: Span) -> tuple[date | None, date | None, DatePrecision]:
    return span.first, span.last, span.precision


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("typed", "first", "last", "precision"),
    [
        ("2023-02-24", "2023-02-24", "2023-02-24", DAY),
        ("2023/2/24", "2023-02-24", "2023-02-24", DAY),
        ("24/2/2023", "2023-02-24", "2023-02-24", DAY),
        ("24.2.2023", "2023-02-24", "2023-02-24", DAY),
        ("24-2-2023", "2023-02-24", "2023-02-24", DAY),
        ("24/2/23", "2023-02-24", "2023-02-24", DAY),
        ("3/2/2023", "2023-02-03", "2023-02-03", DAY),
        ("24 Feb 2023", "2023-02-24", "2023-02-24", DAY),
        ("24,2,2023", "2023-02-24", "2023-02-24", DAY),
        ("24 2 2023", "2023-02-24", "2023-02-24", DAY),
        ("24.2.23", "2023-02-24", "2023-02-24", DAY),
        ("２４/２/２０２３", "2023-02-24", "2023-02-24", DAY),
        ("၂4/၀2/2၀၂၃", "2023-02-24", "2023-02-24", DAY),
        ("24\u00a0Feb\u202f2023", "2023-02-24", "2023-02-24", DAY),
        ("\u200f24 Feb 2023\u200b;", "2023-02-24", "2023-02-24", DAY),
        ("(24 Feb 2023)", "2023-02-24", "2023-02-24", DAY),
        ("Friday, 24 Feb 2023", "2023-02-24", "2023-02-24", DAY),
        ("24 Feb 2023 (Fri)", "2023-02-24", "2023-02-24", DAY),
        ("၂၀၂၃ ဖေဖော်ဝါရီ ၂၄ ရက် သောကြာနေ့", "2023-02-24", "2023-02-24", DAY),
        ("၂၀၂၃ခုနှစ် ဖေဖော်ဝါရီလ (၂၄) ရက်", "2023-02-24", "2023-02-24", DAY),
        ("24FEB2023", "2023-02-24", "2023-02-24", DAY),
        ("24-Feb-23", "2023-02-24", "2023-02-24", DAY),
        ("Feb 24, 2023", "2023-02-24", "2023-02-24", DAY),
        ("february 24th 2023.", "2023-02-24", "2023-02-24", DAY),
        ("24th of February, 2023", "2023-02-24", "2023-02-24", DAY),
        ("on 24 Feb. 2023", "2023-02-24", "2023-02-24", DAY),
        ("1 Sept 2022", "2022-09-01", "2022-09-01", DAY),
        ("today", "2023-03-06", "2023-03-06", DAY),
        ("Yesterday", "2023-03-05", "2023-03-05", DAY),
        ("မနေ့က", "2023-03-05", "2023-03-05", DAY),
        ("၂၄ ဖေဖော်ဝါရီ ၂၀၂၃", "2023-02-24", "2023-02-24", DAY),
        ("၂၀၂၃ ခုနှစ် ဖေဖော်ဝါရီလ ၂၄ ရက်", "2023-02-24", "2023-02-24", DAY),
        ("၂၀၂၃ခုနှစ်၊ ဖေဖေါ်၀ါရီလ ၂၄ရက်နေ့", "2023-02-24", "2023-02-24", DAY),
        ("႒႔/႒/႒႐႒႓", "2023-02-24", "2023-02-24", DAY),
        ("Feb 2023", "2023-02-01", "2023-02-28", MONTH),
        ("2024-02", "2024-02-01", "2024-02-29", MONTH),
        ("2/2023", "2023-02-01", "2023-02-28", MONTH),
        ("ဩဂုတ်လ ၂ဝ၂၂", "2022-08-01", "2022-08-31", MONTH),
        ("2023", "2023-01-01", "2023-12-31", YEAR),
        ("၂၀၂၃ ခုနှစ်", "2023-01-01", "2023-12-31", YEAR),
        ("2023-W08", "2023-02-20", "2023-02-26", WEEK),
        ("week of 24 Feb 2023", "2023-02-20", "2023-02-26", WEEK),
        ("the week of 24/2/2023", "2023-02-20", "2023-02-26", WEEK),
        ("24 and 25 Feb 2023", "2023-02-24", "2023-02-25", RANGE),
        ("24 or 25 Feb 2023", "2023-02-24", "2023-02-25", RANGE),
        ("24, 25 Feb 2023", "2023-02-24", "2023-02-25", RANGE),
        ("24 & 25 Feb 2023", "2023-02-24", "2023-02-25", RANGE),
        ("late Dec 2022 - early Jan 2023", "2022-12-01", "2023-01-31", RANGE),
        ("24-27 Feb 2023", "2023-02-24", "2023-02-27", RANGE),
        ("24–27 Feb 2023", "2023-02-24", "2023-02-27", RANGE),
        ("24/25 Jan 22", "2022-01-24", "2022-01-25", RANGE),
        ("24-27/2/2023", "2023-02-24", "2023-02-27", RANGE),
        ("Feb 24-27, 2023", "2023-02-24", "2023-02-27", RANGE),
        ("၂၀၂၃ ဖေဖော်ဝါရီ ၂၄-၂၇ ရက်", "2023-02-24", "2023-02-27", RANGE),
        ("28 Feb - 3 Mar 2023", "2023-02-28", "2023-03-03", RANGE),
        ("28 Feb-3 Mar 2023", "2023-02-28", "2023-03-03", RANGE),
        ("28/2-3/3/2023", "2023-02-28", "2023-03-03", RANGE),
        ("24 Feb 2023 to 3 March 2023", "2023-02-24", "2023-03-03", RANGE),
        ("between 24 Feb and 3 Mar 2023", "2023-02-24", "2023-03-03", RANGE),
        ("from 24 Feb to 3 Mar 2023", "2023-02-24", "2023-03-03", RANGE),
        ("2023-02-24..2023-03-03", "2023-02-24", "2023-03-03", RANGE),
        ("2023-02-24-2023-03-03", "2023-02-24", "2023-03-03", RANGE),
        ("Jan-Mar 2023", "2023-01-01", "2023-03-31", RANGE),
        ("early Feb to mid Mar 2023", "2023-02-01", "2023-03-31", RANGE),
        ("2021-2023", "2021-01-01", "2023-12-31", RANGE),
        ("at latest 6 Mar 2023", "", "2023-03-06", RANGE),
        ("6 March 2023 at the latest", "", "2023-03-06", RANGE),
        ("by 6 Mar 2023", "", "2023-03-06", RANGE),
        ("by the end of Feb 2023", "", "2023-02-28", RANGE),
        ("before 6 Mar 2023", "", "2023-03-06", RANGE),
        ("before Mar 2023", "", "2023-02-28", RANGE),
        ("before 2023", "", "2022-12-31", RANGE),
        ("before today", "", "2023-03-06", RANGE),
        ("before week of 24 Feb 2023", "", "2023-02-19", RANGE),
        ("after 2023-W08", "2023-02-27", "", RANGE),
        ("before early Feb 2023", "", "2023-02-28", RANGE),
        ("..6 Mar 2023", "", "2023-03-06", RANGE),
        ("since 1 Feb 2021", "2021-02-01", "", RANGE),
        ("after 1 Feb 2021", "2021-02-01", "", RANGE),
        ("after Feb 2021", "2021-03-01", "", RANGE),
        ("since Feb 2021", "2021-02-01", "", RANGE),
        ("1 Feb 2021 onwards", "2021-02-01", "", RANGE),
        ("1 Feb 2021..", "2021-02-01", "", RANGE),
        ("unknown", "", "", UNKNOWN),
        ("Not stated", "", "", UNKNOWN),
        ("မသိရသေးပါ", "", "", UNKNOWN),
        ("?", "", "", UNKNOWN),
    ],
)
def test_a_date_is_read_as_said(
    typed: str, first: str, last: str, precision: DatePrecision
) -> None:
    span = read(f"  {typed} ")
    assert span.said == typed
    assert meaning(span) == (day(first), day(last), precision)


@pytest.mark.parametrize(
    "vague", ["early", "mid", "late", "beginning of", "the end of", "end", "first week of"]
)
def test_early_and_late_narrow_nothing_that_nobody_said(vague: str) -> None:
    for whole in ("Feb 2023", "2023"):
        span = read(f"{vague} {whole}")
        assert meaning(span) == meaning(read(whole))
        assert span.said == f"{vague} {whole}"


@pytest.mark.parametrize(
    ("burmese", "month"),
    [
        ("ဇန်နဝါရီ", 1),
        ("ဇန္နဝါရီ", 1),
        ("ဇန်န၀ါရီ", 1),
        ("ဖေဖော်ဝါရီ", 2),
        ("ဖေဖေါ်ဝါရီ", 2),
        ("မတ်", 3),
        ("ဧပြီ", 4),
        ("မေ", 5),
        ("ဇွန်", 6),
        ("ဇူလိုင်", 7),
        ("ဇူလုိင်", 7),
        ("သြဂုတ်", 8),
        ("ဩဂုတ်", 8),
        ("သြဂတ်", 8),
        ("စက်တင်ဘာ", 9),
        ("အောက်တိုဘာ", 10),
        ("အောက်တုိဘာ", 10),
        ("နိုဝင်ဘာ", 11),
        ("နို၀င်ဘာ", 11),
        ("ဒီဇင်ဘာ", 12),
    ],
)
def test_burmese_months_are_read_in_the_spellings_people_use(burmese: str, month: int) -> None:
    for typed in (f"{burmese} 2022", f"{burmese}လ ၂၀၂၂", f"၂၀၂၂ {burmese}လ"):
        assert read(typed).first == date(2022, month, 1)
    assert read(f"၅ {burmese} ၂၀၂၂").first == date(2022, month, 5)


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("30 Feb 2023", "has 28 days"),
        ("30/2/2024", "has 29 days"),
        ("2023-04-31", "has 30 days"),
        ("24-31 Feb 2023", "has 28 days"),
        ("0 Feb 2023", "has 28 days"),
        ("2/24/2023", "day comes first"),
        ("2023-13", "1 to 12"),
        ("2023-00-01", "1 to 12"),
        ("24 Feb", "Say the year"),
        ("24/2", "Say the year"),
        ("24-2-23", "four digits"),
        ("Feb 22", "Say the year"),
        ("24-27 Feb", "Say the year"),
        ("early Feb", "Say the year"),
        ("late Dec - early Jan 2023", "both years"),
        ("Thursday 24 Feb 2023", "another weekday"),
        ("24/2/2566", "another calendar"),
        ("၁၃၈၄ ခုနှစ်", "another calendar"),
        ("၁၃၈၄ ခုနှစ် တပေါင်းလ", "western calendar"),
        ("Q1 2023", "as its months"),
        ("24 Feb 2023?", "from when to when"),
        ("24 Feb 2023 at 5pm", "Type only the day"),
        ("night of 24 Feb 2023", "24-25 Feb 2023"),
        ("၂၀၂၃ ဖေဖော်ဝါရီ ၂၄ ည ၈ နာရီ", "Type only the day"),
        ("1899", "1900 to 2100"),
        ("24 Feb 2101", "1900 to 2100"),
        ("before 1900", "1900 to 2100"),
        ("after 2100", "1900 to 2100"),
        ("27-24 Feb 2023", "after the last"),
        ("28 Dec - 3 Jan 2023", "both years"),
        ("2022-W53", "no such week"),
        ("2022-W00", "no such week"),
        ("about 24 Feb 2023", "from when to when"),
        ("~Feb 2023", "from when to when"),
        ("24", "such as"),
        ("hello", "such as"),
        ("24 Feb 2023 - 27", "such as"),
        ("week of Feb 2023", "such as"),
        ("20230224", "such as"),
        ("", "such as"),
        ("24 Feb 2023" * 100, "too long"),
    ],
)
def test_what_is_no_date_is_told_what_is(typed: str, hint: str) -> None:
    with pytest.raises(ParseError, match=hint) as refused:
        read(typed)
    assert refused.value.message.endswith(".")


@given(st.text(min_size=6))
def test_no_message_repeats_what_was_typed(text: str) -> None:
    message = ""
    try:
        read(text)
    except ParseError as refused:
        message = refused.message
    assert not text.strip() or text.strip() not in message


@pytest.mark.parametrize(
    ("typed", "year"), [("1/1/23", 2023), ("31 Dec 23", 2023), ("1 Jan 24", 1924), ("1/1/00", 2000)]
)
def test_two_figures_are_the_latest_such_year_up_to_this_one(typed: str, year: int) -> None:
    first = read(typed).first
    assert first
    assert first.year == year


@pytest.mark.parametrize(
    ("typed", "echo"),
    [
        ("Feb 2023", "1–28 February 2023, month"),
        ("early Feb 2023", "1–28 February 2023, month"),
        ("24 Feb 2023", "24 February 2023, day"),
        ("24/2/2023", "24 February 2023, day"),
        ("3/2/2023", "3 February 2023, day (read day first)"),
        ("၃/၂/၂၀၂၃", "3 February 2023, day (read day first)"),
        ("3/3/2023", "3 March 2023, day"),
        ("2023-02-03", "3 February 2023, day"),
        ("3/2/2023 - 3/4/2023", "3 February – 3 April 2023, range (read day first)"),
        ("by 3.2.2023", "until 3 February 2023 (read day first)"),
        ("week of 3/2/2023", "30 January – 5 February 2023, week (read day first)"),
        ("3/4 Jan 22", "3–4 January 2022, range"),
        ("2023", "1 January – 31 December 2023, year"),
        ("2020-W53", "28 December 2020 – 3 January 2021, week"),
        ("since 1 Feb 2021", "from 1 February 2021"),
        ("?", "unknown"),
    ],
)
def test_the_echo_says_what_was_understood(typed: str, echo: str) -> None:
    assert describe_span(read(typed)) == echo


def test_the_echo_claims_no_reading_that_was_not_made() -> None:
    other = Span(date(2023, 3, 2), date(2023, 3, 2), DAY, "3/2/2023")
    assert describe_span(other) == "2 March 2023, day"
    assert describe_span(Span(None, None, UNKNOWN, "-" * 100_000)) == "unknown"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("2023-02-24", "24 Feb 2023"),
        ("24-27 Feb 2023", "24–27 Feb 2023"),
        ("28 Feb - 3 Mar 2023", "28 Feb – 3 Mar 2023"),
        ("2022-12-28..2023-01-03", "28 Dec 2022 – 3 Jan 2023"),
        ("2023-02", "Feb 2023"),
        ("2023", "2023"),
        ("week of 24 Feb 2023", "week of 20 Feb 2023"),
        ("before 6 March 2023", "until 6 Mar 2023"),
        ("since 1 Feb 2021", "from 1 Feb 2021"),
        ("?", "unknown"),
    ],
)
def test_the_short_form(typed: str, shown: str) -> None:
    assert format_span(read(typed)) == shown
