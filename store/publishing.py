"""Making a file that appears under its name when it is complete, and never over another."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from store.connection import journal_of, journal_waits
from store.errors import LedgerExists, LedgerMissing, LedgerReadOnly
from store.telling import system_told


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """An empty file beside `path`, readable by its owner only, to be filled in the block.

    When the block ends well it becomes `path`, all at once; when it fails, nothing is left.

    Raises:
        LedgerExists: there is something at `path`, also if it came while the block ran.
        LedgerMissing: there is no such folder.
        LedgerReadOnly, DiskFull, DiskFailing: as named.
    """
    with system_told():
        _refuse_taken(path)
        part = path.with_name(f".{secrets.token_hex(8)}.part")
        make_empty(part)
    try:
        yield part
        with system_told():
            flush(part)
            _publish(part, path)
            flush_folder(path.parent)
    finally:
        for leftover in (part, journal_of(part)):
            with suppress(OSError):
                leftover.unlink(missing_ok=True)


def write_new(path: Path, text: str) -> None:
    """Writes a new file with that text, in UTF-8.

    Raises:
        LedgerExists, LedgerMissing, LedgerReadOnly, DiskFull, DiskFailing: as named.
    """
    with new_file(path) as part, system_told():
        part.write_bytes(text.encode())


def _refuse_taken(path: Path) -> None:
    if os.path.lexists(path):
        raise LedgerExists
    if not path.parent.is_dir():
        raise LedgerMissing("There is no such folder, and nothing was created.")
    # SQLite would undo into the new file what was cut off in the old one.
    if journal_waits(path):
        raise LedgerExists('The "-journal" file of another ledger of that name is still there.')


def make_empty(path: Path) -> None:
    """A new file with nothing in it, readable by its owner only.

    Raises:
        LedgerReadOnly: nothing can be written into the folder.
        OSError: it could not be made for another reason, or is there already.
    """
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except PermissionError:
        raise LedgerReadOnly(
            "Nothing can be written into that folder.", "Choose a folder of yours."
        ) from None


def _publish(part: Path, path: Path) -> None:
    if os.name == "nt":
        part.rename(path)  # Windows refuses to rename onto a file.
        return
    try:
        path.hardlink_to(part)
    except OSError:
        # FAT has no links. What gets replaced is the empty file made here, and no other.
        make_empty(path)
        part.replace(path)


def flush(path: Path) -> None:
    """Returns when what the file holds is on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def flush_folder(path: Path) -> None:
    """Returns when the names in the folder are on the disk, where the system can tell."""
    if os.name == "nt":
        return
    folder = os.open(path, os.O_RDONLY)
    try:
        os.fsync(folder)
    except OSError:
        # Some file systems cannot flush a folder; the file itself is on the disk.
        pass
    finally:
        os.close(folder)
