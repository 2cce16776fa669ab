"""Notes whose counts a write has put out of date; they are brought up to date before it commits."""

from collections.abc import Iterable
from typing import Final

from store.engine import Connection
from store.kinds import SQLValue

COUNTED: Final = frozenset({"incident", "casualty", "detention", "damage"})

Row = dict[str, SQLValue]


def note_written(connection: Connection, table: str, before: Row | None, row: Row) -> None:
    """Notes what depends on a row that was written, as it was before and as it is now."""
    both = [r for r in (before, row) if r]
    if table in COUNTED:
        note(connection, [row["id"]])
    elif table == "link":
        note(connection, [r[end] for r in both for end in ("a", "b")])
    elif table == "figure":
        about = [r[to] for r in both for to in ("id", "incident", "replaces")]
        note(connection, about, "range")


def note(connection: Connection, records: Iterable[SQLValue], what: str = "record") -> None:
    """Notes records whose tallies, or incidents or figures whose ranges, are out of date."""
    connection.executemany(
        "INSERT OR IGNORE INTO tally_due VALUES (?, ?)", [(r, what) for r in records if r]
    )


def note_vaguely_placed(connection: Connection) -> None:
    """Notes the records whose place counts as what it lies in, after places have moved."""
    for table in sorted(COUNTED):
        rows = connection.execute(
            f"SELECT id FROM {table}"
            " WHERE place_precision IN ('near_village', 'between', 'district', 'state')"
        )
        note(connection, [record for (record,) in rows])
