"""What merging a file would do, worked out before anything is done."""

import json
from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice
from typing import Final, NamedTuple, TypeVar

from store.chains import CHANGE_COLUMNS, change_of
from store.engine import Connection
from store.history import Change, fold
from store.merging.incoming import (
    HOLLOW,
    OTHER_KIND,
    ChainRefused,
    ChangeRow,
    Part,
    Refusal,
    incoming,
    read_body,
    verified,
)
from store.progress import Progress
from store.records import ChangeId

T = TypeVar("T")

CHUNK: Final = 1000
"""So many changes are read between two steps."""

PURGE: Final = "purge"
"""What a change is called that takes the content out of others."""

CHECKING: Final = "Checking what was written"
COMPARING: Final = "Comparing with what is here"


class Fate(StrEnum):
    """What a merge does with a record that it touches."""

    NEW = "new"
    CHANGED = "changed"
    CONFLICTING = "conflicting"


class Planned(NamedTuple):
    """A record that a merge touches."""

    record: str
    kind: str
    fate: Fate


@dataclass(frozen=True, slots=True)
class Plan:
    """What merging a file would do.

    `parts` are taken, `refused` is left out. `same` counts by kind the records of the file of
    which it brings nothing new. `purged` counts the changes here whose content would go.
    """

    parts: tuple[Part, ...]
    refused: tuple[Refusal, ...]
    records: tuple[Planned, ...]
    same: Mapping[str, int]
    purged: int = 0

    @property
    def changes(self) -> int:
        """How many changes it brings."""
        return sum(part.count for part in self.parts)

    @property
    def counts(self) -> Counter[tuple[str, Fate]]:
        """How many records of each kind are new, changed or conflicting."""
        return Counter((planned.kind, planned.fate) for planned in self.records)


@dataclass(slots=True)
class _Read:
    """What reading a part to its end found."""

    part: Part
    kinds: dict[str, str] = field(default_factory=dict)
    purges: set[ChangeId] = field(default_factory=set)
    hollow: list[ChangeId] = field(default_factory=list)
    changes: dict[str, list[Change]] = field(default_factory=dict)
    """Of the records about which somebody else may have said something, too."""


def plan(ours: Connection, theirs: Connection) -> Generator[Progress, None, Plan]:
    """What merging `theirs` into `ours` would do; neither is changed."""
    parts, refused = incoming(ours, theirs)
    several = _of_several_chains(theirs)
    done, every = 0, sum(part.count for part in parts)
    read: list[_Read] = []
    for part in parts:
        try:
            found = _Read(part)
            for count in _read(ours, theirs, found, several):
                done += count
                yield Progress(CHECKING, done, every)
        except ChainRefused as why:
            refused.append(_refusal(theirs, part, str(why)))
        else:
            read.append(found)
    named = purged_in(ours)
    read = _without_hollow(theirs, read, named, refused)
    kinds = {record: kind for found in read for record, kind in found.kinds.items()}
    fates: dict[str, Fate] = {}
    for chunk in chunks(kinds, CHUNK):
        fates |= _fates(ours, chunk, read)
        yield Progress(COMPARING, len(fates), len(kinds))
    records = tuple(Planned(r, kind, fates[r]) for r, kind in kinds.items())
    purges = {change for found in read for change in found.purges} - named
    return Plan(
        tuple(found.part for found in read),
        tuple(refused),
        records,
        _same(theirs, kinds),
        _held_of(ours, purges),
    )


def chunks(rows: Iterable[T], size: int) -> Iterator[list[T]]:
    """The rows, some at a time."""
    left = iter(rows)
    while chunk := list(islice(left, size)):
        yield chunk


def listed(values: Iterable[object]) -> str:
    """Values as SQL takes them with `json_each`."""
    return json.dumps(list(values))


def purged_in(connection: Connection) -> set[ChangeId]:
    """The changes of which this ledger knows that their content was purged."""
    return {(chain, seq) for chain, seq in connection.execute("SELECT chain, seq FROM purged")}


def _of_several_chains(theirs: Connection) -> set[str]:
    rows = theirs.execute(
        "SELECT record FROM change GROUP BY record HAVING min(chain) <> max(chain)"
    )
    return {record for (record,) in rows}


def _read(ours: Connection, theirs: Connection, found: _Read, several: set[str]) -> Iterator[int]:
    """Reads a part to its end; yields how many changes were found right.

    Raises:
        ChainRefused: one of them is not what it says, or says what cannot be.
    """
    for rows in chunks(verified(theirs, found.part), CHUNK):
        held = _kinds_here(ours, {row[6] for row in rows})
        for row in rows:
            _take(found, row, held, several)
        yield len(rows)


def _take(found: _Read, row: ChangeRow, held: Mapping[str, str], several: set[str]) -> None:
    record, kind = row[6], row[5]
    if held.get(record, found.kinds.setdefault(record, kind)) != kind:
        raise ChainRefused(OTHER_KIND.format(seq=row[1]))
    body = read_body(row)
    if body is None:
        found.hollow.append(row[:2])
    elif row[7] == PURGE:
        found.purges.update(body.purges)
    if record in held or record in several:
        found.changes.setdefault(record, []).append(Change(*row[:8], body))


def _kinds_here(ours: Connection, records: set[str]) -> dict[str, str]:
    rows = ours.execute(
        "SELECT id, kind FROM record WHERE id IN (SELECT value FROM json_each(?))",
        (listed(records),),
    )
    return dict(rows.fetchall())


def _without_hollow(
    theirs: Connection, read: list[_Read], named: set[ChangeId], refused: list[Refusal]
) -> list[_Read]:
    """The parts whose every missing content some purging explains, that is taken itself."""
    while True:
        explained = named | {change for found in read for change in found.purges}
        for found in read:
            hollow = next((c for c in found.hollow if c not in explained), None)
            if hollow:
                refused.append(_refusal(theirs, found.part, HOLLOW.format(seq=hollow[1])))
                read = [other for other in read if other is not found]
                break
        else:
            return read


def _refusal(theirs: Connection, part: Part, why: str) -> Refusal:
    row = theirs.execute("SELECT prefix FROM device WHERE id = ?", (part.row[1],)).fetchone()
    return Refusal(part.chain, row[0] if row else "", why)


def _fates(ours: Connection, records: list[str], read: list[_Read]) -> dict[str, Fate]:
    """What becomes of some records."""
    here = _kinds_here(ours, set(records))
    new = {
        record: [c for found in read for c in found.changes.get(record, ())] for record in records
    }
    old: dict[str, list[Change]] = {}
    rows = ours.execute(
        f"SELECT {CHANGE_COLUMNS} FROM change WHERE record IN (SELECT value FROM json_each(?))",
        (listed(here),),
    )
    for row in rows:
        old.setdefault(row[6], []).append(change_of(row))
    return {r: _fate(old.get(r, []), new[r], is_here=r in here) for r in records}


def _fate(old: list[Change], new: list[Change], *, is_here: bool) -> Fate:
    brought = {change.id for change in new}
    conflicts = fold([*old, *new]).conflicts if brought else ()
    if any(c.id in brought for conflict in conflicts for c in conflict.candidates):
        return Fate.CONFLICTING
    return Fate.CHANGED if is_here else Fate.NEW


def _same(theirs: Connection, touched: Mapping[str, str]) -> dict[str, int]:
    """By kind, the records of the file of which nothing is new."""
    every = dict(theirs.execute("SELECT kind, count(*) FROM record GROUP BY kind").fetchall())
    new = Counter(touched.values())
    return {kind: n - new[kind] for kind, n in every.items() if n > new[kind]}


def _held_of(ours: Connection, changes: Iterable[ChangeId]) -> int:
    """How many of the changes are here with their content."""
    sql = "SELECT count(*) FROM change WHERE chain = ? AND seq = ? AND body IS NOT NULL"
    return sum(int(ours.execute(sql, change).fetchone()[0]) for change in changes)
