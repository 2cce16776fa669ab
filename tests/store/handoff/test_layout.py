"""The tables of a handoff file, against those of a ledger."""

from contextlib import closing

import pytest

from store.engine import connect
from store.handoff import layout
from store.kinds import quoted
from store.schema import statements


def columns_of(made: list[str]) -> dict[str, dict[str, str]]:
    """The columns of every table, with their types."""
    with closing(connect(":memory:")) as connection:
        for statement in made:
            connection.execute(statement)
        names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        return {
            name: {
                column: kind
                for _, column, kind, *_ in connection.execute(f"PRAGMA table_info({quoted(name)})")
            }
            for (name,) in names.fetchall()
        }


IN_LEDGER = columns_of(list(statements()))
IN_HANDOFF = columns_of(list(layout.tables().values()))


@pytest.mark.parametrize("table", layout.contents())
def test_what_travels_has_the_names_and_types_of_a_ledger(table: str) -> None:
    assert IN_HANDOFF[table].items() <= IN_LEDGER[table].items()
    assert layout.columns(table) == tuple(IN_HANDOFF[table])
    assert set(layout.key_of(table)) <= set(IN_HANDOFF[table])


@pytest.mark.parametrize("table", ["device", "person", "chain", "change", "location"])
def test_the_history_and_the_places_travel_whole(table: str) -> None:
    assert IN_HANDOFF[table] == IN_LEDGER[table]


def test_neither_keys_nor_drafts_nor_logs_travel() -> None:
    stays = {"own_key", "pinned_key", "setting", "draft", "extract_log", "report_log", "receipt"}
    assert stays <= IN_LEDGER.keys()
    assert not stays & IN_HANDOFF.keys()
