"""Counting from the kept tables: the same answers as in memory, whatever the ledger's size."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from store.counting.bags import NOTHING, Bag, Count, Ground
from store.counting.extent import Area, Stretch
from store.counting.facts import FigureFact
from store.counting.kept_doubts import count_doubts
from store.counting.kept_figures import count_figures, figures_within
from store.counting.kept_ground import terms_of
from store.counting.kept_months import (
    Months,
    counts_of_months,
    excess_of_months,
    is_of_whole_months,
)
from store.counting.kept_ranges import SEVERAL, parents_among, read_trees
from store.counting.kept_spread import bag_rows, spread_rows
from store.counting.kept_tallies import DIMS_COLUMNS, tallies_where
from store.counting.measures import BY_CODE
from store.counting.memory import MemoryCounting, month_alone
from store.counting.once import Event
from store.counting.ranges import NO_EXCESS, Excess, Tree, excess_of, excesses
from store.counting.reading import read_figures
from store.counting.tables import Cut
from store.counting.tally import Dims, Tallies
from store.engine import Connection


@dataclass(frozen=True, slots=True)
class KeptCounting:
    """The counting of an open ledger as its kept tables have it."""

    connection: Connection

    def bag(self, ground: Ground, population: str, by: str = "anyone") -> Bag:
        """The counts of the records that touch the ground, by what they are or wait for."""
        bag: dict[str, Count] = {}
        for what, *amounts in bag_rows(self.connection, ground, population, by):
            bag[what] = bag.get(what, NOTHING).plus(Count(*amounts))
        return bag

    def spread(self, ground: Ground, cut: Cut) -> Mapping[tuple[str, ...], Count]:
        """What is counted on the ground, by the codes of the cut's dimensions."""
        found: dict[tuple[str, ...], Count] = {}
        for row in spread_rows(self.connection, ground, cut):
            labels, amounts = row[: len(cut.by)], row[len(cut.by) :]
            found[labels] = found.get(labels, NOTHING).plus(Count(*amounts))
        return found

    def events_of_things(self, ground: Ground) -> Iterable[Event]:
        """The documented events, inside the ground, of who or what occurs more than once."""
        terms = terms_of(self.connection, ground, one_by_one=True)
        held = "AND d.what = 'detention'" if ground.held_on else ""
        rows = self.connection.execute(
            f"""SELECT t.thing, t.n, {DIMS_COLUMNS} FROM tally AS t
CROSS JOIN tally_dims AS d ON d.id = t.dims
WHERE t.thing IS NOT NULL AND d.standing = 'counts' AND {terms.fact_inside} {held}""",
            terms.values,
        )
        return [Event(str(thing), Dims(*dims), n) for thing, n, *dims in rows]

    def excesses(self, ground: Ground, population: str) -> Mapping[str, Excess]:
        """What accepted figures add on each line."""
        terms = terms_of(self.connection, ground)
        lines = json.dumps(list(BY_CODE))
        values = {
            **terms.values,
            "population": population,
            "several": SEVERAL,
            "lines": lines,
        }
        inside, _ = _range_conditions(ground)
        rows = self.connection.execute(
            f"""SELECT line, sum(low), sum(high), max(open) FROM tally_range
WHERE population IN ('', :population) AND line IN (SELECT value FROM json_each(:lines))
  AND {inside} GROUP BY line""",
            values,
        )
        found = {line: Excess(low, high, bool(is_open)) for line, low, high, is_open in rows}
        for line, excess in excesses(self._partly(ground), ground, population).items():
            found[line] = found.get(line, NO_EXCESS).plus(excess)
        return found

    def _partly(self, ground: Ground) -> list[Tree]:
        """The whole incidents with accepted figures that lie only partly inside the ground."""
        values = {**terms_of(self.connection, ground).values, "several": SEVERAL}
        inside, touches = _range_conditions(ground)
        rows = self.connection.execute(
            f"""SELECT tree FROM tally_range
WHERE population = '' AND line = '' AND {touches} AND NOT ({inside})""",
            values,
        )
        return read_trees(self.connection, [tree for (tree,) in rows])

    def undecided(self, ground: Ground) -> int:
        """How many undecided pairs touch the ground."""
        return count_doubts(self.connection, ground)

    def period_figures(self) -> Iterable[FigureFact]:
        """The standing figures that are about a period or since a date."""
        found = read_figures(self.connection, "kind IN ('period', 'cumulative')")
        return [figure for figure in found if figure.stands]

    def by_months(
        self, months: Sequence[Stretch], area: Area, population: str, line: str
    ) -> Sequence[tuple[Count, Excess]]:
        """What is counted in each of some stretches, and what accepted figures add there."""
        whole = [month for month in months if is_of_whole_months(month)]
        asked = Months(whole, area, population, line)
        counts = counts_of_months(self.connection, asked) if whole else None
        found: dict[Stretch, tuple[Count, Excess]] = {}
        if counts is not None:
            both = zip(counts, excess_of_months(self.connection, asked), strict=True)
            found = dict(zip(whole, both, strict=True))
        return [
            found.get(month) or month_alone(self, Ground(month, area), population, line)
            for month in months
        ]

    def excess_by_tree(
        self, ground: Ground, population: str, line: str
    ) -> Iterable[tuple[str, Excess]]:
        """What accepted figures add on a line to each whole incident, by its id."""
        values = {
            **terms_of(self.connection, ground).values,
            "population": population,
            "several": SEVERAL,
            "line": line,
        }
        inside, _ = _range_conditions(ground)
        rows = self.connection.execute(
            f"""SELECT record.id, low, high, open FROM tally_range JOIN record ON rid = tree
WHERE population IN ('', :population) AND line = :line AND {inside}""",
            values,
        )
        found = [(tree, Excess(low, high, bool(is_open))) for tree, low, high, is_open in rows]
        partial = ((t.root, excess_of(t, ground, line, population)) for t in self._partly(ground))
        return [*found, *((root, excess) for root, excess in partial if excess != NO_EXCESS)]

    def trees_among(self, roots: Iterable[str]) -> Iterable[Tree]:
        """Some of the whole incidents on which accepted figures stand."""
        rows = self.connection.execute(
            "SELECT rid FROM record WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(roots)),),
        )
        return read_trees(self.connection, [rid for (rid,) in rows])

    def count_incident_figures(self, ground: Ground) -> Mapping[tuple[str, str], int]:
        """How many those are, by measure and population."""
        return count_figures(self.connection, ground)

    def incident_figures(self, ground: Ground) -> Iterable[FigureFact]:
        """The standing figures about incidents that touch the ground."""
        about = figures_within(self.connection, ground)
        found = read_figures(
            self.connection, "id IN (SELECT value FROM json_each(?))", json.dumps(sorted(about))
        )
        return [replace(figure, incident=about[figure.id]) for figure in found]

    def of_incident(self, incident: str) -> MemoryCounting:
        """The counting of one surviving incident with its parts."""
        tree = "(SELECT tree FROM tally JOIN record USING(rid) WHERE record.id = ?)"
        tallies = tallies_where(self.connection, f"t.tree = {tree}", incident)
        survivors = {t.id: t.node for t in tallies if t.dims.table == "incident"}
        parents = parents_among(self.connection, survivors)
        whole = Tallies({tally.id: tally for tally in tallies}, parents=parents)
        return MemoryCounting(whole, (), ()).of_incident(incident)


def _range_conditions(ground: Ground) -> tuple[str, str]:
    """Whether a whole incident lies inside the ground, or touches it or may."""
    inside = ["first >= :first", "last <= :last"]
    touches = ["first <= :last", "last >= :first"]
    if ground.area.keys:
        within = "place IN (SELECT value FROM json_each(:inside))"
        inside.append(within)
        around = "place IN (SELECT value FROM json_each(:around))"
        touches.append(f"({within} OR {around} OR place = :several)")
    return " AND ".join(inside), " AND ".join(touches)
