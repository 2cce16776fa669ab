"""Writing the tables of an extract into a new SQLite file that has never held anything else."""

import hashlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Final

from store.connection import uri
from store.engine import Connection, connect
from store.exchange.sheets import Sheet, Values
from store.exchange.steps import Steps
from store.kinds import quoted
from store.progress import Progress
from store.telling import told

_AT_ONCE: Final = 500


@contextmanager
def new_database(part: Path) -> Iterator[Connection]:
    """A connection to the empty file, in a transaction that ends with the block.

    Raises:
        DiskFull, DiskFailing: as named.
    """
    connection = connect(f"{uri(part)}?mode=rw", isolation_level=None, uri=True)
    try:
        with told(connection):
            # The file is not under its name yet: if this is cut off, nothing of it stays.
            connection.execute("PRAGMA journal_mode=OFF")
            connection.execute("PRAGMA synchronous=OFF")
            # Nothing of a record goes to a temporary file, and no page keeps what left it.
            connection.execute("PRAGMA temp_store=MEMORY")
            connection.execute("PRAGMA secure_delete=ON")
            connection.execute("BEGIN")
            yield connection
            connection.execute("COMMIT")
    finally:
        connection.close()


def insert(
    connection: Connection, table: str, names: tuple[str, ...], rows: Iterator[Values], steps: Steps
) -> Generator[Progress, None, None]:
    """Puts rows into a table, some at a time."""
    columns, places = ", ".join(map(quoted, names)), ", ".join("?" * len(names))
    sql = f"INSERT INTO {quoted(table)}({columns}) VALUES ({places})"
    while chunk := list(islice(rows, _AT_ONCE)):
        connection.executemany(sql, chunk)
        yield from filter(None, [steps.row() for _ in chunk])


def columns_ddl(sheet: Sheet, there: frozenset[str]) -> list[str]:
    """The columns of a table; `there` are the tables that a column may refer to."""
    lines: list[str] = []
    for number, column in enumerate(sheet.columns):
        line = f"{quoted(column.name)} {column.type}"
        if not number:
            line += " PRIMARY KEY" if column.name in ("id", "key", "incident") else ""
        key = _KEYS.get(
            column.refers_to, "id" if not column.refers_to.startswith("code_") else "code"
        )
        if column.refers_to in there and column.value not in _SEVERAL:
            line += f" REFERENCES {quoted(column.refers_to)}({key}) DEFERRABLE INITIALLY DEFERRED"
        lines.append(line)
    return lines


_KEYS: Final = {"location": "key"}
_SEVERAL: Final = frozenset({"codes", "places"})
"""The kinds of value that hold several keys, in JSON."""


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
