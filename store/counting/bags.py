"""Sums over the records of a scope, by what measures and populations ask of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Final

from store.counting.extent import EVERYWHERE, Area, Extent, Stretch
from store.counting.fitting import MADE_OF, Fit, fits_those, fits_what, what_of
from store.counting.held import held_on
from store.counting.standing import WAITING, Standing
from store.counting.tally import Tally


@dataclass(frozen=True, slots=True)
class Count:
    """What records alone say: documented, approved, the two ends, how many records."""

    documented: int = 0
    approved: int = 0
    sure: int = 0
    possible: int = 0
    records: int = 0

    def plus(self, other: "Count") -> "Count":
        """Both together."""
        return Count(
            self.documented + other.documented,
            self.approved + other.approved,
            self.sure + other.sure,
            self.possible + other.possible,
            self.records + other.records,
        )

    def minus(self, other: "Count") -> "Count":
        """This one without the other, which is a part of it."""
        return Count(
            self.documented - other.documented,
            self.approved - other.approved,
            self.sure - other.sure,
            self.possible - other.possible,
            self.records - other.records,
        )


NOTHING: Final = Count()

Bag = Mapping[str, Count]
"""What lines are made of, and what waits, each with its count."""


@dataclass(frozen=True, slots=True)
class Ground:
    """The days and places within which is counted; with `held_on` only who is held on that day.

    `is_past` says that the day is before the one as of which the ledger speaks.
    """

    stretch: Stretch
    area: Area = EVERYWHERE
    held_on: str = ""
    is_past: bool = False

    def extent(self, tally: Tally) -> Extent:
        """How a record lies to it."""
        found = min(
            self.stretch.holds(tally.first, tally.last),
            self.area.holds(tally.place or tally.township),
        )
        if not self.held_on or found is Extent.OUTSIDE:
            return found
        if tally.dims.table != "detention":
            return Extent.OUTSIDE
        spans = (tally.first, tally.last, tally.left_first, tally.left_last)
        return min(found, held_on(*spans, self.held_on, is_past=self.is_past))


def share(tally: Tally, extent: Extent, fit: Fit) -> Count:
    """The share in a count of one record that lies so to a ground and belongs so to what is asked.

    What waits has no share but that of being a record.
    """
    standing = tally.dims.standing
    if standing not in {Standing.COUNTS, Standing.POSSIBLE}:
        return Count(records=1)
    if fit is Fit.SURE and extent is Extent.INSIDE and standing == Standing.COUNTS:
        return Count(tally.n, tally.n * tally.dims.approved, tally.sure, tally.n, 1)
    return Count(possible=tally.n, records=1)


def bag_of(tallies: Iterable[Tally], ground: Ground, population: str, by: str = "anyone") -> Bag:
    """The counts of the records that touch the ground, by what they are or wait for.

    Whose doing it was is not asked of what waits: with a side there is none of it.
    """
    bag: dict[str, Count] = {}
    for tally in tallies:
        dims = tally.dims
        waits = dims.standing in WAITING
        what = dims.standing if waits else what_of(dims)
        extent = ground.extent(tally)
        is_out = dims.standing == Standing.OUT or not what or (waits and by != "anyone")
        those = fits_those(dims, population, by)
        if not is_out and extent is not Extent.OUTSIDE and those is not Fit.NO:
            fit = those if waits else min(those, fits_what(what))
            bag[what] = bag.get(what, NOTHING).plus(share(tally, extent, fit))
    return bag


def count(bag: Bag, measure: str) -> Count:
    """What a bag says of a measure."""
    return reduce(Count.plus, (bag.get(what, NOTHING) for what in MADE_OF[measure]), NOTHING)


def waiting(bag: Bag) -> dict[str, int]:
    """How many records wait, by what for; those surely of another population are not among them."""
    return {str(standing): bag.get(standing, NOTHING).records for standing in WAITING}
