"""The rows of many records made anew from their changes, and all that is kept beside them.

It gives what writing the records one by one gives, in a fraction of the time: whatever a batch
needs is read at once.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from store.chains import CHANGE_COLUMNS, change_of
from store.counting.due import note_written
from store.engine import Connection, IntegrityError
from store.gazetteer import ensure_places
from store.history import Change, State, fold
from store.kept import (
    PLACING,
    kept_values,
    put_location,
    refresh,
    refresh_dependants,
    refresh_placed_in,
    words_of,
)
from store.kinds import SQLValue
from store.merging.neighbours import ReadNeighbours
from store.places import Place
from store.records import RECORD_TYPES, Citation, Incident, PlaceRecord, Record
from store.rows import Row, empty_row, put_rows, rows_where
from store.search import put_many
from store.unheld import (
    Known,
    Unheld,
    fitting,
    held,
    known_codes,
    known_to,
    pointed_to,
    put_unheld,
)
from store.writing import known_values

BATCH: Final = 500
"""So many records are read and written at once, and so often is told how far it is."""

_ORDER: Final = ("place", "source", "citation", "incident")
"""What others are derived from comes first."""

_AMONG: Final = "IN (SELECT value FROM json_each(?))"


@dataclass(slots=True)
class _Seen:
    """What the batches so far have changed, on which records outside of them may depend."""

    moved: set[str] = field(default_factory=set)
    backed: set[str] = field(default_factory=set)
    shifted: set[str] = field(default_factory=set)
    places: dict[str, Place | None] = field(default_factory=dict)


def refold(connection: Connection, records: Mapping[str, str]) -> Iterator[int]:
    """Makes anew the rows of some records, given with their kinds; yields how many are done.

    Their ids stand in `record` already. Counts are only noted: whoever calls settles them.
    """
    by_kind: dict[str, list[str]] = {}
    for record, kind in records.items():
        by_kind.setdefault(kind, []).append(record)
    seen, done = _Seen(), 0
    devices = dict(connection.execute("SELECT id, device FROM chain").fetchall())
    codes = known_codes(connection)
    for table in (*_ORDER, *(t for t in RECORD_TYPES if t not in _ORDER)):
        ids = sorted(by_kind.get(table, ()))
        for start in range(0, len(ids), BATCH):
            batch = _Batch(connection, RECORD_TYPES[table], devices, codes, seen)
            batch.write(ids[start : start + BATCH])
            done += len(ids[start : start + BATCH])
            yield done
    yield from _outside(connection, seen, records)


def _outside(connection: Connection, seen: _Seen, records: Mapping[str, str]) -> Iterator[int]:
    """Derives anew what depends on the records from without."""
    for key in sorted(seen.moved):
        refresh_placed_in(connection, key)
        yield len(records)
    for backed in sorted(seen.backed - records.keys()):
        refresh(connection, backed)
    for incident in sorted(seen.shifted):
        refresh_dependants(connection, Incident, incident)
        yield len(records)


@dataclass(frozen=True, slots=True)
class _Folded:
    """A record that was folded: its row before and now, and what belongs to it."""

    row: Row
    before: Row | None
    state: State
    left: tuple[Unheld, ...]


@dataclass(frozen=True, slots=True)
class _Batch:
    """Records of one kind that are made anew together."""

    connection: Connection
    model: type[Record]
    devices: Mapping[str, str]
    codes: Mapping[str, frozenset[str]]
    seen: _Seen

    def write(self, ids: Sequence[str]) -> None:
        """Makes their rows, conflicts and words."""
        listed = json.dumps(ids)
        states = {record: fold(changes) for record, changes in self._changes(listed).items()}
        values = {r: known_values(self.model, state.values) for r, state in states.items()}
        known = self._known(values.values())
        fits = {record: held(self.model, found, known) for record, found in values.items()}
        folded = self._folded(listed, states, fits)
        try:
            self._put(folded)
        except IntegrityError:
            fits = {r: fitting(self.connection, self.model, v, known) for r, v in values.items()}
            folded = self._folded(listed, states, fits)
            self._put(folded)
        self._put_beside(listed, folded)

    def _changes(self, listed: str) -> dict[str, list[Change]]:
        found: dict[str, list[Change]] = {}
        sql = f"SELECT {CHANGE_COLUMNS} FROM change WHERE record {_AMONG}"
        for row in self.connection.execute(sql, (listed,)):
            change = change_of(row)
            found.setdefault(change.record, []).append(change)
        return found

    def _known(self, values: Iterable[Row]) -> Known:
        pointers = {pointer for found in values for pointer in pointed_to(self.model, found)}
        ensure_places(
            self.connection, sorted(key for table, key in pointers if table == "location" and key)
        )
        return known_to(self.connection, pointers, self.codes)

    def _folded(
        self,
        listed: str,
        states: Mapping[str, State],
        fits: Mapping[str, tuple[dict[str, SQLValue], tuple[Unheld, ...]]],
    ) -> list[_Folded]:
        """The records with all columns of their rows but those that are kept."""
        rids = dict(
            self.connection.execute(f"SELECT id, rid FROM record WHERE id {_AMONG}", (listed,))
        )
        olds = {
            str(row["id"]): row
            for row in rows_where(self.connection, self.model, f"id {_AMONG}", listed)
        }
        found: list[_Folded] = []
        for record, state in states.items():
            values, left = fits[record]
            row = {**empty_row(self.model), **values, **self._identity(state)}
            row |= {"id": record, "rid": rids[record], "rev": state.changes}
            found.append(_Folded(row, olds.get(record), state, left))
        around = self._around([one.row for one in found])
        for one in found:
            one.row.update(kept_values(around, self.model, one.row))
        return found

    def _around(self, rows: Sequence[Row]) -> ReadNeighbours:
        return ReadNeighbours.of(self.connection, self.model, rows, self.seen.places)

    def _identity(self, state: State) -> Row:
        """As `identity_of`, from the devices that were read before."""
        row: Row = {}
        for name, change in (("created", state.created), ("updated", state.updated)):
            if change:
                row[f"{name}_at"], row[f"{name}_by"] = change.at, change.actor
                row[f"{name}_device"] = self.devices[change.chain]
        return row

    def _put(self, folded: Sequence[_Folded]) -> None:
        self.connection.execute("SAVEPOINT batch")
        try:
            put_rows(self.connection, self.model, [one.row for one in folded])
        except IntegrityError:
            self.connection.execute("ROLLBACK TO batch")
            raise
        finally:
            self.connection.execute("RELEASE batch")

    def _put_beside(self, listed: str, folded: Sequence[_Folded]) -> None:
        """Whatever else follows from the rows."""
        self.connection.execute(f"DELETE FROM conflict WHERE record {_AMONG}", (listed,))
        self.connection.executemany(
            "INSERT INTO conflict VALUES (?, ?, ?)",
            [
                (one.row["id"], c.group, json.dumps([change.id for change in c.candidates]))
                for one in folded
                for c in one.state.conflicts
            ],
        )
        put_unheld(self.connection, {str(one.row["id"]): one.left for one in folded})
        for one in folded:
            note_written(self.connection, self.model.table, one.before, one.row)
            self._notice(one)
        if issubclass(self.model, PlaceRecord):
            for one in folded:
                self._put_place(one)
            self.seen.places.clear()
        around = ReadNeighbours(self.connection, places=self.seen.places)
        words = {int(one.row["rid"] or 0): words_of(around, self.model, one.row) for one in folded}
        put_many(self.connection, words)

    def _notice(self, one: _Folded) -> None:
        """Remembers what may follow for records outside of the batch."""
        row, before = one.row, one.before
        if issubclass(self.model, Citation):
            self.seen.backed |= {str(r["record"]) for r in (row, before) if r and r["record"]}
        if self.model is Incident and before:
            kept = [name for name in row if name.startswith("eff_") or name == "cited"]
            if any(row[name] != before[name] for name in kept):
                self.seen.shifted.add(str(row["id"]))

    def _put_place(self, one: _Folded) -> None:
        """Writes it among the places; one that stood there takes along what lies in it."""
        key = str(one.row["id"])
        there = self.connection.execute("SELECT 1 FROM location WHERE key = ?", (key,)).fetchone()
        put_location(self.connection, PlaceRecord.from_row(one.row))
        before = one.before or {}
        if there and any(before.get(column) != one.row[column] for column in PLACING):
            self.seen.moved.add(key)
