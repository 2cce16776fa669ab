"""People and buildings counted once (DESIGN, Counting 5), beside the counts of their events.

Decided here, where DESIGN is silent: of several events of one person or building the one that
stands for most says for how many; and a building counts in a measure only if the worst grade that
it had within the scope is one of that measure's.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from store.counting.bags import Ground
from store.counting.extent import Extent
from store.counting.fitting import MADE_OF, Fit, fits_those, fits_what, what_of
from store.counting.standing import Standing
from store.counting.tally import Dims, Tally

_WORST_FIRST: Final = ("destroyed", "severe", "moderate", "slight")


class Event(NamedTuple):
    """A documented record of a person or building that occurs more than once; `thing` says whom."""

    thing: str
    dims: Dims
    n: int


def events_among(tallies: Iterable[Tally], ground: Ground) -> Iterator[Event]:
    """Those of the tallies that are documented events, inside a ground, of some person or thing."""
    for tally in tallies:
        counts = tally.dims.standing == Standing.COUNTS and tally.thing
        if counts and ground.extent(tally) is Extent.INSIDE:
            yield Event(tally.thing, tally.dims, tally.n)


class _Share(NamedTuple):
    """What an event surely is, for how many it counts, and its grade if it is of a building."""

    what: str
    n: int
    grade: str


@dataclass(frozen=True, slots=True)
class _Thing:
    """One person or building: its events that surely belong to what is asked, its worst grade."""

    shares: tuple[_Share, ...]
    worst: str

    def too_many(self, line: str) -> int:
        """By how many its events on a line are more than it is itself."""
        fitting = [share for share in self.shares if share.what in MADE_OF[line]]
        if not fitting:
            return 0
        together = sum(share.n for share in fitting)
        if self.worst and self.worst not in {share.grade for share in fitting}:
            return together
        return together - max(share.n for share in fitting)


@dataclass(frozen=True, slots=True)
class Things:
    """The people and buildings of some events, told apart."""

    several: tuple[_Thing, ...]

    @classmethod
    def of(cls, events: Iterable[Event], population: str, by: str = "anyone") -> "Things":
        """Those that have more than one of the events; whoever has one counts as it is."""
        by_thing: dict[str, list[Event]] = {}
        for event in events:
            by_thing.setdefault(event.thing, []).append(event)
        several = (found for found in by_thing.values() if found[1:])
        return cls(tuple(_thing(found, population, by) for found in several))

    def too_many(self, line: str) -> int:
        """By how many the documented number of a line is more than its people or buildings."""
        return sum(thing.too_many(line) for thing in self.several)


def _thing(events: list[Event], population: str, by: str) -> _Thing:
    shares: list[_Share] = []
    for _, dims, n in events:
        what = what_of(dims)
        if min(fits_what(what), fits_those(dims, population, by)) is Fit.SURE:
            shares.append(_Share(what, n, dims.grade))
    return _Thing(tuple(shares), _worst(event.dims for event in events))


def _worst(events: Iterable[Dims]) -> str:
    """The worst grade of a building that is more than hearsay, '' if it has none."""
    seen = {d.grade for d in events if d.table == "damage" and d.basis != "report"}
    return next((grade for grade in _WORST_FIRST if grade in seen), "")
