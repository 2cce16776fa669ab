"""What leaves a ledger for somebody else: chosen records, complete, logged, in plain formats."""

import json
import shutil
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from store import logs
from store.exchange.asked import Asked
from store.exchange.balance import Share
from store.exchange.contents import Contents, contents_of
from store.exchange.csv_folder import new_folder, write_csv
from store.exchange.datasette import metadata, metadata_path
from store.exchange.geopackage import write_geopackage
from store.exchange.json_file import write_json
from store.exchange.profiles import ALL_PROFILES, INTERNAL, Profile
from store.exchange.pseudonyms import secret_of
from store.exchange.redacted_sqlite import write_redacted
from store.exchange.sqlite_file import write_sqlite
from store.exchange.steps import Steps
from store.ledger import Store
from store.paths import real_path
from store.progress import Progress
from store.publishing import new_file, refuse_taken
from store.unfinished_files import What, Writing, forget, written_out

__all__ = [
    "ALL_PROFILES",
    "FORMATS",
    "INTERNAL",
    "Asked",
    "Extracted",
    "Profile",
    "Share",
    "extract",
    "extracting",
]

_New = Callable[[Path, Path], AbstractContextManager[Path]]
_Write = Callable[[Contents, Path, Steps], Generator[Progress, None, str]]


def _write_sqlite(contents: Contents, part: Path, steps: Steps) -> Generator[Progress, None, str]:
    write = write_sqlite if contents.redaction is None else write_redacted
    return (yield from write(contents, part, steps))


_WRITERS: dict[str, tuple[_New, _Write]] = {
    "sqlite": (new_file, _write_sqlite),
    "csv": (new_folder, write_csv),
    "gpkg": (new_file, write_geopackage),
    "json": (new_file, write_json),
}

FORMATS: Final = tuple(_WRITERS)
"""`csv` makes a folder, the others one file; `sqlite` has Datasette's metadata beside it."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """An extract that was written: where, what share of each kind, and the hash it is logged by.

    The SHA-256 is that of the file, of a CSV folder that of its `manifest.json`. `denamed`
    people left without their names, `suppressed` ones without their particulars, and `held`
    texts stayed because a name stands in them that must not leave.
    """

    path: Path
    balance: tuple[Share, ...]
    sha256: str
    denamed: int = 0
    suppressed: int = 0
    held: int = 0


def extract(store: Store, path: Path, form: str, terms: Sequence[str] = ()) -> Extracted:
    """Writes an extract for our own people to `path`, and logs it, as `extracting` does."""
    return finished(extracting(store, path, Asked(form=form, terms=tuple(terms))))


def finished(job: Generator[Progress, None, Extracted]) -> Extracted:
    """What a job gives in the end, worked through without looking at its progress."""
    while True:
        try:
            next(job)
        except StopIteration as done:
            found: Extracted = done.value
            return found


def extracting(store: Store, path: Path, asked: Asked) -> Generator[Progress, None, Extracted]:
    """Writes an extract to `path` and logs it in the ledger, telling how far it is.

    What is written is never encrypted. If anything fails, or the generator is closed, there is
    neither an extract nor an entry in the log.

    Raises:
        LedgerExists: there is something at `path` already.
        FilterInvalid: a term means nothing.
        LedgerUnusable: another of its subclasses.
        KeyError: there is no such format.
    """
    new, write = _WRITERS[asked.form]
    place = real_path(path, follow=False)
    places = [place, metadata_path(place)] if asked.form == "sqlite" else [place]
    for each in places:
        refuse_taken(each)
    made: list[Path] = []
    try:
        with store.ask(written_out, What.EXTRACT, places) as writing, store.together():
            yield Progress("Choosing what leaves")
            contents = contents_of(store, asked, store.do(secret_of))
            steps = Steps(sum(sheet.many for sheet in contents.sheets))
            with _new_files(new, writing, places, made) as parts:
                sha256 = yield from write(contents, parts[0], steps)
                for part in parts[1:]:
                    part.write_text(metadata(contents, place), encoding="utf-8")
                _log(store, contents, sha256)
                store.ask(forget, writing)
    except BaseException:
        for each in made:
            _remove(each)
        raise
    redaction = contents.redaction
    held = len(redaction.texts_held) if redaction else 0
    return Extracted(place, contents.balance, sha256, contents.denamed, contents.suppressed, held)


@contextmanager
def _new_files(
    new: _New, writing: Writing, places: list[Path], made: list[Path]
) -> Iterator[list[Path]]:
    """The files to fill, the extract's own first; `made` has those that got their names."""
    with ExitStack() as stack:
        yield [
            stack.enter_context(_noted(new, place, part, made))
            for place, part in zip(places, writing.parts, strict=True)
        ]


@contextmanager
def _noted(new: _New, place: Path, part: Path, made: list[Path]) -> Iterator[Path]:
    with new(place, part):
        yield part
    # Only now it has its name: what stood there before is not ours to take away.
    made.append(place)


def _log(store: Store, contents: Contents, sha256: str) -> None:
    asked = contents.asked
    words = "; ".join(filter(None, [contents.scope.words, asked.words]))
    counts = {share.kind: share.written for share in contents.balance}
    store.do(
        logs.write,
        "extract_log",
        {
            "profile": asked.profile.code,
            "format": asked.form,
            "filter": words,
            "sha256": sha256,
            "to": asked.to,
            "counts": json.dumps(counts),
        },
    )


def _remove(place: Path) -> None:
    """Takes away what was just made, because it could not be logged."""
    with suppress(OSError):
        if place.is_dir():
            shutil.rmtree(place)
        else:
            place.unlink()
