"""The periods that reports and filters are asked for."""

from datetime import date
from typing import Final

from store.digits import to_western
from store.errors import ParseError
from store.shapes import shape
from store.spans.months import check_month, check_year, days_in, the_day

_PERIOD: Final = shape(r"(?P<y>[0-9]{4})(?:-q(?P<q>[1-4])|-(?P<m>[0-9]{2})(?:-(?P<d>[0-9]{2}))?)?")
_MONTHS_OF_A_QUARTER: Final = 3
_ADVICE: Final = (
    "Type a period such as 2023, 2023-Q1, 2023-02, 2023-02-24, "
    "2023-02-01..2023-02-28 or start..2023-02-28."
)


def read_period(text: str, *, start: date) -> tuple[date | None, date | None]:
    """The first and the last day of a period, both included; None is an end left open.

    Read are `2023`, `2023-Q1`, `2023-02`, `2023-02-24`, two of them as `A..B`, and `A..` and
    `..B`, with an open end. `start` in place of A is the day given.

    Raises:
        ParseError: it is none of these, no such day, or ends before it begins.
    """
    words = to_western(text).strip().lower()
    if ".." not in words:
        return _stretch(words)
    begins, _, ends = (part.strip() for part in words.partition(".."))
    if not begins and not ends:
        raise ParseError(_ADVICE)
    first = start if begins == "start" else _stretch(begins)[0] if begins else None
    last = _stretch(ends)[1] if ends else None
    if first and last and first > last:
        raise ParseError("That period ends before it begins.")
    return first, last


def _stretch(words: str) -> tuple[date, date]:
    """The first and the last day of one year, quarter, month or day."""
    found = _PERIOD.fullmatch(words)
    if not found:
        raise ParseError(_ADVICE)
    year = int(found["y"])
    if found["d"]:
        day = the_day(year, int(found["m"]), int(found["d"]))
        return day, day
    if found["m"]:
        return _months(year, int(found["m"]), int(found["m"]))
    if found["q"]:
        last = int(found["q"]) * _MONTHS_OF_A_QUARTER
        return _months(year, last - _MONTHS_OF_A_QUARTER + 1, last)
    return _months(year, 1, 12)


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    check_year(year)
    check_month(year, last)
    return date(year, first, 1), date(year, last, days_in(year, last))
