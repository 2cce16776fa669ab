"""SQLite files as bytes in memory, so that nothing of a record touches the disk in the clear.

SQLCipher's module cannot take or give a database as bytes; the standard one can.
"""

import sqlite3

from store.errors import EngineMissing
from store.handoff.layout import APPLICATION_ID, FORMAT, PAGE_SIZE

OLDEST = (3, 37, 0)
"""The first SQLite that has STRICT tables."""

Error = sqlite3.Error
Memory = sqlite3.Connection

_LONGEST_VALUE = 1 << 26


def new_memory() -> Memory:
    """An empty database that `file_of` can give as bytes.

    Raises:
        EngineMissing: this Python's SQLite cannot do that.
    """
    _refuse_missing()
    memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    memory.execute(f"PRAGMA page_size={PAGE_SIZE}")
    memory.execute(f"PRAGMA application_id={APPLICATION_ID}")
    memory.execute(f"PRAGMA user_version={FORMAT}")
    return memory


def file_of(memory: Memory) -> bytes:
    """The database as the bytes of its file."""
    return memory.serialize()


def memory_of(content: bytes) -> Memory:
    """A database with that content, which may be hostile; nothing of it has been read yet.

    Raises:
        EngineMissing: this Python's SQLite cannot do that.
        Error: it is no database.
    """
    _refuse_missing()
    memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    try:
        memory.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
        memory.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
        memory.deserialize(content)
        for setting in ("trusted_schema=OFF", "cell_size_check=ON", "query_only=ON"):
            memory.execute(f"PRAGMA {setting}")
    except BaseException:
        memory.close()
        raise
    return memory


def _refuse_missing() -> None:
    if sqlite3.sqlite_version_info < OLDEST or not hasattr(sqlite3.Connection, "serialize"):
        raise EngineMissing(
            "This computer's Python has an SQLite that is too old for handoffs.",
            "Install a newer Python; the ledger itself is all right, and was not changed.",
        )
