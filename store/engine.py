"""Which SQLite: SQLCipher's where it is installed, else the standard one, for plain files only."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # SQLCipher's module follows the standard one, which has the types.
    import sqlite3 as engine

    import sqlite_utils
else:
    try:
        from sqlcipher3 import dbapi2 as engine
    except ImportError:
        import sqlite3 as engine

Connection = engine.Connection
Cursor = engine.Cursor
Row = engine.Row
Error = engine.Error
DatabaseError = engine.DatabaseError
OperationalError = engine.OperationalError
IntegrityError = engine.IntegrityError
connect = engine.connect

ENCRYPTS = engine.__name__.startswith("sqlcipher3")
"""Whether encrypted ledgers can be opened and made."""

VERSION = engine.sqlite_version_info
"""SQLite's version, three numbers."""

OLDEST_VERSION = (3, 38, 0)
"""The first SQLite that has all of STRICT tables, trigram search and JSON."""

ERROR = engine.SQLITE_ERROR
FULL = engine.SQLITE_FULL
IOERR = engine.SQLITE_IOERR
READONLY = engine.SQLITE_READONLY
BUSY = engine.SQLITE_BUSY
PROTOCOL = engine.SQLITE_PROTOCOL
CORRUPT = engine.SQLITE_CORRUPT
NOTADB = engine.SQLITE_NOTADB
CANTOPEN = engine.SQLITE_CANTOPEN
PERM = engine.SQLITE_PERM
INTERRUPT = engine.SQLITE_INTERRUPT


def error_code(error: Error) -> int | None:
    """SQLite's primary result code; None for what the driver itself objects to."""
    code = getattr(error, "sqlite_errorcode", None)
    # The standard module gives extended codes, whose low byte is the primary one.
    return code & 0xFF if isinstance(code, int) else None


def sqlite_utils_database(conn: Connection) -> "sqlite_utils.Database":
    """The connection as sqlite-utils sees it; key it before. The first call costs 100 ms.

    sqlite-utils catches exceptions by the classes of the standard module, and SQLCipher's are
    others, so its two modules are given the engine's.
    """
    import sqlite_utils
    from sqlite_utils import db, utils

    for module in (db, utils):
        vars(module)["sqlite3"] = engine
        vars(module)["OperationalError"] = OperationalError
    return sqlite_utils.Database(conn, recursive_triggers=False, execute_plugins=False)
