"""What leaves a ledger for somebody else: chosen records, complete, logged, in plain formats."""

import shutil
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from pathlib import Path

from store.exchange.contents import Contents, Share, contents_of
from store.exchange.csv_folder import new_folder, write_csv
from store.exchange.scope import choose
from store.exchange.sqlite_file import write_sqlite
from store.ledger import Store
from store.paths import real_path
from store.publishing import new_file

__all__ = ["FORMATS", "PROFILES", "Extracted", "Share", "extract"]

PROFILES = ("internal",)
"""What of a record leaves. `internal`: everything, its history included."""

_New = Callable[[Path], AbstractContextManager[Path]]
_Write = Callable[[Contents, Path], str]

_WRITERS: dict[str, tuple[_New, _Write]] = {
    "sqlite": (new_file, write_sqlite),
    "csv": (new_folder, write_csv),
}

FORMATS = tuple(_WRITERS)
"""`sqlite`: one file; `csv`: a folder."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """An extract that was written: where, what share of each kind, and the hash it is logged by.

    The SHA-256 is that of the file, of a CSV folder that of its `manifest.json`.
    """

    path: Path
    balance: tuple[Share, ...]
    sha256: str


def extract(store: Store, path: Path, form: str, terms: Sequence[str] = ()) -> Extracted:
    """Writes an extract with the internal profile to `path`, and logs it in the ledger.

    The terms choose incidents, and what belongs to these follows; without terms everything
    goes. What is written is never encrypted. If anything fails there is neither an extract nor
    an entry in the log.

    Raises:
        LedgerExists: there is something at `path` already.
        FilterInvalid: a term means nothing.
        LedgerUnusable: another of its subclasses.
        KeyError: there is no such format.
    """
    new, write = _WRITERS[form]
    place = real_path(path, follow=False)
    is_there = False
    try:
        with store.together():
            contents = contents_of(store, choose(store, terms), form)
            with new(place) as part:
                sha256 = write(contents, part)
                counts = {share.kind: share.written for share in contents.balance}
                store.log_extract(PROFILES[0], form, contents.scope.words, counts, sha256)
            is_there = True
    except BaseException:
        if is_there:
            _remove(place)
        raise
    return Extracted(place, contents.balance, sha256)


def _remove(place: Path) -> None:
    """Takes away what was just made, because it could not be logged."""
    with suppress(OSError):
        if place.is_dir():
            shutil.rmtree(place)
        else:
            place.unlink()
