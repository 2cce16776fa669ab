"""Undoing the last save: new changes that take back what it did; nothing is forgotten."""

from collections.abc import Sequence
from dataclasses import dataclass

from store.engine import Connection
from store.errors import StaleRecord
from store.history import Change, GroupChange
from store.records import ChangeId, Record
from store.summaries import Summary, summary_of
from store.writing import RecordWriter, Standing, retiring, standing

UNDONE = "undone"
"""Why a record is retired that was made by the save that is undone."""

Written = tuple[type[Record], str, ChangeId]
"""The kind and id of a record, and the change that was written to it."""

_TOLD = 6  # records of a save that are told by name
_JUDGED = frozenset({"approve", "restore"})
"""What is done again by one key, so that taking it back loses nothing that was typed."""


@dataclass(frozen=True, slots=True)
class LastSave:
    """What undoing would take back: how many records, and the first of them by name.

    `made` and `changed` count them; `only_judged` tells that no word of anybody is in it.
    """

    records: tuple[Summary, ...]
    made: int
    changed: int
    only_judged: bool


def last_save(connection: Connection, written: Sequence[Written]) -> LastSave | None:
    """What a save wrote, in words; None if there was none, or it is undone already."""
    if not written:
        return None
    operations = [_operation(connection, change) for _, _, change in written]
    touched = dict.fromkeys(record for _, record, _ in written)
    made = {r for (_, r, _), op in zip(written, operations, strict=True) if op == "create"}
    told = (summary_of(connection, record) for record in list(touched)[:_TOLD])
    return LastSave(
        records=tuple(summary for summary in told if summary),
        made=len(made),
        changed=len(touched) - len(made),
        only_judged=set(operations) <= _JUDGED,
    )


def _operation(connection: Connection, change: ChangeId) -> str:
    sql = "SELECT op FROM change WHERE chain = ? AND seq = ?"
    (operation,) = connection.execute(sql, change).fetchone()
    return str(operation)


def still_known(connection: Connection, written: Sequence[Written]) -> tuple[Written, ...]:
    """What a save wrote, if the ledger holds all of it; else nothing, as in an older copy."""
    sql = "SELECT 1 FROM change WHERE chain = ? AND seq = ?"
    held = (connection.execute(sql, change).fetchone() for _, _, change in written)
    return tuple(written) if all(held) else ()


def undo(writer: RecordWriter, written: Sequence[Written]) -> None:
    """Takes back the changes of one save, the last first; inside the caller's transaction.

    A record that the save made is retired; anything else gets back what stood there before.

    Raises:
        StaleRecord: something was changed again since.
    """
    for model, record, change_id in reversed(written):
        found = standing(writer.connection, model, record)
        change = next(c for c in found.changes if c.id == change_id)
        _refuse_changed_since(found, change)
        if change.op == "create":
            saw = found.state.head_ids
            groups = retiring(found, UNDONE)
            writer.write(model, record, found, groups, op="undo", why=UNDONE, saw=saw)
        else:
            writer.write(model, record, found, _reversed(change), op="undo", why=UNDONE)


def _refuse_changed_since(found: Standing, change: Change) -> None:
    if change.body is None:
        raise StaleRecord
    for group in change.body.groups if change.body else ():
        if found.state.parents_of(group) != (change.id,):
            raise StaleRecord


def _reversed(change: Change) -> dict[str, GroupChange]:
    return {
        name: GroupChange(group.after, {column: group.before.get(column) for column in group.after})
        for name, group in (change.body.groups if change.body else {}).items()
    }
