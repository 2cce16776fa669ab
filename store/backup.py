"""Whole copies of an open ledger, and whether what it holds can be read."""

import os

from store.connection import uri
from store.engine import CORRUPT, ERROR, IOERR, NOTADB, Connection, DatabaseError, error_code
from store.paths import real_path
from store.publishing import new_file
from store.telling import told


def backup_to(conn: Connection, path: str | os.PathLike[str]) -> None:
    """A complete copy of the ledger at `path`, encrypted with the same passphrase if it is.

    Raises:
        LedgerExists: there is something at `path` already.
        LedgerMissing, LedgerReadOnly, DiskFull, DiskFailing: about the copy; there is none.
        LedgerDamaged: the ledger cannot be read to its end.
        RuntimeError: a transaction is open.
    """
    if conn.in_transaction:
        raise RuntimeError("A backup cannot be made within a transaction.")
    with new_file(real_path(path, follow=False)) as part, told():
        conn.execute("VACUUM INTO ?", (uri(part),))


def quick_check(conn: Connection) -> list[str]:
    """What is wrong in the file's structure, one sentence each; none means sound.

    It reads every page: 1 GB takes seconds. A flipped bit in the content of a plain ledger
    goes unseen; in an encrypted one the cipher finds it.
    """
    return _findings(conn, "PRAGMA quick_check")


def integrity_check(conn: Connection) -> list[str]:
    """As `quick_check`, and whether each index has exactly what its table has: slower."""
    return _findings(conn, "PRAGMA integrity_check")


def _findings(conn: Connection, question: str) -> list[str]:
    try:
        found = [str(answer) for (answer,) in conn.execute(question)]
    except DatabaseError as error:
        if error_code(error) in {CORRUPT, NOTADB, IOERR}:
            return [str(error)]
        if error_code(error) == ERROR:  # A CHECK reads JSON, and the column holds none.
            return ["A column that is checked holds what cannot be read."]
        with told(conn):
            raise
    return [] if found == ["ok"] else found
