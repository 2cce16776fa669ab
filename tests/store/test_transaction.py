"""A transaction: all or nothing, and only into the file that was opened."""

from collections.abc import Callable
from pathlib import Path

import pytest

from store import database
from store.database import open_database, still_there, told, transaction, translate
from store.engine import Connection, IntegrityError, OperationalError
from store.errors import Interrupted, LedgerGone, LedgerReadOnly
from tests.store.ledger_files import both, cut_off_while_saving, make, posix, rows, save, snapshot


def delete_all_and_raise(conn: Connection, error: type[BaseException]) -> None:
    with transaction(conn):
        conn.execute("DELETE FROM t")
        raise error


def test_a_transaction_is_all_or_nothing(tmp_path: Path) -> None:
    conn = open_database(make(tmp_path / "a"))
    save(conn, -1)
    assert rows(conn) == 401
    for interruption in (KeyboardInterrupt, ValueError, LedgerReadOnly, GeneratorExit):
        with pytest.raises(interruption):
            delete_all_and_raise(conn, interruption)
        assert not conn.in_transaction
        assert rows(conn) == 401
    conn.close()


def test_mistakes_of_the_program_are_not_told_as_trouble_with_the_disk(tmp_path: Path) -> None:
    conn = open_database(make(tmp_path / "a"))
    with pytest.raises(RuntimeError), transaction(conn), transaction(conn):
        pass
    with pytest.raises(RuntimeError), transaction(conn):
        conn.execute("COMMIT")
    with pytest.raises(IntegrityError), transaction(conn):
        conn.execute("INSERT INTO t VALUES (1, 'again')")
    with pytest.raises(OperationalError), transaction(conn):
        conn.execute("SELECT no_such_column FROM t")
    with pytest.raises(RuntimeError), transaction(conn):
        database.backup_to(conn, tmp_path / "b")
    assert rows(conn) == 400
    assert translate(IntegrityError()) is None
    conn.close()


def test_a_reader_is_refused_before_it_writes(tmp_path: Path) -> None:
    conn = open_database(make(tmp_path / "a"), read_only=True)
    with pytest.raises(LedgerReadOnly):
        save(conn, -1)
    with pytest.raises(LedgerReadOnly), told(conn):
        conn.execute("DELETE FROM t")
    conn.close()


def test_a_long_reading_can_be_broken_off(tmp_path: Path) -> None:
    conn = open_database(make(tmp_path / "a"))
    conn.set_progress_handler(lambda: 1, 1000)
    with pytest.raises(Interrupted), told(conn):
        conn.execute("SELECT count(*) FROM t a, t b, t c").fetchone()
    conn.set_progress_handler(None, 0)
    save(conn, -1)
    conn.close()


def delete(path: Path) -> None:
    path.unlink()


def move(path: Path) -> None:
    path.rename(path.with_name("elsewhere"))


def move_folder(path: Path) -> None:
    path.parent.rename(path.parent.with_name("elsewhere"))


def put_another_there(path: Path) -> None:
    make(path.with_name("b")).replace(path)


@both
@posix
@pytest.mark.parametrize("lose", [delete, move, move_folder, put_another_there])
def test_a_save_into_a_file_that_has_gone_is_refused(
    tmp_path: Path, lose: Callable[[Path], None], passphrase: str | None
) -> None:
    (tmp_path / "stick").mkdir()
    path = make(tmp_path / "stick" / "a", passphrase)
    conn = open_database(path, passphrase)
    save(conn, -1)
    assert still_there(conn)
    lose(path)
    assert not still_there(conn)
    with pytest.raises(LedgerGone):
        save(conn, -2)
    # Also when it goes after the transaction has begun, and SQLite is the first to notice.
    conn.execute("PRAGMA locking_mode=NORMAL")
    rows(conn)
    with pytest.raises(LedgerGone), told(conn):
        conn.execute("DELETE FROM t")
    assert rows(conn) == 401
    conn.close()


@posix
def test_closing_does_not_touch_the_journal_of_a_file_that_took_its_place(tmp_path: Path) -> None:
    path = make(tmp_path / "a")
    conn = open_database(path)
    save(conn, -1)
    put_another_there(path)
    cut_off_while_saving(path)
    before = snapshot(tmp_path)
    conn.close()
    assert snapshot(tmp_path) == before
