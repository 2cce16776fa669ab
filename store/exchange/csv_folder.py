"""An extract as a folder of CSV files (RFC 4180, UTF-8), with what explains them.

Under the column names stand HXL hashtags, in every file that has columns for them.
"""

import csv
import hashlib
import json
import os
import shutil
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from store.exchange.balance import BALANCE_COLUMNS
from store.exchange.contents import Contents
from store.exchange.explained import explained
from store.exchange.sheets import Sheet, Values
from store.exchange.steps import Steps
from store.progress import Progress
from store.publishing import refuse_taken
from store.telling import system_told

MANIFEST = "manifest.json"
BALANCE = "balance.csv"
CODEBOOK = "codebook.md"


@contextmanager
def new_folder(path: Path, part: Path) -> Iterator[Path]:
    """An empty folder named `part`, beside `path`, its owner's only, to be filled in the block.

    When the block ends well it becomes `path`; when it fails, nothing is left.

    Raises:
        LedgerExists: there is something at `path`.
        LedgerMissing: there is no such folder to make it in.
        LedgerReadOnly, DiskFull, DiskFailing: as named.
    """
    with system_told():
        refuse_taken(path)
        part.mkdir(mode=0o700)
    try:
        with system_told():
            yield part
            refuse_taken(path)
            part.rename(path)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def write_csv(contents: Contents, part: Path, steps: Steps) -> Generator[Progress, None, str]:
    """Fills the empty folder and gives back the SHA-256 of its manifest, which has the others'."""
    files: dict[str, dict[str, object]] = {}
    for sheet in contents.sheets:
        name = f"{sheet.name}.csv"
        files[name] = yield from _write_sheet(part / name, sheet, steps)
    shares = [tuple(row[name] for name in BALANCE_COLUMNS) for row in contents.balance_rows]
    files[BALANCE] = _hashed(part / BALANCE, _write_rows(part / BALANCE, BALANCE_COLUMNS, shares))
    files[CODEBOOK] = {"sha256": _write(part / CODEBOOK, explained(contents))}
    manifest = json.dumps({**contents.manifest, "files": files}, ensure_ascii=False, indent=2)
    return _write(part / MANIFEST, manifest + "\n")


def _write_sheet(
    path: Path, sheet: Sheet, steps: Steps
) -> Generator[Progress, None, dict[str, object]]:
    """Writes rows as they are: nothing is escaped, empty cells are NULL."""
    many = 0
    with _open(path) as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(sheet.names)
        if sheet.hashtags:
            writer.writerow(sheet.hashtags)
        for row in sheet.rows():
            writer.writerow(row)
            many += 1
            if step := steps.row():
                yield step
        _flush(file)
    return {**_hashed(path, many), "hashtags": bool(sheet.hashtags)}


def _write_rows(path: Path, columns: Sequence[str], rows: Iterable[Values]) -> int:
    many = 0
    with _open(path) as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(columns)
        for many, row in enumerate(rows, 1):  # noqa: B007 - the number of the last one
            writer.writerow(row)
        _flush(file)
    return many


def _open(path: Path) -> IO[str]:
    path.touch(mode=0o600, exist_ok=False)
    return path.open("w", encoding="utf-8", newline="")


def _hashed(path: Path, many: int) -> dict[str, object]:
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
