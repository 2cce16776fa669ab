"""An extract for others as one SQLite file that any SQLite tool opens and that explains itself."""

from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Final

from store.code_tables import code_table, fill_codes
from store.engine import Connection
from store.exchange.about_itself import BALANCE, CODEBOOK, CODEBOOK_COLUMNS, MANIFEST
from store.exchange.balance import BALANCE_COLUMNS
from store.exchange.contents import Contents, sheet_codebook, text_of
from store.exchange.plain_views import VIEWS
from store.exchange.sheets import LISTS, Sheet, Values
from store.exchange.sqlite_sheets import columns_ddl, insert, new_database, sha256_of
from store.exchange.steps import Steps
from store.kinds import quoted
from store.progress import Progress

_ABOUT: Final = """CREATE TABLE about(
  "table" TEXT PRIMARY KEY,
  meaning TEXT NOT NULL
) STRICT"""
MEANINGS: Final = {
    "manifest": "What this extract is: for what use, made when, through which filter.",
    "balance": "How many records the ledger has, how many are here, and why the others are not.",
    "about": "What each table and view holds.",
    "codebook": "What each column means, and which table or list it refers to.",
    "deaths_by_month_and_township": "Documented deaths by month, township and status.",
    "people_harmed": "People by what happened to them, with both ends of the range.",
    "detention_by_status": "Documented detentions by how they stand.",
    "damage_by_group_and_grade": "Documented buildings by group and grade of damage.",
    "figure_with_source": "Figures of others, each with its source's letter and kind.",
}
"""Tables and views that hold no records, with a sentence each."""


def write_redacted(contents: Contents, part: Path, steps: Steps) -> Generator[Progress, None, str]:
    """Fills the empty file and gives back its SHA-256.

    Raises:
        DiskFull, DiskFailing: as named.
    """
    with new_database(part) as connection:
        for statement in _ddl(contents.sheets):
            connection.execute(statement)
        for codes in LISTS.values():
            fill_codes(connection, codes)
        for sheet in contents.sheets:
            yield from insert(connection, sheet.name, sheet.names, sheet.rows(), steps)
        for statement in _indexes(contents.sheets):
            connection.execute(statement)
        _put_about(connection, contents)
    return sha256_of(part)


def _ddl(sheets: tuple[Sheet, ...]) -> Iterator[str]:
    yield from map(code_table, LISTS)
    there = frozenset({*LISTS, *(sheet.name for sheet in sheets)})
    for sheet in sheets:
        body = ",\n  ".join(columns_ddl(sheet, there))
        yield f"CREATE TABLE {quoted(sheet.name)}(\n  {body}\n) STRICT"
    yield from VIEWS
    yield from (MANIFEST, BALANCE, _ABOUT, CODEBOOK)


def _indexes(sheets: tuple[Sheet, ...]) -> Iterator[str]:
    for sheet in sheets:
        for column in sheet.columns[1:]:
            if column.name in ("incident", "record", "source", "township", "a", "b"):
                index = quoted(f"{sheet.name}_{column.name}")
                yield f"CREATE INDEX {index} ON {quoted(sheet.name)}({quoted(column.name)})"


def _put_about(connection: Connection, contents: Contents) -> None:
    """Fills the tables that say what the extract is and what it means."""
    rows: dict[str, list[Values]] = {
        "manifest": [(key, text_of(value)) for key, value in contents.manifest.items()],
        "balance": [tuple(row[name] for name in BALANCE_COLUMNS) for row in contents.balance_rows],
        "about": [
            *((sheet.name, sheet.about) for sheet in contents.sheets),
            *(
                (name, f"The codes of the list “{codes.heading()}”.")
                for name, codes in LISTS.items()
            ),
            *MEANINGS.items(),
        ],
        "codebook": [
            tuple(row[name] for name in CODEBOOK_COLUMNS) for row in sheet_codebook(contents.sheets)
        ],
    }
    for table, values in rows.items():
        places = ", ".join("?" * len(values[0]))
        connection.executemany(f"INSERT INTO {table} VALUES ({places})", values)
