"""A ledger opened ahead of the program: its newest records, and when it is better not opened."""

import subprocess
import sys
from pathlib import Path

import pytest

from store.ahead import TITLES, NewestRow, newest_rows, open_ahead
from store.connection import FileConnection, journal_of
from store.errors import LedgerDamaged, LedgerError
from store.founded import Founding
from store.ledger import Store
from store.overview import overview
from store.records import RECORD_TYPES, Casualty, Incident, Link, Source
from tests.store.ledger_files import PASSPHRASE, both, snapshot

HOSTILE = "Ma Thida [UNVERIFIED] [/b] မောင်မောင် أحمد\x1b[2J"


def made(path: Path, passphrase: str | None = None) -> Path:
    store = Store.create(path, Founding("Naw Paw (invented)", "LKW2"), passphrase)
    store.save(Incident(narrative="\n  A line jotted down (invented)\nand more"))
    store.save(Casualty(name=HOSTILE))
    store.save(Casualty())
    store.save(Source(name="A"))
    store.close()
    return path


def opened(path: Path, passphrase: str | None = None) -> FileConnection:
    connection = open_ahead(path, passphrase)
    assert connection is not None
    return connection


def test_records_are_named_by_what_they_declare() -> None:
    assert {table: model.titled_by for table, model in RECORD_TYPES.items()} == TITLES
    assert all(model.one == table.capitalize() for table, model in RECORD_TYPES.items())


@both
def test_the_newest_rows_are_those_of_the_overview(tmp_path: Path, passphrase: str | None) -> None:
    connection = opened(made(tmp_path / "a", passphrase), passphrase)
    rows = newest_rows(connection, 10)
    assert {(row.code, row.table) for row in rows} == {
        (changed.summary.code, changed.summary.table) for changed in overview(connection, 10).newest
    }
    assert NewestRow("LKW2-0001", "incident", "A line jotted down (invented)") in rows
    assert NewestRow("LKW2-0002", "casualty", HOSTILE) in rows
    assert NewestRow("LKW2-0003", "casualty", "") in rows
    assert len(newest_rows(connection, 2)) == 2
    store = Store.over(connection)
    store.save(Link(reason="told (invented)"))
    store.close()


def test_what_has_to_be_asked_or_said_is_left_to_the_program(tmp_path: Path) -> None:
    sealed, plain = made(tmp_path / "sealed", PASSPHRASE), made(tmp_path / "plain")
    journal_of(made(tmp_path / "cut off")).write_bytes(b"a save that was cut off")
    (tmp_path / "text").write_text("no ledger")
    before = snapshot(tmp_path)
    assert open_ahead(sealed, None) is None
    assert open_ahead(sealed, "wrong") is None
    assert open_ahead(plain, "not needed") is None
    for name in ("cut off", "text", "missing", "\0", "n" * 300):
        assert open_ahead(tmp_path / name, None) is None
    assert snapshot(tmp_path) == before
    store = Store.open(plain)
    assert open_ahead(plain, None) is None
    store.close()


def test_a_connection_that_is_no_ledgers_is_closed(tmp_path: Path) -> None:
    connection = opened(made(tmp_path / "a"))
    connection.execute("DELETE FROM setting")
    with pytest.raises(LedgerDamaged):
        Store.over(connection)
    opened(tmp_path / "a").close()


def test_rows_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    path = made(tmp_path / "a")
    connection = opened(path)
    connection.execute("PRAGMA writable_schema=ON")
    connection.execute(
        "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema"
        " WHERE name = 'incident_code') WHERE name = 'incident'"
    )
    connection.close()
    connection = opened(path)
    with pytest.raises(LedgerError):
        newest_rows(connection, 3)
    connection.close()


def test_no_record_is_declared_to_read_them() -> None:
    code = (
        "import sys, store.ahead, tui.first_rows, tui.terminal, tui.__main__\n"
        "heavy = ('pydantic', 'textual', 'rich', 'sqlite_utils', 'asyncio', 'store.records')\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_what_saves_and_counts_waits_until_the_first_screen_stands() -> None:
    code = (
        "import sys\n"
        "from tui.left_out import left_out\n"
        "with left_out():\n"
        "    import tui.app, tui.lists.record_list\n"
        "later = ('store.saving', 'store.rules', 'store.schema', 'store.reporting.report',"
        " 'store.counting.ranges', 'tui.screens.form', 'tui.screens.locked', 'hashlib', 'shutil')\n"
        "print([name for name in later if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
