"""Merging a file as it was planned: the union of the changes, then all that follows from it.

Nothing is decided here: what a record becomes is a function of the set of its changes. So it
matters neither in which order files are merged nor how often.
"""

import json
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from store.chains import stamp, take_over
from store.counting.kept_totals import settle
from store.engine import Connection
from store.errors import HandoffRejected
from store.history import Body
from store.merging.borrowing import borrow_codes, borrow_places
from store.merging.incoming import (
    ChainRefused,
    ChangeRow,
    Part,
    incoming,
    verified,
)
from store.merging.planning import CHUNK, PURGE, Plan, chunks, listed
from store.merging.refolding import refold
from store.progress import Progress
from store.records import RECORD_TYPES, ChangeId
from store.saving import Saving
from store.unheld import waiting_for
from store.writing import register

TAKING: Final = "Taking in what was written"
MAKING: Final = "Making the records anew"
COUNTING: Final = "Counting"

SETTLED_AT_ONCE: Final = 5000


@dataclass(frozen=True, slots=True)
class Source:
    """Where what is merged comes from: the hash of its file, and the backup made before it."""

    sha256: str = ""
    backup: str = ""


UNNAMED: Final = Source()


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did: its number in the log, changes taken, records touched, open conflicts."""

    number: int
    changes: int
    records: int
    conflicts: int


NOTHING: Final = Merged(0, 0, 0, 0)
"""What merging a file does that brings nothing new."""


def merge(
    saving: Saving, theirs: Connection, planned: Plan, source: Source = UNNAMED
) -> Generator[Progress, None, Merged]:
    """Takes in what was planned, inside the caller's transaction.

    Raises:
        HandoffRejected: the file is not any more what it was when that was planned.
    """
    ours = saving.connection
    if not planned.parts:
        return NOTHING
    wanted = {part.chain for part in planned.parts}
    parts = [part for part in incoming(ours, theirs)[0] if part.chain in wanted]
    touched: dict[str, str] = {}
    yield from take_in(ours, theirs, parts, touched)
    touched |= purge_named(ours)
    borrow_codes(ours, theirs)
    borrow_places(ours, theirs)
    yield from make_anew(ours, touched)
    number = _log(saving, parts, planned, source)
    return Merged(number, sum(p.count for p in parts), len(touched), _conflicts(ours, touched))


def take_in(
    ours: Connection, theirs: Connection, parts: list[Part], touched: dict[str, str]
) -> Iterator[Progress]:
    """Writes the changes of the parts, each verified; notes the records with their kinds."""
    done, every = 0, sum(part.count for part in parts)
    for part in parts:
        _put_chain(ours, theirs, part)
        try:
            for rows in chunks(verified(theirs, part), CHUNK):
                _put_changes(ours, rows)
                touched |= {row[6]: row[5] for row in rows}
                done += len(rows)
                yield Progress(TAKING, done, every)
        except ChainRefused as why:
            raise HandoffRejected(advice=str(why)) from None


def _put_chain(ours: Connection, theirs: Connection, part: Part) -> None:
    _, device, person, *_ = part.row
    for table, key in (("device", device), ("person", person)):
        row = theirs.execute(f"SELECT * FROM {table} WHERE id = ?", (key,)).fetchone()
        ours.execute(f"INSERT OR IGNORE INTO {table} VALUES (?, ?)", row)
    ours.execute("INSERT OR IGNORE INTO chain VALUES (?, ?, ?, ?, ?, ?)", part.row)


def _put_changes(ours: Connection, rows: list[ChangeRow]) -> None:
    register(ours, [(row[6], row[5]) for row in rows])
    take_over(ours, rows)
    purges = [row for row in rows if row[7] == PURGE and row[8]]
    named = {change for row in purges for change in Body.from_json(row[8] or "").purges}
    ours.executemany("INSERT OR IGNORE INTO purged VALUES (?, ?)", sorted(named))


def purge_named(ours: Connection) -> dict[str, str]:
    """Takes the content out of every change that a purging names; the records with their kinds."""
    due = ours.execute(
        """SELECT change.chain, change.seq, record, kind FROM purged
JOIN change ON change.chain = purged.chain AND change.seq = purged.seq
WHERE body IS NOT NULL AND op <> ?""",
        (PURGE,),
    ).fetchall()
    named: list[ChangeId] = [(chain, seq) for chain, seq, _, _ in due]
    ours.executemany("UPDATE change SET body = NULL WHERE chain = ? AND seq = ?", named)
    return {record: kind for _, _, record, kind in due}


def make_anew(ours: Connection, touched: Mapping[str, str]) -> Iterator[Progress]:
    """Makes the records anew, those that waited for one of them, and every count."""
    waiting = waiting_for(ours, touched)
    known = ours.execute(
        "SELECT id, kind FROM record WHERE id IN (SELECT value FROM json_each(?))",
        (listed(sorted(waiting)),),
    )
    records = {r: k for r, k in {**touched, **dict(known)}.items() if k in RECORD_TYPES}
    for done in refold(ours, records):
        yield Progress(MAKING, done, len(records))
    yield from settle_in_steps(ours)


def settle_in_steps(ours: Connection) -> Iterator[Progress]:
    """Brings up to date what is counted, as `settle` does, some records at a time."""
    due = ours.execute(
        "SELECT record, what FROM tally_due LEFT JOIN record ON id = record ORDER BY rid"
    ).fetchall()
    ours.execute("DELETE FROM tally_due")
    done = 0
    for chunk in chunks(due, SETTLED_AT_ONCE):
        ours.executemany("INSERT OR IGNORE INTO tally_due VALUES (?, ?)", chunk)
        settle(ours)
        done += len(chunk)
        yield Progress(COUNTING, done, len(due))


def _log(saving: Saving, parts: list[Part], planned: Plan, source: Source) -> int:
    ours = saving.connection
    counts = {f"{kind} {fate}": n for (kind, fate), n in sorted(planned.counts.items())}
    row = ours.execute(
        """INSERT INTO merge_log(at, sha256, chains, heads, counts, backup, "by")
VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING rid""",
        (
            *(stamp(saving.clock()), source.sha256),
            json.dumps([(part.chain, part.first, part.last) for part in parts]),
            json.dumps(heads_of(ours)),
            *(json.dumps(counts), source.backup, saving.settings.person),
        ),
    ).fetchone()
    return int(row[0])


def heads_of(connection: Connection) -> list[tuple[str, int]]:
    """How far every chain goes."""
    rows = connection.execute("SELECT chain, max(seq) FROM change GROUP BY chain ORDER BY chain")
    return [(chain, seq) for chain, seq in rows]


def _conflicts(ours: Connection, touched: Mapping[str, str]) -> int:
    row = ours.execute(
        "SELECT count(*) FROM conflict WHERE record IN (SELECT value FROM json_each(?))",
        (listed(touched),),
    ).fetchone()
    return int(row[0])
