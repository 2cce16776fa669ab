"""What a change of the passphrase leaves beside the ledger when it is cut off, and its end.

The ledger itself says which file is being written beside it, so that no other file is ever
taken for one.
"""

import json
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from store.connection import FileConnection
from store.engine import Connection
from store.errors import ChangeCutOff, LedgerError
from store.shapes import shape
from store.transaction import transaction

UNFINISHED = "unfinished"
"""The setting that names the file, and says whether anybody could read it."""

_NAME = shape(r"unfinished-[0-9a-f]{16}\.part")

_CHANGING = "Changing the passphrase was cut off: the ledger opens as it did before."
_TAKING_AWAY = "Taking the passphrase away was cut off: this ledger still has it."
_GONE = "What was written beside it until then is deleted."
_GONE_PLAIN = (
    "A copy that anybody can read was being written beside it. It is deleted, but experts may find"
    " traces of it on this disk."
)
_STAYS = "What was written beside it until then could not be deleted. Delete it yourself: {}"
_STAYS_PLAIN = (
    "A copy that anybody can read was being written beside it, and could not be deleted. Delete it"
    " yourself: {}"
)
_ELSEWHERE = (
    "The copy that anybody can read, which was being written beside it, is not here. If you"
    " brought the ledger from another folder or disk, look there for this file, and delete it: {}"
)
_UNREADABLE = (
    "The ledger says what was being written beside it, but not in a way that can be understood."
    ' Look beside it for a file named "unfinished-….part", and delete it.'
)


@dataclass(frozen=True, slots=True)
class _Mark:
    name: str
    is_plain: bool


def announce(connection: FileConnection, *, is_plain: bool) -> Path:
    """Where the ledger will be written anew; the ledger remembers that until `forget`.

    Raises:
        LedgerUnusable: one of its subclasses; nothing was written.
    """
    name = f"unfinished-{os.urandom(8).hex()}.part"
    with transaction(connection):
        connection.execute(
            "INSERT INTO setting VALUES (?, ?)",
            (UNFINISHED, json.dumps({"name": name, "is_plain": is_plain})),
        )
    return connection.path.with_name(name)


def is_remembered(connection: FileConnection) -> bool:
    """Whether the ledger names such a file."""
    return _noted(connection) is not None


def is_announced(connection: FileConnection, part: Path) -> bool:
    """Whether the ledger still says that this file is being written."""
    noted = _noted(connection)
    mark = None if noted is None else _read(noted)
    return mark is not None and mark.name == part.name


def forget(connection: Connection) -> None:
    """Has the ledger remember no such file.

    Raises:
        LedgerUnusable: one of its subclasses; it still remembers.
    """
    with transaction(connection):
        connection.execute("DELETE FROM setting WHERE key = ?", (UNFINISHED,))


def clear(connection: Connection) -> ChangeCutOff | None:
    """What there is to tell of a change that was cut off, after its file is deleted.

    The ledger must be locked for this connection, so that no change goes on now. One that is
    open for reading is only told about.
    """
    if not isinstance(connection, FileConnection) or (noted := _noted(connection)) is None:
        return None
    mark = _read(noted)
    if mark is None:
        if not connection.read_only:
            with suppress(LedgerError):
                forget(connection)
        return ChangeCutOff(advice=_UNREADABLE)
    part = connection.path.with_name(mark.name)
    was_there = os.path.lexists(part)
    if not connection.read_only:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        if not os.path.lexists(part):
            with suppress(LedgerError):
                forget(connection)
    return _told(mark, part, was_there=was_there)


def _told(mark: _Mark, part: Path, *, was_there: bool) -> ChangeCutOff | None:
    title = _TAKING_AWAY if mark.is_plain else _CHANGING
    if os.path.lexists(part):
        stays = _STAYS_PLAIN if mark.is_plain else _STAYS
        return ChangeCutOff(title, stays.format(part))
    if was_there:
        return ChangeCutOff(title, _GONE_PLAIN if mark.is_plain else _GONE)
    return ChangeCutOff(title, _ELSEWHERE.format(part.name)) if mark.is_plain else None


def _noted(connection: Connection) -> str | None:
    sql = "SELECT value FROM setting WHERE key = ?"
    row = connection.execute(sql, (UNFINISHED,)).fetchone()
    return None if row is None else str(row[0])


def _read(noted: str) -> _Mark | None:
    """Which file the ledger names, if it is one that a change may have written."""
    try:
        found = json.loads(noted)
        name, is_plain = str(found["name"]), bool(found["is_plain"])
    except (KeyError, TypeError, ValueError):
        return None
    return _Mark(name, is_plain) if _NAME.fullmatch(name) else None
