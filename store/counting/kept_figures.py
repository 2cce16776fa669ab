"""The figures about incidents, kept with where and when these lie, so that they can be counted."""

import json
from collections.abc import Iterable, Mapping
from typing import Final

from store.counting.bags import Ground
from store.counting.kept_ground import terms_of
from store.engine import Connection
from store.kinds import SQLValue


def _stands(of: str) -> str:
    return f"{of}.retired IS NULL AND {of}.review IN ('submitted', 'approved')"


_STANDING: Final = f"""SELECT figure.rid, mine.tree, mine.node, coalesce(measure, ''),
  coalesce(population, 'not_stated'), node.first, node.last, node.place
FROM tally AS mine JOIN record AS own ON own.rid = mine.rid AND own.kind = 'incident'
JOIN figure ON figure.incident = own.id JOIN tally AS node ON node.rid = mine.node
WHERE figure.kind = 'incident' AND {_stands("figure")} AND NOT EXISTS (
  SELECT 1 FROM figure AS newer INDEXED BY figure_replaces
  WHERE newer.replaces = figure.id AND newer.id <> figure.id AND {_stands("newer")}
)"""
"""The standing figures about incidents, each about the one that survives (`mine.node`)."""


def refresh_figures(connection: Connection, trees: Iterable[int]) -> None:
    """Keeps anew which figures are about some whole incidents."""
    listed = (json.dumps(sorted(trees)),)
    among = "IN (SELECT value FROM json_each(?))"
    connection.execute(f"DELETE FROM tally_figure WHERE tree {among}", listed)
    connection.execute(
        f"INSERT OR REPLACE INTO tally_figure {_STANDING} AND mine.tree {among}", listed
    )


def figures_differ(connection: Connection) -> bool:
    """Whether the figures kept are others than those that stand."""
    now = set(connection.execute(_STANDING).fetchall())
    return now != set(connection.execute("SELECT * FROM tally_figure").fetchall())


def figures_within(connection: Connection, ground: Ground) -> dict[str, str]:
    """The figures about incidents that touch a ground, by id, each with the surviving incident."""
    touches, values = _touches(connection, ground)
    rows = connection.execute(
        f"""SELECT figure.id, node.id FROM tally_figure AS t
JOIN figure ON figure.rid = t.rid JOIN record AS node ON node.rid = t.node WHERE {touches}""",
        values,
    )
    return dict(rows.fetchall())


def count_figures(connection: Connection, ground: Ground) -> dict[tuple[str, str], int]:
    """How many figures are about incidents that touch a ground, by measure and population."""
    touches, values = _touches(connection, ground)
    rows = connection.execute(
        f"""SELECT t.measure, t.population, count(*) FROM tally_figure AS t
WHERE {touches} GROUP BY 1, 2""",
        values,
    )
    return {(measure, population): many for measure, population, many in rows}


def _touches(connection: Connection, ground: Ground) -> tuple[str, Mapping[str, SQLValue]]:
    terms = terms_of(connection, Ground(ground.stretch, ground.area), one_by_one=True)
    return terms.fact_touches, terms.values
