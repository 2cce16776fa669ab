"""A measure over time and by township: what is documented there, and the band of its range."""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Final

from store.counting.bags import Count, count
from store.counting.counted import LedgerCounting
from store.counting.extent import Stretch
from store.counting.lines import Grounds
from store.counting.measures import Line
from store.counting.ranges import NO_EXCESS, Excess
from store.counting.scope import Scope
from store.counting.tables import UNKNOWN, Cut
from store.engine import Connection
from store.places import place
from store.spans import Span, format_span
from store.spans.months import SHORT_NAMES
from store.vocabulary import DatePrecision

_MONTHS: Final = 12
_TO: Final = ".."

MOST_BARS: Final = 36
"""As many bars over time as can be taken in."""
UNITS: Final = {1: "month", 3: "quarter", 12: "year"}
"""What time is cut into, by its months."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, what is documented, the band from low to high; what it is about.

    `key` is the key of a township, or what `stretch_of` reads.
    """

    label: str
    documented: int
    low: int
    high: int
    open: bool = False
    key: str = ""


def over_time(
    counting: LedgerCounting, scope: Scope, line: Line, stretches: Sequence[Stretch]
) -> Iterator[Bar]:
    """Every one of some stretches, with its own range."""
    found_in = _counted(counting, scope, line, stretches)
    for stretch, (found, excess) in zip(stretches, found_in, strict=True):
        low = found.sure + excess.low
        high = max(low, found.possible + excess.high)
        label, key = months_said(stretch), _key_of(stretch)
        yield Bar(label, found.documented, low, high, excess.open, key)


def cut_to_fit(first: str, last: str, most: int = MOST_BARS) -> list[Stretch]:
    """The months from the first to the last, written YYYY-MM, one by one if they are not too many.

    Else they are cut as the calendar is: into quarters, or into years.
    """
    months = months_between([first, last])
    size = next((size for size in UNITS if len(months) <= size * most), max(UNITS))
    parts = [list(part) for _, part in groupby(months, lambda month: month_number(month) // size)]
    return [Stretch(month_of(part[0]).first, month_of(part[-1]).last) for part in parts]


def unit_of(bars: Iterable[Bar]) -> str:
    """What bars over time are of at most: "month", "quarter" or "year"."""
    lengths = (
        month_number(found.last) - month_number(found.first) + 1
        for found in (stretch_of(bar.key) for bar in bars)
    )
    longest = max(lengths, default=1)
    return next((unit for size, unit in UNITS.items() if longest <= size), "year")


def month_number(day: str) -> int:
    """The number of a day's month, that of the next month being one more."""
    return int(day[:4]) * _MONTHS + int(day[5:7]) - 1


def months_said(stretch: Stretch) -> str:
    """Whole months in words: "Feb 2023", "Jan–Mar 2023", "2023"."""
    first, last = date.fromisoformat(stretch.first), date.fromisoformat(stretch.last)
    if stretch.first[:7] == stretch.last[:7]:
        return format_span(Span(first, last, _MONTH))
    if (first.month, last.month, last.year - first.year) == (1, _MONTHS, 0):
        return str(first.year)
    begins = SHORT_NAMES[first.month - 1] + (f" {first.year}" if first.year != last.year else "")
    return f"{begins}–{SHORT_NAMES[last.month - 1]} {last.year}"


def _key_of(stretch: Stretch) -> str:
    is_month = stretch.first[:7] == stretch.last[:7]
    return stretch.first[:7] if is_month else f"{stretch.first}{_TO}{stretch.last}"


def stretch_of(key: str) -> Stretch:
    """The days that a bar over time is about, by its key: all of a month, or of several."""
    first, is_longer, last = key.partition(_TO)
    return Stretch(first, last) if is_longer else month_of(key)


def within(scope: Scope, stretch: Stretch) -> Stretch:
    """As much of a stretch as the scope has."""
    return Stretch(max(stretch.first, scope.stretch.first), min(stretch.last, scope.stretch.last))


def _counted(
    counting: LedgerCounting, scope: Scope, line: Line, stretches: Sequence[Stretch]
) -> Iterable[tuple[Count, Excess]]:
    """What is counted in each stretch, and what figures add there."""
    if not Grounds.of(scope).for_line(line.code).held_on:
        return counting.by_months(stretches, scope.area, scope.population, line.code)
    # No figure says who of those arrested in a period is still held.
    grounds = (Grounds.of(replace(scope, stretch=each)).for_line(line.code) for each in stretches)
    bags = (counting.bag(ground, scope.population) for ground in grounds)
    return [(count(bag, line.code), NO_EXCESS) for bag in bags]


_MONTH: Final = DatePrecision.MONTH


def by_township(
    connection: Connection, counting: LedgerCounting, scope: Scope, line: Line
) -> tuple[Bar, ...]:
    """The townships of which anything is known, the largest number first."""
    ground = Grounds.of(scope).for_line(line.code)
    found = counting.spread(ground, Cut(line.code, scope.population, ("township",)))
    bars = [
        Bar(_name(connection, key), c.documented, c.documented, c.possible, key=key)
        for (key,), c in found.items()
    ]
    return tuple(sorted(bars, key=lambda bar: (-bar.documented, -bar.high, bar.label)))


def _name(connection: Connection, key: str) -> str:
    known = None if key == UNKNOWN else place(connection, key)
    return known.name if known else "township unknown"


def month_of(month: str) -> Stretch:
    """The days of a month that is written YYYY-MM."""
    last = monthrange(int(month[:4]), int(month[5:]))[1]
    return Stretch(f"{month}-01", f"{month}-{last:02d}")


def months_between(months: Sequence[str]) -> list[str]:
    """All months from the first to the last of some that are in order."""
    if not months:
        return []
    found = [months[0]]
    while found[-1] < months[-1]:
        found.append(month_after(found[-1], 1))
    return found


def month_after(month: str, later: int) -> str:
    """The month that many months later, or earlier if negative."""
    number = month_number(month) + later
    return f"{number // _MONTHS:04d}-{number % _MONTHS + 1:02d}"
