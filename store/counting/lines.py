"""The lines of a report: documented, range, people or buildings counted once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from store.counting.bags import Bag, Count, Ground, count, waiting
from store.counting.extent import DAWN, Stretch
from store.counting.measures import LINES, Counted, Line
from store.counting.once import Event, Things
from store.counting.ranges import NO_EXCESS, Excess
from store.counting.scope import Scope
from store.vocabulary import By


class Counting(Protocol):
    """What lines, tables and comparisons ask of a ledger, in memory or in its kept tables."""

    def bag(self, ground: Ground, population: str, by: str = "anyone") -> Bag:
        """The counts of the records that touch the ground, by what they are or wait for."""

    def events_of_things(self, ground: Ground) -> Iterable[Event]:
        """The documented events, inside the ground, of who or what occurs more than once."""

    def excesses(self, ground: Ground, population: str) -> Mapping[str, Excess]:
        """What accepted figures add on each line."""

    def undecided(self, ground: Ground) -> int:
        """How many undecided pairs touch the ground."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """One line: documented (of whom approved), counted once, and the range.

    `once` is the number of people or buildings behind the documented events. `open` says that
    the top is not known: the high end is what is known of it.
    """

    line: Line
    documented: int
    approved: int
    once: int
    low: int
    high: int
    open: bool = False


@dataclass(frozen=True, slots=True)
class Grounds:
    """The grounds of a scope: of what happened, of who is still held, of who is in detention."""

    happened: Ground
    still_held: Ground
    in_detention: Ground

    @classmethod
    def of(cls, scope: Scope) -> "Grounds":
        """The three grounds of a scope."""
        stretch, last_day = scope.stretch, scope.last_day
        return cls(
            Ground(stretch, scope.area),
            Ground(stretch, scope.area, scope.as_of),
            Ground(Stretch(DAWN, last_day), scope.area, last_day, last_day < scope.as_of),
        )

    @property
    def all(self) -> tuple[Ground, ...]:
        """All three."""
        return self.happened, self.still_held, self.in_detention

    def for_line(self, line: str) -> Ground:
        """The ground on which a line is counted."""
        return {"still_held": self.still_held, "in_detention": self.in_detention}.get(
            line, self.happened
        )


@dataclass(frozen=True, slots=True)
class Counts:
    """The lines of a scope with what is counted beside them."""

    scope: Scope
    lines: tuple[Numbers, ...]
    waiting: Mapping[str, int] = field(default_factory=dict)
    undecided: int = 0

    def line(self, code: str) -> Numbers:
        """The line with that code."""
        return next(found for found in self.lines if found.line.code == code)


def count_lines(counting: Counting, scope: Scope) -> tuple[Numbers, ...]:
    """All lines of a scope, in their order."""
    return _lines(counting, scope, _bags(counting, scope))


def _bags(counting: Counting, scope: Scope) -> dict[Ground, Bag]:
    """What is counted on each ground of a scope."""
    whose = (str(scope.population), str(scope.by))
    return {g: counting.bag(g, *whose) for g in dict.fromkeys(Grounds.of(scope).all)}


def _lines(counting: Counting, scope: Scope, bags: Mapping[Ground, Bag]) -> tuple[Numbers, ...]:
    grounds = Grounds.of(scope)
    excess = counting.excesses(grounds.happened, scope.population)
    things = {
        ground: Things.of(counting.events_of_things(ground), scope.population, scope.by)
        for ground in bags
    }
    found: list[Numbers] = []
    for line in LINES:
        ground = grounds.for_line(line.code)
        counted = count(bags[ground], line.code)
        twice = 0 if line.counted is Counted.EVENTS else things[ground].too_many(line.code)
        # No figure says who of those arrested in a period is still held.
        added = NO_EXCESS if ground.held_on else excess.get(line.code, NO_EXCESS)
        found.append(_numbers(line, counted, twice, added))
    return tuple(found)


def _numbers(line: Line, found: Count, twice: int, excess: Excess) -> Numbers:
    low = found.sure + excess.low
    return Numbers(
        line,
        found.documented,
        found.approved,
        found.documented - twice,
        low,
        max(low, found.possible + excess.high),
        excess.open,
    )


def count_all(counting: Counting, scope: Scope) -> Counts:
    """All lines of a scope, and what waits and is undecided beside them."""
    happened, bags = Grounds.of(scope).happened, _bags(counting, scope)
    # Whose doing it was is not asked of what waits.
    has_waiting = scope.by == By.ANYONE
    bag = bags[happened] if has_waiting else counting.bag(happened, scope.population)
    lines = _lines(counting, scope, bags)
    return Counts(scope, lines, waiting(bag), counting.undecided(happened))
