"""A passphrase added to a ledger, changed, or taken away."""

import os
from collections.abc import Callable
from pathlib import Path

from store import engine
from store.connection import journal_of, uri
from store.database import APPLICATION_ID, SCHEMA_VERSION, open_database, quick_check
from store.errors import EngineMissing, LedgerDamaged
from store.passphrase import quote
from store.paths import real_path
from store.publishing import new_file
from store.telling import system_told, told


def _nobody_looks(_: Path) -> None:
    pass


def change_passphrase(
    path: Path,
    old: str | None,
    new: str | None,
    begun: Callable[[Path], None] = _nobody_looks,
) -> None:
    """Protects the closed ledger at `path` with `new`; with None it becomes plain.

    A plain ledger is written anew as an encrypted one, opened with the passphrase to prove it,
    and only then takes the place of the old file (and the other way round). What the disk kept
    of the old file cannot be wiped from here.

    `begun` is told which file grows to about the size of the ledger while that goes on; it is
    gone when it is done.

    Raises:
        LedgerUnusable: one of its subclasses; the ledger is as it was.
        WrongPassphrase: `old` does not open it.
    """
    if new is not None and not engine.ENCRYPTS:
        raise EngineMissing
    key = None if new is None else quote(new)
    if old is not None and key is not None:
        _rekey(path, old, key, begun)
    else:
        _write_anew(path, old, new, begun)
    _prove(path, new)


def _rekey(path: Path, old: str, key: str, begun: Callable[[Path], None]) -> None:
    connection = open_database(path, old)
    begun(journal_of(connection.path))
    try:
        with told(connection):
            connection.execute(f"PRAGMA rekey={key}")
    finally:
        connection.close()


def _write_anew(
    path: Path, old: str | None, new: str | None, begun: Callable[[Path], None]
) -> None:
    place = real_path(path, follow=True)
    copy = place.with_name(f"{place.name}.new")
    with new_file(copy) as part:
        connection = open_database(place, old)
        begun(part)
        try:
            with told(connection):
                _copy(connection, part, new)
        finally:
            connection.close()
        _prove(part, new)
    with system_told():
        copy.replace(place)
        journal_of(copy).unlink(missing_ok=True)
        if os.name != "nt":
            folder = os.open(place.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)


def _copy(connection: engine.Connection, part: Path, new: str | None) -> None:
    key = "''" if new is None else quote(new)
    connection.execute(f"ATTACH ? AS anew KEY {key}", (uri(part),))
    connection.execute("SELECT sqlcipher_export('anew')").fetchone()
    # The export leaves both behind.
    connection.execute(f"PRAGMA anew.application_id={APPLICATION_ID}")
    connection.execute(f"PRAGMA anew.user_version={SCHEMA_VERSION}")
    connection.execute("DETACH anew")


def _prove(path: Path, passphrase: str | None) -> None:
    connection = open_database(path, passphrase)
    try:
        if quick_check(connection):
            raise LedgerDamaged
    finally:
        connection.close()
