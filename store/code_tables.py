"""The tables of codes, one for each list, in a ledger and in what is written from it."""

from typing import Final

from store.engine import Connection
from store.vocabulary import CodeList

CODE_COLUMNS: Final = ("code", "label", "definition", "position")


def code_table(name: str) -> str:
    """CREATE TABLE for the codes of a list."""
    return (
        f"CREATE TABLE {name}(\n  code TEXT PRIMARY KEY,\n  label TEXT NOT NULL,\n"
        "  definition TEXT NOT NULL,\n  position INTEGER NOT NULL\n) STRICT, WITHOUT ROWID"
    )


def code_rows(codes: type[CodeList]) -> list[tuple[str, str, str, int]]:
    """Its rows, in the order of `CODE_COLUMNS`."""
    return [(str(code), code.label, code.definition, n) for n, code in enumerate(codes)]


def fill_codes(connection: Connection, codes: type[CodeList]) -> None:
    """Puts the codes of a list into its empty table."""
    sql = f"INSERT INTO {codes.table()} VALUES (?, ?, ?, ?)"
    connection.executemany(sql, code_rows(codes))
