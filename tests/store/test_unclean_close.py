"""Ledgers that were not closed, or came back from the disk with a wrong bit."""

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from store import database
from store.connection import journal_of
from store.database import (
    create_database,
    open_database,
    told,
    transaction,
)
from store.engine import Connection
from store.errors import (
    LedgerDamaged,
    LedgerError,
    LedgerUnfinished,
    PassphraseNeeded,
    WrongPassphrase,
)

PASSPHRASE = "a passphrase"  # noqa: S105 - Of test files.
both = pytest.mark.parametrize("passphrase", [None, PASSPHRASE], ids=["plain", "encrypted"])


def build(conn: Connection) -> None:
    conn.execute("CREATE TABLE t (a INTEGER UNIQUE, b TEXT)")
    conn.executemany("INSERT INTO t VALUES (?, ?)", [(n, "x" * 500) for n in range(400)])


def make(path: Path, passphrase: str | None = None) -> Path:
    create_database(path, passphrase, build).close()
    return path


def snapshot(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def refusal(path: Path, passphrase: str | None = None, **how: bool) -> type[LedgerError]:
    with pytest.raises(LedgerError) as caught:
        open_database(path, passphrase, **how)
    return type(caught.value)


def save(conn: Connection, number: int, size: int = 10) -> None:
    with transaction(conn):
        conn.execute("INSERT INTO t VALUES (?, ?)", (number, "y" * size))


def overwrite(path: Path, at: int, what: bytes) -> None:
    with path.open("rb+") as file:
        file.seek(at)
        file.write(what)


def run(program: str, *arguments: str | Path, before: tuple[str, ...] = ()) -> list[str]:
    """The lines that a program prints in a process of its own, with `before` in front."""
    done = subprocess.run(
        [*before, sys.executable, "-c", PROLOGUE + program, *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


PROLOGUE = """
import os, signal, subprocess, sys
from store.database import *
from store.errors import LedgerError

def attempt(what, *arguments, **how):
    try:
        what(*arguments, **how)
        print("done")
    except LedgerError as error:
        print(type(error).__name__)

def save(conn, number, size=10):
    with transaction(conn):
        conn.execute("INSERT INTO t VALUES (?, ?)", (number, "y" * size))

def rows(conn):
    return conn.execute("SELECT count(*) FROM t").fetchone()[0]
"""


CUT_OFF_WHILE_SAVING = """
import os, signal, sys
from store.database import open_database
conn = open_database(sys.argv[1], sys.argv[2] or None)
conn.execute("PRAGMA cache_size=5")
conn.execute("BEGIN IMMEDIATE")
conn.execute("UPDATE t SET b = 'half saved'")
os.kill(os.getpid(), signal.SIGKILL)
"""


def cut_off_while_saving(path: Path, passphrase: str | None = None) -> None:
    subprocess.run(
        [sys.executable, "-c", CUT_OFF_WHILE_SAVING, path, passphrase or ""], check=False
    )
    assert journal_of(path).stat().st_size > 0


@both
def test_a_save_that_was_cut_off_is_undone(tmp_path: Path, passphrase: str | None) -> None:
    path = make(tmp_path / "a", passphrase)
    cut_off_while_saving(path, passphrase)
    before = snapshot(tmp_path)
    # Undoing is writing; whoever may not write is told to copy both files.
    assert refusal(path, passphrase, read_only=True) is LedgerUnfinished
    assert snapshot(tmp_path) == before
    if passphrase:
        assert refusal(path) is PassphraseNeeded
        assert snapshot(tmp_path) == before
        # SQLite undoes it before the key is tried, which must not do harm.
        assert refusal(path, "wrong") is WrongPassphrase
    conn = open_database(path, passphrase)
    assert conn.execute("SELECT count(*), sum(b = 'half saved') FROM t").fetchone() == (400, 0)
    assert database.integrity_check(conn) == []
    conn.close()


def test_a_save_that_was_cut_off_leads_to_a_full_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make(tmp_path / "a")
    monkeypatch.setattr(database, "quick_check", lambda _: ["a page is wrong"])
    open_database(path).close()
    cut_off_while_saving(path)
    assert refusal(path) is LedgerDamaged


def test_a_page_that_a_bit_was_flipped_in(tmp_path: Path) -> None:
    for passphrase in (None, PASSPHRASE):
        path = make(tmp_path / f"{bool(passphrase)}", passphrase)
        middle = path.stat().st_size // 2 // 4096 * 4096 + 3000
        overwrite(path, middle, bytes([path.read_bytes()[middle] ^ 1]))
        conn = open_database(path, passphrase)
        found = database.quick_check(conn)
        if passphrase is None:
            # Nothing but the history's hashes can see it.
            assert found == database.integrity_check(conn) == []
            conn.close()
            continue
        assert found
        assert not any("x" * 10 in sentence for sentence in found)
        with pytest.raises(LedgerDamaged), told(conn):
            conn.execute("SELECT sum(length(b)) FROM t").fetchone()
        # The cipher now refuses to write, which must not be told as a write-protected stick.
        with pytest.raises(LedgerDamaged), transaction(conn):
            conn.execute("INSERT INTO t VALUES (0, '')")
        conn.close()


SAVES_UNTIL_KILLED = """
conn = open_database(sys.argv[1], sys.argv[2] or None)
for number in range(400, 10_000):
    save(conn, number)
    print(number, flush=True)
"""


@both
def test_what_was_acknowledged_survives_a_kill(tmp_path: Path, passphrase: str | None) -> None:
    path = make(tmp_path / "a", passphrase)
    for wanted in (1, 7, 30):
        with subprocess.Popen(
            [sys.executable, "-c", PROLOGUE + SAVES_UNTIL_KILLED, path, passphrase or ""],
            stdout=subprocess.PIPE,
            text=True,
        ) as writer:
            assert writer.stdout
            acknowledged = [int(writer.stdout.readline()) for _ in range(wanted)]
            writer.kill()
            acknowledged += [int(line) for line in writer.stdout if line.endswith("\n")]
        conn = open_database(path, passphrase)
        saved = [number for (number,) in conn.execute("SELECT a FROM t WHERE a >= 400")]
        assert set(acknowledged) <= set(saved)
        assert database.integrity_check(conn) == []
        conn.execute("DELETE FROM t WHERE a >= 400")
        conn.close()
