"""The engine's and the system's errors, told as something that a person can act on."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager

from store import engine
from store.connection import FileConnection, still_there
from store.errors import (
    DiskFailing,
    DiskFull,
    Interrupted,
    LedgerDamaged,
    LedgerError,
    LedgerExists,
    LedgerGone,
    LedgerLocked,
    LedgerMissing,
    LedgerNotAFile,
    LedgerReadOnly,
    LedgerUnreadable,
    LedgerUnusable,
)

_BY_CODE: dict[int, type[LedgerError]] = {
    engine.FULL: DiskFull,
    engine.IOERR: DiskFailing,
    engine.READONLY: LedgerReadOnly,
    engine.PERM: LedgerReadOnly,
    engine.CANTOPEN: LedgerUnusable,
    engine.BUSY: LedgerLocked,
    engine.PROTOCOL: LedgerLocked,
    engine.CORRUPT: LedgerDamaged,
    engine.NOTADB: LedgerDamaged,
    engine.INTERRUPT: Interrupted,
}

_BY_ERRNO: dict[int, type[LedgerError]] = {
    errno.ENOENT: LedgerMissing,
    errno.ENOTDIR: LedgerMissing,
    errno.ELOOP: LedgerMissing,
    errno.EINVAL: LedgerMissing,
    errno.ENAMETOOLONG: LedgerMissing,
    errno.EEXIST: LedgerExists,
    errno.EISDIR: LedgerNotAFile,
    errno.EACCES: LedgerUnreadable,
    errno.EPERM: LedgerUnreadable,
    errno.EROFS: LedgerReadOnly,
    errno.ENOSPC: DiskFull,
    getattr(errno, "EDQUOT", errno.ENOSPC): DiskFull,
    errno.EIO: DiskFailing,
}

_WRITES_FAIL = {engine.IOERR, engine.READONLY, engine.CANTOPEN, engine.PERM}


def translate(
    error: engine.Error | OSError, conn: engine.Connection | None = None
) -> LedgerError | None:
    """The error as a `LedgerError`; None for a constraint or a mistake in the program.

    With `conn`, an error that has several causes is told by what its file looks like now.
    """
    if isinstance(error, OSError):
        return _BY_ERRNO.get(error.errno or 0, DiskFailing)()
    code = engine.error_code(error)
    if code is None:
        return None
    if code in _WRITES_FAIL and isinstance(conn, FileConnection):
        return _why_not_written(conn, code)()
    told_as = _BY_CODE.get(code)
    return told_as() if told_as else None


@contextmanager
def told(conn: engine.Connection | None = None) -> Iterator[None]:
    """Raises the engine's errors as `LedgerError`s; constraint errors stay as they are.

    Raises:
        LedgerError: whatever `translate` makes of it.
    """
    try:
        yield
    except engine.DatabaseError as error:
        sentence = translate(error, conn)
        if sentence is None:
            raise
        raise sentence from error


@contextmanager
def system_told() -> Iterator[None]:
    """Raises the system's errors about files as `LedgerError`s.

    Raises:
        LedgerError: whatever `translate` makes of it.
    """
    try:
        yield
    except OSError as error:
        raise (translate(error) or LedgerUnusable()) from error


def _why_not_written(conn: FileConnection, code: int) -> type[LedgerError]:
    if not still_there(conn):
        return LedgerGone
    if conn.read_only or not may_write(conn):
        return LedgerReadOnly
    # Once SQLCipher has met a page that does not decrypt, it refuses to write at all.
    return LedgerDamaged if code == engine.READONLY else _BY_CODE[code]


def may_write(conn: FileConnection) -> bool:
    """Whether the system lets this account write the file and make a journal beside it."""
    return os.access(conn.path, os.W_OK) and os.access(conn.path.parent, os.W_OK | os.X_OK)
