"""What Datasette shows beside the tables of a SQLite extract: its `metadata.json`."""

import json
from pathlib import Path
from typing import Any, Final

from store.exchange.contents import Contents
from store.exchange.redacted_sqlite import MEANINGS
from store.exchange.sheets import Sheet

_FACETS: Final = (
    *("kind", "outcome", "status", "measure", "grade", "township_name", "eff_township"),
    *("review", "decision", "level"),
)
_MOST_FACETS: Final = 4


def metadata_path(path: Path) -> Path:
    """Where the metadata of an extract at `path` lies: beside it."""
    return path.with_name(f"{path.stem}.metadata.json")


def metadata(contents: Contents, path: Path) -> str:
    """The metadata as JSON; Datasette calls a database by its file's name without the ending."""
    manifest = contents.manifest
    about = f"{contents.asked.profile.explained} {manifest['filter']}."
    found: dict[str, Any] = {
        "title": f"Extract of {manifest['made_on']}",
        "description": about,
        "databases": {
            path.stem: {
                "description": about,
                "tables": {
                    **{sheet.name: _table(sheet) for sheet in contents.sheets},
                    **{name: {"description": meaning} for name, meaning in MEANINGS.items()},
                },
            }
        },
    }
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _table(sheet: Sheet) -> dict[str, Any]:
    facets = [name for name in _FACETS if name in sheet.names][:_MOST_FACETS]
    found: dict[str, Any] = {
        "description": sheet.about,
        "columns": {column.name: column.meaning for column in sheet.columns},
    }
    return {**found, "facets": facets} if facets else found
