"""Counting from the kept tables: the same answers as in memory, whatever the ledger's size."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from store.counting.bags import NOTHING, Bag, Count, Ground, Sums
from store.counting.facts import FigureFact
from store.counting.fitting import Fit, fits
from store.counting.kept_ground import Terms, terms_of
from store.counting.kept_ranges import SEVERAL, parents_among, read_trees
from store.counting.kept_tallies import dims_by_id, tallies_where
from store.counting.linking import undecided_pairs
from store.counting.memory import MemoryCounting, is_undecided
from store.counting.ranges import NO_EXCESS, Excess, excesses
from store.counting.reading import read_figures, read_links
from store.counting.standing import Standing, Why
from store.counting.tables import ACROSS, PLACE, UNKNOWN, Cut
from store.counting.tally import Dims, Tallies, Tally
from store.engine import Connection

_MONTH: Final = f"""CASE
  WHEN {{first}} = '0000-01' OR {{last}} = '9999-12' THEN '{UNKNOWN}'
  WHEN {{first}} = {{last}} THEN {{first}} ELSE '{ACROSS}' END"""


@dataclass(frozen=True, slots=True)
class KeptCounting:
    """The counting of an open ledger as its kept tables have it."""

    connection: Connection
    _known: dict[str, Any] = field(default_factory=dict)

    @property
    def dims(self) -> dict[int, Dims]:
        """All combinations of dimensions that occur, by number."""
        if "dims" not in self._known:
            self._known["dims"] = dims_by_id(self.connection)
        found: dict[int, Dims] = self._known["dims"]
        return found

    def bag(self, ground: Ground) -> Bag:
        """The sums of all records that touch the ground."""
        terms = terms_of(self.connection, ground)
        wanted = [
            n
            for n, dims in self.dims.items()
            if dims.standing != Standing.OUT and (not ground.held_on or dims.table == "detention")
        ]
        values = {**terms.values, "dims": json.dumps(wanted)}
        among = "IN (SELECT value FROM json_each(:dims))"
        cells = _summed("c", terms.cell_inside, "sum(c.records)")
        facts = _summed("t", terms.fact_inside, "count(*)")
        rows = self.connection.execute(
            f"""SELECT c.dims, {cells}
FROM tally_cell AS c WHERE {terms.cells} AND {terms.cell_touches} AND c.dims {among} GROUP BY 1
UNION ALL SELECT t.dims, {facts}
FROM tally AS t WHERE ({terms.facts}) AND {terms.fact_touches} AND +t.dims {among} GROUP BY 1""",
            values,
        )
        bag: dict[Dims, Sums] = {}
        for number, *sums in rows:
            dims = self.dims[number]
            bag[dims] = bag.get(dims, NOTHING).plus(Sums(*sums))
        return bag

    def spread(self, ground: Ground, cut: Cut) -> Mapping[tuple[str, ...], Count]:
        """What is counted on the ground, by the codes of the cut's dimensions."""
        terms = terms_of(self.connection, ground, one_by_one=PLACE in cut.by)
        townships = self.connection.execute("SELECT key FROM location WHERE level = 'township'")
        values = {
            **terms.values,
            "asked": json.dumps(self._asked(cut)),
            "townships": json.dumps([key for (key,) in townships]),
        }
        found: dict[tuple[str, ...], Count] = {}
        for row in self.connection.execute(_spread_sql(terms, cut), values):
            labels = tuple(map(str, row[: len(cut.by)]))
            found[labels] = found.get(labels, Count()).plus(Count(*row[len(cut.by) :]))
        return found

    def _asked(self, cut: Cut) -> list[list[Any]]:
        """For each combination that the cut counts: its number, how surely, its codes."""
        asked: list[list[Any]] = []
        for number, dims in self.dims.items():
            if dims.standing not in {Standing.COUNTS, Standing.POSSIBLE}:
                continue
            fit = fits(dims, cut.line, cut.population, "anyone")
            if fit is not Fit.NO:
                is_sure = fit is Fit.SURE and dims.standing == Standing.COUNTS
                labels = cut.labels(dims, "", "", "")
                asked.append([number, int(is_sure), dims.approved, *labels])
        return asked

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


def _summed(of: str, inside: str, records: str) -> str:
    return f"sum({of}.n * ({inside})), sum({of}.sure * ({inside})), sum({of}.n), {records}"


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


def _spread_sql(terms: Terms, cut: Cut) -> str:
    cells = _labels(cut, "c.first_month", "c.last_month", "c.place", "c.place")
    facts = _labels(cut, "substr(t.first, 1, 7)", "substr(t.last, 1, 7)", "t.township", "t.place")
    return f"""WITH asked AS (
  SELECT json_extract(value, '$[0]') AS dims, json_extract(value, '$[1]') AS is_sure,
    json_extract(value, '$[2]') AS approved,
    json_extract(value, '$[3]') AS label0, json_extract(value, '$[4]') AS label1
  FROM json_each(:asked)
), town AS (SELECT value FROM json_each(:townships))
SELECT {cells}, {_sums("c", terms.cell_inside)}
FROM asked CROSS JOIN tally_cell AS c ON c.dims = asked.dims
WHERE {terms.cells} AND {terms.cell_touches} GROUP BY {_places(cut)}
UNION ALL
SELECT {facts}, {_sums("t", terms.fact_inside)}
FROM tally AS t JOIN asked ON t.dims = asked.dims
WHERE ({terms.facts}) AND {terms.fact_touches} GROUP BY {_places(cut)}"""


def _places(cut: Cut) -> str:
    return ", ".join(str(n + 1) for n in range(len(cut.by)))


def _labels(cut: Cut, first: str, last: str, township: str, place: str) -> str:
    given = {
        "month": _MONTH.format(first=first, last=last),
        "township": f"CASE WHEN {township} IN town THEN {township} ELSE '{UNKNOWN}' END",
        PLACE: f"coalesce(nullif({place}, ''), '{UNKNOWN}')",
    }
    return ", ".join(given.get(name, f"asked.label{n}") for n, name in enumerate(cut.by))


def _sums(of: str, inside: str) -> str:
    documented = f"{of}.n * ({inside}) * asked.is_sure"
    return (
        f"sum({documented}), sum({documented} * asked.approved), "
        f"sum({of}.sure * ({inside}) * asked.is_sure), sum({of}.n)"
    )
