"""A ledger opened before the rest of the program is loaded, and its newest records by plain SQL.

Nothing here may import the records: making their models takes longer than reading the rows.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from store.connection import FileConnection, journal_waits
from store.database import open_database
from store.engine import Connection
from store.errors import LedgerError
from store.paths import real_path
from store.telling import told

if TYPE_CHECKING:
    from store.ledger import Store

TITLES = {
    "incident": ("title", "narrative"),
    "casualty": ("name", "name_local"),
    "detention": ("name", "name_local"),
    "damage": ("name", "owner"),
    "figure": ("series", "text"),
    "source": ("name",),
    "citation": ("locator", "text"),
    "place": ("name", "name_local"),
    "link": ("reason",),
}
"""For each table the columns that name a record, as the records declare them; a test compares."""

_BEGINNING = 200  # letters; more than a line has cells


class NewestRow(NamedTuple):
    """A record that was changed lately, exactly as stored: whoever draws it escapes it."""

    code: str
    table: str
    title: str


def open_ahead(path: str | os.PathLike[str], passphrase: str | None) -> FileConnection | None:
    """The ledger, locked and ready for `Store.over`; close it if that is never called.

    None where something has to be said or asked first, or takes long: the program opens it
    again then, in its own time.
    """
    try:
        if journal_waits(real_path(path, follow=True)):
            return None
        return open_database(path, passphrase)
    except (LedgerError, OSError):
        return None


def taken_over(
    ahead: Callable[[], FileConnection | None], path: Path, passphrase: str | None
) -> "Store":
    """The ledger over the connection that `ahead` waits for; opened now if it gives none.

    Raises:
        LedgerUnusable: one of its subclasses says what is the matter.
    """
    from store.ledger import Store

    connection = ahead()
    return Store.open(path, passphrase) if connection is None else Store.over(connection)


def newest_rows(connection: Connection, limit: int) -> list[NewestRow]:
    """The records changed last, the latest first.

    Raises:
        LedgerUnusable: one of its subclasses; they cannot be read.
    """
    each = (_newest_of(table, columns) for table, columns in TITLES.items())
    sql = f"{' UNION ALL '.join(each)} ORDER BY 1 DESC LIMIT ?"
    with told():
        rows = connection.execute(sql, (*[limit] * len(TITLES), limit)).fetchall()
    return [NewestRow(code, table, _first_line(title)) for _, code, table, title in rows]


def _newest_of(table: str, columns: tuple[str, ...]) -> str:
    named = ", ".join(f"nullif(substr({column}, 1, {_BEGINNING}), '')" for column in columns)
    return (
        f"SELECT * FROM (SELECT updated_at, code, '{table}', coalesce({named}, '')"
        f" FROM {table} ORDER BY updated_at DESC LIMIT ?)"
    )


def _first_line(text: str) -> str:
    return next((line.strip() for line in text.splitlines() if line.strip()), "")
