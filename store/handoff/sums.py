"""Counting and hashing the rows of a table while they pass by."""

import hashlib
import json
from collections.abc import Iterable, Iterator

from store.handoff.manifest import TableSum
from store.kinds import SQLValue

Values = tuple[SQLValue | bytes, ...]
"""A row's values, in the order of its table's columns."""


class Summing:
    """The sum of one table's rows, which must come in the order of their key.

    The hash is SHA-256 over one line a row: its values as a JSON array without blanks, blobs in
    hexadecimal, and a line end.
    """

    def __init__(self, table: str) -> None:
        self._table = table
        self.rows = 0
        self._hash = hashlib.sha256()

    def passing(self, rows: Iterable[Values]) -> Iterator[Values]:
        """The rows, counted and hashed."""
        encode, update = _ENCODER.encode, self._hash.update
        for row in rows:
            self.rows += 1
            update(encode(row).encode())
            update(b"\n")
            yield row

    @property
    def sum(self) -> TableSum:
        """What passed so far."""
        return TableSum(self._table, self.rows, self._hash.hexdigest())


def _blob(value: object) -> str:
    if isinstance(value, bytes):
        return value.hex()
    raise TypeError


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_blob)
