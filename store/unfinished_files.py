"""Files that are being written out of a ledger: it names them until they are complete.

What it still names at its next opening was cut off, and is cleared away then. Only what has a
name that this program gave is ever touched.
"""

import json
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path

from store.connection import FileConnection, journal_of
from store.engine import Connection, Error
from store.errors import LedgerError, WritingCutOff
from store.publishing import part_of
from store.transaction import transaction

WRITING = "writing-"
"""How the names of these settings begin; each is about what was written in one go."""

_NAME = re.compile(r"\.[0-9a-f]{16}\.part")


class What(StrEnum):
    """What is being written, as a person calls it."""

    EXTRACT = "an extract"
    REPORT = "a report"
    HANDOFF = "a handoff"
    LEDGER = "a ledger to travel with"


_TITLE = "Writing {} was cut off, and this ledger does not count it as written."
_NOTHING = "Nothing of it is left. Write it again if you still need it."
_GONE = "A part of it is deleted. Write it again if you still need it."
_GONE_PLAIN = (
    "A part of it that anybody can read lay in a hidden file. It is deleted, but experts may find"
    " traces of it on that disk."
)
_STAYS = "A part of it could not be deleted. Delete it yourself: {}"
_STAYS_PLAIN = "A part of it that anybody can read could not be deleted. Delete it yourself: {}"
_ELSEWHERE = (
    "A part of it may lie in a folder that is not here now. Put in the disk or stick and open this"
    " ledger again: then it is deleted. Or delete it yourself: {}"
)
_UNREADABLE = (
    "The ledger says which file it was, but not in a way that can be understood. Look for hidden"
    ' files whose names end in ".part" where you write files, and delete them.'
)
_UNDER_ITS_NAME = "Look whether you want to keep what is there, or write it again: {}"


@dataclass(frozen=True, slots=True)
class _File:
    """A hidden file or folder, what it was to become, and where its disk or stick was put in."""

    part: str
    place: str
    disk: str

    @property
    def is_left(self) -> bool:
        return os.path.lexists(self.part)

    @property
    def has_its_name(self) -> bool:
        return os.path.lexists(self.place)

    @property
    def may_be_elsewhere(self) -> bool:
        """Whether the disk or stick on which it would lie is not here."""
        return not (os.path.ismount(self.disk) and Path(self.part).parent.is_dir())

    def delete(self) -> None:
        """Deletes it as far as the system lets us."""
        part = Path(self.part)
        if part.is_dir() and not part.is_symlink():
            from shutil import rmtree

            rmtree(part, ignore_errors=True)
            return
        for each in (part, journal_of(part)):
            with suppress(OSError):
                each.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Writing:
    """What is being written in one go; `parts` are the hidden files to fill, in order."""

    key: str
    what: What
    is_plain: bool
    files: tuple[_File, ...]
    is_told: bool = False

    @property
    def parts(self) -> list[Path]:
        """Where to write, before each gets its name."""
        return [Path(file.part) for file in self.files]


@contextmanager
def written_out(
    connection: Connection, what: What, places: Sequence[Path], *, is_plain: bool = True
) -> Iterator[Writing]:
    """Has the ledger name the files that the block writes, until nothing of them is unfinished.

    `is_plain` says whether anybody could read them. A block with a transaction calls `forget` in
    it, so that they count as written at the moment at which the ledger says so.

    Raises:
        LedgerUnusable: one of its subclasses; nothing was written.
        RuntimeError: a transaction is open already.
    """
    files = tuple(_File(str(part_of(place)), str(place), _disk_of(place)) for place in places)
    writing = Writing(f"{WRITING}{os.urandom(8).hex()}", what, is_plain, files)
    with transaction(connection):
        _keep(connection, writing)
    try:
        yield writing
    finally:
        # After a stick was pulled it stays named, so that the next opening finds it.
        if not any(file.is_left or file.may_be_elsewhere for file in files):
            with suppress(LedgerError, Error), transaction(connection):
                forget(connection, writing)


def _disk_of(place: Path) -> str:
    """The folder at which its disk or stick is put into the tree of folders."""
    return str(next(each for each in place.parents if os.path.ismount(each) or each == each.parent))


def forget(connection: Connection, writing: Writing) -> None:
    """Has the ledger name these files no more; inside the caller's transaction."""
    _forget(connection, writing.key)


def _forget(connection: Connection, key: str) -> None:
    connection.execute("DELETE FROM setting WHERE key = ?", (key,))


def clear_away(connection: Connection) -> list[WritingCutOff]:
    """What there is to tell of files that were cut off, after they are deleted.

    The ledger must be locked for this connection, so that none is being written now. One that is
    open for reading is only told about. What may be on a disk that is not here is told of once,
    and deleted whenever it is found.
    """
    if not isinstance(connection, FileConnection):
        return []
    sql = f"SELECT key, value FROM setting WHERE key GLOB '{WRITING}*' ORDER BY key"
    found = [_clear(connection, *row) for row in connection.execute(sql).fetchall()]
    return [problem for problem in found if problem is not None]


def _clear(connection: FileConnection, key: str, value: str) -> WritingCutOff | None:
    try:
        writing = _read(key, json.loads(value))
    except (KeyError, TypeError, ValueError):
        if not connection.read_only:
            with suppress(LedgerError), transaction(connection):
                _forget(connection, key)
        return WritingCutOff(advice=_UNREADABLE)
    was_left = any(file.is_left for file in writing.files)
    if not connection.read_only:
        for file in writing.files:
            file.delete()
    told = _told(writing, was_left=was_left)
    if not connection.read_only:
        with suppress(LedgerError), transaction(connection):
            forget(connection, writing)
            if any(file.is_left or file.may_be_elsewhere for file in writing.files):
                _keep(connection, replace(writing, is_told=True))
    return told


def _told(writing: Writing, *, was_left: bool) -> WritingCutOff | None:
    title = _TITLE.format(writing.what)
    plain = writing.is_plain
    for file in writing.files:
        if file.is_left:
            return WritingCutOff(title, (_STAYS_PLAIN if plain else _STAYS).format(file.part))
    if was_left:
        advice = _GONE_PLAIN if plain else _GONE
    elif writing.is_told:
        return None
    else:
        missing = [file.part for file in writing.files if file.may_be_elsewhere]
        advice = _ELSEWHERE.format(missing[0]) if missing else _NOTHING
    named = [file.place for file in writing.files if file.has_its_name]
    if named:
        under_its_name = _UNDER_ITS_NAME.format(named[-1])
        advice = under_its_name if advice is _NOTHING else f"{advice} {under_its_name}"
    return WritingCutOff(title, advice)


def _keep(connection: Connection, writing: Writing) -> None:
    value = {key: each for key, each in asdict(writing).items() if key != "key"}
    connection.execute("INSERT INTO setting VALUES (?, ?)", (writing.key, json.dumps(value)))


def _read(key: str, value: dict[str, object]) -> Writing:
    """What the ledger names.

    Raises:
        KeyError, TypeError, ValueError: this program writes no such thing.
    """
    files = tuple(_read_file(each) for each in _several(value["files"]))
    return Writing(
        key, What(str(value["what"])), bool(value["is_plain"]), files, bool(value["is_told"])
    )


def _read_file(value: object) -> _File:
    if not isinstance(value, dict):
        raise TypeError
    part, place = Path(str(value["part"])), Path(str(value["place"]))
    if not _NAME.fullmatch(part.name) or not part.is_absolute() or part.parent != place.parent:
        raise ValueError
    if "\0" in str(place):
        raise ValueError
    return _File(str(part), str(place), str(value["disk"]))


def _several(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError
    return value
