"""Sums over the records of a scope, by what measures and populations ask of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from store.counting.extent import EVERYWHERE, Area, Extent, Stretch
from store.counting.fitting import Fit, fits, fits_population
from store.counting.held import held_on
from store.counting.standing import WAITING, Standing
from store.counting.tally import Dims, Tally


@dataclass(frozen=True, slots=True)
class Sums:
    """Of the records alike: how many of how many people lie inside, and touch, a scope.

    `inside` and `sure` count what lies wholly inside, as documented and at the low end;
    `touching` counts what may lie inside, the former included. `records` counts records.
    """

    inside: int = 0
    sure: int = 0
    touching: int = 0
    records: int = 0

    def plus(self, other: "Sums") -> "Sums":
        """Both together."""
        return Sums(
            self.inside + other.inside,
            self.sure + other.sure,
            self.touching + other.touching,
            self.records + other.records,
        )


NOTHING: Final = Sums()

Bag = Mapping[Dims, Sums]


@dataclass(frozen=True, slots=True)
class Ground:
    """The days and places within which is counted; with `held_on` only who is held on that day."""

    stretch: Stretch
    area: Area = EVERYWHERE
    held_on: str = ""

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
        return min(found, held_on(*spans, self.held_on))


def bag_of(tallies: Iterable[Tally], ground: Ground) -> Bag:
    """The sums of the records that touch the ground; those left out of every count are not in."""
    bag: dict[Dims, Sums] = {}
    for tally in tallies:
        if tally.dims.standing == Standing.OUT:
            continue
        extent = ground.extent(tally)
        if extent is not Extent.OUTSIDE:
            bag[tally.dims] = bag.get(tally.dims, NOTHING).plus(sums_of(tally, extent))
    return bag


def sums_of(tally: Tally, extent: Extent) -> Sums:
    """The sums of one record that touches the ground."""
    is_inside = extent is Extent.INSIDE
    return Sums(tally.n if is_inside else 0, tally.sure if is_inside else 0, tally.n, 1)


@dataclass(frozen=True, slots=True)
class Count:
    """What the records alone say of a measure: documented, approved, the two ends."""

    documented: int = 0
    approved: int = 0
    sure: int = 0
    possible: int = 0

    def plus(self, other: "Count") -> "Count":
        """Both together."""
        return Count(
            self.documented + other.documented,
            self.approved + other.approved,
            self.sure + other.sure,
            self.possible + other.possible,
        )

    def minus(self, other: "Count") -> "Count":
        """This one without the other, which is a part of it."""
        return Count(
            self.documented - other.documented,
            self.approved - other.approved,
            self.sure - other.sure,
            self.possible - other.possible,
        )


def count(bag: Bag, measure: str, population: str, by: str = "anyone") -> Count:
    """What a bag says of a measure, of a population, done by one side or by anyone."""
    documented = approved = sure = possible = 0
    for dims, sums in bag.items():
        if dims.standing not in {Standing.COUNTS, Standing.POSSIBLE}:
            continue
        fit = fits(dims, measure, population, by)
        if fit is Fit.NO:
            continue
        possible += sums.touching
        if fit is Fit.SURE and dims.standing == Standing.COUNTS:
            documented += sums.inside
            sure += sums.sure
            approved += sums.inside * dims.approved
    return Count(documented, approved, sure, possible)


def waiting(bag: Bag, population: str) -> dict[str, int]:
    """How many records wait, by what for; those surely of another population are not in it."""
    found = dict.fromkeys(map(str, WAITING), 0)
    for dims, sums in bag.items():
        if dims.standing in found and fits_population(dims, population) is not Fit.NO:
            found[dims.standing] += sums.records
    return found
