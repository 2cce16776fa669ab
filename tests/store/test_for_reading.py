"""A ledger that is opened for reading only is never written to, nor is anything beside it."""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from store.backup import backup_to
from store.connection import journal_of, log_of
from store.copying import copy_ledger
from store.database import open_database
from store.errors import (
    Interrupted,
    LedgerExists,
    LedgerLocked,
    LedgerUnfinished,
    OpenedForReading,
)
from store.ledger import Store
from store.lock_time import set_lock_after
from store.progress import Progress
from store.query import Filter, page, read_sort
from store.records import Incident
from tests.store.conftest import HOSTILE, clock
from tests.store.ledger_files import (
    PASSPHRASE,
    both,
    cut_off_while_saving,
    glance,
    listing,
    make,
    posix,
    rows,
    snapshot,
)
from tests.store.test_protecting import a_ledger


def never(_: Progress) -> bool:
    return False


WRITING: list[Callable[[Store], object]] = [
    lambda store: store.save(Incident(title="A")),
    lambda store: store.retire(store.get(Incident, store.find("LKW2-0001").id), "wrong"),
    lambda store: store.keep_form("a", "incident", {"title": "A"}),
    lambda store: store.drop_form("a"),
    lambda store: store.do(set_lock_after, 3),
]


@both
def test_all_can_be_read_and_nothing_is_written(tmp_path: Path, passphrase: str | None) -> None:
    (tmp_path / "stick").mkdir()
    path = a_ledger(tmp_path / "stick" / "a.fieldledger", passphrase)
    before = snapshot(path.parent)
    store = Store.open(path, passphrase, clock=clock, for_reading=True)
    assert store.is_for_reading
    found = store.find("LKW2-0001")
    assert isinstance(found, Incident)
    assert found.title == HOSTILE
    assert len(store.ask(page, Incident, Filter(), read_sort(Incident, ""))) == 1
    assert len(store.history(found)) == 1
    assert store.places("Loikaw")
    assert not list(filter(None, store.check()))
    for write in WRITING:
        with pytest.raises(OpenedForReading):
            write(store)
    store.ask(backup_to, tmp_path / "copy.fieldledger")
    assert glance(path.parent) == {(path.name, path.stat().st_size, path.stat().st_mtime_ns)}
    store.close()
    assert snapshot(path.parent) == before
    copy = Store.open(tmp_path / "copy.fieldledger", passphrase, clock=clock)
    copy.save(Incident(title="A"))
    copy.close()


def in_wal(path: Path) -> sqlite3.Connection:
    """The connection of another tool, which set a ledger to WAL."""
    tool = sqlite3.connect(path)
    tool.execute("PRAGMA journal_mode=wal")
    return tool


def test_a_log_that_another_tool_set_is_not_made_anew(tmp_path: Path) -> None:
    path = make(tmp_path / "a")
    in_wal(path).close()
    assert listing(tmp_path) == ["a"]
    before = snapshot(tmp_path)
    conn = open_database(path, read_only=True)
    assert rows(conn) == 400
    assert listing(tmp_path) == ["a"]
    conn.close()
    assert snapshot(tmp_path) == before


def test_what_is_only_in_such_a_log_is_not_left_out_unsaid(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.header._can_be_written", lambda path: path.parent.name != "stick")
    path = make(tmp_path / "a")
    tool = in_wal(path)
    tool.execute("INSERT INTO t VALUES (-1, 'in the log only')")
    tool.commit()
    (tmp_path / "stick").mkdir()
    for file in (path, log_of(path)):
        shutil.copy(file, tmp_path / "stick")
    tool.close()
    path = tmp_path / "stick" / "a"
    before = snapshot(path.parent)
    for read_only in (False, True):
        with pytest.raises(LedgerUnfinished, match="-wal"):
            open_database(path, read_only=read_only)
    assert snapshot(path.parent) == before
    copy_ledger(path, tmp_path / "copy", never)
    conn = open_database(tmp_path / "copy")
    assert rows(conn) == 401
    conn.close()


# Copies


@both
@posix
def test_a_copy_can_undo_what_was_cut_off(tmp_path: Path, passphrase: str | None) -> None:
    (tmp_path / "stick").mkdir()
    path = make(tmp_path / "stick" / "a", passphrase)
    cut_off_while_saving(path, passphrase)
    before = snapshot(path.parent)
    with pytest.raises(LedgerUnfinished):
        open_database(path, passphrase, read_only=True)
    seen: list[Progress] = []

    def watch(step: Progress) -> bool:
        seen.append(step)
        return False

    copy_ledger(path, tmp_path / "copy", watch)
    assert snapshot(path.parent) == before
    assert seen[-1].total == path.stat().st_size
    conn = open_database(tmp_path / "copy", passphrase)
    assert conn.execute("SELECT count(*) FROM t WHERE b = 'half saved'").fetchone() == (0,)
    conn.close()


def test_a_copy_that_is_stopped_or_written_in_meanwhile_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    path = make(tmp_path / "stick" / "a", PASSPHRASE)
    journal_of(path).write_bytes(b"something to undo")

    def stop(step: Progress) -> bool:
        return step.total > 100

    def write(_: Progress) -> bool:
        journal_of(path).write_bytes(b"something else")
        return False

    for watch, error in ((stop, Interrupted), (write, LedgerLocked)):
        with pytest.raises(error):
            copy_ledger(path, tmp_path / "copy", watch)
        assert listing(tmp_path) == ["stick"]


def test_a_copy_takes_nothing_elses_place(tmp_path: Path) -> None:
    path = make(tmp_path / "a")
    (tmp_path / "copy").write_text("a letter")
    with pytest.raises(LedgerExists):
        copy_ledger(path, tmp_path / "copy", never)
    assert (tmp_path / "copy").read_text() == "a letter"
    conn = open_database(path)
    with pytest.raises(LedgerLocked):
        copy_ledger(path, tmp_path / "other", never)
    conn.close()
