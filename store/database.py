"""Opening and making the file of a ledger, so that it is safe whatever happens to it."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from store import engine
from store.backup import backup_to, integrity_check, quick_check
from store.connection import (
    FileConnection,
    Mode,
    connect_file,
    journal_waits,
    still_there,
)
from store.engine import Connection
from store.errors import (
    EngineMissing,
    LedgerCutShort,
    LedgerDamaged,
    LedgerError,
    LedgerLocked,
    LedgerReadOnly,
    LedgerUnfinished,
    PassphraseNeeded,
    PassphraseNotNeeded,
    WrongPassphrase,
)
from store.header import (
    APPLICATION_ID,
    SCHEMA_VERSION,
    Header,
    read_header,
    refuse_other_files,
    refuse_unlike_ledger,
    refuse_waiting_log,
    refuse_write_protected,
)
from store.passphrase import quote
from store.paths import default_folder, default_ledger, real_path
from store.publishing import new_file
from store.telling import system_told, told, translate
from store.transaction import transaction

__all__ = [
    "APPLICATION_ID",
    "SCHEMA_VERSION",
    "Connection",
    "FileConnection",
    "backup_to",
    "create_database",
    "default_ledger",
    "integrity_check",
    "open_database",
    "quick_check",
    "still_there",
    "told",
    "transaction",
    "translate",
]

_SETTINGS = (
    # With EXTRA the folder is flushed too: DELETE and FULL lost the last save in power cuts.
    "PRAGMA synchronous=EXTRA",
    "PRAGMA foreign_keys=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA secure_delete=ON",
    "PRAGMA temp_store=MEMORY",
    # In KiB. Pages of a million records cost no more than with 64 MiB, which an old laptop lacks.
    "PRAGMA cache_size=-8192",
)


def open_database(
    path: str | os.PathLike[str], passphrase: str | None = None, *, read_only: bool = False
) -> FileConnection:
    """The ledger at `path`, locked for this connection until it is closed; close it.

    With `read_only` nothing is written, neither in it nor beside it, and nobody is kept out but
    while something is read.
    If the last save was cut off, it is undone and every page is checked, which takes seconds
    for 1 GB. A file that is refused is not changed by a byte; only undoing such a save, which
    SQLite does before it can know the passphrase to be wrong, may have happened.

    Raises:
        LedgerUnusable: one of its subclasses, which says what is the matter.
    """
    key = None if passphrase is None else quote(passphrase)
    place = real_path(path, follow=True)
    header = read_header(place)
    _refuse_before_connecting(header, key)
    if not read_only:
        refuse_write_protected(place, header)
    if not header.is_plain and key is None:
        _refuse_locked(place)
        raise PassphraseNeeded
    was_cut_off = journal_waits(place)
    conn = _connect(place, _reading(place, header) if read_only else "rw")
    try:
        with _opening_told(conn, header, key):
            _read_first_page(conn, key)
            _refuse_unfit(conn)
            if not read_only:
                _keep_others_out(conn)
            _settle(conn)
            if was_cut_off:
                _refuse_unsound(conn)
    except BaseException:
        conn.close()
        raise
    return conn


def create_database(
    path: str | os.PathLike[str],
    passphrase: str | None,
    build: Callable[[Connection], object],
    part: Path | None = None,
) -> FileConnection:
    """A new ledger at `path`, opened; `build` makes its tables within one transaction.

    The file appears when it is complete and, with a passphrase, when that has opened it. Only
    its owner may read it, where the system knows owners. The folder must exist, unless it is
    the default one. `part` is its name until it is complete.

    Raises:
        LedgerExists: there is something already; it is left as it is.
        EngineMissing: a passphrase was given, and this computer cannot encrypt.
        LedgerUnusable: another of its subclasses; nothing was created.
    """
    key = None if passphrase is None else quote(passphrase)
    _refuse_missing_engine(encrypted=key is not None)
    place = real_path(path, follow=False)
    if place.parent == real_path(default_folder(), follow=True):
        with system_told():
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with new_file(place, part) as made:
        _build(made, key, build)
        open_database(made, passphrase).close()
    return open_database(place, passphrase)


def _refuse_missing_engine(*, encrypted: bool) -> None:
    if encrypted and not engine.ENCRYPTS:
        raise EngineMissing
    if engine.VERSION < engine.OLDEST_VERSION:
        raise EngineMissing(
            "The SQLite on this computer is too old for ledgers; nothing was written.",
            "Install sqlcipher3, which brings its own.",
        )


def _refuse_before_connecting(header: Header, key: str | None) -> None:
    if header.is_plain or key is None:
        refuse_unlike_ledger(header)
    if header.is_plain and key is not None:
        raise PassphraseNotNeeded
    _refuse_missing_engine(encrypted=not header.is_plain)


def _reading(place: Path, header: Header) -> Mode:
    """How to read a file so that nothing of it appears beside it.

    Raises:
        LedgerUnfinished: another tool left some of it in a log, which reading would write in.
    """
    if not (header.is_plain and header.is_logged):
        return "ro"
    refuse_waiting_log(place, header)
    return "immutable"


def _refuse_locked(place: Path) -> None:
    """Nothing, unless another window has the file: nobody types a passphrase in vain."""
    conn = _connect(place, "ro")
    try:
        conn.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except engine.DatabaseError as error:
        if engine.error_code(error) == engine.BUSY:
            raise LedgerLocked from None
    finally:
        conn.close()


def _connect(place: Path, mode: Mode) -> FileConnection:
    with system_told(), told():
        conn = connect_file(place, mode)
    # SQLCipher would write over the screen.
    conn.execute("PRAGMA cipher_log_level=NONE")
    return conn


@contextmanager
def _opening_told(conn: FileConnection, header: Header, key: str | None) -> Iterator[None]:
    """As `told`, with what the same errors mean before a file was ever read."""
    try:
        with system_told(), told(conn):
            yield
    except LedgerDamaged as error:
        if _has_code(error, engine.NOTADB) and key is not None:
            raise WrongPassphrase from error
        if _has_code(error, engine.CORRUPT) and header.is_cut_short:
            raise LedgerCutShort from error
        raise
    except LedgerReadOnly as error:
        if conn.read_only:
            raise LedgerUnfinished from error
        raise


def _has_code(error: LedgerError, code: int) -> bool:
    cause = error.__cause__
    return isinstance(cause, engine.Error) and engine.error_code(cause) == code


def _read_first_page(conn: FileConnection, key: str | None) -> None:
    if key is not None:
        conn.execute(f"PRAGMA key={key}")
    conn.execute("SELECT count(*) FROM sqlite_master").fetchone()


def _refuse_unfit(conn: FileConnection) -> None:
    refuse_other_files(_number(conn, "application_id"), _number(conn, "user_version"))
    if conn.execute("PRAGMA journal_mode").fetchone() == ("wal",):
        return  # Another tool left pages in a second file, so that this one's size tells nothing.
    # SQLite misses a cut within the last page.
    if conn.path.stat().st_size < _number(conn, "page_count") * _number(conn, "page_size"):
        raise LedgerCutShort


def _refuse_unsound(conn: FileConnection) -> None:
    if quick_check(conn):
        raise LedgerDamaged


def _number(conn: Connection, pragma: str) -> int:
    return int(conn.execute(f"PRAGMA {pragma}").fetchone()[0])


def _keep_others_out(conn: FileConnection) -> None:
    conn.execute("PRAGMA locking_mode=EXCLUSIVE").fetchone()
    conn.execute("PRAGMA journal_mode=TRUNCATE").fetchone()
    conn.execute("BEGIN EXCLUSIVE")
    conn.execute("COMMIT")
    conn.holds_lock = True


def _settle(conn: FileConnection) -> None:
    for setting in _SETTINGS:
        conn.execute(setting)


def _build(part: Path, key: str | None, build: Callable[[Connection], object]) -> None:
    conn = _connect(part, "rw")
    try:
        with told(conn):
            _read_first_page(conn, key)
            _keep_others_out(conn)
            _settle(conn)
        with transaction(conn):
            build(conn)
            conn.execute(f"PRAGMA application_id={APPLICATION_ID}")
            conn.execute(f"PRAGMA user_version={SCHEMA_VERSION}")
    finally:
        conn.close()
