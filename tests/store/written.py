"""Records written into the tables of a ledger, without the history that a save would write."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache

from store.engine import Connection, connect
from store.kept import with_kept
from store.place_loading import load_shipped
from store.records import RECORD_TYPES, Record
from store.rows import empty_row, put_row
from store.schema import build


@cache
def _empty() -> Connection:
    """A ledger with places and no records, whose CHECKs let everything pass."""
    connection = connect(":memory:", isolation_level=None)
    build(connection)
    load_shipped(connection)
    connection.execute("PRAGMA ignore_check_constraints=ON")
    return connection


@contextmanager
def written(records: Iterable[Record]) -> Iterator[Connection]:
    """A ledger that holds these records for a while."""
    connection = _empty()
    ordered = sorted(records, key=lambda record: list(RECORD_TYPES).index(record.table))
    connection.execute("BEGIN")
    try:
        for rid, record in enumerate(ordered, 1):
            connection.execute(
                "INSERT INTO record VALUES (?, ?, ?)", (rid, record.id, record.table)
            )
            row = {**empty_row(type(record)), **record.to_row(), "rid": rid}
            put_row(connection, type(record), with_kept(connection, type(record), row))
        yield connection
    finally:
        connection.execute("ROLLBACK")
