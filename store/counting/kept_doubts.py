"""The pairs of records that are undecided, kept by the numbers of the two that survive."""

import json
from collections.abc import Iterable, Mapping

from store.counting.bags import Ground
from store.counting.kept_ground import terms_of
from store.counting.tally import Tallies
from store.engine import Connection
from store.kinds import SQLValue

Pair = tuple[int, int]


def doubts_of(tallies: Tallies, rids: Mapping[str, int]) -> set[Pair]:
    """The undecided pairs among some tallies, by the numbers of their records."""
    return {
        (rids[a], rids[b])
        for a, b in tallies.linking.doubts
        if a in tallies.by_id and b in tallies.by_id
    }


def put_doubts(connection: Connection, rids: Iterable[int], pairs: Iterable[Pair]) -> None:
    """Keeps these as all the undecided pairs of some records."""
    listed = json.dumps(sorted(rids))
    for end in ("a", "b"):
        connection.execute(
            f"DELETE FROM tally_doubt WHERE {end} IN (SELECT value FROM json_each(?))", (listed,)
        )
    connection.executemany("INSERT INTO tally_doubt VALUES (?, ?)", sorted(pairs))


def kept_doubts(connection: Connection) -> set[Pair]:
    """All undecided pairs as they are kept."""
    return set(connection.execute("SELECT a, b FROM tally_doubt").fetchall())


def count_doubts(connection: Connection, ground: Ground) -> int:
    """How many undecided pairs touch a ground."""
    condition, values = _touching(connection, ground)
    (many,) = connection.execute(
        f"SELECT count(*) FROM tally_doubt WHERE {condition}", values
    ).fetchone()
    return int(many)


def undecided_behind(connection: Connection, ground: Ground) -> list[tuple[str, str]]:
    """The undecided pairs that touch a ground, each as two ids, the oldest first."""
    condition, values = _touching(connection, ground)
    rows = connection.execute(
        f"""SELECT one.id, other.id FROM tally_doubt
JOIN record AS one ON one.rid = a JOIN record AS other ON other.rid = b
WHERE {condition} ORDER BY a, b""",
        values,
    )
    return [(one, other) for one, other in rows]


def _touching(connection: Connection, ground: Ground) -> tuple[str, dict[str, SQLValue]]:
    """Whether one of a pair touches a ground and neither is out of every count, as SQL."""
    terms = terms_of(connection, ground, one_by_one=True)
    counted = "SELECT 1 FROM tally AS t WHERE t.rid = {end} AND " + terms.fact_touches
    may_count = """SELECT 1 FROM tally JOIN tally_dims ON tally_dims.id = tally.dims
WHERE tally.rid = {end} AND standing <> 'out'"""
    touches = " OR ".join(f"EXISTS({counted.format(end=end)})" for end in ("a", "b"))
    both = " AND ".join(f"EXISTS({may_count.format(end=end)})" for end in ("a", "b"))
    return f"({touches}) AND {both}", terms.values
