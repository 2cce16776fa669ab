"""Checking a whole ledger: its file, its chains, its records against their changes, the rules."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from store.chains import broken_chains, changes_of
from store.database import integrity_check
from store.engine import Connection
from store.history import fold
from store.kept import with_kept
from store.kinds import quoted
from store.records import RECORD_TYPES, Record
from store.rows import Row, empty_row, row_of
from store.writing import known_values

if TYPE_CHECKING:
    from store.saving import Saving

STEP = 200
"""After so many records a step is reported, so that a screen can show how far it is."""


def check(connection: Connection, saving: "Saving") -> Iterator[str]:
    """One sentence for everything that is wrong; '' where only a step was done."""
    yield from integrity_check(connection)
    yield ""
    for child, _, parent, _ in connection.execute("PRAGMA foreign_key_check").fetchall():
        yield f"Table {child} refers to a row of {parent} that is not there."
    yield from broken_chains(connection)
    yield ""
    for model in RECORD_TYPES.values():
        yield from _check_records(connection, saving, model)


def _check_records(connection: Connection, saving: "Saving", model: type[Record]) -> Iterator[str]:
    listed = connection.execute("SELECT id FROM record WHERE kind = ? ORDER BY rid", (model.table,))
    for number, (record,) in enumerate(listed.fetchall(), 1):
        yield from _check_record(connection, saving, model, record)
        if number % STEP == 0:
            yield ""


def _check_record(
    connection: Connection, saving: "Saving", model: type[Record], record: str
) -> Iterator[str]:
    row = row_of(connection, model, record)
    if row is None:
        yield f"A {model.one.lower()} has changes but no row: {record}."
        return
    name = row["code"] or record
    state = fold(changes_of(connection, record))
    made = {**empty_row(model), **known_values(model, state.values)}
    if differing := _differing(model, row, made):
        yield f"{name} is not what its changes make it: {', '.join(differing)}."
    fresh = with_kept(connection, model, row)
    if stale := [column for column in fresh if fresh[column] != row[column]]:
        yield f"{name} has kept columns that are not up to date: {', '.join(stale)}."
    if row["review"] in ("submitted", "approved") and not row["retired"]:
        for finding in saving.errors(model.from_row(row)):
            yield f"{name} is {row['review']} and breaks a rule: {finding.rule}."


def _differing(model: type[Record], row: Row, made: Row) -> list[str]:
    from store.fields import fields_of
    from store.writing import IDENTITY

    specs = [spec for spec in fields_of(model) if spec.name not in IDENTITY]
    columns = [column for spec in specs for column in spec.column_names]
    return [quoted(column) for column in columns if row[column] != made[column]]
