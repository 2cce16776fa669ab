"""Purging: the one way in which what was written is taken out again, wherever it is merged.

Consent was withdrawn, or a witness is in danger. Two changes are written. The first says anew
what is to stay of the record, and so replaces all that was said of it; the second, signed into
the chain like any other, names the changes whose bodies go. Their hashes stay: the chain still
verifies, and everybody sees that something is gone, by whom and why.
"""

from collections.abc import Generator, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from store import form_drafts
from store.engine import Connection
from store.errors import LedgerError, ParseError, RecordMissing
from store.fields import groups_of
from store.history import RETIRED, REVIEW, GroupChange
from store.kinds import SQLValue
from store.merging.applying import make_anew, purge_named
from store.merging.planning import PURGE
from store.progress import Progress
from store.records import ChangeId, PlaceRecord, Record
from store.rows import Row, empty_row
from store.saving import Saving
from store.search import rebuild
from store.vocabulary import Review
from store.writing import Standing, columns_of_groups, standing

RESTATE: Final = "restate"
PURGED: Final = "purged"

KEPT_OF_THE_WHOLE: Final = frozenset({"code", "sensitivity"})
"""What a record keeps of which everything is purged: by what it was called."""

NOT_PURGED: Final = frozenset({"code", RETIRED, REVIEW})
"""What is not purged by itself, since it says nothing about a person."""

ELSEWHERE: Final = (
    "Backups, handoffs and extracts made before still hold it: destroy them or make them anew,"
    " and hand this ledger on, so that it goes wherever it was merged."
)


@dataclass(frozen=True, slots=True)
class Purged:
    """What a purging did: how many changes lost their content, and backups known to hold it."""

    changes: int
    backups: tuple[str, ...]


def purgeable(model: type[Record]) -> tuple[str, ...]:
    """The parts of a kind of record that can be purged by themselves."""
    return tuple(
        part
        for part, specs in groups_of(model).items()
        if part in columns_of_groups(model) and part not in NOT_PURGED and specs[0].name != "id"
    )


def purge(
    saving: Saving,
    model: type[Record],
    record: str,
    why: str,
    parts: AbstractSet[str] = frozenset(),
) -> Generator[Progress, None, Purged]:
    """Takes some parts of a record, or without any all of it, out of the ledger for good.

    A record of which all is purged is retired. Runs inside the caller's transaction.

    Raises:
        ParseError: no reason was given, or a part is none that can be purged.
        RecordMissing: there is no such record.
        LedgerError: nothing of it is left to purge, or a conflict must be settled first.
    """
    if not why.strip():
        raise ParseError("A reason is needed: it is kept, and handed on. Name nobody in it.")
    if unknown := parts - set(purgeable(model)):
        raise ParseError(f"That cannot be purged by itself: {', '.join(sorted(unknown))}.")
    found = standing(saving.connection, model, record)
    if found.row is None:
        raise RecordMissing
    named = _named(model, found, parts)
    if not named:
        raise LedgerError("There is nothing of that left in this record.", "Nothing was changed.")
    after = _restate(saving, model, record, found, (named, parts))
    saving.writer.write(model, record, after, {}, op=PURGE, why=why.strip(), purges=named)
    # What was undone is undone; a purging is not.
    saving.writer.written.clear()
    yield from _take_out(saving.connection, model, record, named)
    return Purged(len(named), _backups(saving.connection))


def _named(model: type[Record], found: Standing, parts: AbstractSet[str]) -> tuple[ChangeId, ...]:
    """The changes in which something of the parts stands."""
    empty = empty_row(model)
    return tuple(
        change.id
        for change in sorted(found.changes, key=lambda c: c.order)
        if change.body
        and change.op != PURGE
        and any(
            _tells(part, group, empty)
            for part, group in change.body.groups.items()
            if (part in parts if parts else part not in KEPT_OF_THE_WHOLE)
        )
    )


def _tells(part: str, group: GroupChange, empty: Row) -> bool:
    """Whether a change of a part says more than that there is nothing."""
    said = {(c, v) for values in (group.before, group.after) for c, v in values.items()}
    if part == RETIRED:
        return bool(said - {(RETIRED, None), (RETIRED, PURGED)})
    return any(value not in (None, empty.get(column)) for column, value in said if column != REVIEW)


def _restate(
    saving: Saving,
    model: type[Record],
    record: str,
    found: Standing,
    going: tuple[tuple[ChangeId, ...], AbstractSet[str]],
) -> Standing:
    """Says anew, on top of everything said so far, what is to stay."""
    named, parts = going
    touched = {
        part
        for change in found.changes
        if change.id in named and change.body
        for part in change.body.groups
    }
    if found.row and found.row[RETIRED] is not None:
        touched.add(RETIRED)
    open_ones = {conflict.group for conflict in found.state.conflicts}
    if parts and (unsettled := open_ones & touched - parts):
        raise LedgerError(
            f"Two people changed this record differently ({', '.join(sorted(unsettled))}).",
            "Settle that first, then purge.",
        )
    groups = {part: _stays(model, found, part, parts) for part in sorted(touched)}
    if not parts:
        groups[RETIRED] = GroupChange({}, {RETIRED: PURGED}, _parents(found, RETIRED))
    groups = {part: replace(g, parents=_parents(found, part)) for part, g in groups.items()}
    saw = found.state.head_ids
    return saving.writer.write(model, record, found, groups, op=RESTATE, why=PURGED, saw=saw)


def _stays(model: type[Record], found: Standing, part: str, parts: AbstractSet[str]) -> GroupChange:
    """What stays of one part: nothing of what is purged, all of what is not."""
    heads = found.state.heads.get(part, ())
    values: dict[str, SQLValue] = {}
    if heads and heads[-1].body:
        values = dict(heads[-1].body.groups[part].after)
    empty = empty_row(model)
    if part == REVIEW:
        values = {REVIEW: str(Review.DRAFT), "review_comment": None}
        if parts and found.row and found.row[REVIEW] != str(Review.DRAFT):
            values[REVIEW] = str(Review.SUBMITTED)
    elif part == RETIRED:
        values = {RETIRED: (found.row or {}).get(RETIRED)}
    elif part in parts or (not parts and part not in KEPT_OF_THE_WHOLE):
        values = {column: empty.get(column) for column in values}
    return GroupChange({}, values)


def _parents(found: Standing, part: str) -> tuple[ChangeId, ...]:
    """Every change that said something of the part: without a body, one replaces no other."""
    said = {c.id for c in found.changes if c.body and part in c.body.groups}
    return tuple(sorted(said))


def _take_out(
    connection: Connection, model: type[Record], record: str, named: tuple[ChangeId, ...]
) -> Iterator[Progress]:
    connection.executemany("INSERT OR IGNORE INTO purged VALUES (?, ?)", named)
    purge_named(connection)
    form_drafts.drop(connection, record)
    touched: Mapping[str, str] = {record: model.table}
    yield from make_anew(connection, touched)
    yield from forget_words(connection, places=issubclass(model, PlaceRecord))


def forget_words(connection: Connection, *, places: bool = False) -> Iterator[Progress]:
    """Makes the full text anew, which keeps removed words until then."""
    yield Progress("Taking it out of the search")
    rebuild(connection)
    if places:
        connection.execute("INSERT INTO location_tri(location_tri) VALUES ('rebuild')")


def _backups(connection: Connection) -> tuple[str, ...]:
    rows = connection.execute("SELECT backup FROM merge_log WHERE backup <> '' ORDER BY rid")
    return tuple(path for (path,) in rows if Path(path).exists())
