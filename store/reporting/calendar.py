"""A measure by the days of a month: on which day, and what is only known to lie within it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from store.counting.bags import count
from store.counting.counted import LedgerCounting, counting_of
from store.counting.extent import Stretch
from store.counting.lines import Grounds
from store.counting.measures import BY_CODE, Line
from store.counting.scope import Scope
from store.engine import Connection
from store.reporting.bars import Bar, month_of


@dataclass(frozen=True, slots=True)
class MonthOfDays:
    """A month, YYYY-MM: a bar for each of its days, what it counts as a whole, and the rest.

    `undated` is what lies within the month and on no day of it for certain. A bar's high end
    leaves out what may lie on any day alike.
    """

    month: str
    line: Line
    days: tuple[Bar, ...]
    documented: int
    undated: int


def month_of_days(connection: Connection, scope: Scope, code: str, month: str) -> MonthOfDays:
    """A measure by the days of a month, whatever the period of the scope is."""
    counting, line = counting_of(connection, scope.known_on), BY_CODE[code]
    whole = month_of(month)
    days = _told_apart(tuple(_days(counting, scope, line, whole)))
    documented = _count(counting, scope, line, whole).documented
    return MonthOfDays(month, line, days, documented, documented - sum(d.documented for d in days))


def _told_apart(days: tuple[Bar, ...]) -> tuple[Bar, ...]:
    """The days without what may lie on every one of them, which tells nothing of any."""
    on_any = min(day.high - day.documented for day in days)
    return tuple(replace(day, high=day.high - on_any) for day in days)


def _days(counting: LedgerCounting, scope: Scope, line: Line, whole: Stretch) -> Iterator[Bar]:
    first, last = (date.fromisoformat(day).toordinal() for day in (whole.first, whole.last))
    for ordinal in range(first, last + 1):
        day = date.fromordinal(ordinal)
        yield _count(counting, scope, line, Stretch(day.isoformat(), day.isoformat()))


def _count(counting: LedgerCounting, scope: Scope, line: Line, stretch: Stretch) -> Bar:
    # Of a day is asked what happened on it, not who was held on it.
    ground = Grounds.of(replace(scope, stretch=stretch)).happened
    found = count(counting.bag(ground, str(scope.population)), line.code)
    return Bar(
        str(int(stretch.first[8:])), found.documented, found.sure, found.possible, key=stretch.first
    )
