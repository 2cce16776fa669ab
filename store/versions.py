"""A record's history as a person reads it, and any older version brought back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from store.chains import changes_of
from store.engine import Connection
from store.errors import ChangeTooNew, LedgerDamaged
from store.fields import FieldSpec, fields_of
from store.history import Change, fold
from store.kinds import Lookup, SQLValue
from store.records import ChangeId, Record
from store.rows import empty_row
from store.writing import known_values

R = TypeVar("R", bound=Record)

UNSHOWN = "(not known to this version)"
"""What stands for a value that a newer version of the program wrote."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """What one change did to one field, as text; '' is empty."""

    field: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Version:
    """One change of a record: who made it when (by that laptop), what it did and why.

    A purged version has no fields: its content was taken out to protect somebody.
    """

    change: ChangeId
    at: str
    by: str
    device: str
    op: str
    why: str
    fields: tuple[FieldChange, ...]
    purged: bool = False


def versions_of(
    connection: Connection, model: type[Record], record: str, lookup: Lookup
) -> list[Version]:
    """Every change of a record, the oldest first."""
    names = dict(connection.execute("SELECT id, name FROM person").fetchall())
    devices = dict(connection.execute("SELECT id, device FROM chain").fetchall())
    prefixes = dict(connection.execute("SELECT id, prefix FROM device").fetchall())
    return [
        Version(
            change.id,
            change.at,
            names.get(change.actor, change.actor),
            prefixes.get(devices.get(change.chain, ""), ""),
            change.op,
            change.body.why if change.body else "",
            tuple(_field_changes(model, change, lookup)),
            purged=change.body is None,
        )
        for change in sorted(changes_of(connection, record), key=lambda c: c.order)
    ]


def _field_changes(model: type[Record], change: Change, lookup: Lookup) -> Iterator[FieldChange]:
    if not change.body:
        return
    before, after = empty_row(model), empty_row(model)
    for group in change.body.groups.values():
        before |= known_values(model, group.before)
        after |= known_values(model, group.after)
    for spec in fields_of(model):
        columns = spec.column_names
        if spec.name == "code" or all(before[name] == after[name] for name in columns):
            continue
        was, became = (text_of(spec, row, lookup) for row in (before, after))
        yield FieldChange(spec.name, spec.meta.label, was, became)


def text_of(spec: FieldSpec, row: Mapping[str, SQLValue], lookup: Lookup) -> str:
    """The value that the columns of a change hold, as a person reads it; '' where it is empty."""
    try:
        return spec.format(spec.from_columns(row), lookup)
    except (ValueError, TypeError, AttributeError):
        return UNSHOWN


def version_at(connection: Connection, model: type[R], record: str, change: ChangeId) -> R:
    """The record as it stood after one of its changes.

    Raises:
        KeyError: the record has no such change, or its content was purged.
        ChangeTooNew: a newer version of the program wrote what this one cannot read.
    """
    changes = sorted(changes_of(connection, record), key=lambda c: c.order)
    last = {c.id: n for n, c in enumerate(changes) if c.body}[change]
    state = fold(changes[: last + 1])
    row = {**empty_row(model), **known_values(model, state.values), "id": record}
    try:
        return model.from_row(row)
    except LedgerDamaged:
        raise ChangeTooNew from None
