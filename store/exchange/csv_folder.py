"""An extract as a folder of CSV files (RFC 4180, UTF-8), with what explains them."""

import csv
import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from store.codebook import as_markdown, codebook
from store.errors import LedgerExists, LedgerMissing
from store.exchange.contents import Contents, columns_written
from store.gazetteer import ANCESTOR_LEVELS
from store.records import RECORD_TYPES
from store.telling import system_told

MANIFEST = "manifest.json"
BALANCE = "balance.csv"
CODEBOOK = "codebook.md"

_LOCATION = (
    *("key", "level", "name", "name_local", "parent", "lat", "lon", "aliases", "origin"),
    *map(str, ANCESTOR_LEVELS),
)


@contextmanager
def new_folder(path: Path) -> Iterator[Path]:
    """An empty folder beside `path`, its owner's only, to be filled in the block.

    When the block ends well it becomes `path`; when it fails, nothing is left.

    Raises:
        LedgerExists: there is something at `path`.
        LedgerMissing: there is no such folder to make it in.
        LedgerReadOnly, DiskFull, DiskFailing: as named.
    """
    with system_told():
        _refuse_taken(path)
        part = path.with_name(f".{secrets.token_hex(8)}.part")
        part.mkdir(mode=0o700)
    try:
        with system_told():
            yield part
            _refuse_taken(path)
            part.rename(path)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _refuse_taken(path: Path) -> None:
    if os.path.lexists(path):
        raise LedgerExists
    if not path.parent.is_dir():
        raise LedgerMissing("There is no such folder, and nothing was created.")


def write_csv(contents: Contents, part: Path) -> str:
    """Fills the empty folder and gives back the SHA-256 of its manifest, which has the others'."""
    files: dict[str, dict[str, object]] = {}
    for model in RECORD_TYPES.values():
        name = f"{model.table}.csv"
        files[name] = _write_rows(part / name, columns_written(model), contents.records(model))
    places = contents.rows("location", _LOCATION, "key", contents.scope.places)
    files["location.csv"] = _write_rows(part / "location.csv", _LOCATION, places)
    shares = [share.row for share in contents.balance]
    files[BALANCE] = _write_rows(part / BALANCE, tuple(shares[0]), shares)
    files[CODEBOOK] = {"sha256": _write(part / CODEBOOK, as_markdown(codebook()))}
    manifest = json.dumps({**contents.manifest, "files": files}, ensure_ascii=False, indent=2)
    return _write(part / MANIFEST, manifest + "\n")


def _write_rows(
    path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, object]]
) -> dict[str, object]:
    """Writes rows as they are: nothing is escaped, empty cells are NULL."""
    many = 0
    path.touch(mode=0o600, exist_ok=False)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(columns)
        for row in rows:
            writer.writerow([row[column] for column in columns])
            many += 1
        _flush(file)
    with path.open("rb") as file:
        return {"rows": many, "sha256": hashlib.file_digest(file, "sha256").hexdigest()}


def _write(path: Path, text: str) -> str:
    content = text.encode()
    path.touch(mode=0o600, exist_ok=False)
    with path.open("wb") as file:
        file.write(content)
        _flush(file)
    return hashlib.sha256(content).hexdigest()


def _flush(file: IO[Any]) -> None:
    file.flush()
    os.fsync(file.fileno())
