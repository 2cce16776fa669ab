"""One write to the ledger: all of it or nothing, and only into the file that was opened."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from store.connection import FileConnection, still_there
from store.engine import Connection, Error
from store.errors import LedgerGone, OpenedForReading
from store.telling import told


@contextmanager
def transaction(conn: Connection) -> Iterator[None]:
    """A block whose changes are committed together, or undone if anything is raised in it.

    Raises:
        LedgerGone: the file is not at its path any more.
        OpenedForReading: as named.
        DiskFull, DiskFailing, LedgerDamaged, LedgerLocked: as named; nothing was written.
        RuntimeError: a transaction is open already, or the block ended this one.
    """
    if conn.in_transaction:
        raise RuntimeError("A transaction is open already on this connection.")
    if isinstance(conn, FileConnection) and conn.read_only:
        raise OpenedForReading
    if not still_there(conn):
        raise LedgerGone
    with told(conn):
        conn.execute("BEGIN IMMEDIATE")
        try:
            yield
            _refuse_ended(conn)
            conn.execute("COMMIT")
        except BaseException:
            # SQLite has rolled back by itself after most errors of the disk.
            if conn.in_transaction:
                with suppress(Error):
                    conn.execute("ROLLBACK")
            raise


def _refuse_ended(conn: Connection) -> None:
    if not conn.in_transaction:
        raise RuntimeError("The block ended the transaction that it runs in.")
