"""A measure by month and by township: what is documented there, and the band of its range."""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
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
from store.vocabulary import DatePrecision

_MONTHS: Final = 12


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, what is documented, the band from low to high; what it is about.

    `key` is a month as YYYY-MM or the key of a township.
    """

    label: str
    documented: int
    low: int
    high: int
    open: bool = False
    key: str = ""


def by_month(
    counting: LedgerCounting, scope: Scope, line: Line, months: Iterable[str]
) -> Iterator[Bar]:
    """Every month that is asked for, as far as the scope has it, with its own range."""
    asked = {month: _within(scope, month) for month in months}
    for (month, stretch), (found, excess) in zip(
        asked.items(), _counted(counting, scope, line, list(asked.values())), strict=True
    ):
        low = found.sure + excess.low
        first, last = date.fromisoformat(stretch.first), date.fromisoformat(stretch.last)
        high = max(low, found.possible + excess.high)
        label = format_span(Span(first, last, _MONTH))
        yield Bar(label, found.documented, low, high, excess.open, month)


def _within(scope: Scope, month: str) -> Stretch:
    whole = month_of(month)
    return Stretch(max(whole.first, scope.stretch.first), min(whole.last, scope.stretch.last))


def _counted(
    counting: LedgerCounting, scope: Scope, line: Line, months: Sequence[Stretch]
) -> Iterable[tuple[Count, Excess]]:
    """What is counted in each month, and what figures add there."""
    if not Grounds.of(scope).for_line(line.code).held_on:
        return counting.by_months(months, scope.area, scope.population, line.code)
    # No figure says who of those arrested in a period is still held.
    grounds = (Grounds.of(replace(scope, stretch=month)).for_line(line.code) for month in months)
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
    number = int(month[:4]) * _MONTHS + int(month[5:]) - 1 + later
    return f"{number // _MONTHS:04d}-{number % _MONTHS + 1:02d}"
