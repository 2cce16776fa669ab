"""Handing on: what the file holds, who can read it, and that a failure leaves nothing."""

import hashlib
import json
import shutil
import sqlite3
import stat
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from store.errors import LedgerError, LedgerExists
from store.handoff import layout
from store.handoff.keyring import own_keys
from store.handoff.making import Order, hand_on
from store.handoff.naming import signature_of
from store.handoff.traffic import sent_handoffs
from store.kinds import quoted
from store.ledger import Store
from store.records import RECORD_TYPES, Incident
from tests.store.conftest import HOSTILE, clock
from tests.store.filled_ledger import put
from tests.store.handoff.handing import OFFICE, Pair, finished


def rows_of(path: Path, table: str) -> set[tuple[object, ...]]:
    names = ", ".join(map(quoted, layout.columns(table)))
    with closing(sqlite3.connect(path)) as connection:
        return set(connection.execute(f"SELECT {names} FROM {quoted(table)}"))


def ledger_rows(pair: Pair, table: str) -> set[tuple[object, ...]]:
    names = ", ".join(map(quoted, layout.columns(table)))
    found: set[tuple[object, ...]] = pair.documenter.ask(
        lambda c: set(c.execute(f"SELECT {names} FROM {quoted(table)}"))
    )
    return found


def test_all_changes_and_records_travel_as_they_stand(pair: Pair) -> None:
    done = pair.hand_on_open()
    for table in ("chain", "change", *RECORD_TYPES):
        assert rows_of(done.path, table) == ledger_rows(pair, table), table
    assert done.manifest.changes == len(ledger_rows(pair, "change"))
    assert done.records == len(ledger_rows(pair, "record"))


def test_the_places_that_are_used_travel_with_what_they_lie_in(pair: Pair) -> None:
    found = rows_of(pair.hand_on_open().path, "location")
    names = {row[2] for row in found}
    assert {"Pan Kan", "Loikaw", "Demoso", "Camp 3", "Kayah"} <= names
    assert found < ledger_rows(pair, "location")


def test_any_sqlite_tool_opens_a_file_left_open(pair: Pair) -> None:
    done = pair.hand_on_open()
    with closing(sqlite3.connect(done.path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        said = dict(connection.execute("SELECT key, value FROM manifest"))
        sums = connection.execute("SELECT rows, sha256 FROM manifest_table WHERE name = 'change'")
        rows, sha256 = sums.fetchone()
        hashed = hashlib.sha256()
        for row in connection.execute("SELECT * FROM change ORDER BY chain, seq"):
            hashed.update(line_of(row))
    assert said["receiver_name"] == OFFICE
    assert said["sender_prefix"] == "LKW2"
    assert (rows, sha256) == (done.manifest.rows["change"], hashed.hexdigest())


def line_of(row: tuple[object, ...]) -> bytes:
    """A row as the manifest's hash covers it, written out here once more."""
    values = [value.hex() if isinstance(value, bytes) else value for value in row]
    return (json.dumps(values, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def test_the_same_content_gives_the_same_bytes(pair: Pair) -> None:
    first, copy = pair.folder / "first", pair.folder / "copy.fieldledger"
    pair.hand_on_open("first")
    pair.documenter.close()
    shutil.copy(pair.folder / "a.fieldledger", copy)
    # Handing on again would count on: the copy forgets that it did.
    with closing(sqlite3.connect(copy)) as connection, connection:
        connection.execute("DELETE FROM handoff_sent")
    pair.documenter = Store.open(copy, clock=clock)
    again = pair.hand_on_open("again")
    assert again.path.read_bytes() == first.read_bytes()
    assert signature_of(again.path).read_bytes() == signature_of(first).read_bytes()


def test_nothing_of_a_sealed_one_can_be_read(pair: Pair) -> None:
    done = pair.hand_on()
    both = done.path.read_bytes() + done.signature.read_bytes()
    for word in (HOSTILE, "Naw Paw", "Church", "LKW2", OFFICE, "fieldledger", "SQLite"):
        assert word.encode() not in both
    assert done.is_sealed


def test_only_its_owner_may_read_what_was_written(pair: Pair) -> None:
    done = pair.hand_on()
    for path in (done.path, done.signature):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("taken", ["a.handoff", "a.handoff.minisig"])
def test_nothing_is_overwritten(pair: Pair, taken: str) -> None:
    (pair.folder / taken).write_text("somebody's")
    with pytest.raises(LedgerExists):
        pair.hand_on()
    assert (pair.folder / taken).read_text() == "somebody's"
    assert len(list(pair.folder.glob("a.handoff*"))) == 1
    assert pair.documenter.ask(sent_handoffs) == []


def test_cancelling_at_any_step_leaves_nothing(pair: Pair) -> None:
    order = Order(pair.to_office)
    before = sorted(pair.folder.iterdir())
    steps = sum(1 for _ in hand_on(pair.documenter, pair.folder / "whole", order))
    for name in ("whole", "whole.minisig"):
        (pair.folder / name).unlink()
    sent = pair.documenter.ask(sent_handoffs)
    for stop in (*range(0, steps, 9), steps - 2, steps - 1):
        job = hand_on(pair.documenter, pair.folder / "stopped", order)
        for _ in range(stop + 1):
            next(job)
        job.close()
        assert sorted(pair.folder.iterdir()) == before
    assert pair.documenter.ask(sent_handoffs) == sent
    put(pair.documenter, Incident, title="After", when="Feb 2023", where="Demoso")


def test_an_empty_ledger_has_nothing_to_hand_on(pair: Pair) -> None:
    with pytest.raises(LedgerError, match="nothing to hand on"):
        finished(hand_on(pair.office, pair.folder / "b.handoff", Order(None)))
    assert not list(pair.folder.glob("b.handoff*"))


def test_sequences_count_by_receiver(pair: Pair) -> None:
    assert [pair.hand_on(f"{n}").manifest.sequence for n in range(3)] == [1, 2, 3]
    other = finished(hand_on(pair.documenter, pair.folder / "anybody", Order(None)))
    assert other.manifest.sequence == 1
    assert other.manifest.receiver is None
    assert not other.is_sealed


@pytest.mark.skipif(not shutil.which("minisign"), reason="minisign is not installed here")
def test_minisign_finds_the_signature_right(pair: Pair) -> None:
    done = pair.hand_on_open()
    key = pair.documenter.do(own_keys).party.sign
    check = ["minisign", "-V", "-m", str(done.path), "-P", key]
    assert subprocess.run(check, capture_output=True, check=False).returncode == 0
    with done.path.open("r+b") as file:
        file.seek(5000)
        file.write(b"\1")
    assert subprocess.run(check, capture_output=True, check=False).returncode != 0


@pytest.mark.skipif(not shutil.which("age"), reason="age is not installed here")
@pytest.mark.skipif(not shutil.which("minisign"), reason="minisign is not installed here")
def test_age_unseals_it_and_minisign_knows_what_was_in_it(pair: Pair) -> None:
    done, keys = pair.hand_on(), pair.office.do(own_keys)
    identity, inside = pair.folder / "identity", pair.folder / "inside.gz"
    identity.write_text(keys.identity)
    subprocess.run(["age", "-d", "-i", identity, "-o", inside, done.path], check=True)
    signer = pair.documenter.do(own_keys).party.sign
    subprocess.run(
        ["minisign", "-V", "-q", "-m", inside, "-x", done.signature, "-P", signer], check=True
    )
    subprocess.run(["gzip", "-d", inside], check=True)
    file = inside.with_suffix("")
    assert hashlib.sha256(file.read_bytes()).hexdigest() == done.sha256
    assert len(rows_of(file, "change")) == done.manifest.changes
