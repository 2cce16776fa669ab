"""Whether the changes of a handoff are whole chains, each link following the one before."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from store.handoff.judging import HASH_BYTES, MOMENT, wrong_unless
from store.handoff.manifest import ChainSpan
from store.handoff.sums import Values
from store.history import Body, Change, body_hash, change_hash
from store.kinds import SQLValue
from store.kinds.plain import storable

_LAST_LAMPORT = 2**62
_LARGEST = 2**63 - 1
_LONGEST_BODY = 1 << 22
_SALT_BYTES = 16
_TYPES = (str, int, int, *(str,) * 5, str | None, *(bytes,) * 4)
_WORD = re.compile(r"[a-z][a-z_]{0,39}", re.ASCII)


@dataclass
class ChainJudge:
    """Takes the changes in the order of chain and number, and holds them against the manifest.

    `actors` has by chain who wrote it, `records` the kind of each record.
    """

    spans: Iterable[ChainSpan]
    actors: Mapping[str, str]
    records: Mapping[str, str]
    _waiting: list[ChainSpan] = field(default_factory=list)
    _chain: str = ""
    _next: int = 1
    _last: int = 0
    _hash: bytes = b""
    _end: bytes = b""

    def __post_init__(self) -> None:
        self._waiting = sorted(self.spans, key=lambda span: span.chain, reverse=True)

    def __call__(self, row: Values) -> None:
        """Judges one change.

        Raises:
            ValueError, TypeError: it does not follow the one before, or is not as it was written.
        """
        change, (body, salt, hashed, prev, stored) = _read(row)
        if self._next > self._last:
            self._begin()
        wrong_unless(change.chain == self._chain and change.seq == self._next)
        wrong_unless(0 < change.lamport <= _LAST_LAMPORT)
        wrong_unless(MOMENT.fullmatch(change.at) is not None)
        wrong_unless(_WORD.fullmatch(change.op) is not None)
        wrong_unless(change.actor == self.actors[self._chain])
        wrong_unless(self.records[change.record] == change.kind)
        wrong_unless(len(salt) == _SALT_BYTES and len(hashed) == HASH_BYTES)
        wrong_unless(prev == self._hash and change_hash(change, hashed, prev) == stored)
        if body is not None:
            _judge_body(body, salt, hashed)
        wrong_unless(self._next < self._last or stored == self._end)
        self._next, self._hash = self._next + 1, stored

    def _begin(self) -> None:
        span = self._waiting.pop() if self._waiting else None
        if span is None:
            raise ValueError
        self._chain, self._next, self._last = span.chain, span.first, span.last
        self._hash, self._end = span.before, span.hash

    def finish(self) -> None:
        """Nothing, if no change is missing.

        Raises:
            ValueError: the manifest has more.
        """
        wrong_unless(not self._waiting and self._next > self._last)


def _read(row: Values) -> tuple[Change, tuple[str | None, bytes, bytes, bytes, bytes]]:
    """The change without its body; then its body, salt and hashes.

    Raises:
        TypeError: a value is of another type than its column.
    """
    if not all(map(isinstance, row, _TYPES)):
        raise TypeError
    typed: Any = row
    chain, seq, lamport, at, actor, kind, record, op, body, *hashes = typed
    change = Change(chain, seq, lamport, at, actor, kind, record, op, None)
    return change, (body, *hashes)


def _judge_body(text: str, salt: bytes, hashed: bytes) -> None:
    wrong_unless(len(text) <= _LONGEST_BODY and body_hash(salt, text) == hashed)
    body = Body.from_json(text)
    wrong_unless(body.to_json() == text)
    for change in body.groups.values():
        for values in (change.before, change.after):
            for value in values.values():
                _judge_value(value)


def _judge_value(value: SQLValue) -> None:
    if isinstance(value, str):
        storable(value)
    elif type(value) is int:
        wrong_unless(-_LARGEST <= value <= _LARGEST)
    else:
        # NaN is not itself, and JSON has no infinity.
        wrong_unless(value is None or (type(value) is float and abs(value) < float("inf")))
