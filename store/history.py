"""The hash-chained changes, and a record's state as a pure function of the set of them.

A change's body names, by field group, the values before and after and the changes that it
replaces (its parents). The heads of a group are the changes that no other names as parent:
with one distinct value among them, that is the value; with several, a conflict. No clock
decides anything. Chains follow Haber and Stornetta (1991): each hash covers the one before.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from store.kinds import SQLValue
from store.records.record import ChangeId

RETIRED = "retired"
REVIEW = "review"
APPROVED = "approved"
SUBMITTED = "submitted"
CREATE = "create"


@dataclass(frozen=True, slots=True)
class GroupChange:
    """What one change did to one field group."""

    before: Mapping[str, SQLValue]
    after: Mapping[str, SQLValue]
    parents: tuple[ChangeId, ...] = ()


@dataclass(frozen=True, slots=True)
class Body:
    """What one change did: by group, why, and (of an approval or a retiring) what it saw.

    `purges` names the changes whose bodies are taken out of every ledger that holds this one.
    """

    groups: Mapping[str, GroupChange]
    why: str = ""
    saw: tuple[ChangeId, ...] = ()
    purges: tuple[ChangeId, ...] = ()

    def to_json(self) -> str:
        """The body as it is stored and hashed."""
        groups = {name: _group_json(change) for name, change in self.groups.items()}
        value: dict[str, Any] = {"set": groups}
        if self.why:
            value["why"] = self.why
        if self.saw:
            value["saw"] = sorted(self.saw)
        if self.purges:
            value["purges"] = sorted(self.purges)
        return canonical(value)

    @classmethod
    def from_json(cls, text: str) -> "Body":
        """The body that `to_json` wrote.

        Raises:
            ValueError, KeyError, TypeError, AttributeError: the text is no such body.
        """
        value = json.loads(text)
        groups = {
            name: GroupChange(
                _values(g.get("b", {})), _values(g["a"], name), _change_ids(g.get("p", ()))
            )
            for name, g in value["set"].items()
        }
        saw, purges = (_change_ids(value.get(name, ())) for name in ("saw", "purges"))
        return cls(groups, _text(value.get("why", "")), saw, purges)


def _values(value: dict[str, Any], group: str = "") -> dict[str, SQLValue]:
    """The values of a group; `after` has the answers that the fold asks for."""
    if not all(isinstance(v, _SIMPLE) for v in value.values()):
        raise TypeError
    if group in (RETIRED, REVIEW) and group not in value:
        raise KeyError
    return value


_SIMPLE = (str, int, float, type(None))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _group_json(change: GroupChange) -> dict[str, Any]:
    value: dict[str, Any] = {"a": dict(change.after)}
    if before := {k: v for k, v in change.before.items() if v is not None}:
        value["b"] = before
    if change.parents:
        value["p"] = sorted(change.parents)
    return value


def _change_ids(value: Iterable[Iterable[Any]]) -> tuple[ChangeId, ...]:
    return tuple((str(chain), int(seq)) for chain, seq in value)


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of a chain; `body` is None where it was purged."""

    chain: str
    seq: int
    lamport: int
    at: str
    actor: str
    kind: str
    record: str
    op: str
    body: Body | None

    @property
    def id(self) -> ChangeId:
        """The change's chain and number."""
        return self.chain, self.seq

    @property
    def order(self) -> tuple[int, str, int]:
        """A total order that every ledger agrees on and no clock decides."""
        return self.lamport, self.chain, self.seq


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two or more values that a group was given by people who had not seen each other's."""

    group: str
    candidates: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class State:
    """A record as the set of its changes makes it."""

    values: dict[str, SQLValue]
    conflicts: tuple[Conflict, ...]
    heads: Mapping[str, tuple[Change, ...]] = field(default_factory=dict)
    created: Change | None = None
    updated: Change | None = None
    changes: int = 0
    """How many changes made it, purged ones among them."""

    @property
    def head_ids(self) -> tuple[ChangeId, ...]:
        """All heads of all groups, in order: what a form remembers having started from."""
        return tuple(sorted({c.id for heads in self.heads.values() for c in heads}))

    def parents_of(self, group: str) -> tuple[ChangeId, ...]:
        """What a new change of the group replaces."""
        return tuple(sorted(c.id for c in self.heads.get(group, ())))


def canonical(value: object) -> str:
    """JSON with one way to write each value (after RFC 8785, for strings and integers)."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def body_hash(salt: bytes, body: str) -> bytes:
    """SHA-256 over salt and body; the salt keeps a purged body from being guessed."""
    return _hash(salt + body.encode())


def change_hash(change: Change, hashed_body: bytes, prev: bytes) -> bytes:
    """SHA-256 over everything of a change but its body, whose hash stands for it."""
    covered = [
        change.chain,
        change.seq,
        change.lamport,
        change.at,
        change.actor,
        change.kind,
        change.record,
        change.op,
        hashed_body.hex(),
        prev.hex(),
    ]
    return _hash(canonical(covered).encode())


def genesis_hash(chain: str, device: str, person: str, began_at: str, saw: str) -> bytes:
    """What the first change of a chain follows: who wrote it where, and the heads it saw."""
    return _hash(canonical([chain, device, person, began_at, saw]).encode())


def _hash(data: bytes) -> bytes:
    from hashlib import sha256  # Loads OpenSSL, which opening a ledger does without.

    return sha256(data).digest()


def fold(changes: Iterable[Change]) -> State:
    """The record that a set of changes makes, whatever order they come in."""
    every = sorted(changes, key=lambda c: c.order)
    known = [c for c in every if c.body is not None]
    heads = _heads(known)
    values: dict[str, SQLValue] = {}
    conflicts: list[Conflict] = []
    for group, candidates in sorted(heads.items()):
        if group == RETIRED:
            continue
        values.update(_after(candidates[-1], group))
        if len(candidates) > 1 and len({_said(c, group) for c in candidates}) > 1:
            conflicts.append(Conflict(group, candidates))
    conflicts += _retire(heads, values)
    _unapprove(heads, values)
    return State(
        values,
        tuple(conflicts),
        heads,
        every[0] if every else None,
        every[-1] if every else None,
        len(every),
    )


def _after(change: Change, group: str) -> Mapping[str, SQLValue]:
    return change.body.groups[group].after if change.body else {}


def _heads(changes: Iterable[Change]) -> dict[str, tuple[Change, ...]]:
    writers: dict[str, list[Change]] = {}
    replaced: dict[str, set[ChangeId]] = {}
    for change in changes:
        for group, what in (change.body.groups if change.body else {}).items():
            writers.setdefault(group, []).append(change)
            replaced.setdefault(group, set()).update(what.parents)
    return {group: _standing(group, found, replaced[group]) for group, found in writers.items()}


def _standing(group: str, writers: list[Change], replaced: set[ChangeId]) -> tuple[Change, ...]:
    """The changes that nothing replaced.

    Ledgers that each made one record alike, a publisher that everybody cites, said one thing:
    whoever replaced it in one of them has replaced it in all.
    """
    left = [c for c in writers if c.id not in replaced]
    if len(left) < len(writers):
        begun = {c.id for c in writers if c.op == CREATE and not _parents(c, group)}
        gone = {_said(c, group) for c in writers if c.id in begun and c.id in replaced}
        left = [c for c in left if c.id not in begun or _said(c, group) not in gone]
    return tuple(left)


def _said(change: Change, group: str) -> str:
    return canonical(dict(_after(change, group)))


def _parents(change: Change, group: str) -> tuple[ChangeId, ...]:
    return change.body.groups[group].parents if change.body else ()


def _retire(heads: Mapping[str, tuple[Change, ...]], values: dict[str, SQLValue]) -> list[Conflict]:
    """A restoring beats a concurrent retiring; an edit that the retiring did not see, too."""
    candidates = heads.get(RETIRED, ())
    retirings = [c for c in candidates if _after(c, RETIRED)[RETIRED] is not None]
    values[RETIRED] = None
    if not retirings or len(retirings) < len(candidates):
        return []
    saw = {seen for c in retirings if c.body for seen in (c.id, *c.body.saw)}
    others = {c.id: c for group, found in heads.items() if group != RETIRED for c in found}
    if unseen := tuple(c for change_id, c in sorted(others.items()) if change_id not in saw):
        return [Conflict(RETIRED, (*retirings, *unseen))]
    values[RETIRED] = _after(retirings[-1], RETIRED)[RETIRED]
    return []


def _unapprove(heads: Mapping[str, tuple[Change, ...]], values: dict[str, SQLValue]) -> None:
    """An approval holds only while it saw, alone, everything that stands."""
    if values.get(REVIEW) != APPROVED:
        return
    approvals = [c for c in heads[REVIEW] if _after(c, REVIEW)[REVIEW] == APPROVED]
    standing = {c.id for group, found in heads.items() if group != REVIEW for c in found}
    if not any(standing <= {c.id, *c.body.saw} for c in approvals if c.body):
        values[REVIEW] = SUBMITTED
