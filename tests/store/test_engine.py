"""The engine: SQLCipher where it is installed, the standard one where not, sqlite-utils on both."""

import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

from store import engine

WITHOUT_SQLCIPHER = "import sys; sys.modules['sqlcipher3'] = None\n"


def run(program: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", dedent(program), *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert done.returncode == 0
    return done.stdout.strip()


def test_the_engine_encrypts_and_has_what_the_schema_needs() -> None:
    assert engine.ENCRYPTS
    assert engine.VERSION >= engine.OLDEST_VERSION
    conn = engine.connect(":memory:")
    conn.execute("CREATE TABLE t (a TEXT) STRICT")
    conn.execute("CREATE VIRTUAL TABLE f USING fts5 (a, tokenize='trigram')")
    assert conn.execute("SELECT '{\"a\": 1}' ->> 'a'").fetchone() == (1,)
    conn.close()


def test_an_error_tells_its_primary_code() -> None:
    conn = engine.connect(":memory:")
    conn.execute("CREATE TABLE t (a UNIQUE)")
    conn.execute("INSERT INTO t VALUES (1)")
    with pytest.raises(engine.IntegrityError) as caught:
        conn.execute("INSERT INTO t VALUES (1)")
    assert engine.error_code(caught.value) == 19
    conn.close()
    with pytest.raises(engine.Error) as caught_by_driver:
        conn.execute("SELECT 1")
    assert engine.error_code(caught_by_driver.value) is None


UPSERTS_AND_CATCHES = """
    from store import engine
    conn = engine.connect(":memory:", isolation_level=None)
    db = engine.sqlite_utils_database(conn)
    table = db["person"]
    table.insert_all([{"id": 1, "name": "a"}], pk="id")
    table.upsert({"id": 1, "name": "b"}, pk="id")
    table.insert({"id": 2, "name": "c", "extra": 1}, pk="id", alter=True)
    assert [row["name"] for row in table.rows] == ["b", "c"]
    assert db["missing"].exists() is False
    table.create_index(["name"], unique=True)
    table.create_index(["name"], unique=True, if_not_exists=True)
    table.create_index(["name"], find_unique_name=True)
    table.enable_fts(["name"])
    assert table.detect_fts() == "person_fts"
    try:
        table.insert({"id": 2, "name": "again"}, pk="id")
    except engine.IntegrityError:
        print("caught", engine.ENCRYPTS)
"""
# `alter=True`, a second index of the same name and a missing view are the places where
# sqlite-utils catches `OperationalError` and goes on.


@pytest.mark.parametrize(("before", "encrypts"), [("", True), (WITHOUT_SQLCIPHER, False)])
def test_sqlite_utils_catches_the_engines_exceptions(before: str, *, encrypts: bool) -> None:
    assert run(before + dedent(UPSERTS_AND_CATCHES)) == f"caught {encrypts}"


def test_sqlite_utils_still_takes_its_exceptions_from_the_two_replaced_names() -> None:
    from sqlite_utils import db, utils

    conn = engine.connect(":memory:")
    engine.sqlite_utils_database(conn)
    for module in (db, utils):
        assert vars(module)["OperationalError"] is engine.OperationalError
        assert vars(module)["sqlite3"] is vars(engine)["engine"]
    conn.close()


def test_importing_the_store_does_not_import_sqlite_utils() -> None:
    program = "import sys, store.database; print('sqlite_utils' in sys.modules)"
    assert run(program) == "False"


def test_without_sqlcipher_a_plain_ledger_works_and_an_encrypted_one_is_refused(
    tmp_path: Path,
) -> None:
    program = (
        WITHOUT_SQLCIPHER
        + """
import os
from store.database import create_database, open_database, transaction
from store.errors import EngineMissing, LedgerReadOnly

plain, locked, folder = sys.argv[1:]

def build(conn):
    conn.execute("CREATE TABLE t (a UNIQUE)")

create_database(plain, None, build).close()
with open_database(plain) as conn, transaction(conn):
    conn.execute("INSERT INTO t VALUES (1)")
conn.close()
before = sorted(os.listdir(folder))
for attempt in (
    lambda: create_database(plain + "2", "passphrase", build),
    lambda: open_database(locked, "passphrase"),
):
    try:
        attempt()
    except EngineMissing as error:
        print(error.title)
assert sorted(os.listdir(folder)) == before
"""
    )
    locked = tmp_path / "locked.fieldledger"
    from store.database import create_database

    create_database(locked, "passphrase", lambda conn: conn.execute("CREATE TABLE t (a)")).close()
    said = run(program, str(tmp_path / "plain.fieldledger"), str(locked), str(tmp_path))
    assert (
        said.splitlines()
        == ["This computer lacks the encryption part (sqlcipher3); nothing was written."] * 2
    )


def test_an_engine_that_is_too_old_is_told_before_a_ledger_seems_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from store.database import create_database
    from store.errors import EngineMissing

    monkeypatch.setattr(engine, "VERSION", (3, 31, 1))
    with pytest.raises(EngineMissing, match="too old"):
        create_database(tmp_path / "a", None, lambda _: None)
    assert list(tmp_path.iterdir()) == []
