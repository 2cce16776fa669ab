"""What figures add to whole incidents, kept for the scopes that hold all of an incident.

A scope that holds only a part of it has the incident counted anew.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from store.counting.bags import Ground
from store.counting.extent import ALWAYS
from store.counting.facts import Book, FigureFact
from store.counting.kept_figures import refresh_figures
from store.counting.kept_tallies import tallies_where
from store.counting.measures import BY_CODE, Counted
from store.counting.memory import surviving_figures
from store.counting.ranges import Tree, excesses, trees_of
from store.counting.reading import read_figures
from store.counting.standing import Standing
from store.counting.tally import Tallies, Tally
from store.engine import Connection
from store.kinds import SQLValue
from store.vocabulary import Population

SEVERAL: Final = "*"
"""Stands for the place of an incident that lies in more than one."""

_WITHOUT: Final = frozenset({Counted.BUILDINGS, Counted.EVENTS})
_Row = tuple[SQLValue, ...]


def refresh_ranges(connection: Connection, trees: Iterable[int], spoken_of: list[str]) -> None:
    """Keeps anew the ranges of whole incidents, and of those that some records speak of.

    The latter are incidents, or figures that are about incidents.
    """
    wanted = set(trees) | _trees_of(connection, spoken_of)
    if not wanted:
        return
    listed = json.dumps(sorted(wanted))
    connection.execute(
        "DELETE FROM tally_range WHERE tree IN (SELECT value FROM json_each(?))", (listed,)
    )
    rows: list[_Row] = []
    for tree in read_trees(connection, wanted):
        rows += _rows(tree, tree.nodes[tree.root].incident.rid)
    connection.executemany("INSERT INTO tally_range VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    refresh_figures(connection, wanted)


def _trees_of(connection: Connection, records: list[str]) -> set[int]:
    if not records:
        return set()
    rows = connection.execute(
        """WITH spoken(id) AS (SELECT value FROM json_each(?)), about(id) AS (
  SELECT id FROM spoken
  UNION SELECT incident FROM figure WHERE id IN (SELECT id FROM spoken)
  UNION SELECT incident FROM figure INDEXED BY figure_part_of
    WHERE part_of IN (SELECT id FROM spoken)
)
SELECT tree FROM about CROSS JOIN record ON record.id = about.id JOIN tally USING(rid)""",
        (json.dumps(records),),
    )
    return {tree for (tree,) in rows if tree is not None}


def read_trees(connection: Connection, trees: Iterable[int]) -> list[Tree]:
    """Those of the whole incidents that have accepted figures, with all their records."""
    listed = json.dumps(sorted(trees))
    incidents = connection.execute(
        """SELECT own.id, node.id FROM tally AS t
JOIN record AS own ON own.rid = t.rid AND own.kind = 'incident'
JOIN record AS node ON node.rid = t.node
WHERE t.tree IN (SELECT value FROM json_each(?))""",
        (listed,),
    ).fetchall()
    survivors = dict(incidents)
    figures = _accepted(connection, survivors)
    if not figures:
        return []
    tallies = tallies_where(connection, "t.tree IN (SELECT value FROM json_each(?))", listed)
    return trees_of(tallies, parents_among(connection, survivors), figures)


def _accepted(connection: Connection, survivors: Mapping[str, str]) -> list[FigureFact]:
    """The accepted figures about some incidents, each about the surviving one."""
    found = read_figures(
        connection,
        "accepted = 'accepted' AND kind = 'incident'"
        " AND incident IN (SELECT value FROM json_each(?))",
        json.dumps(sorted(survivors)),
    )
    return [replace(f, incident=survivors[f.incident]) for f in found if f.is_accepted]


def parents_among(connection: Connection, survivors: Mapping[str, str]) -> dict[str, str]:
    """Of some incidents, each with its survivor, what the surviving ones are parts of.

    As the tallies have it: a root is part of nothing, and a part lies in the tree of its whole.
    """
    rows = connection.execute(
        """SELECT incident.id, incident.part_of, tree.id FROM incident
JOIN record ON record.id = incident.id JOIN tally ON tally.rid = record.rid
JOIN record AS tree ON tree.rid = tally.tree
WHERE incident.id IN (SELECT value FROM json_each(?))""",
        (json.dumps(sorted(set(survivors.values()))),),
    ).fetchall()
    trees = {incident: tree for incident, _, tree in rows}
    found: dict[str, str] = {}
    for incident, part_of, tree in rows:
        above = survivors.get(part_of or "", "")
        if above and incident not in {above, tree} and trees.get(above) == tree:
            found[incident] = above
    return found


def _rows(tree: Tree, root: int) -> list[_Row]:
    """The kept rows of a whole incident: one that says where it lies, and what figures add."""
    where = _where(tree)
    rows: list[_Row] = [(root, "", "", 0, 0, 0, *where)]
    for population in map(str, Population):
        for line, excess in excesses([tree], Ground(ALWAYS), population).items():
            of = "" if BY_CODE[line].counted in _WITHOUT else population
            row = (root, line, of, excess.low, excess.high, int(excess.open), *where)
            if row not in rows:
                rows.append(row)
    return rows


def _where(tree: Tree) -> tuple[str, str, str]:
    """The days between which all of it lies, and its one place or that there are several."""
    counted: list[Tally] = [node.incident for node in tree.nodes.values()]
    counted += [
        tally
        for node in tree.nodes.values()
        for tally in node.tallies
        if tally.dims.standing != Standing.OUT
    ]
    places = {tally.cell_place for tally in counted}
    return (
        min(tally.first for tally in counted),
        max(tally.last for tally in counted),
        places.pop() if len(places) == 1 else SEVERAL,
    )


def ranges_now(book: Book, tallies: Tallies, rids: Mapping[str, int]) -> set[_Row]:
    """The rows that should be kept, of a whole book."""
    figures = surviving_figures(book.figures, tallies)
    found: set[_Row] = set()
    for tree in trees_of(tallies, tallies.parents, figures):
        found.update(_rows(tree, rids[tree.root]))
    return found
