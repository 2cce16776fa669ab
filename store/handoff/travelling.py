"""Travelling light: a new ledger that goes on where this one stops, without any of its records."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from store.cut_off import UNFINISHED
from store.database import create_database
from store.engine import Connection
from store.errors import LedgerError
from store.form_drafts import kept
from store.handoff.holdings import acknowledged, heads_of
from store.handoff.keyring import PinnedKey, keyring_of
from store.handoff.sums import Values
from store.kinds import quoted
from store.ledger import Store
from store.paths import real_path
from store.publishing import refuse_taken
from store.schema import build
from store.unfinished_files import WRITING, What, written_out

WIPING = (
    "The old file still holds every record, and so does every copy and backup of it. Take them "
    "off this computer yourself. Deleting does not destroy: a stick or a newer disk keeps old "
    "pages even of a file that was overwritten. What helps is a disk that is encrypted as a "
    "whole, or not having it with you."
)

_LUGGAGE: Mapping[str, str] = {
    "setting": f"key <> '{UNFINISHED}' AND key NOT GLOB '{WRITING}*'",
    "device": "id = (SELECT json_extract(value, '$') FROM setting WHERE key = 'device')",
    "person": "id = (SELECT json_extract(value, '$') FROM setting WHERE key = 'person')",
    "own_key": "1",
    "pinned_key": "1",
    "handoff_sent": 'rid IN (SELECT max(rid) FROM handoff_sent GROUP BY "to")',
    "location": "origin <> 'record'",
    "location_name": "key IN (SELECT key FROM location WHERE origin <> 'record')",
    "outline": "key IN (SELECT key FROM location WHERE origin <> 'record')",
}
"""The rows that travel, by table: who writes on what device, the keys, the number of the last
handoff to each receiver, the places that nobody added by hand with their outlines; no file that
it was writing."""


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether one may travel light: by whose receipt everything is covered, else why not."""

    covered_by: PinnedKey | None
    why_not: str = ""


def readiness(connection: Connection) -> Readiness:
    """Whether a receiver acknowledged every change of this ledger."""
    heads = heads_of(connection)
    if not heads:
        return Readiness(None, "There is nothing in this ledger that could be left behind.")
    if kept(connection):
        return Readiness(
            None, "A form was left without saving: save it or throw it away first, in its list."
        )
    for key in keyring_of(connection).in_force:
        if acknowledged(connection, key.party.person) == heads:
            return Readiness(key)
    return Readiness(
        None,
        "No receipt covers everything yet: hand on what is new, and read in the receipt for it.",
    )


def travel_light(store: Store, path: Path, passphrase: str | None = None) -> Path:
    """Makes the new ledger at `path`: same person, device, prefix, keys and counters, no records.

    This ledger is left as it is: `WIPING` says what that means.

    Raises:
        LedgerError: something here was acknowledged by nobody, or is not saved yet.
        LedgerExists: there is something at `path` already.
        LedgerUnusable: another of its subclasses; nothing was created.
    """
    ready: Readiness = store.ask(readiness)
    if ready.covered_by is None:
        raise LedgerError(ready.why_not, "Nothing was created.")
    luggage = {table: store.ask(_packed, table, which) for table, which in _LUGGAGE.items()}
    place = real_path(path, follow=False)
    refuse_taken(place)
    with store.ask(written_out, What.LEDGER, [place], is_plain=passphrase is None) as writing:
        create_database(place, passphrase, partial(_unpack, luggage), *writing.parts).close()
    return place


def _packed(connection: Connection, table: str, which: str) -> tuple[list[str], list[Values]]:
    cursor = connection.execute(f"SELECT * FROM {quoted(table)} WHERE {which}")
    return [column[0] for column in cursor.description], cursor.fetchall()


def _unpack(luggage: Mapping[str, tuple[list[str], list[Values]]], connection: Connection) -> None:
    build(connection)
    for table, (names, rows) in luggage.items():
        _put(connection, table, names, rows)
    connection.execute("INSERT INTO location_tri(location_tri) VALUES ('rebuild')")
    # The list of what was handed on says when and how much; only its last number is needed.
    connection.execute("UPDATE handoff_sent SET chains = '{}', changes = 0")
    connection.execute(
        "UPDATE location SET parent = NULL WHERE parent NOT IN (SELECT key FROM location)"
    )


def _put(connection: Connection, table: str, names: list[str], rows: Iterable[Values]) -> None:
    columns, places = ", ".join(map(quoted, names)), ", ".join("?" * len(names))
    connection.executemany(f"INSERT INTO {quoted(table)}({columns}) VALUES ({places})", rows)
