"""Making a file that appears under its name when it is complete, and never over another."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from store.connection import journal_of, journal_waits
from store.errors import LedgerExists, LedgerMissing, LedgerReadOnly
from store.telling import system_told


def part_of(path: Path) -> Path:
    """A hidden name beside `path` that nothing has, under which it can be written."""
    return path.with_name(f".{os.urandom(8).hex()}.part")


@contextmanager
def new_file(path: Path, part: Path | None = None) -> Iterator[Path]:
    """An empty file beside `path`, readable by its owner only, to be filled in the block.

    When the block ends well it becomes `path`, all at once; when it fails, nothing is left. What
    is killed leaves it there: whoever can tell of that later gives its name as `part`.

    Raises:
        LedgerExists: there is something at `path`, also if it came while the block ran.
        LedgerMissing: there is no such folder.
        LedgerReadOnly, DiskFull, DiskFailing: as named.
    """
    with system_told():
        refuse_taken(path)
        part = part or part_of(path)
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
    """Writes a new file with that text, in UTF-8, readable by its owner only.

    It has its name from the beginning, so that a kill leaves nothing hidden.

    Raises:
        LedgerExists, LedgerMissing, LedgerReadOnly, DiskFull, DiskFailing: as named.
    """
    with system_told():
        refuse_taken(path)
        make_empty(path)
        try:
            path.write_bytes(text.encode())
            flush(path)
            flush_folder(path.parent)
        except BaseException:
            with suppress(OSError):
                path.unlink(missing_ok=True)
            raise


def refuse_taken(path: Path) -> None:
    """Nothing, if a file can be made there.

    Raises:
        LedgerExists: there is something at `path`, or what would be taken for its journal.
        LedgerMissing: there is no such folder.
    """
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
