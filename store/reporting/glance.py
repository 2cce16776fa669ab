"""What is seen at a glance of a scope: its lines, the figures beside them, when and where."""

from dataclasses import dataclass, replace
from typing import Final

from store.counting.counted import LedgerCounting, counting_of
from store.counting.extent import DUSK, Stretch
from store.counting.measures import BY_CODE, Line
from store.counting.scope import Scope
from store.engine import Connection
from store.places import place
from store.reporting.bars import (
    MOST_BARS,
    UNITS,
    Bar,
    by_township,
    cut_to_fit,
    month_after,
    over_time,
)
from store.reporting.report import Asked, Report, make_report
from store.settings import Settings

MONTHS_SHOWN: Final = 12
_PICTURED: Final = ("killed", "injured", "homes_destroyed", "detained", "shellings", "clashes")


@dataclass(frozen=True, slots=True)
class Glance:
    """A scope at a glance; `months` and `townships` are of the measure `line`.

    The months are those of the scope, or the year that ends with a scope of less than that; of
    a long scope they are quarters or years.
    `conflicts` is how many records of the whole ledger two people changed differently.
    """

    report: Report
    line: Line
    months: tuple[Bar, ...]
    townships: tuple[Bar, ...]
    has_records: bool
    conflicts: int

    @property
    def scope(self) -> Scope:
        """What was counted."""
        return self.report.scope


def glance(connection: Connection, settings: Settings, scope: Scope) -> Glance:
    """A scope at a glance."""
    report = make_report(connection, settings, Asked(scope, with_people=False))
    counting = counting_of(connection, scope.known_on)
    line = BY_CODE[pictured(report)]
    (has_records,) = connection.execute("SELECT EXISTS (SELECT 1 FROM tally)").fetchone()
    (conflicts,) = connection.execute("SELECT count(DISTINCT record) FROM conflict").fetchone()
    return Glance(
        report,
        line,
        months_around(counting, scope, line),
        by_township(connection, counting, scope, line),
        bool(has_records),
        conflicts,
    )


def months_around(counting: LedgerCounting, scope: Scope, line: Line) -> tuple[Bar, ...]:
    """The months of a scope, at least the year that ends with it.

    What is longer than three years is cut into quarters, and if those are too many into years,
    so that all of it is there.
    """
    last = min(scope.stretch.last, scope.as_of)
    if last == DUSK:
        return ()
    earliest = month_after(last[:7], 1 - MOST_BARS * max(UNITS))
    first = max(scope.stretch.first[:7], earliest)
    stretches = cut_to_fit(min(first, month_after(last[:7], 1 - MONTHS_SHOWN)), last[:7])
    wide = replace(scope, stretch=Stretch(stretches[0].first, stretches[-1].last))
    return tuple(over_time(counting, wide, line, stretches))


def pictured(report: Report) -> str:
    """The code of the first measure of a report of which there is anything to see."""
    has_any = (code for code in _PICTURED if report.counts.line(code).high)
    return next(has_any, _PICTURED[0])


def months_pictured(connection: Connection, scope: Scope, code: str) -> tuple[Bar, ...]:
    """The months around a scope with what a measure is in each."""
    return months_around(counting_of(connection, scope.known_on), scope, BY_CODE[code])


def townships_pictured(connection: Connection, scope: Scope, code: str) -> tuple[Bar, ...]:
    """The townships of a scope with what a measure is in each."""
    counting = counting_of(connection, scope.known_on)
    return by_township(connection, counting, scope, BY_CODE[code])


def area_words(connection: Connection, scope: Scope) -> str:
    """The area of a scope in words."""
    found = ((key, place(connection, key)) for key in scope.area.keys)
    return ", ".join(known.name if known else key for key, known in found) or "everywhere"
