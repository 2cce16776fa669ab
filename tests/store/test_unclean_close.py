"""Ledgers that were not closed, or came back from the disk with a wrong bit."""

import subprocess
import sys
from pathlib import Path

import pytest

from store import database
from store.database import integrity_check, open_database, quick_check, told
from store.errors import LedgerDamaged, LedgerUnfinished, PassphraseNeeded, WrongPassphrase
from tests.store.ledger_files import (
    PASSPHRASE,
    PROLOGUE,
    both,
    cut_off_while_saving,
    make,
    overwrite,
    refusal,
    save,
    snapshot,
)


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
    assert integrity_check(conn) == []
    conn.close()


def test_a_save_that_was_cut_off_leads_to_a_full_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make(tmp_path / "a")
    monkeypatch.setattr(database, "quick_check", lambda _: ["a page is wrong"])
    open_database(path).close()
    cut_off_while_saving(path)
    assert refusal(path) is LedgerDamaged


def flip_a_bit(path: Path) -> None:
    middle = path.stat().st_size // 2 // 4096 * 4096 + 3000
    overwrite(path, middle, bytes([path.read_bytes()[middle] ^ 1]))


def test_sqlite_does_not_see_a_flipped_bit_in_a_plain_ledger(tmp_path: Path) -> None:
    path = make(tmp_path / "a")
    flip_a_bit(path)
    conn = open_database(path)
    # Only the hashes of the history can tell.
    assert quick_check(conn) == integrity_check(conn) == []
    conn.close()


def test_the_cipher_sees_a_flipped_bit_and_names_no_value(tmp_path: Path) -> None:
    path = make(tmp_path / "a", PASSPHRASE)
    flip_a_bit(path)
    conn = open_database(path, PASSPHRASE)
    found = quick_check(conn) + integrity_check(conn)
    assert found
    assert not any("xxx" in sentence for sentence in found)
    with pytest.raises(LedgerDamaged), told(conn):
        conn.execute("SELECT sum(length(b)) FROM t").fetchone()
    # The cipher now refuses to write, which must not be told as a write-protected stick.
    with pytest.raises(LedgerDamaged):
        save(conn, -1)
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
        assert integrity_check(conn) == []
        conn.execute("DELETE FROM t WHERE a >= 400")
        conn.close()
