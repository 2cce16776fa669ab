"""Counting from the kept tables: the same answers as in memory, whatever the ledger's size."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from store.counting.bags import NOTHING, Bag, Count, Ground
from store.counting.facts import FigureFact
from store.counting.kept_ground import terms_of
from store.counting.kept_ranges import SEVERAL, parents_among, read_trees
from store.counting.kept_spread import bag_rows, spread_rows
from store.counting.kept_tallies import tallies_where
from store.counting.linking import undecided_pairs
from store.counting.memory import MemoryCounting, is_undecided
from store.counting.ranges import NO_EXCESS, Excess, excesses
from store.counting.reading import read_figures, read_links
from store.counting.standing import Why
from store.counting.tables import Cut
from store.counting.tally import Tallies, Tally
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

    def events_of_things(self) -> Iterable[Tally]:
        """The records of people and buildings that occur more than once."""
        return tallies_where(self.connection, "t.thing IS NOT NULL")

    def excesses(self, ground: Ground, population: str) -> Mapping[str, Excess]:
        """What accepted figures add on each line."""
        terms = terms_of(self.connection, ground)
        values = {**terms.values, "population": population, "several": SEVERAL}
        inside, touches = _range_conditions(ground)
        rows = self.connection.execute(
            f"""SELECT line, sum(low), sum(high), max(open) FROM tally_range
WHERE line <> '' AND population IN ('', :population) AND {inside} GROUP BY line""",
            values,
        )
        found = {line: Excess(low, high, bool(is_open)) for line, low, high, is_open in rows}
        partial = self.connection.execute(
            f"SELECT tree FROM tally_range WHERE line = '' AND {touches} AND NOT ({inside})", values
        )
        trees = read_trees(self.connection, [tree for (tree,) in partial])
        for line, excess in excesses(trees, ground, population).items():
            found[line] = found.get(line, NO_EXCESS).plus(excess)
        return found

    def undecided(self, ground: Ground) -> int:
        """How many undecided pairs touch the ground."""
        links = [
            link for link in read_links(self.connection) if link.decision in {"unsure", "not_same"}
        ]
        ends = json.dumps(sorted({end for link in links for end in (link.a, link.b)}))
        tallies = {
            tally.id: tally
            for tally in tallies_where(
                self.connection, "own.id IN (SELECT value FROM json_each(?))", ends
            )
        }
        absorbed = {t.id: t.other for t in tallies.values() if t.why == Why.SAME}
        missing = json.dumps(sorted(set(absorbed.values()) - tallies.keys()))
        for tally in tallies_where(
            self.connection, "own.id IN (SELECT value FROM json_each(?))", missing
        ):
            tallies[tally.id] = tally
        gone = frozenset(t.id for t in tallies.values() if t.why == Why.RETIRED)
        pairs = undecided_pairs(links, absorbed, tallies.keys() - gone)
        return sum(is_undecided((tallies[a], tallies[b]), ground) for a, b in pairs)

    def period_figures(self) -> Iterable[FigureFact]:
        """The standing figures that are about a period or since a date."""
        found = read_figures(self.connection, "kind IN ('period', 'cumulative')")
        return [figure for figure in found if figure.stands]

    def incident_figures(self, ground: Ground) -> Iterable[FigureFact]:
        """The standing figures about incidents that touch the ground."""
        terms = terms_of(self.connection, ground)
        rows = self.connection.execute(
            f"""SELECT figure.id, node.id FROM figure
JOIN record AS own ON own.id = figure.incident JOIN tally AS mine ON mine.rid = own.rid
JOIN tally AS t ON t.rid = mine.node JOIN record AS node ON node.rid = mine.node
WHERE figure.kind = 'incident' AND {terms.fact_touches}""",
            terms.values,
        )
        about = dict(rows.fetchall())
        found = read_figures(
            self.connection, "id IN (SELECT value FROM json_each(?))", json.dumps(sorted(about))
        )
        return [replace(figure, incident=about[figure.id]) for figure in found if figure.stands]

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
