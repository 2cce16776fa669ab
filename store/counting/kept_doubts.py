"""The pairs of records that are undecided, kept by the numbers of the two that survive."""

import json
from collections.abc import Iterable, Mapping

from store.counting.tally import Tallies
from store.engine import Connection

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
