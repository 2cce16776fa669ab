"""The months: their names in English and Burmese, and their days."""

from calendar import monthrange
from datetime import date
from typing import Final

from store.errors import ParseError

FULL_NAMES: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

SHORT_NAMES: Final = tuple(name[:3] for name in FULL_NAMES)

BURMESE_NAMES: Final = (
    "ဇန်နဝါရီ",
    "ဖေဖော်ဝါရီ",
    "မတ်",
    "ဧပြီ",
    "မေ",
    "ဇွန်",
    "ဇူလိုင်",
    "သြဂုတ်",
    "စက်တင်ဘာ",
    "အောက်တိုဘာ",
    "နိုဝင်ဘာ",
    "ဒီဇင်ဘာ",
)

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2100
_DECEMBER: Final = 12
_OTHER_CALENDARS: Final = (
    range(FIRST_YEAR + 543, LAST_YEAR + 1 + 543),
    range(FIRST_YEAR - 638, LAST_YEAR + 1 - 638),
)
"""The recorded years as Thailand counts them, and by the Burmese era."""


def days_in(year: int, month: int) -> int:
    """How many days the month has."""
    return monthrange(year, month)[1]


def the_day(year: int, month: int, day: int) -> date:
    """The day of that year, month and day.

    Raises:
        ParseError: there is no such day.
    """
    check_month(year, month)
    length = days_in(year, month)
    if not 1 <= day <= length:
        raise ParseError(f"That month has {length} days; check the day.")
    return date(year, month, day)


def check_month(year: int, month: int) -> None:
    """Nothing, if there is such a month.

    Raises:
        ParseError: the year is not one that is recorded, or the month is not 1 to 12.
    """
    check_year(year)
    if not 1 <= month <= _DECEMBER:
        raise ParseError("The month must be 1 to 12; the day comes first, as in 24/2/2023.")


def check_year(year: int) -> None:
    """Nothing, if dates of that year are recorded.

    Raises:
        ParseError: they are not.
    """
    if any(year in years for years in _OTHER_CALENDARS):
        raise ParseError("That is a year of another calendar: type the western year, such as 2023.")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ParseError(f"The year must be {FIRST_YEAR} to {LAST_YEAR}.")
