"""What the program remembers for whoever uses a ledger: how far they are with the tour."""

from typing import TYPE_CHECKING

from store.engine import Connection

if TYPE_CHECKING:
    from store.saving import Saving

TOUR = "tour"
"""How far the tour of the demo is: the number of the next step."""


def remembered(connection: Connection, what: str) -> str:
    """What was remembered, '' if nothing was."""
    row = connection.execute("SELECT value FROM setting WHERE key = ?", (what,)).fetchone()
    return str(row[0]) if row else ""


def remember(saving: "Saving", what: str, value: str) -> None:
    """Keeps a value in the place of the one before; inside the caller's transaction."""
    saving.connection.execute(
        "INSERT INTO setting VALUES (?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value",
        (what, value),
    )
