"""What a span is, and what can be true of two of them."""

from dataclasses import dataclass
from datetime import date

from store.spans.months import days_in
from store.vocabulary import DatePrecision

_WEEK_DAYS = 7


@dataclass(frozen=True, slots=True)
class Span:
    """The days between which something happened, both included, as far as anybody said.

    `first` or `last` is None where it is open or unknown; nothing fills it in. `precision` says
    what kind of answer it was, `said` keeps the words. A span may hold what breaks the rules
    (a last day before the first): `is_consistent` tells.
    """

    first: date | None
    last: date | None
    precision: DatePrecision
    said: str = ""


def is_consistent(first: date | None, last: date | None, precision: DatePrecision) -> bool:
    """Whether the precision agrees with the two ends, and the ends with each other."""
    if first is None or last is None:
        return precision is _precision_without_both(first, last)
    days = (last - first).days + 1
    agrees = {
        DatePrecision.DAY: days == 1,
        DatePrecision.RANGE: days >= 1,
        DatePrecision.WEEK: days == _WEEK_DAYS and first.weekday() == 0,
        DatePrecision.MONTH: first.day == 1 and days == days_in(first.year, first.month),
        DatePrecision.YEAR: (first, last) == (date(first.year, 1, 1), date(first.year, 12, 31)),
    }
    return agrees.get(precision, False)


def _precision_without_both(first: date | None, last: date | None) -> DatePrecision:
    """The one precision that a span without both ends can have."""
    return DatePrecision.UNKNOWN if first is last else DatePrecision.RANGE


def could_precede(a: Span, b: Span) -> bool:
    """Whether `a` can have been before `b` or on the same day; an open end can be any day."""
    return a.first is None or b.last is None or a.first <= b.last


def certainly_after(a: Span, b: Span) -> bool:
    """Whether every day `a` can have been lies after every day `b` can have been."""
    return not could_precede(a, b)


def overlaps(span: Span, first: date | None, last: date | None) -> bool:
    """Whether it can have been between the two days, both included; None is an open end."""
    begins_in_time = last is None or span.first is None or span.first <= last
    ends_in_time = first is None or span.last is None or span.last >= first
    return begins_in_time and ends_in_time


def within(span: Span, first: date | None, last: date | None) -> bool:
    """Whether it was surely between the two days, both included; None is an open end."""
    begins_inside = first is None or (span.first is not None and span.first >= first)
    ends_inside = last is None or (span.last is not None and span.last <= last)
    return begins_inside and ends_inside
