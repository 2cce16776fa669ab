"""One connection to one ledger file: which file it is, and letting go of it without a trace."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Literal
from urllib.parse import quote
from weakref import WeakSet

from store.engine import Connection, Error, connect

BUSY_SECONDS = 0.25
"""How long to wait for a lock: a virus scanner's moment, not another window's afternoon."""


class FileConnection(Connection):
    """A connection that knows its file, so that it can tell when the file has gone."""

    path: Path
    identity: tuple[int, int]
    read_only: bool
    holds_lock: bool

    def close(self) -> None:
        """Let go of the file, rolling back what is open, and leave no journal beside it."""
        if self in _open and self.holds_lock and still_there(self):
            # The journal stays behind, empty, in mode TRUNCATE, and SQLite deletes it only
            # outside the exclusive mode. A file that cannot be tidied is closed all the same.
            with suppress(Error):
                self.rollback()
                self.execute("PRAGMA locking_mode=NORMAL")
                self.execute("SELECT count(*) FROM sqlite_master").fetchone()
                self.execute("PRAGMA journal_mode=DELETE").fetchone()
        _open.discard(self)
        super().close()


_open: WeakSet[FileConnection] = WeakSet()


_QUERIES = {"ro": "mode=ro", "rw": "mode=rw", "immutable": "mode=ro&immutable=1"}

Mode = Literal["ro", "rw", "immutable"]
"""How to open a file: with `immutable` nothing is locked, and nothing appears beside it."""


def connect_file(path: Path, mode: Mode) -> FileConnection:
    """A connection to an existing file, not keyed yet; nothing has been read or locked.

    `path` is absolute and without symbolic links: SQLite puts the journal beside the real file.

    Raises:
        OSError: the file cannot be looked up.
        OperationalError: SQLite cannot open it.
    """
    identity = identify(path)
    conn = connect(
        f"{uri(path)}?{_QUERIES[mode]}",
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
        factory=FileConnection,
        uri=True,
    )
    conn.path = path
    conn.identity = identity
    conn.read_only = mode != "rw"
    conn.holds_lock = False
    _open.add(conn)
    return conn


def uri(path: Path) -> str:
    """The absolute path as SQLite wants it, whatever characters or bytes the name has."""
    plain = os.fsencode(path.as_posix())
    return "file://" + ("" if plain.startswith(b"/") else "/") + quote(plain)


def identify(path: Path) -> tuple[int, int]:
    """What makes the file this file, whatever its name: its device and its number there.

    Raises:
        OSError: there is none, or the disk does not answer.
    """
    found = path.stat()
    return found.st_dev, found.st_ino


def still_there(conn: Connection) -> bool:
    """Whether the open file is still the one at its path.

    A file that was deleted or moved while open takes writes without complaint.
    """
    if not isinstance(conn, FileConnection):
        return True
    try:
        return identify(conn.path) == conn.identity
    except OSError:
        return False


def path_of(conn: FileConnection) -> Path:
    """Where the open file lies, absolute and without symbolic links."""
    return conn.path


def open_here(path: Path) -> bool:
    """Whether this process has the file open for writing.

    Such a file must not be opened in any other way, not even to read it: POSIX drops all
    locks of a process on a file as soon as the process closes it once.

    Raises:
        OSError: the file cannot be looked up.
    """
    identity = identify(path)
    return any(conn.identity == identity and not conn.read_only for conn in tuple(_open))


def journal_of(path: Path) -> Path:
    """Where SQLite keeps what it needs to undo a save that was cut off."""
    return path.with_name(f"{path.name}-journal")


def log_of(path: Path) -> Path:
    """Where another tool may have had SQLite keep what is not in the file yet (WAL)."""
    return path.with_name(f"{path.name}-wal")


def log_waits(path: Path) -> bool:
    """Whether there is something in that log."""
    try:
        return log_of(path).stat().st_size > 0
    except OSError:
        return False


def journal_waits(path: Path) -> bool:
    """Whether a save was cut off and waits to be undone, or another window is just saving."""
    try:
        return journal_of(path).stat().st_size > 0
    except OSError:
        return False
