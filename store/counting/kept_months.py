"""Many months or quarters at once from the kept tables: what is documented in each, its range."""

import json
from calendar import monthrange
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from store.counting.bags import NOTHING, Count, Ground
from store.counting.extent import Area, Extent, Stretch
from store.counting.fitting import MADE_OF
from store.counting.kept_ground import terms_of
from store.counting.kept_ranges import SEVERAL, read_trees
from store.counting.kept_spread import kept_population
from store.counting.ranges import NO_EXCESS, Excess, excess_of
from store.engine import Connection
from store.kinds import SQLValue


class Months(NamedTuple):
    """Stretches of whole months, none in another; what is asked of each: a line, whom, where."""

    stretches: Sequence[Stretch]
    area: Area
    population: str
    line: str

    @property
    def ground(self) -> Ground:
        """All days from the first of them to the last."""
        first, last = min(s.first for s in self.stretches), max(s.last for s in self.stretches)
        return Ground(Stretch(first, last), self.area)


def is_of_whole_months(stretch: Stretch) -> bool:
    """Whether a stretch goes from the first day of a month to the last day of one."""
    last = stretch.last
    if not stretch.first.endswith("-01"):
        return False
    return int(last[8:]) == monthrange(int(last[:4]), int(last[5:7]))[1]


def counts_of_months(connection: Connection, asked: Months) -> list[Count] | None:
    """What is counted in each of the stretches; None where the cells cannot tell."""
    ground = asked.ground
    terms = terms_of(connection, ground)
    if terms.facts != "0":
        return None
    values: dict[str, SQLValue] = {
        **terms.values,
        "population": kept_population(asked.population),
        "whats": json.dumps(MADE_OF[asked.line]),
    }
    # Of the area alone: a month is asked below.
    within = "1"
    if ground.area.keys:
        within = "c.place IN (SELECT value FROM json_each(:wide))"
    rows = connection.execute(
        f"""SELECT c.first_month, c.last_month, sum(c.documented * ({within})),
  sum(c.approved * ({within})), sum(c.sure * ({within})), sum(c.possible), sum(c.records)
FROM tally_line AS c WHERE c.population IN (:population, '') AND c."by" = 'anyone'
  AND c.what IN (SELECT value FROM json_each(:whats)) AND {terms.cell_touches} GROUP BY 1, 2""",
        values,
    )
    found = {(first, last): Count(*amounts) for first, last, *amounts in rows}
    return [_within(found, stretch.first[:7], stretch.last[:7]) for stretch in asked.stretches]


def _within(found: Mapping[tuple[str, str], Count], begin: str, end: str) -> Count:
    counted = NOTHING
    for (first, last), count in found.items():
        if begin <= first and last <= end:
            counted = counted.plus(count)
        elif first <= end and last >= begin:
            counted = counted.plus(Count(possible=count.possible, records=count.records))
    return counted


def excess_of_months(connection: Connection, asked: Months) -> list[Excess]:
    """What accepted figures add in each of the stretches."""
    ground = asked.ground
    values: dict[str, SQLValue] = {
        **terms_of(connection, ground).values,
        "population": asked.population,
        "line": asked.line,
        "several": SEVERAL,
        "stretches": json.dumps([[s.first, s.last] for s in asked.stretches]),
    }
    within = touches = "1"
    if ground.area.keys:
        within = "place IN (SELECT value FROM json_each(:inside))"
        around = "place IN (SELECT value FROM json_each(:around))"
        touches = f"({within} OR {around} OR place = :several)"
    # Most lie in one month, for which nothing has to be looked up.
    inside = f"""{within} AND (substr(first, 1, 7) = substr(last, 1, 7) OR EXISTS (
  SELECT 1 FROM json_each(:stretches) AS s
  WHERE first >= json_extract(s.value, '$[0]') AND last <= json_extract(s.value, '$[1]')))"""
    rows = connection.execute(
        f"""SELECT substr(first, 1, 7), substr(last, 1, 7), sum(low), sum(high), max(open)
FROM tally_range WHERE population IN ('', :population) AND line = :line
  AND first BETWEEN :first AND :last AND {inside} GROUP BY 1, 2""",
        values,
    )
    whole = [(b, e, Excess(low, high, bool(is_open))) for b, e, low, high, is_open in rows]
    crossing = connection.execute(
        f"""SELECT tree FROM tally_range WHERE population = '' AND line = ''
  AND first <= :last AND last >= :first AND {touches} AND NOT ({inside})""",
        values,
    )
    trees = read_trees(connection, [tree for (tree,) in crossing])
    spans = {
        tree.root: [(t.first, t.last) for node in tree.nodes.values() for t in node.tallies]
        for tree in trees
    }
    found: list[Excess] = []
    for stretch in asked.stretches:
        begin, end = stretch.first[:7], stretch.last[:7]
        added = NO_EXCESS
        for first, last, excess in whole:
            if begin <= first and last <= end:
                added = added.plus(excess)
        here = Ground(stretch, asked.area)
        for tree in trees:
            if any(stretch.holds(*span) is not Extent.OUTSIDE for span in spans[tree.root]):
                added = added.plus(excess_of(tree, here, asked.line, asked.population))
        found.append(added)
    return found
