"""Writing one record: its change, its row and what is kept beside it, in one transaction."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from store.chains import ChainWriter, changes_of
from store.engine import Connection
from store.fields import fields_of, groups_of
from store.history import (
    APPROVED,
    RETIRED,
    REVIEW,
    SUBMITTED,
    Body,
    Change,
    GroupChange,
    State,
    fold,
)
from store.kept import after_writing, with_kept
from store.kinds import SQLValue
from store.records import ChangeId, Record
from store.rows import Row, empty_row, kind_of, put_row, row_of
from store.unheld import Unheld, put_unheld, unheld_of, waiting_for

IDENTITY = frozenset(
    {
        *("id", "created_at", "created_by", "created_device"),
        *("updated_at", "updated_by", "updated_device"),
    }
)
"""The fields that follow from the changes themselves and stand in no group."""

LAST_LAMPORT = 2**62
"""No honest count of changes comes near; it keeps a forged one from growing past what fits."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A record as this ledger holds it: its changes, the state they make, its row."""

    changes: tuple[Change, ...]
    state: State
    row: Row | None


def standing(connection: Connection, model: type[Record], record: str) -> Standing:
    """How a record stands; without changes and row if there is none with that id."""
    changes = tuple(changes_of(connection, record))
    return Standing(changes, fold(changes), row_of(connection, model, record))


@cache
def columns_of_groups(model: type[Record]) -> dict[str, tuple[str, ...]]:
    """The groups that changes are made of, each with its columns."""
    return {
        group: tuple(column for spec in specs for column in spec.column_names)
        for group, specs in groups_of(model).items()
        if specs[0].name not in IDENTITY
    }


@cache
def _known_columns(model: type[Record]) -> frozenset[str]:
    return frozenset(column for spec in fields_of(model) for column in spec.column_names)


def differing(
    model: type[Record], before: Row | None, after: Mapping[str, SQLValue]
) -> dict[str, GroupChange]:
    """The groups in which a row is to become another, each with its values (no parents yet)."""
    old = before or empty_row(model)
    groups: dict[str, GroupChange] = {}
    for group, columns in columns_of_groups(model).items():
        if any(old[c] != after[c] for c in columns):
            groups[group] = GroupChange(
                {c: old[c] for c in columns if before}, {c: after[c] for c in columns}
            )
    return groups


@dataclass(frozen=True, slots=True)
class RecordWriter:
    """Writes records over one connection and one chain."""

    connection: Connection
    chain: ChainWriter
    written: list[tuple[type[Record], str, ChangeId]] = field(default_factory=list)
    """What the transaction that is open has written so far."""

    def write(  # noqa: PLR0913 - what a change is made of
        self,
        model: type[Record],
        record: str,
        found: Standing,
        groups: Mapping[str, GroupChange],
        *,
        op: str,
        why: str = "",
        saw: tuple[ChangeId, ...] = (),
        purges: tuple[ChangeId, ...] = (),
    ) -> Standing:
        """Appends one change of these groups and gives back how the record stands after it.

        A group that names no parents replaces the heads.
        """
        named = {
            name: replace(change, parents=change.parents or found.state.parents_of(name))
            for name, change in _kept_quiet(found, groups).items()
        }
        lamport = min(max((c.lamport for c in found.changes), default=0) + 1, LAST_LAMPORT)
        if not found.changes:
            self._register(model, record)
        change = self.chain.write(model.table, record, op, Body(named, why, saw, purges), lamport)
        self.written.append((model, record, change.id))
        return self.materialise(model, record, (*found.changes, change), found.row)

    def _register(self, model: type[Record], record: str) -> None:
        register(self.connection, [(record, model.table)])

    def materialise(
        self, model: type[Record], record: str, changes: tuple[Change, ...], before: Row | None
    ) -> Standing:
        """Makes the row and the conflicts that follow from a record's changes."""
        state = fold(changes)
        values, left = self._held(model, record, state)
        row = {**empty_row(model), **values, "id": record}
        row |= identity_of(self.connection, state)
        row["rev"] = len(changes)
        (row["rid"],) = self.connection.execute(
            "SELECT rid FROM record WHERE id = ?", (record,)
        ).fetchone()
        row = with_kept(self.connection, model, row)
        put_row(self.connection, model, row)
        self._put_conflicts(record, state)
        put_unheld(self.connection, {record: left})
        after_writing(self.connection, model, before, row)
        if before is None:
            self._fill_in(record)
        return Standing(changes, state, row)

    def _held(
        self, model: type[Record], record: str, state: State
    ) -> tuple[Row, tuple[Unheld, ...]]:
        """The record's values without those that its row could not hold before, either."""
        values = known_values(model, state.values)
        left = tuple(
            old for old in unheld_of(self.connection, record) if values.get(old.column) == old.value
        )
        return {k: v for k, v in values.items() if k not in {old.column for old in left}}, left

    def _fill_in(self, record: str) -> None:
        """Gives the rows that pointed to a record before it was there what they lacked."""
        for waiting in waiting_for(self.connection, [record]):
            self.connection.execute(
                "DELETE FROM unheld WHERE record = ? AND target = ?", (waiting, record)
            )
            if model := kind_of(self.connection, waiting):
                found = standing(self.connection, model, waiting)
                self.materialise(model, waiting, found.changes, found.row)

    def _put_conflicts(self, record: str, state: State) -> None:
        self.connection.execute("DELETE FROM conflict WHERE record = ?", (record,))
        self.connection.executemany(
            "INSERT INTO conflict VALUES (?, ?, ?)",
            [
                (record, conflict.group, json.dumps([c.id for c in conflict.candidates]))
                for conflict in state.conflicts
            ],
        )


def register(connection: Connection, records: Iterable[tuple[str, str]]) -> None:
    """Enters ids with their kinds among those that changes, citations and links refer to."""
    connection.executemany("INSERT OR IGNORE INTO record(id, kind) VALUES (?, ?)", records)


def identity_of(connection: Connection, state: State) -> Row:
    """When, by whom and on which device a record was made and last changed."""
    row: Row = {}
    for name, change in (("created", state.created), ("updated", state.updated)):
        if change:
            (device,) = connection.execute(
                "SELECT device FROM chain WHERE id = ?", (change.chain,)
            ).fetchone()
            row |= {
                f"{name}_at": change.at,
                f"{name}_by": change.actor,
                f"{name}_device": device,
            }
    return row


def known_values(model: type[Record], values: Mapping[str, SQLValue]) -> Row:
    """Those of the values for which this version of the record has a column."""
    columns = _known_columns(model)
    return {name: value for name, value in values.items() if name in columns}


def _kept_quiet(found: Standing, groups: Mapping[str, GroupChange]) -> Mapping[str, GroupChange]:
    """The groups without a submitting that follows by itself from editing what was approved.

    Writing it out would stand against another reviewer's approval as a conflict.
    """
    review = groups.get(REVIEW)
    if not (found.row and review and len(groups) > 1):
        return groups
    if found.row[REVIEW] == APPROVED and review.after[REVIEW] == SUBMITTED:
        return {name: change for name, change in groups.items() if name != REVIEW}
    return groups


def retiring(found: Standing, reason: str | None) -> dict[str, GroupChange]:
    """The change of groups that retires a record, or restores it when `reason` is None."""
    before = found.row[RETIRED] if found.row else None
    return {RETIRED: GroupChange({RETIRED: before}, {RETIRED: reason})}
