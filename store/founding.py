"""Making a ledger from what a person answered, and the demo for whoever only wants to look."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from store.engine import Connection, connect
from store.errors import LedgerMissing, ParseError
from store.founded import Founding
from store.gazetteer import LOCATION_DDL
from store.ledger import Store
from store.paths import default_folder
from store.place_loading import load_shipped
from store.places import resolve_place


def found_ledger(path: Path, founding: Founding, passphrase: str | None = None) -> Store:
    """A new ledger at `path`, whose territory was given by names or codes of places.

    Raises:
        ParseError: a place is not known, or several have that name; nothing was created.
        LedgerExists: something has that name already.
        LedgerUnusable: another of its subclasses; nothing was created.
    """
    territory = territory_of(founding.territory)
    return Store.create(path, replace(founding, territory=territory), passphrase)


def territory_of(names: Iterable[str]) -> tuple[str, ...]:
    """The keys of the places with these names or codes, among those that ship with the program.

    Raises:
        ParseError: a name is that of no place, or of several.
    """
    wanted = [name.strip() for name in names if name.strip()]
    if not wanted:
        return ()
    connection = connect(":memory:")
    try:
        for statement in LOCATION_DDL:
            connection.execute(statement)
        load_shipped(connection)
        return tuple(dict.fromkeys(_key_of(connection, name) for name in wanted))
    finally:
        connection.close()


def _key_of(connection: Connection, name: str) -> str:
    try:
        return resolve_place(connection, name)
    except ParseError as problem:
        raise ParseError(f"{name}: {problem.message}") from None


def open_demo() -> Store:
    """The demo ledger in the user's data folder, built if it is not there yet.

    Raises:
        LedgerUnusable: one of its subclasses.
    """
    from store.commands.demo import NAME, build

    path = default_folder() / NAME
    try:
        return Store.open(path)
    except LedgerMissing:
        return Store.open(build(path))
