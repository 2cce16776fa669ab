"""New ledgers and backups: whole or not at all, never over another file, for the owner only."""

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from store import database, ledger
from store.connection import journal_of, open_here
from store.database import (
    APPLICATION_ID,
    SCHEMA_VERSION,
    backup_to,
    create_database,
    integrity_check,
    open_database,
    transaction,
)
from store.engine import Connection, OperationalError
from store.errors import (
    LedgerDamaged,
    LedgerExists,
    LedgerMissing,
    LedgerUnusable,
    PassphraseUnusable,
    WrongPassphrase,
)
from store.founded import Founding
from store.ledger import Store
from tests.store.ledger_files import PASSPHRASE, both, listing, posix


def build(conn: Connection) -> None:
    conn.execute("CREATE TABLE t (a TEXT)")
    conn.execute("INSERT INTO t VALUES ('a name that must not be read')")


@both
def test_a_new_ledger_is_one_file_for_its_owner(tmp_path: Path, passphrase: str | None) -> None:
    before = os.umask(0)
    conn = create_database(tmp_path / "a", passphrase, build)
    with transaction(conn):
        conn.execute("INSERT INTO t VALUES ('a name that must not be read')")
    os.umask(before)
    for path in (tmp_path / "a", journal_of(tmp_path / "a")):
        assert sys.platform == "win32" or stat.S_IMODE(path.stat().st_mode) == 0o600
    assert conn.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert conn.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
    conn.close()
    assert listing(tmp_path) == ["a"]
    content = (tmp_path / "a").read_bytes()
    assert (b"must not be read" in content) is (passphrase is None)
    assert content.startswith(b"SQLite format 3\0") is (passphrase is None)


def test_a_name_that_is_taken_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "folder").mkdir()
    (tmp_path / "link to nothing").symlink_to(tmp_path / "nothing")
    before = listing(tmp_path)
    for name in ("file", "folder", "link to nothing", ".", "folder/.."):
        with pytest.raises(LedgerExists):
            create_database(tmp_path / name, None, build)
    assert listing(tmp_path) == before
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.parametrize("has_links", [True, False], ids=["with links", "as on FAT"])
def test_a_file_that_comes_meanwhile_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, has_links: bool
) -> None:
    if not has_links:

        def refuse(path: Path, target: Path) -> None:
            raise PermissionError(path, target)

        monkeypatch.setattr(Path, "hardlink_to", refuse)

    def build_slowly(conn: Connection) -> None:
        build(conn)
        (tmp_path / "a").write_text("mine")

    with pytest.raises(LedgerExists):
        create_database(tmp_path / "a", None, build_slowly)
    assert listing(tmp_path) == ["a"]
    assert (tmp_path / "a").read_text() == "mine"
    create_database(tmp_path / "b", None, build).close()
    assert listing(tmp_path) == ["a", "b"]
    assert (tmp_path / "b").stat().st_nlink == 1


def test_what_a_save_left_behind_is_not_undone_into_a_new_ledger(tmp_path: Path) -> None:
    journal_of(tmp_path / "a").write_bytes(b"pages of an old ledger")
    with pytest.raises(LedgerExists, match="-journal"):
        create_database(tmp_path / "a", None, build)
    assert listing(tmp_path) == ["a-journal"]
    journal_of(tmp_path / "a").write_bytes(b"")
    create_database(tmp_path / "a", None, build).close()
    assert listing(tmp_path) == ["a"]


@both
@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, LedgerUnusable])
def test_a_failure_leaves_nothing(
    tmp_path: Path, passphrase: str | None, error: type[BaseException]
) -> None:
    def fail(conn: Connection) -> None:
        build(conn)
        raise error

    with pytest.raises(error):
        create_database(tmp_path / "a", passphrase, fail)
    with pytest.raises(OperationalError):
        create_database(tmp_path / "a", passphrase, lambda conn: conn.execute("CREATE nonsense"))
    with pytest.raises(RuntimeError):
        create_database(tmp_path / "a", passphrase, lambda conn: conn.execute("COMMIT"))
    with pytest.raises(PassphraseUnusable):
        create_database(tmp_path / "a", "", build)
    assert listing(tmp_path) == []


@both
def test_a_ledger_that_does_not_open_again_never_appears(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, passphrase: str | None
) -> None:
    build_well = database._build

    def build_badly(part: Path, key: str | None, build: Callable[[Connection], object]) -> None:
        build_well(part, key, build)
        with part.open("rb+") as file:
            file.write(b"a disk that lies")

    monkeypatch.setattr(database, "_build", build_badly)
    with pytest.raises(LedgerUnusable):
        create_database(tmp_path / "a", passphrase, build)
    assert listing(tmp_path) == []


def test_a_new_ledger_that_is_refused_lets_go_of_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Connection) -> None:
        raise LedgerUnusable

    path = tmp_path / "a"
    monkeypatch.setattr(ledger, "read_settings", refuse)
    # What was raised keeps a connection that nobody closed from being collected.
    with pytest.raises(LedgerUnusable) as refused:
        Store.create(path, Founding("Naw Invented", "LKW2", demo=True))
    assert not open_here(path)
    del refused


def test_a_folder_that_is_missing_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(LedgerMissing, match="no such folder"):
        create_database(tmp_path / "typo" / "a", None, build)
    assert listing(tmp_path) == []


KILLED_WHILE_BUILDING = """
import os, signal, sys
from store.database import create_database

def build(conn):
    conn.execute("CREATE TABLE t (a TEXT)")
    os.kill(os.getpid(), signal.SIGKILL)

create_database(sys.argv[1], None, build)
"""


@posix
def test_a_kill_while_building_leaves_no_half_made_ledger(tmp_path: Path) -> None:
    path = tmp_path / "a"
    subprocess.run([sys.executable, "-c", KILLED_WHILE_BUILDING, path], check=False)
    assert all(name.startswith(".") for name in listing(tmp_path))
    create_database(path, None, build).close()
    open_database(path).close()


@both
def test_a_backup_is_the_whole_ledger_under_the_same_passphrase(
    tmp_path: Path, passphrase: str | None
) -> None:
    conn = create_database(tmp_path / "a", passphrase, build)
    backup_to(conn, tmp_path / "b")
    assert listing(tmp_path) == ["a", "b"]
    assert sys.platform == "win32" or stat.S_IMODE((tmp_path / "b").stat().st_mode) == 0o600
    assert (b"must not be read" in (tmp_path / "b").read_bytes()) is (passphrase is None)
    if passphrase:
        with pytest.raises(WrongPassphrase):
            open_database(tmp_path / "b", "another")
    copy = open_database(tmp_path / "b", passphrase)
    assert copy.execute("SELECT count(*) FROM t").fetchone() == (1,)
    assert integrity_check(copy) == []
    copy.close()
    with transaction(conn):
        conn.execute("DELETE FROM t")
    conn.close()


def test_a_backup_never_replaces_a_file(tmp_path: Path) -> None:
    conn = create_database(tmp_path / "a", None, build)
    (tmp_path / "b").write_text("mine")
    for name in ("a", "b", "."):
        with pytest.raises(LedgerExists):
            backup_to(conn, tmp_path / name)
    with pytest.raises(LedgerMissing):
        backup_to(conn, tmp_path / "typo" / "b")
    conn.close()
    assert listing(tmp_path) == ["a", "b"]
    assert (tmp_path / "b").read_text() == "mine"


def test_a_backup_of_a_damaged_ledger_is_none(tmp_path: Path) -> None:
    path = tmp_path / "a"
    create_database(path, PASSPHRASE, build).close()
    with path.open("rb+") as file:
        file.seek(4096 + 100)
        file.write(b"damage")
    conn = open_database(path, PASSPHRASE)
    with pytest.raises(LedgerDamaged):
        backup_to(conn, tmp_path / "b")
    conn.close()
    assert listing(tmp_path) == ["a"]
