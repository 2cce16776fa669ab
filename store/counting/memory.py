"""Counting over records that are all in memory: what kept tables are compared with."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from store.counting.bags import NOTHING, Bag, Count, Ground, bag_of, count, share
from store.counting.extent import Area, Extent, Stretch
from store.counting.facts import Book, FigureFact
from store.counting.fitting import Fit, fits
from store.counting.lines import Counting
from store.counting.once import Event, events_among
from store.counting.ranges import NO_EXCESS, Excess, Tree, excess_of, excesses, trees_of
from store.counting.standing import Standing
from store.counting.tables import Cut, month_of
from store.counting.tally import Tallies, Tally, tally_up

_MAY_COUNT = frozenset({Standing.COUNTS, Standing.POSSIBLE})


@dataclass(frozen=True, slots=True)
class MemoryCounting:
    """A counted book: its tallies, and its figures with the surviving incidents they are about."""

    tallies: Tallies
    figures: tuple[FigureFact, ...]
    trees: tuple[Tree, ...]

    @classmethod
    def of(cls, book: Book) -> "MemoryCounting":
        """The counting of a book."""
        tallies = tally_up(book)
        figures = surviving_figures(book.figures, tallies)
        trees = trees_of(tallies, tallies.parents, figures)
        return cls(tallies, figures, tuple(trees))

    def bag(self, ground: Ground, population: str, by: str = "anyone") -> Bag:
        """The counts of the records that touch the ground, by what they are or wait for."""
        return bag_of(self.tallies, ground, population, by)

    def events_of_things(self, ground: Ground) -> Iterable[Event]:
        """The documented events, inside the ground, of who or what occurs more than once."""
        return events_among(self.tallies, ground)

    def excesses(self, ground: Ground, population: str) -> Mapping[str, Excess]:
        """What accepted figures add on each line."""
        return excesses(self.trees, ground, population)

    def by_months(
        self, months: Sequence[Stretch], area: Area, population: str, line: str
    ) -> Sequence[tuple[Count, Excess]]:
        """What is counted in each of some stretches, and what accepted figures add there."""
        return [month_alone(self, Ground(month, area), population, line) for month in months]

    def excess_by_tree(
        self, ground: Ground, population: str, line: str
    ) -> Iterable[tuple[str, Excess]]:
        """What accepted figures add on a line to each whole incident, by its id."""
        found = ((t.root, excess_of(t, ground, line, population)) for t in self.trees)
        return [(root, excess) for root, excess in found if excess != NO_EXCESS]

    def trees_among(self, roots: Iterable[str]) -> Iterable[Tree]:
        """Some of the whole incidents on which accepted figures stand."""
        wanted = set(roots)
        return [tree for tree in self.trees if tree.root in wanted]

    def undecided(self, ground: Ground) -> int:
        """How many undecided pairs touch the ground."""
        return sum(self._touches(pair, ground) for pair in self.tallies.linking.doubts)

    def _touches(self, pair: tuple[str, str], ground: Ground) -> bool:
        both = [self.tallies.by_id[record] for record in pair]
        return is_undecided(both, ground)

    def spread(self, ground: Ground, cut: Cut) -> Mapping[tuple[str, ...], Count]:
        """What is counted on the ground, by the codes of the cut's dimensions."""
        found: dict[tuple[str, ...], Count] = {}
        for tally in self.tallies:
            extent = ground.extent(tally)
            fit = fits(tally.dims, cut.line, cut.population, "anyone")
            if extent is Extent.OUTSIDE or fit is Fit.NO or tally.dims.standing not in _MAY_COUNT:
                continue
            labels = cut.labels(
                tally.dims, month_of(tally.first, tally.last), tally.township, tally.place
            )
            found[labels] = found.get(labels, NOTHING).plus(share(tally, extent, fit))
        return found

    def period_figures(self) -> Iterable[FigureFact]:
        """The standing figures that are about a period or since a date."""
        return [f for f in self.figures if f.stands and f.kind != "incident"]

    def incident_figures(self, ground: Ground) -> Iterable[FigureFact]:
        """The standing figures about incidents that touch the ground."""
        return [
            f
            for f in self.figures
            if f.stands and f.kind == "incident" and self._incident_touches(f.incident, ground)
        ]

    def count_incident_figures(self, ground: Ground) -> Mapping[tuple[str, str], int]:
        """How many those are, by measure and population."""
        return Counter((f.measure, f.population) for f in self.incident_figures(ground))

    def _incident_touches(self, incident: str, ground: Ground) -> bool:
        tally = self.tallies.by_id.get(incident)
        return tally is not None and ground.extent(tally) is not Extent.OUTSIDE

    def of_incident(self, incident: str) -> "MemoryCounting":
        """The counting of one surviving incident with its parts."""
        wanted = {incident}
        grown = True
        while grown:
            more = {n for n, above in self.tallies.parents.items() if above in wanted} - wanted
            wanted |= more
            grown = bool(more)
        by_id = {t.id: t for t in self.tallies if t.node in wanted}
        return MemoryCounting(replace(self.tallies, by_id=by_id), (), ())


def month_alone(
    counting: Counting, ground: Ground, population: str, line: str
) -> tuple[Count, Excess]:
    """What is counted on a ground of one line, and what accepted figures add there."""
    excess = counting.excesses(ground, population).get(line, NO_EXCESS)
    return count(counting.bag(ground, population), line), excess


def surviving_figures(figures: Iterable[FigureFact], tallies: Tallies) -> tuple[FigureFact, ...]:
    """The figures, those of an absorbed incident being about the one that survives."""
    linking = tallies.linking
    return tuple(replace(f, incident=linking.surviving(f.incident)) for f in figures)


def is_undecided(pair: Iterable[Tally], ground: Ground) -> bool:
    """Whether an undecided pair is one of the scope: both may count, and one of them touches it."""
    both = list(pair)
    may_count = all(tally.dims.standing != Standing.OUT for tally in both)
    return may_count and any(ground.extent(tally) is not Extent.OUTSIDE for tally in both)
