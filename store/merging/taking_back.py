"""Undoing a whole merge, as long as nothing was built on it.

A merge only adds changes to a set. Until anything else is written or merged they can be taken out
again, and everything is as it was; merging the same file once more brings them back. Once something
was written, what was merged is part of what its writer knew, and stays.
"""

import json
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from store.chains import stamp
from store.counting.due import note
from store.counting.kept_totals import settle
from store.engine import Connection
from store.errors import MergeStays
from store.fields import fields_of
from store.gazetteer import PlaceEntry, level_of_code, refresh_ancestors, write_entries
from store.kept import refresh, refresh_placed_in
from store.kinds import ReferenceKind, quoted
from store.merging.applying import heads_of, make_anew
from store.merging.planning import PURGE, chunks, listed
from store.merging.purging import forget_words
from store.progress import Progress
from store.records import RECORD_TYPES
from store.saving import Saving
from store.search import remove

_AMONG: Final = "IN (SELECT value FROM json_each(?))"
_TAKING: Final = "Taking the merge back"

Spans = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class PastMerge:
    """One merge of the log: when by this laptop's clock, what came, whether it was undone."""

    number: int
    at: str
    sha256: str
    changes: int
    counts: Mapping[str, int]
    backup: str
    is_undone: bool


def past_merges(connection: Connection, limit: int = 50) -> list[PastMerge]:
    """The merges into this ledger, the newest first."""
    rows = connection.execute(
        "SELECT rid, at, sha256, chains, counts, backup, undone_at FROM merge_log"
        " ORDER BY rid DESC LIMIT ?",
        (limit,),
    )
    return [
        PastMerge(
            *(number, at, sha256, sum(last - first + 1 for _, first, last in json.loads(chains))),
            *(json.loads(counts), backup, undone is not None),
        )
        for number, at, sha256, chains, counts, backup, undone in rows
    ]


def undoable(connection: Connection) -> PastMerge:
    """The merge that can be undone: the last thing that was done to the records.

    Raises:
        MergeStays: there is none, or something was written, merged or purged since.
    """
    last = next((merge for merge in past_merges(connection) if not merge.is_undone), None)
    if last is None:
        raise MergeStays("There is no merge to undo in this ledger.", "Nothing was changed.")
    spans, heads = _written(connection, last.number)
    if [tuple(head) for head in heads] != heads_of(connection):
        raise MergeStays
    if any(_purges(connection, span) for span in spans):
        raise MergeStays(
            "This merge brought a purging, which cannot be undone; nothing was changed.",
            "If it was made in error, ask whoever made it.",
        )
    return last


def _written(connection: Connection, number: int) -> tuple[Spans, list[tuple[str, int]]]:
    chains, heads = connection.execute(
        "SELECT chains, heads FROM merge_log WHERE rid = ?", (number,)
    ).fetchone()
    return tuple((c, first, last) for c, first, last in json.loads(chains)), json.loads(heads)


def _purges(connection: Connection, span: tuple[str, int, int]) -> bool:
    sql = "SELECT 1 FROM change WHERE chain = ? AND seq BETWEEN ? AND ? AND op = ?"
    return connection.execute(sql, (*span, PURGE)).fetchone() is not None


def take_back(saving: Saving) -> Generator[Progress, None, int]:
    """Undoes the last merge, inside the caller's transaction; how many records that touched.

    Raises:
        MergeStays: it cannot be undone.
    """
    connection = saving.connection
    last = undoable(connection)
    spans, _ = _written(connection, last.number)
    touched = _touched(connection, spans)
    yield Progress(_TAKING, 0, len(touched))
    _remove_changes(connection, spans)
    gone = _without_changes(connection, touched)
    pointing = _pointing_to(connection, gone)
    backed = _backed_by(connection, gone)
    yield from _remove_records(connection, gone)
    _remove_hands(connection, spans)
    left = {record: kind for record, kind in touched.items() if record not in gone}
    _derive(connection, backed, gone)
    yield from make_anew(connection, left | pointing)
    yield from forget_words(connection, places="place" in gone.values())
    connection.execute(
        "UPDATE merge_log SET undone_at = ? WHERE rid = ?", (stamp(saving.clock()), last.number)
    )
    connection.execute("DELETE FROM handoff_received WHERE sha256 = ?", (last.sha256,))
    return len(touched)


def _touched(connection: Connection, spans: Spans) -> dict[str, str]:
    sql = "SELECT DISTINCT record, kind FROM change WHERE chain = ? AND seq BETWEEN ? AND ?"
    return {r: kind for span in spans for r, kind in connection.execute(sql, span)}


def _remove_changes(connection: Connection, spans: Spans) -> None:
    """Takes the changes out; the trigger that guards them stands again afterwards."""
    (guard,) = connection.execute(
        "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = 'change_is_kept'"
    ).fetchone()
    connection.execute("DROP TRIGGER change_is_kept")
    connection.executemany("DELETE FROM change WHERE chain = ? AND seq BETWEEN ? AND ?", spans)
    connection.execute(guard)


def _without_changes(connection: Connection, touched: Mapping[str, str]) -> dict[str, str]:
    """Those of the records about which nothing is left."""
    rows = connection.execute(
        f"SELECT DISTINCT record FROM change WHERE record {_AMONG}", (listed(touched),)
    )
    there = {record for (record,) in rows}
    return {record: kind for record, kind in touched.items() if record not in there}


def _pointing_to(connection: Connection, gone: Mapping[str, str]) -> dict[str, str]:
    """The records that stay and point to one that goes."""
    found: dict[str, str] = {}
    for model in RECORD_TYPES.values():
        for spec in fields_of(model):
            if isinstance(spec.kind, ReferenceKind):
                rows = connection.execute(
                    f"SELECT id FROM {quoted(model.table)} WHERE {quoted(spec.name)} {_AMONG}",
                    (listed(gone),),
                )
                found |= {record: model.table for (record,) in rows if record not in gone}
    return found


def _backed_by(connection: Connection, gone: Mapping[str, str]) -> set[str]:
    """The records that a citation backs which goes."""
    rows = connection.execute(
        f"SELECT record FROM citation WHERE record IS NOT NULL AND id {_AMONG}", (listed(gone),)
    )
    return {record for (record,) in rows} - gone.keys()


def _derive(connection: Connection, backed: set[str], gone: Mapping[str, str]) -> None:
    """Derives anew what was kept of records because of others that are gone."""
    for record in sorted(backed):
        refresh(connection, record)
    for key in sorted(record for record, kind in gone.items() if kind == "place"):
        refresh_placed_in(connection, key)


def _remove_records(connection: Connection, gone: Mapping[str, str]) -> Iterator[Progress]:
    """Takes out the rows of records and all that is kept beside them."""
    ids = list(gone)
    for number, chunk in enumerate(chunks(ids, 500)):
        yield Progress(_TAKING, number * 500, len(ids))
        _uncount(connection, {record: gone[record] for record in chunk})
    for chunk in chunks(ids, 500):
        _remove_rows(connection, {record: gone[record] for record in chunk})


def _uncount(connection: Connection, gone: Mapping[str, str]) -> None:
    """Takes records out of every count, as if they were retired."""
    for kind in set(gone.values()) & RECORD_TYPES.keys():
        among = listed(record for record, k in gone.items() if k == kind)
        if kind == "link":
            ends = connection.execute(f"SELECT a, b FROM link WHERE id {_AMONG}", (among,))
            note(connection, {end for pair in ends.fetchall() for end in pair})
        connection.execute(
            f"UPDATE {quoted(kind)} SET retired = 'undone' WHERE id {_AMONG}", (among,)
        )
        note(connection, [r for r, k in gone.items() if k == kind], "record")
    figures = connection.execute(
        f"SELECT incident, replaces FROM figure WHERE id {_AMONG}", (listed(gone),)
    ).fetchall()
    note(connection, {to for pair in figures for to in pair if to}, "range")
    settle(connection)


def _remove_rows(connection: Connection, gone: Mapping[str, str]) -> None:
    among = listed(gone)
    rids = [r for (r,) in connection.execute(f"SELECT rid FROM record WHERE id {_AMONG}", (among,))]
    for rid in rids:
        remove(connection, rid)
    numbers = listed(rids)
    connection.execute(f"DELETE FROM tally_range WHERE tree {_AMONG}", (numbers,))
    connection.execute(f"DELETE FROM tally_figure WHERE rid {_AMONG}", (numbers,))
    for end in ("a", "b"):
        connection.execute(f"DELETE FROM tally_doubt WHERE {end} {_AMONG}", (numbers,))
    connection.execute(f"DELETE FROM tally WHERE rid {_AMONG}", (numbers,))
    for table in ("conflict", "unheld"):
        connection.execute(f"DELETE FROM {table} WHERE record {_AMONG}", (among,))
    connection.execute(f"DELETE FROM draft WHERE form {_AMONG}", (among,))
    for kind in set(gone.values()) & RECORD_TYPES.keys():
        connection.execute(f"DELETE FROM {quoted(kind)} WHERE id {_AMONG}", (among,))
    _unplace(connection, [record for record, kind in gone.items() if kind == "place"])
    connection.execute(f"DELETE FROM record WHERE id {_AMONG}", (among,))


def _unplace(connection: Connection, keys: Sequence[str]) -> None:
    """Removes places; of one to which a record points that stays, the key is left."""
    for key in keys:
        level, parent = level_of_code(key)
        entry = PlaceEntry(key, level, key, parent=parent, listed=False)
        write_entries(connection, [(entry, (None, None, None, None))], "loaded")
        refresh_ancestors(connection, key)
    for key in keys:
        if not _is_used(connection, key):
            connection.execute("DELETE FROM location WHERE key = ?", (key,))


def _is_used(connection: Connection, key: str) -> bool:
    """Whether a record or another place lies in a place."""
    columns = [("location", "parent"), *_PLACED]
    used = " OR ".join(
        f"EXISTS (SELECT 1 FROM {quoted(table)} WHERE {quoted(column)} = :key)"
        for table, column in columns
    )
    (found,) = connection.execute(f"SELECT {used}", {"key": key}).fetchone()
    return bool(found)


_PLACED: Final = tuple(
    (model.table, column.name)
    for model in RECORD_TYPES.values()
    for spec in fields_of(model)
    for column in spec.columns
    if column.references.startswith("location(")
)


def _remove_hands(connection: Connection, spans: Spans) -> None:
    """Forgets the chains of which nothing is left, and whoever wrote nowhere else."""
    for chain, _, _ in spans:
        left = connection.execute("SELECT 1 FROM change WHERE chain = ?", (chain,)).fetchone()
        hands = connection.execute("SELECT device, person FROM chain WHERE id = ?", (chain,))
        if left or not (hand := hands.fetchone()):
            continue
        connection.execute("DELETE FROM chain WHERE id = ?", (chain,))
        for table, key in zip(("device", "person"), hand, strict=True):
            connection.execute(
                f"DELETE FROM {table} WHERE id = ? AND id NOT IN (SELECT {table} FROM chain)"
                " AND json_quote(id) NOT IN (SELECT value FROM setting)",
                (key,),
            )
