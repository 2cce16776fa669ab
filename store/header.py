"""What the first bytes of a file tell before SQLite sees it, which might change it."""

import errno
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from store.connection import journal_waits, log_waits, open_here
from store.errors import (
    LedgerCutShort,
    LedgerDamaged,
    LedgerEmpty,
    LedgerForeign,
    LedgerLocked,
    LedgerMissing,
    LedgerNotAFile,
    LedgerReadOnly,
    LedgerTooNew,
    LedgerUnfinished,
)
from store.telling import system_told

APPLICATION_ID = int.from_bytes(b"FLDG", "big")
SCHEMA_VERSION = 1

_MAGIC = b"SQLite format 3\0"
_HEADER_BYTES = 100
CIPHER_PAGE = 4096
"""SQLCipher's page size; the pages of an encrypted file are never of another."""

_RANDOM_ENOUGH = 200
"""Different byte values in a page: an encrypted one has all 256 but for a few, a text 100."""


@dataclass(frozen=True)
class Header:
    """The first page of a file, undecrypted, and the file's size in bytes."""

    page: bytes
    size: int

    @property
    def is_plain(self) -> bool:
        """Whether SQLite can read it without a key."""
        return self.page.startswith(_MAGIC)

    @property
    def may_be_encrypted(self) -> bool:
        """Whether the first page looks like one that SQLCipher wrote: like noise."""
        return len(self.page) == CIPHER_PAGE and len(set(self.page)) >= _RANDOM_ENOUGH

    @property
    def user_version(self) -> int:
        """The schema's version, of a plain file."""
        return int.from_bytes(self.page[60:64], "big", signed=True)

    @property
    def application_id(self) -> int:
        """Whose file it is, of a plain file."""
        return int.from_bytes(self.page[68:72], "big", signed=True)

    @property
    def is_logged(self) -> bool:
        """Whether a plain file was set to keep a log beside it (WAL), which reading would make."""
        return self.page[18:20] != b"\1\1"

    @property
    def is_cut_short(self) -> bool:
        """Whether the file is shorter than it should be, as far as the header tells."""
        if not self.is_plain:
            return self.size % CIPHER_PAGE != 0
        if self.size < _HEADER_BYTES:
            return True
        # 1 stands for 65,536, which two bytes cannot hold.
        page_size = int.from_bytes(self.page[16:18], "big")
        page_size = 65_536 if page_size == 1 else page_size
        return self.size < page_size * int.from_bytes(self.page[28:32], "big")


def read_header(path: Path) -> Header:
    """The beginning of the file, which is not changed.

    Raises:
        LedgerMissing, LedgerNotAFile, LedgerUnreadable, LedgerEmpty, DiskFailing: as named.
        LedgerLocked: this process has it open for writing, and reading it would unlock it.
    """
    with system_told():
        try:
            found = path.stat()
        except ValueError:  # A NUL in the name, which no file can have.
            raise LedgerMissing from None
        if not stat.S_ISREG(found.st_mode):
            raise LedgerNotAFile
        if found.st_size == 0:
            raise LedgerEmpty
        if open_here(path):
            raise LedgerLocked
        with path.open("rb") as file:
            return Header(page=file.read(CIPHER_PAGE), size=found.st_size)


def refuse_other_files(application_id: int, user_version: int) -> None:
    """Nothing, if a file with these ids is a ledger that this version knows.

    Raises:
        LedgerForeign, LedgerTooNew: as named.
        LedgerDamaged: no version of the program made it.
    """
    if application_id != APPLICATION_ID:
        raise LedgerForeign
    if user_version > SCHEMA_VERSION:
        raise LedgerTooNew
    if user_version < 1:
        raise LedgerDamaged


def refuse_unlike_ledger(header: Header) -> None:
    """Nothing, if the file is a plain ledger, or perhaps an encrypted one.

    Raises:
        LedgerForeign, LedgerTooNew, LedgerDamaged, LedgerCutShort: as named.
    """
    if header.is_plain:
        if header.size < _HEADER_BYTES:
            raise LedgerCutShort
        refuse_other_files(header.application_id, header.user_version)
    elif not header.may_be_encrypted:
        raise LedgerForeign(title="This file is not a ledger, or its beginning is damaged.")


def refuse_write_protected(path: Path, header: Header) -> None:
    """Nothing, if the file can be written and a journal made beside it. It is not changed.

    Raises:
        LedgerReadOnly: it cannot; a copy of the file alone can.
        LedgerUnfinished: it cannot, and a copy without what lies beside it would be broken.
        DiskFailing: the disk does not answer.
    """
    with system_told():
        if not _can_be_written(path):
            refuse_waiting_log(path, header)
            raise LedgerUnfinished if journal_waits(path) else LedgerReadOnly


def refuse_waiting_log(path: Path, header: Header) -> None:
    """Nothing, unless part of a plain file still lies in a log, which reading would write in.

    Raises:
        LedgerUnfinished: another tool left it there.
    """
    if header.is_plain and header.is_logged and log_waits(path):
        raise LedgerUnfinished(
            "Another program left part of this ledger in a file beside it, and nothing can be"
            " written here.",
            "Copy both into one folder of yours, the ledger and the file whose name ends in"
            ' "-wal", and open the copy.',
        )


def _can_be_written(path: Path) -> bool:
    try:
        os.close(os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0)))
    except PermissionError:
        return False
    except OSError as error:
        if error.errno == errno.EROFS:
            return False
        raise
    return os.access(path.parent, os.W_OK | os.X_OK)
