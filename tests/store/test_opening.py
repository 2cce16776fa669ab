"""Opening a ledger: every file that is no good is told as what it is, and left as it was."""

import os
import secrets
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from store import connection
from store.connection import journal_of
from store.database import APPLICATION_ID, SCHEMA_VERSION, open_database
from store.engine import connect
from store.errors import (
    LedgerCutShort,
    LedgerDamaged,
    LedgerEmpty,
    LedgerError,
    LedgerForeign,
    LedgerLocked,
    LedgerMissing,
    LedgerNotAFile,
    LedgerTooNew,
    PassphraseNeeded,
    PassphraseNotNeeded,
    PassphraseUnusable,
    WrongPassphrase,
)
from tests.store.ledger_files import (
    PASSPHRASE,
    both,
    glance,
    make,
    overwrite,
    refusal,
    run,
    save,
    snapshot,
)

OPEN = """
path, passphrase, read_only = sys.argv[1:]
attempt(open_database, path, passphrase or None, read_only=bool(read_only))
"""


def elsewhere(path: Path, passphrase: str = "", *, read_only: bool = False) -> str:
    """What a second process gets when it opens the file."""
    return run(OPEN, path, passphrase, "yes" if read_only else "")[0]


def cut(path: Path, share: float) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])


def foreign(path: Path, mode: str = "delete") -> None:
    conn = sqlite3.connect(path)
    conn.execute(f"PRAGMA journal_mode={mode}")
    conn.execute("CREATE TABLE messages (text)")
    conn.commit()
    conn.close()


def foreign_encrypted(path: Path, application_id: int = 1, user_version: int = 1) -> None:
    conn = connect(path)
    conn.execute("PRAGMA key='theirs'")
    conn.execute(f"PRAGMA application_id={application_id}")
    conn.execute(f"PRAGMA user_version={user_version}")
    conn.execute("CREATE TABLE messages (text)")
    conn.close()


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


def newer(path: Path) -> None:
    make(path)
    overwrite(path, 60, (SCHEMA_VERSION + 1).to_bytes(4, "big"))


def made(*changes: Callable[[Path], None], passphrase: str | None = None) -> Callable[[Path], None]:
    def make_and_change(path: Path) -> None:
        make(path, passphrase)
        for change in changes:
            change(path)

    return make_and_change


def locked(*changes: Callable[[Path], None]) -> Callable[[Path], None]:
    return made(*changes, passphrase=PASSPHRASE)


CASES: dict[str, tuple[Callable[[Path], object], str | None, type[LedgerError]]] = {
    "nothing there": (lambda _: None, None, LedgerMissing),
    "nothing there, with a passphrase": (lambda _: None, "a", LedgerMissing),
    "a folder": (Path.mkdir, None, LedgerNotAFile),
    "a pipe": (make_pipe, None, LedgerNotAFile),
    "0 bytes": (Path.touch, None, LedgerEmpty),
    "0 bytes, with a passphrase": (Path.touch, "a", LedgerEmpty),
    "a text": (lambda path: path.write_text("word " * 9999), None, LedgerForeign),
    "a short text": (lambda path: path.write_text("word"), None, LedgerForeign),
    "a text, with a passphrase": (lambda path: path.write_text("a\n" * 9999), "a", WrongPassphrase),
    "a short text, with one": (lambda path: path.write_text("word"), "a", WrongPassphrase),
    "noise": (lambda path: path.write_bytes(secrets.token_bytes(9000)), "a", WrongPassphrase),
    "wrong passphrase": (locked(), PASSPHRASE.lower() + " ", WrongPassphrase),
    "no passphrase": (locked(), None, PassphraseNeeded),
    "an empty passphrase": (locked(), "", PassphraseUnusable),
    "an empty passphrase, plain file": (made(), "", PassphraseUnusable),
    "a passphrase too many": (made(), PASSPHRASE, PassphraseNotNeeded),
    "first page gone": (
        made(lambda path: overwrite(path, 0, bytes(4096))),
        None,
        LedgerForeign,
    ),
    "first page gone, encrypted": (
        locked(lambda path: overwrite(path, 0, bytes(4096))),
        PASSPHRASE,
        WrongPassphrase,
    ),
    "a bit of the first page flipped, encrypted": (
        locked(lambda path: overwrite(path, 2000, secrets.token_bytes(4))),
        PASSPHRASE,
        WrongPassphrase,
    ),
    "page size gone": (made(lambda path: overwrite(path, 16, b"\xff")), None, LedgerDamaged),
    "cut within the header": (made(lambda path: cut(path, 0.0004)), None, LedgerCutShort),
    "cut within the first page": (made(lambda path: cut(path, 0.01)), None, LedgerCutShort),
    "cut at half": (made(lambda path: cut(path, 0.5)), None, LedgerCutShort),
    "cut at 99.9 %": (made(lambda path: cut(path, 0.999)), None, LedgerCutShort),
    "cut at half, encrypted": (locked(lambda path: cut(path, 0.5)), PASSPHRASE, LedgerDamaged),
    "cut at 99.9 %, encrypted": (
        locked(lambda path: cut(path, 0.999)),
        PASSPHRASE,
        LedgerCutShort,
    ),
    "newer": (newer, None, LedgerTooNew),
    "newer, encrypted": (
        lambda path: foreign_encrypted(path, APPLICATION_ID, SCHEMA_VERSION + 1),
        "theirs",
        LedgerTooNew,
    ),
    "never finished": (made(lambda path: overwrite(path, 60, bytes(4))), None, LedgerDamaged),
    "another program's": (foreign, None, LedgerForeign),
    "another program's, with a passphrase": (foreign, "a", LedgerForeign),
    "another program's, WAL": (lambda path: foreign(path, "wal"), None, LedgerForeign),
    "another program's, encrypted": (foreign_encrypted, "theirs", LedgerForeign),
    "another program's, encrypted, no passphrase": (foreign_encrypted, None, PassphraseNeeded),
}


@pytest.mark.parametrize("read_only", [False, True], ids=["to write", "to read"])
@pytest.mark.parametrize("case", CASES)
def test_a_refused_file_is_named_and_not_changed(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], case: str, *, read_only: bool
) -> None:
    prepare, passphrase, expected = CASES[case]
    path = tmp_path / "a.fieldledger"
    prepare(path)
    before = snapshot(tmp_path)
    got = refusal(path, passphrase, read_only=read_only)
    assert issubclass(got, expected)
    assert snapshot(tmp_path) == before
    assert capfd.readouterr() == ("", "")


def test_a_foreign_file_that_is_being_written_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "theirs.db"
    foreign(path, "wal")
    conn = sqlite3.connect(path)
    conn.execute("INSERT INTO messages VALUES ('in the -wal only')")
    conn.commit()
    before = snapshot(tmp_path)
    assert {"theirs.db", "theirs.db-shm", "theirs.db-wal"} == set(before)
    for read_only in (False, True):
        assert refusal(path, read_only=read_only) is LedgerForeign
    assert snapshot(tmp_path) == before
    conn.close()


@both
def test_a_second_window_is_told_at_once(tmp_path: Path, passphrase: str | None) -> None:
    path = make(tmp_path / "a", passphrase)
    conn = open_database(path, passphrase)
    before = glance(tmp_path)
    assert elsewhere(path, passphrase or "") == "LedgerLocked"
    assert elsewhere(path, passphrase or "", read_only=True) == "LedgerLocked"
    # Nobody is asked for a passphrase in vain.
    assert elsewhere(path) == "LedgerLocked"
    assert glance(tmp_path) == before
    save(conn, -1)
    conn.close()
    assert elsewhere(path, passphrase or "") == "done"


@both
def test_a_second_try_in_one_process_does_not_take_the_lock_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, passphrase: str | None
) -> None:
    path = make(tmp_path / "a", passphrase)
    (tmp_path / "other name").hardlink_to(path)
    conn = open_database(path, passphrase)
    # Whoever waited for the lock would wait for all of these.
    monkeypatch.setattr(connection, "BUSY_SECONDS", 60)
    begun = time.monotonic()
    for name in ("a", "other name"):
        assert refusal(tmp_path / name, passphrase) is LedgerLocked
        assert refusal(tmp_path / name) is LedgerLocked
        assert refusal(tmp_path / name, passphrase, read_only=True) is LedgerLocked
    assert time.monotonic() - begun < 60
    assert elsewhere(path, passphrase or "") == "LedgerLocked"
    conn.close()


def test_readers_do_not_keep_each_other_out_and_write_nothing(tmp_path: Path) -> None:
    path = make(tmp_path / "a")
    before = snapshot(tmp_path)
    conn = open_database(path, read_only=True)
    assert conn.execute("SELECT count(*) FROM t").fetchone() == (400,)
    assert elsewhere(path, read_only=True) == "done"
    conn.close()
    assert snapshot(tmp_path) == before


@both
def test_an_open_ledger_has_the_settings_that_its_safety_rests_on(
    tmp_path: Path, passphrase: str | None
) -> None:
    conn = open_database(make(tmp_path / "a", passphrase), passphrase)
    asked = {
        "journal_mode": "truncate",
        "locking_mode": "exclusive",
        "synchronous": 3,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "secure_delete": 1,
        "temp_store": 2,
        "cache_size": -8192,
        "application_id": int.from_bytes(b"FLDG", "big"),
        "user_version": SCHEMA_VERSION,
    }
    assert {name: conn.execute(f"PRAGMA {name}").fetchone()[0] for name in asked} == asked
    assert conn.isolation_level is None
    conn.close()


@both
def test_closing_leaves_one_file_and_nothing_beside_it(
    tmp_path: Path, passphrase: str | None
) -> None:
    path = make(tmp_path / "a", passphrase)
    conn = open_database(path, passphrase)
    save(conn, -1)
    assert journal_of(path).stat().st_size == 0
    conn.close()
    conn.close()
    assert [found.name for found in tmp_path.iterdir()] == ["a"]


def test_a_ledger_that_another_tool_set_to_wal_is_set_back(tmp_path: Path) -> None:
    path = make(tmp_path / "a")
    tool = sqlite3.connect(path)
    tool.execute("PRAGMA journal_mode=wal")
    tool.execute("INSERT INTO t VALUES (-1, '')")
    tool.commit()
    tool.close()
    conn = open_database(path)
    assert conn.execute("SELECT count(*) FROM t").fetchone() == (401,)
    assert conn.execute("PRAGMA journal_mode").fetchone() == ("truncate",)
    conn.close()
    assert [found.name for found in tmp_path.iterdir()] == ["a"]
