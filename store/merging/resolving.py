"""Settling conflicts: an ordinary change that replaces all of the values, one by one or by a rule.

Whoever has not seen the settling and gives yet another value opens the conflict again; whoever
has seen it builds on it.
"""

import json
from collections.abc import Generator, Mapping
from dataclasses import dataclass

from store.engine import Connection
from store.errors import LedgerError, RecordInvalid, RecordMissing, StaleRecord
from store.history import APPROVED, RETIRED, REVIEW, Change, Conflict, GroupChange
from store.progress import Progress
from store.records import RECORD_TYPES, ChangeId, Record
from store.saving import Saving, by_field
from store.writing import Standing, standing

RESOLVE = "resolve"
EVERY = 50
"""After so many records a step is told."""

NOT_OPEN = "That is not open in this record, or that value is none of those given to it."


@dataclass(frozen=True, slots=True)
class Rule:
    """Whose value is taken: that of one device, by its prefix; '' is the ledger's own device."""

    device: str = ""


def resolve(  # noqa: PLR0913 - what settling a conflict takes
    saving: Saving,
    model: type[Record],
    record: str,
    choices: Mapping[str, ChangeId],
    *,
    heads: tuple[ChangeId, ...] = (),
    why: str = "",
) -> tuple[str, ...]:
    """Takes for each named part the value of one of its changes; gives the parts still open.

    `heads` are those from which the conflicts were read.

    Raises:
        RecordMissing: there is no such record.
        StaleRecord: the record changed since it was read.
        LedgerError: a part is not open, or has no such value.
        RecordInvalid: it would be approved and breaks rules.
    """
    found = standing(saving.connection, model, record)
    if found.row is None:
        raise RecordMissing
    if heads and set(heads) != set(found.state.head_ids):
        raise StaleRecord
    groups = {part: _settled(found, part, change) for part, change in choices.items()}
    approves = groups.get(REVIEW)
    if approves and approves.after.get(REVIEW) == APPROVED:
        _refuse_wrong(saving, model, found, groups)
    saw = found.state.head_ids if {RETIRED, REVIEW} & groups.keys() else ()
    after = saving.writer.write(model, record, found, groups, op=RESOLVE, why=why, saw=saw)
    return tuple(conflict.group for conflict in after.state.conflicts)


def _settled(found: Standing, part: str, change_id: ChangeId) -> GroupChange:
    """The change of a group that takes one of its values."""
    conflict = next((c for c in found.state.conflicts if c.group == part), None)
    chosen = next((c for c in conflict.candidates if c.id == change_id), None) if conflict else None
    if chosen is None or chosen.body is None:
        raise LedgerError(NOT_OPEN, "Read the conflicts again.")
    if part == RETIRED and RETIRED not in chosen.body.groups:
        return GroupChange({RETIRED: None}, {RETIRED: None})
    after = chosen.body.groups[part].after
    row = found.row or {}
    return GroupChange({column: row.get(column) for column in after if column in row}, dict(after))


def _refuse_wrong(
    saving: Saving, model: type[Record], found: Standing, groups: Mapping[str, GroupChange]
) -> None:
    """Nothing, unless the record breaks rules once these groups are taken."""
    row = dict(found.row or {})
    for change in groups.values():
        row |= {column: value for column, value in change.after.items() if column in row}
    if wrong := saving.errors(model.from_row(row)):
        raise RecordInvalid(by_field(wrong))


def resolve_by_rule(saving: Saving, rule: Rule) -> Generator[Progress, None, int]:
    """Settles by a rule all that it decides, in the caller's transaction; how many records.

    What the device of the rule did not touch, or gave two values, stays open, and so does an
    approval of what breaks rules.
    """
    connection = saving.connection
    chains = _chains_of(connection, rule.device or saving.settings.prefix)
    rows = connection.execute(
        "SELECT DISTINCT record, kind FROM conflict JOIN record ON record.id = record ORDER BY rid"
    ).fetchall()
    settled = 0
    for number, (record, kind) in enumerate(rows, 1):
        model = RECORD_TYPES[kind]
        found = standing(connection, model, record)
        taken = {c.group: _of(c, chains) for c in found.state.conflicts}
        choices = {part: change.id for part, change in taken.items() if change}
        settled += bool(choices) and _settles(saving, model, record, choices)
        if number % EVERY == 0:
            yield Progress("Settling", number, len(rows))
    return settled


def _settles(
    saving: Saving, model: type[Record], record: str, choices: Mapping[str, ChangeId]
) -> bool:
    """Whether any part could be settled so: an approval of what breaks rules cannot."""
    try:
        resolve(saving, model, record, choices)
    except RecordInvalid:
        rest = {part: change for part, change in choices.items() if part != REVIEW}
        if rest:
            resolve(saving, model, record, rest)
        return bool(rest)
    return True


def _chains_of(connection: Connection, prefix: str) -> frozenset[str]:
    rows = connection.execute(
        "SELECT chain.id FROM chain JOIN device ON device.id = device WHERE prefix = ?", (prefix,)
    )
    return frozenset(chain for (chain,) in rows)


def _of(conflict: Conflict, chains: frozenset[str]) -> Change | None:
    """The one value that the chains of a device gave, None if there is none or several."""
    mine = [change for change in conflict.candidates if change.chain in chains]
    if conflict.group == RETIRED:
        retirings = [c for c in mine if c.body and RETIRED in c.body.groups]
        mine = retirings or mine[-1:]
    values = {
        json.dumps(dict(c.body.groups[conflict.group].after), sort_keys=True)
        for c in mine
        if c.body and conflict.group in c.body.groups
    }
    return mine[-1] if mine and len(values) <= 1 else None
