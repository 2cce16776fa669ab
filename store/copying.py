"""Copying the file of a closed ledger, byte by byte, from where nothing can be written."""

from pathlib import Path

from store.connection import journal_of, journal_waits, log_of, log_waits, open_here
from store.errors import Interrupted, LedgerLocked
from store.paths import real_path
from store.progress import Progress, Watch
from store.publishing import new_file
from store.telling import system_told

_CHUNK = 1 << 20  # bytes
_COPYING = "Copying the ledger"


def copy_ledger(path: Path, to: Path, watch: Watch) -> None:
    """A new file at `to` with all that is in the ledger at `path`; it need not be keyed.

    What is needed to undo a save that was cut off is copied with it, and first, so that the
    copy never stands there without. `watch` is told how far it is, and stops it with True.

    Raises:
        LedgerExists: there is something at `to` already.
        LedgerLocked: somebody wrote in the ledger meanwhile.
        Interrupted: it was stopped; there is no copy.
        LedgerUnusable: another of its subclasses; there is no copy.
    """
    place, to = real_path(path, follow=True), real_path(to, follow=False)
    beside: list[Path] = []
    with system_told():
        if open_here(place):
            raise LedgerLocked
        before = _state(place)
        try:
            with new_file(to) as part:
                for source, target in _waiting(place, to):
                    with new_file(target) as other:
                        _copy(source, other, watch)
                    beside.append(target)
                _copy(place, part, watch)
                _refuse_changed(place, before)
        except BaseException:
            for target in beside:
                target.unlink(missing_ok=True)
            raise


def _waiting(place: Path, to: Path) -> list[tuple[Path, Path]]:
    """What lies beside a ledger and belongs to it, and where it belongs beside the copy."""
    return [
        (source(place), source(to))
        for source, waits in ((journal_of, journal_waits), (log_of, log_waits))
        if waits(place)
    ]


def _refuse_changed(place: Path, before: list[tuple[int, int]]) -> None:
    if _state(place) != before:
        raise LedgerLocked("This ledger was written in while it was being copied.")


def _state(place: Path) -> list[tuple[int, int]]:
    """What tells that a ledger was written in: sizes and times of its files."""
    files = (place, journal_of(place), log_of(place))
    found = [file.stat() if file.exists() else None for file in files]
    return [(file.st_size, file.st_mtime_ns) if file else (0, 0) for file in found]


def _copy(source: Path, part: Path, watch: Watch) -> None:
    whole, done = source.stat().st_size, 0
    with source.open("rb") as reading, part.open("rb+") as writing:
        while chunk := reading.read(_CHUNK):
            if watch(Progress(_COPYING, done, whole)):
                raise Interrupted
            writing.write(chunk)
            done += len(chunk)
