"""What a ledger says of itself: where it starts, what it is about, who writes in it."""

import json
from dataclasses import dataclass, fields
from datetime import date

from store.engine import Connection
from store.errors import LedgerDamaged, ParseError
from store.shapes import shape

COUP = date(2021, 2, 1)
"""Where a ledger starts unless told otherwise: the coup of 1 February 2021 in Myanmar."""

LOCK_AFTER = 10
"""Minutes without a key after which the screen locks, unless told otherwise."""

_PREFIX = shape(r"[A-Z][A-Z0-9]{1,7}")


@dataclass(frozen=True, slots=True)
class Settings:
    """What the ledger is about, and whose hands write in it on this device.

    `territory` holds keys of places; `counter` is the number of the last code given;
    `lock_after` is in minutes, 0 for never.
    """

    ledger: str
    device: str
    person: str
    prefix: str
    counter: int = 0
    start: date = COUP
    territory: tuple[str, ...] = ()
    causes: str = ""
    actors: str = ""
    demo: bool = False
    as_of: date | None = None
    lock_after: int = LOCK_AFTER


def read_settings(connection: Connection) -> Settings:
    """The settings that the ledger holds.

    Raises:
        LedgerDamaged: they are not all there, or not such as this program writes.
    """
    stored = dict(connection.execute("SELECT key, value FROM setting").fetchall())
    try:
        values = {f.name: json.loads(stored[f.name]) for f in fields(Settings) if f.name in stored}
        for name in ("start", "as_of"):
            values[name] = date.fromisoformat(values[name]) if values.get(name) else None
        values["territory"] = tuple(values.get("territory", ()))
        return Settings(**values)
    except (ValueError, TypeError):
        raise LedgerDamaged from None


def write_settings(connection: Connection, settings: Settings) -> None:
    """Keeps the settings; inside the caller's transaction."""
    for entry in fields(Settings):
        value = getattr(settings, entry.name)
        text = json.dumps(value.isoformat() if isinstance(value, date) else value)
        connection.execute(
            "INSERT INTO setting VALUES (?, ?)"
            " ON CONFLICT(key) DO UPDATE SET value = excluded.value",
            (entry.name, text),
        )


def write_lock_after(connection: Connection, minutes: int) -> None:
    """Keeps when this device locks its screen; inside the caller's transaction."""
    connection.execute(
        "INSERT INTO setting VALUES ('lock_after', ?)"
        " ON CONFLICT(key) DO UPDATE SET value = excluded.value",
        (json.dumps(minutes),),
    )


def write_counter(connection: Connection, counter: int) -> None:
    """Keeps the number of the last code given; inside the caller's transaction."""
    connection.execute("UPDATE setting SET value = ? WHERE key = 'counter'", (str(counter),))


def read_prefix(text: str) -> str:
    """A device's prefix: 2 to 8 capital letters and digits, a letter first.

    Raises:
        ParseError: the text is no such prefix.
    """
    prefix = text.strip().upper()
    if not _PREFIX.fullmatch(prefix):
        raise ParseError("Two to eight letters and digits, a letter first, like LKW2.")
    return prefix
