"""What two people changed differently without having seen each other's change, to be settled."""

from collections.abc import Mapping
from dataclasses import dataclass

from store.chains import changes_of
from store.engine import Connection
from store.fields import groups_of
from store.history import RETIRED, Change, Conflict, fold
from store.kinds import Lookup, SQLValue
from store.records import ChangeId, Record
from store.rows import empty_row, kind_of
from store.settings import read_settings
from store.summaries import Summary, summary_of
from store.versions import text_of
from store.writing import known_values

UNTOUCHED = "(stays: changed by somebody who did not know)"
EMPTY = "(empty)"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of the values: in which change, by whom on which device, what stood there before.

    `is_ours` tells that it was written on the device of this ledger, `is_shown` that this is
    what lists show and counts count meanwhile.
    """

    change: ChangeId
    by: str
    device: str
    at: str
    before: str
    value: str
    is_ours: bool
    is_shown: bool


@dataclass(frozen=True, slots=True)
class OpenConflict:
    """One part of a record with several values; `before` is '' where they began differently."""

    part: str
    label: str
    before: str
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class InConflict:
    """A record with what is open in it, and the heads from which it was read."""

    summary: Summary
    conflicts: tuple[OpenConflict, ...]
    heads: tuple[ChangeId, ...]


@dataclass(frozen=True, slots=True)
class Conflicted:
    """A record in the list of those with conflicts: in one line, and what is open in it."""

    summary: Summary
    labels: tuple[str, ...]
    devices: tuple[str, ...]


def count_open(connection: Connection) -> int:
    """In how many records something is open."""
    row = connection.execute("SELECT count(DISTINCT record) FROM conflict").fetchone()
    return int(row[0])


def listed_conflicts(connection: Connection, limit: int = 500) -> list[Conflicted]:
    """The records in which something is open, the newest last, `limit` at most."""
    prefixes = _prefixes(connection)
    rows = connection.execute(
        """SELECT record.id, group_concat(part, char(10)), group_concat(changes, char(10))
FROM (SELECT * FROM conflict ORDER BY record, part) JOIN record ON record.id = record
GROUP BY record.id ORDER BY record.rid LIMIT ?""",
        (limit,),
    ).fetchall()
    found: list[Conflicted] = []
    for record, parts, changes in rows:
        summary, model = summary_of(connection, record), kind_of(connection, record)
        if summary and model:
            labels = tuple(label_of_part(model, part) for part in parts.split("\n"))
            devices = sorted({p for chain, p in prefixes.items() if f'"{chain}"' in changes})
            found.append(Conflicted(summary, labels, tuple(devices)))
    return found


def devices_in_conflict(connection: Connection) -> list[str]:
    """The prefixes of the devices that wrote something that is open."""
    chains = connection.execute(
        """SELECT DISTINCT json_extract(one.value, '$[0]')
FROM conflict, json_each(conflict.changes) AS one"""
    ).fetchall()
    prefixes = _prefixes(connection)
    return sorted({prefixes.get(chain, "") for (chain,) in chains} - {""})


def _prefixes(connection: Connection) -> dict[str, str]:
    """The prefix of the device of each chain."""
    rows = connection.execute(
        "SELECT chain.id, prefix FROM chain JOIN device ON device.id = device"
    )
    return dict(rows.fetchall())


def conflicts_in(
    connection: Connection, model: type[Record], record: str, lookup: Lookup
) -> InConflict | None:
    """What is open in a record, None if it is not here."""
    summary = summary_of(connection, record)
    if summary is None:
        return None
    state = fold(changes_of(connection, record))
    telling = _Telling(connection, model, lookup)
    open_ones = tuple(telling.told(conflict) for conflict in state.conflicts)
    return InConflict(summary, open_ones, state.head_ids)


def label_of_part(model: type[Record], part: str) -> str:
    """What people call a part of a record."""
    groups = groups_of(model)
    return groups[part][0].meta.label if part in groups else part


@dataclass(frozen=True, slots=True)
class _Telling:
    connection: Connection
    model: type[Record]
    lookup: Lookup

    def told(self, conflict: Conflict) -> OpenConflict:
        """A conflict as a person reads it."""
        names = dict(self.connection.execute("SELECT id, name FROM person").fetchall())
        prefixes = _prefixes(self.connection)
        devices = dict(self.connection.execute("SELECT id, device FROM chain").fetchall())
        ours = read_settings(self.connection).device
        shown = shown_of(conflict)
        candidates = tuple(
            Candidate(
                change.id,
                names.get(change.actor, change.actor),
                prefixes.get(change.chain, ""),
                change.at,
                self._text(conflict.group, _values(change, conflict.group, before=True)),
                self._value(conflict.group, change),
                is_ours=devices.get(change.chain) == ours,
                is_shown=change is shown,
            )
            for change in conflict.candidates
        )
        befores = {candidate.before for candidate in candidates}
        before = befores.pop() if len(befores) == 1 else ""
        label = label_of_part(self.model, conflict.group)
        return OpenConflict(conflict.group, label, before, candidates)

    def _value(self, group: str, change: Change) -> str:
        if change.body and group not in change.body.groups:
            return UNTOUCHED
        return self._text(group, _values(change, group)) or EMPTY

    def _text(self, group: str, values: Mapping[str, SQLValue]) -> str:
        row = {**empty_row(self.model), **known_values(self.model, values)}
        specs = groups_of(self.model).get(group, ())
        return " · ".join(filter(None, (text_of(spec, row, self.lookup) for spec in specs)))


def shown_of(conflict: Conflict) -> Change:
    """The change whose value stands meanwhile."""
    if conflict.group != RETIRED:
        return conflict.candidates[-1]
    edits = [c for c in conflict.candidates if c.body and RETIRED not in c.body.groups]
    return edits[-1] if edits else conflict.candidates[-1]


def _values(change: Change, group: str, *, before: bool = False) -> Mapping[str, SQLValue]:
    found = change.body.groups.get(group) if change.body else None
    if found is None:
        return {}
    return found.before if before else found.after
