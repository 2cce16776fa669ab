"""Showing a date: short in a list, and in full to whoever has just typed it."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from store.spans.months import FULL_NAMES, SHORT_NAMES
from store.spans.plain_text import LONGEST, plain
from store.spans.span import Span, is_consistent
from store.spans.written import Part, read_written
from store.vocabulary import DatePrecision

_WEEK: Final = 7


def format_span(span: Span) -> str:
    """The span in few letters: "24 Feb 2023", "24–27 Feb 2023", "Feb 2023", "until 6 Mar 2023".

    What it gives can be typed again for the same ends and precision, wherever these agree. Where
    they do not, it shows the ends.
    """
    first, last = span.first, span.last
    if first and last and is_consistent(first, last, span.precision):
        match span.precision:
            case DatePrecision.DAY:
                return _day(first, SHORT_NAMES)
            case DatePrecision.WEEK:
                return f"week of {_day(first, SHORT_NAMES)}"
            case DatePrecision.MONTH:
                return f"{SHORT_NAMES[first.month - 1]} {first.year}"
            case DatePrecision.YEAR:
                return str(first.year)
    return _ends(first, last, SHORT_NAMES)


def describe_span(span: Span) -> str:
    """What was understood, for the person who typed it: "1–28 February 2023, month".

    Where its words leave open which number is the day, it says how they were read.
    """
    echo = _ends(span.first, span.last, FULL_NAMES)
    if span.first and span.last:
        if span.precision is DatePrecision.DAY and span.first == span.last:
            echo = _day(span.first, FULL_NAMES)
        echo = f"{echo}, {span.precision}"
    return f"{echo} (read day first)" if _was_read_day_first(span) else echo


def _ends(first: date | None, last: date | None, months: Sequence[str]) -> str:
    if first is None:
        return f"until {_day(last, months)}" if last else "unknown"
    if last is None:
        return f"from {_day(first, months)}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{_day(last, months)}"
    if first.year == last.year:
        return f"{first.day} {months[first.month - 1]} – {_day(last, months)}"
    return f"{_day(first, months)} – {_day(last, months)}"


def _day(day: date, months: Sequence[str]) -> str:
    return f"{day.day} {months[day.month - 1]} {day.year}"


def _was_read_day_first(span: Span) -> bool:
    """Whether the words fit another day, and the span holds the one that is read day first."""
    written = read_written(plain(span.said)) if len(span.said) <= LONGEST else None
    if written is None:
        return False
    return any(part.is_ambiguous and _holds(span, part) for part in written.parts)


def _holds(span: Span, part: Part) -> bool:
    """Whether the part, read day first, is an end of the span or a day of its one week."""
    days = [day for day in (span.first, span.last) if day]
    if span.precision is DatePrecision.WEEK and span.first:
        days = [span.first + timedelta(days=n) for n in range(_WEEK)]
    return any((day.month, day.day) == (part.month, part.day) for day in days)
