"""Reading a date from what a person types."""

from datetime import date, timedelta
from typing import Final

from store.errors import ParseError
from store.shapes import shape
from store.spans.months import check_month, check_year, days_in, the_day
from store.spans.plain_text import LONGEST, plain, weekdays_in
from store.spans.span import Span
from store.spans.written import Part, Written, lacks_year, read_written
from store.vocabulary import DatePrecision

_CENTURY: Final = 100
_DECEMBER: Final = 12
_DAY: Final = timedelta(days=1)
_GUESS: Final = shape(
    r"(?:about|around|approx|circa|roughly|maybe|perhaps|probably|c\.|ca\.|~).+|.+\?"
)
_HOUR: Final = shape(
    r"\b(?:morning|noon|afternoon|evening|night|midnight|dawn|dusk|o'clock)\b"
    r"|[0-9] ?[ap]\.?m\b|[0-9]:[0-9]{2}|နာရီ|မနက်|နံနက်|ညနေ|ညပိုင်း"
)
_QUARTER: Final = shape("[0-9]{4}[ -]?q[1-4]|q[1-4][ -]?[0-9]{4}")
_BURMESE_CALENDAR: Final = shape(
    "တန်ခူး|ကဆုန်|နယုန်|ဝါဆို|ဝါခေါင်|တော်သလင်း|သီတင်းကျွတ်|တန်ဆောင်မုန်း|နတ်တော်|ပြာသို|တပို့တွဲ|တပေါင်း|လဆန်း|လဆုတ်|လပြည့်|လကွယ်"
)

_Ends = tuple[date, date, DatePrecision]


def parse_span(text: str, *, today: date) -> Span:
    """The span that the text says, with the text, stripped, as its `said`.

    A span is never narrower than the words:

    - "early February 2023" is February 2023, precision month. Where "early" ends nobody said,
      so any other last day would be ours; the words keep what they add.
    - "before 6 March" and "after 6 March" include that day, as people who say so often mean it
      to; "before March" and "before 2023" do not include the month or the year.
    - Two figures for a year are the latest such year that is not after this one.
    - Days and months in figures are read day first; `describe_span` says so where it matters.
    - A weekday says nothing new, but a day that was another one is refused.

    Args:
        text: what was typed, in English or Burmese, in digits of any script that is read.
        today: the day that "today" and "yesterday" and years of two figures go by.

    Raises:
        ParseError: it is no date, an impossible one, or lacks its year.
    """
    said = text.strip()
    if len(said) > LONGEST:
        raise ParseError("That is too long for a date. Type only the date, such as 24 Feb 2023.")
    plainly = plain(said)
    written = read_written(plainly)
    if written is None:
        raise _not_a_date(said, plainly)
    first, last, precision = _ends(written, today)
    if precision is DatePrecision.DAY and first and set(weekdays_in(said)) - {first.weekday()}:
        raise ParseError("That day was another weekday: check the day, the month and the year.")
    return Span(first, last, precision, said)


def _not_a_date(said: str, plainly: str) -> ParseError:
    if _BURMESE_CALENDAR.search(said):
        return ParseError("Type the day in the western calendar, such as 24 Feb 2023.")
    if _QUARTER.fullmatch(plainly):
        return ParseError("Type a quarter as its months, as in Jan-Mar 2023.")
    if _HOUR.search(plainly):
        return ParseError(
            "Type only the day, or for a night both days, as in 24-25 Feb 2023; the hour belongs "
            "into the narrative or the notes."
        )
    if _GUESS.fullmatch(plainly):
        return ParseError(
            "Say from when to when it can have been, as in 22-26 Feb 2023, or only the month."
        )
    if lacks_year(plainly):
        return ParseError("Say the year, too, with four digits, as in 24 Feb 2023.")
    return ParseError("Type a date such as 24 Feb 2023, 24-27 Feb 2023, Feb 2023 or 2023.")


def _ends(written: Written, today: date) -> tuple[date | None, date | None, DatePrecision]:
    """The first and the last day, None where open, and the precision."""
    first = _days(written.first, today) if written.first else None
    last = _days(written.last, today) if written.last else None
    if first and last:
        return _closed(first, last, single=written.single)
    if first:
        begins = first[1] + _DAY if written.beyond else first[0]
        check_year(begins.year)
        return begins, None, DatePrecision.RANGE
    if last:
        ends = last[0] - _DAY if written.beyond else last[1]
        check_year(ends.year)
        return None, ends, DatePrecision.RANGE
    return None, None, DatePrecision.UNKNOWN


def _closed(first: _Ends, last: _Ends, *, single: bool) -> _Ends:
    if single:
        return first
    if first[0] > last[1]:
        raise ParseError(
            "The first date is after the last. Across a new year say both years, "
            "as in 28 Dec 2022 - 3 Jan 2023."
        )
    check_year(last[1].year)
    return first[0], last[1], DatePrecision.RANGE


def _days(part: Part, today: date) -> _Ends:
    """The first and the last day of one part, and how precise it is by itself."""
    if part.days_ago is not None:
        check_year(today.year)
        day = today - part.days_ago * _DAY
        check_year(day.year)
        return day, day, DatePrecision.DAY
    year = _full_year(part, today)
    if part.week is not None:
        return _iso_week(year, part.week)
    if part.month is None:
        check_year(year)
        return date(year, 1, 1), date(year, _DECEMBER, 31), DatePrecision.YEAR
    if part.day is None:
        check_month(year, part.month)
        last = date(year, part.month, days_in(year, part.month))
        return last.replace(day=1), last, DatePrecision.MONTH
    day = the_day(year, part.month, part.day)
    if part.whole_week:
        monday = day - day.weekday() * _DAY
        return monday, monday + 6 * _DAY, DatePrecision.WEEK
    return day, day, DatePrecision.DAY


def _full_year(part: Part, today: date) -> int:
    year = part.year or 0
    if not part.short_year:
        return year
    this_century = today.year - today.year % _CENTURY + year
    return this_century if this_century <= today.year else this_century - _CENTURY


def _iso_week(year: int, week: int) -> _Ends:
    """The Monday and the Sunday of a week of ISO 8601."""
    check_year(year)
    try:
        monday = date.fromisocalendar(year, week, 1)
    except ValueError:
        raise ParseError("That year has no such week; weeks are 01 to 52, some years 53.") from None
    return monday, monday + 6 * _DAY, DatePrecision.WEEK
