"""Gazetteers to test with, and what tests ask of them."""

from functools import cache

from store.engine import Connection, connect
from store.gazetteer import LOCATION_DDL, PlaceEntry
from store.place_loading import load_shipped
from store.places import Place, descendants_condition, find_places, place
from store.vocabulary import PlaceLevel

CAMP = "01860000-0000-7000-8000-000000000001"
TENT = "01860000-0000-7000-8000-000000000002"


def no_places() -> Connection:
    connection = connect(":memory:")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute(f"CREATE TABLE {PlaceLevel.table()}(code TEXT PRIMARY KEY) STRICT")
    connection.executemany(
        f"INSERT INTO {PlaceLevel.table()} VALUES (?)", [(str(level),) for level in PlaceLevel]
    )
    for statement in LOCATION_DDL:
        connection.execute(statement)
    connection.commit()
    return connection


@cache
def shipped_places() -> Connection:
    """The places that ship, for reading only."""
    connection = no_places()
    load_shipped(connection)
    connection.commit()
    return connection


def own_places() -> Connection:
    """The places that ship, to be changed."""
    connection = connect(":memory:")
    shipped_places().backup(connection)
    connection.execute("PRAGMA foreign_keys=ON")
    return connection


def camp(key: str = CAMP, parent: str | None = "168258", name: str = "Camp 5") -> PlaceEntry:
    return PlaceEntry(key, PlaceLevel.CAMP, name, parent=parent, lat=19.64, lon=97.2)


def below(conn: Connection, key: str) -> set[str]:
    sql, parameters = descendants_condition("location.key", key)
    return {row[0] for row in conn.execute(f"SELECT key FROM location WHERE {sql}", parameters)}


def known(conn: Connection, key: str) -> Place:
    found = place(conn, key)
    assert found is not None
    return found


def contents(conn: Connection) -> list[tuple[object, ...]]:
    """Every row of a gazetteer and of its indexes."""
    tables = ("location", "location_name", "location_tri_data")
    return [row for table in tables for row in conn.execute(f"SELECT * FROM {table}")]


def offered(conn: Connection, text: str, within: str | None = None) -> list[str]:
    return [match.key for match in find_places(conn, text, within=within)]
