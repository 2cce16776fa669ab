"""Undoing the last save: new changes that take back what it did; nothing is forgotten."""

from collections.abc import Sequence

from store.errors import StaleRecord
from store.history import Change, GroupChange
from store.records import ChangeId, Record
from store.writing import RecordWriter, Standing, retiring, standing

UNDONE = "undone"
"""Why a record is retired that was made by the save that is undone."""

Written = tuple[type[Record], str, ChangeId]
"""The kind and id of a record, and the change that was written to it."""


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
    for group in change.body.groups if change.body else ():
        if found.state.parents_of(group) != (change.id,):
            raise StaleRecord


def _reversed(change: Change) -> dict[str, GroupChange]:
    return {
        name: GroupChange(group.after, {column: group.before.get(column) for column in group.after})
        for name, group in (change.body.groups if change.body else {}).items()
    }
