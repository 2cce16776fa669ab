"""A passphrase added to a ledger, changed, or taken away."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from store import cut_off, engine
from store.connection import FileConnection, uri
from store.database import APPLICATION_ID, SCHEMA_VERSION, open_database, quick_check
from store.errors import EngineMissing, Interrupted, LedgerDamaged, LedgerError, LedgerLocked
from store.passphrase import quote
from store.paths import real_path
from store.progress import Progress, Watch
from store.publishing import flush, flush_folder, make_empty
from store.telling import system_told, told

_WRITING = "Writing every record once more"
_PROVING = "Reading all of it once more"
_LOOK_EVERY = 20_000
"""Instructions of SQLite between two looks: some milliseconds."""


def _never_stopped(_: Progress) -> bool:
    return False


def change_passphrase(
    path: Path, old: str | None, new: str | None, watch: Watch = _never_stopped
) -> None:
    """Protects the closed ledger at `path` with `new`; with None it becomes plain.

    It is written anew beside itself, opened with the passphrase to prove it, read to its end,
    and only then takes the place of the old file, all at once: whenever that is cut off, the
    file at `path` opens with the old passphrase or with the new one. Until then nobody else can
    open it. What the disk kept of the old file cannot be wiped from here.

    Raises:
        LedgerUnusable: one of its subclasses; the ledger is as it was.
        ChangeCutOff: what an earlier change left behind cannot be deleted.
        WrongPassphrase: `old` does not open it.
        Interrupted: `watch` stopped it; the ledger is as it was.
    """
    if new is not None and not engine.ENCRYPTS:
        raise EngineMissing
    key = "''" if new is None else quote(new)
    place = real_path(path, follow=True)
    part = _announced(place, old, is_plain=new is None)
    connection = open_database(place, old)
    try:
        # Another window may have had it in between, and cleared away what it was told of.
        if not cut_off.is_announced(connection, part):
            raise LedgerLocked
        with _nothing_left_of(part, connection):
            _write(connection, part, key, watch)
            _prove(part, new, watch)
            _put_in_place(connection, part)
    finally:
        connection.close()


def _announced(place: Path, old: str | None, *, is_plain: bool) -> Path:
    """Where to write; the journal of having said so is gone, since this connection is closed."""
    connection = open_database(place, old)
    try:
        before = cut_off.clear(connection)
        if before is not None and cut_off.is_remembered(connection):
            raise before
        return cut_off.announce(connection, is_plain=is_plain)
    finally:
        connection.close()


@contextmanager
def _nothing_left_of(part: Path, connection: FileConnection) -> Iterator[None]:
    """Deletes the file and forgets it if the block fails; where that fails, the next start does."""
    try:
        yield
    except BaseException:
        with suppress(OSError, LedgerError, engine.Error):
            part.unlink(missing_ok=True)
            cut_off.forget(connection)
        raise


def _write(connection: FileConnection, part: Path, key: str, watch: Watch) -> None:
    whole = connection.path.stat().st_size
    with system_told():
        make_empty(part)
    with _watched(connection, lambda: watch(_how_far(part, whole))), told(connection):
        connection.execute(f"ATTACH ? AS anew KEY {key}", (uri(part),))
        # What is cut off is thrown away, so that it needs no journal; it is flushed at the end.
        connection.execute("PRAGMA anew.journal_mode=OFF").fetchone()
        connection.execute("PRAGMA anew.synchronous=OFF")
        connection.execute("SELECT sqlcipher_export('anew')").fetchone()
        connection.execute("DELETE FROM anew.setting WHERE key = ?", (cut_off.UNFINISHED,))
        # The export leaves both behind.
        connection.execute(f"PRAGMA anew.application_id={APPLICATION_ID}")
        connection.execute(f"PRAGMA anew.user_version={SCHEMA_VERSION}")
        connection.execute("DETACH anew")


def _how_far(part: Path, whole: int) -> Progress:
    try:
        return Progress(_WRITING, min(part.stat().st_size, whole), whole)
    except OSError:  # SQLite will say what is the matter.
        return Progress(_WRITING)


def _prove(part: Path, passphrase: str | None, watch: Watch) -> None:
    connection = open_database(part, passphrase, read_only=True)
    try:
        with _watched(connection, lambda: watch(Progress(_PROVING))):
            found = quick_check(connection)
        if found:
            raise LedgerDamaged
    finally:
        connection.close()


@contextmanager
def _watched(connection: FileConnection, is_to_stop: Callable[[], bool]) -> Iterator[None]:
    """Looks often, while SQLite works in the block, whether that is to stop.

    Raises:
        Interrupted: it was.
    """
    was_stopped = False

    def look() -> int:
        nonlocal was_stopped
        was_stopped = was_stopped or is_to_stop()
        return int(was_stopped)

    if is_to_stop():
        raise Interrupted
    connection.set_progress_handler(look, _LOOK_EVERY)
    try:
        yield
    except (engine.Error, LedgerError) as error:
        if was_stopped:
            raise Interrupted from error
        raise
    finally:
        connection.set_progress_handler(None, 0)


def _put_in_place(connection: FileConnection, part: Path) -> None:
    with system_told():
        flush(part)
        if os.name == "nt":
            connection.close()  # Windows replaces no file that is open.
        part.replace(connection.path)
    # It is done now, also on a disk that cannot flush a folder.
    with suppress(OSError):
        flush_folder(connection.path.parent)
