"""Checking a whole ledger: its file, chains, records against their changes, rules, kept totals."""

from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import TYPE_CHECKING

from store.chains import broken_chains, changes_of
from store.counting.kept_totals import differences
from store.database import integrity_check
from store.engine import Connection, connect
from store.errors import LedgerDamaged
from store.fields import fields_of
from store.history import fold
from store.kept import with_kept
from store.kinds import quoted
from store.records import RECORD_TYPES, Record
from store.rows import Row, empty_row, row_of
from store.schema import statements
from store.unheld import fitting, known_codes, known_to, pointed_to, unheld_of
from store.writing import identity_of, known_values

if TYPE_CHECKING:
    from store.saving import Saving

STEP = 200
"""After so many records a step is reported, so that a screen can show how far it is."""


def check(connection: Connection, saving: "Saving") -> Iterator[str]:
    """One sentence for everything that is wrong; '' where only a step was done."""
    yield from integrity_check(connection)
    yield ""
    with closing(connect(":memory:")) as fresh:
        for statement in statements():
            fresh.execute(statement)
        wanted, found = _schema_of(fresh), _schema_of(connection)
    yield from _altered(wanted, found)
    if any(not columns <= found.get(name, set()) for name, columns in wanted.items()):
        return
    for child, _, parent, _ in connection.execute("PRAGMA foreign_key_check").fetchall():
        yield f"Table {child} refers to a row of {parent} that is not there."
    yield from broken_chains(connection)
    yield ""
    codes = known_codes(connection)
    kinds = connection.execute("SELECT id, kind FROM record ORDER BY rid").fetchall()
    for number, (record, kind) in enumerate(kinds, 1):
        if kind in RECORD_TYPES:
            yield from _check_record(saving, RECORD_TYPES[kind], record, codes)
        else:
            yield f"A record is of a kind that this program does not know: {record}."
        if number % STEP == 0:
            yield ""
    yield from differences(connection)


Codes = Mapping[str, frozenset[str]]
_Schema = dict[tuple[str, str], set[str]]
"""The columns of every table and view, none of a trigger, by kind and name."""


def _altered(wanted: _Schema, found: _Schema) -> Iterator[str]:
    """What was added to the file's tables, views and triggers, or taken away."""
    for kind, name in sorted(wanted.keys() - found.keys()):
        yield f"The {kind} {name} is missing."
    for kind, name in sorted(found.keys() - wanted.keys()):
        yield f"A {kind} is not of this program: {name}."
    for kind, name in sorted(wanted.keys() & found.keys()):
        if wanted[kind, name] != found[kind, name]:
            yield f"The {kind} {name} has other columns than this program gives it."


def _schema_of(connection: Connection) -> _Schema:
    listed = connection.execute(
        "SELECT type, name FROM sqlite_schema"
        " WHERE type IN ('table', 'view', 'trigger') AND name NOT LIKE 'sqlite%'"
    )
    columns = "SELECT name FROM pragma_table_xinfo(?)"
    return {
        (kind, name): {column for (column,) in connection.execute(columns, (name,))}
        for kind, name in listed.fetchall()
    }


def _check_record(
    saving: "Saving", model: type[Record], record: str, codes: Codes
) -> Iterator[str]:
    connection = saving.connection
    row = row_of(connection, model, record)
    if row is None:
        yield f"The row of a record is missing: {record}."
        return
    name = row["code"] or record
    try:
        yield from _check_row(connection, model, row, codes)
        if row["review"] in ("submitted", "approved") and not row["retired"]:
            for finding in saving.errors(model.from_row(row)):
                yield f"{name} is {row['review']} and breaks a rule: {finding.rule}."
    except LedgerDamaged:
        yield f"{name} has content that cannot be read."


def _check_row(
    connection: Connection, model: type[Record], row: Row, codes: Codes
) -> Iterator[str]:
    name = row["code"] or row["id"]
    changes = changes_of(connection, str(row["id"]))
    state = fold(changes)
    written = known_values(model, state.values)
    known = known_to(connection, pointed_to(model, written), codes)
    values, left = fitting(connection, model, written, known)
    made = {**empty_row(model), **values, "id": row["id"]}
    made |= identity_of(connection, state)
    declared = [column for spec in fields_of(model) for column in spec.column_names]
    if differing := [column for column in declared if row[column] != made[column]]:
        yield f"{name} is not what its changes make it: {', '.join(map(quoted, differing))}."
    fresh = {**with_kept(connection, model, row), "rev": len(changes)}
    if stale := [column for column in fresh if fresh[column] != row[column]]:
        yield f"{name} has kept columns that are not up to date: {', '.join(stale)}."
    sql = "SELECT part FROM conflict WHERE record = ? ORDER BY part"
    listed = [part for (part,) in connection.execute(sql, (row["id"],))]
    if listed != sorted(conflict.group for conflict in state.conflicts):
        yield f"{name} has a list of conflicts that is not up to date."
    if sorted(left) != sorted(unheld_of(connection, str(row["id"]))):
        yield f"{name} has a list of what its row cannot hold that is not up to date."
