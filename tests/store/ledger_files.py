"""Small ledger files to do harm to, and programs that use them from another process."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from store.connection import journal_of
from store.database import create_database, open_database, transaction
from store.engine import Connection
from store.errors import LedgerError

# It has what SQL and Unicode could trip over.
PASSPHRASE = 'it\'s a "pass"; -- phrase ပြည်'  # noqa: S105 - Of test files.

both = pytest.mark.parametrize("passphrase", [None, PASSPHRASE], ids=["plain", "encrypted"])
posix = pytest.mark.skipif(os.name == "nt", reason="Windows has other modes, limits and signals")


def build(conn: Connection) -> None:
    """400 rows on some 60 pages."""
    conn.execute("CREATE TABLE t (a INTEGER UNIQUE, b TEXT)")
    conn.executemany("INSERT INTO t VALUES (?, ?)", [(n, "x" * 500) for n in range(400)])


def make(path: Path, passphrase: str | None = None) -> Path:
    create_database(path, passphrase, build).close()
    return path


def rows(conn: Connection) -> int:
    return int(conn.execute("SELECT count(*) FROM t").fetchone()[0])


def save(conn: Connection, number: int, size: int = 10) -> None:
    with transaction(conn):
        conn.execute("INSERT INTO t VALUES (?, ?)", (number, "y" * size))


def overwrite(path: Path, at: int, what: bytes) -> None:
    with path.open("rb+") as file:
        file.seek(at)
        file.write(what)


def listing(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def snapshot(folder: Path) -> dict[str, tuple[str, int]]:
    """What is in a folder: each file's hash and when it was last written.

    Not for a ledger that this process has open: POSIX would take the lock off it.
    """
    return {
        path.name: (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
        if path.is_file()
        else ("", 0)
        for path in folder.iterdir()
    }


def glance(folder: Path) -> set[tuple[str, int, int]]:
    """As `snapshot`, without reading: each file's size and when it was last written."""
    found = ((path.name, path.stat()) for path in folder.iterdir())
    return {(name, status.st_size, status.st_mtime_ns) for name, status in found}


def refusal(
    path: str | Path, passphrase: str | None = None, *, read_only: bool = False
) -> type[LedgerError]:
    """How opening the file is refused."""
    with pytest.raises(LedgerError) as caught:
        open_database(path, passphrase, read_only=read_only)
    return type(caught.value)


PROLOGUE = """
import os, signal, subprocess, sys
from store.database import *
from store.errors import LedgerError

def build(conn):
    conn.execute("CREATE TABLE t (a INTEGER UNIQUE, b TEXT)")

def save(conn, number, size=10):
    with transaction(conn):
        conn.execute("INSERT INTO t VALUES (?, ?)", (number, "y" * size))

def rows(conn):
    return conn.execute("SELECT count(*) FROM t").fetchone()[0]

def attempt(what, *arguments, **how):
    try:
        what(*arguments, **how)
        print("done")
    except LedgerError as error:
        print(type(error).__name__)

def become_somebody_else():
    default_ledger()  # Imports what somebody else may not be able to read.
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)
"""


def run(program: str, *arguments: str | Path, before: tuple[str, ...] = ()) -> list[str]:
    """The lines that a program prints in a process of its own, with `before` in front of it."""
    done = subprocess.run(
        [*before, sys.executable, "-c", PROLOGUE + program, *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


CUT_OFF_WHILE_SAVING = """
conn = open_database(sys.argv[1], sys.argv[2] or None)
conn.execute("PRAGMA cache_size=5")
conn.execute("BEGIN IMMEDIATE")
conn.execute("UPDATE t SET b = 'half saved'")
os.kill(os.getpid(), signal.SIGKILL)
"""


def cut_off_while_saving(path: Path, passphrase: str | None = None) -> None:
    """Leaves the file as a power cut would: half written, with the journal beside it."""
    run(CUT_OFF_WHILE_SAVING, path, passphrase or "")
    assert journal_of(path).stat().st_size > 0
