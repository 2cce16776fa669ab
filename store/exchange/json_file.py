"""An extract as one JSON file (RFC 8259, UTF-8): what it is, what it means, then the rows."""

import hashlib
import json
import os
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any, Final

from store.exchange.contents import Contents, sheet_codebook
from store.exchange.sheets import LISTS, Sheet, Values
from store.exchange.steps import Steps
from store.progress import Progress
from store.telling import system_told

_JSON_KINDS: Final = frozenset({"texts", "codes", "places", "consent", "reasons"})
"""The kinds of value that are JSON in their column, and stand here as what they are."""


def write_json(contents: Contents, part: Path, steps: Steps) -> Generator[Progress, None, str]:
    """Fills the empty file and gives back its SHA-256.

    Raises:
        DiskFull, DiskFailing: as named.
    """
    digest = hashlib.sha256()
    with system_told(), part.open("wb") as file:
        for piece, step in _pieces(contents, steps):
            content = piece.encode()
            digest.update(content)
            file.write(content)
            if step:
                yield step
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest()


def _pieces(contents: Contents, steps: Steps) -> Iterator[tuple[str, Progress | None]]:
    about = {
        "manifest": contents.manifest,
        "balance": contents.balance_rows,
        "codebook": list(sheet_codebook(contents.sheets)),
        "lists": {name: _list_of(name) for name in LISTS},
    }
    yield _text(about).removesuffix("}") + ',"tables":{', None
    for number, sheet in enumerate(contents.sheets):
        yield f"{',' if number else ''}\n{_text(sheet.name)}:[", None
        before = "\n"
        for row in sheet.rows():
            yield before + _text(_object(sheet, row)), steps.row()
            before = ",\n"
        yield "]", None
    yield "}}\n", None


def _list_of(name: str) -> list[dict[str, str]]:
    return [
        {"code": str(code), "label": code.label, "definition": code.definition}
        for code in LISTS[name]
    ]


def _object(sheet: Sheet, row: Values) -> dict[str, Any]:
    return {
        column.name: json.loads(value)
        if isinstance(value, str) and column.value in _JSON_KINDS
        else value
        for column, value in zip(sheet.columns, row, strict=True)
    }


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
