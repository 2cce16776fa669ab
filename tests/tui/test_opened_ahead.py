"""A ledger opened beside the loading of the program: its rows drawn in time, or not at all."""

import threading
from pathlib import Path

import pytest

from store.ahead import open_ahead
from store.connection import FileConnection
from store.founded import Founding
from store.ledger import Store
from store.records import Casualty
from tests.store.ledger_files import PASSPHRASE, both
from tui import opened_ahead
from tui.opened_ahead import OpenedAhead
from tui.taken_terminal import TakenTerminal


class Paper(TakenTerminal):
    """A terminal of 80 x 24 that keeps what is drawn in it."""

    def __init__(self) -> None:
        super().__init__(-1, -1, [])
        self.drawn = ""

    @property
    def size(self) -> tuple[int, int]:
        """Columns and lines."""
        return 80, 24

    def write(self, text: str) -> None:
        """Keeps it."""
        self.drawn += text


def made(path: Path, passphrase: str | None) -> Path:
    store = Store.create(path, Founding("Naw Paw (invented)", "LKW2"), passphrase)
    store.save(Casualty(name="Saw Vic (invented)"))
    store.close()
    return path


@both
def test_the_newest_records_are_drawn_and_the_ledger_is_open(
    tmp_path: Path, passphrase: str | None
) -> None:
    paper = Paper()
    ahead = OpenedAhead(made(tmp_path / "a", passphrase), passphrase, paper)
    connection = ahead.connection()
    assert connection is not None
    assert ahead.stop_drawing()
    assert "Saw Vic (invented)" in paper.drawn
    store = Store.over(connection)
    store.save(Casualty(name="Naw Paw (invented)"))
    store.close()
    ahead.close()


def test_what_comes_too_late_is_not_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    may_open, really = threading.Event(), open_ahead

    def slow(path: Path, passphrase: str | None) -> FileConnection | None:
        may_open.wait(60)
        return really(path, passphrase)

    path, paper = made(tmp_path / "a", PASSPHRASE), Paper()
    monkeypatch.setattr(opened_ahead, "open_ahead", slow)
    ahead = OpenedAhead(path, PASSPHRASE, paper)
    assert not ahead.stop_drawing()
    may_open.set()
    ahead.close()
    assert paper.drawn == ""
    Store.open(path, PASSPHRASE).close()


def test_whoever_took_the_ledger_over_is_the_only_one_to_use_and_close_it(tmp_path: Path) -> None:
    path = made(tmp_path / "a", PASSPHRASE)
    ahead, found = OpenedAhead(path, PASSPHRASE, None), []
    takers = [threading.Thread(target=lambda: found.append(ahead.connection())) for _ in range(4)]
    for taker in takers:
        taker.start()
    ahead.close()
    for taker in takers:
        taker.join(60)
    ahead.close()
    taken = [connection for connection in found if connection is not None]
    # Unless the closing came first, one has it, and it is open.
    assert len(taken) <= 1
    for connection in taken:
        Store.over(connection).close()
    Store.open(path, PASSPHRASE).close()


def test_what_was_taken_over_stays_open_when_the_rest_is_closed(tmp_path: Path) -> None:
    ahead = OpenedAhead(made(tmp_path / "a", None), None, None)
    connection = ahead.connection()
    assert connection is not None
    ahead.close()
    store = Store.over(connection)
    store.save(Casualty(name="Naw Paw (invented)"))
    store.close()
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_wrong_passphrase_is_left_to_the_program(tmp_path: Path) -> None:
    paper = Paper()
    ahead = OpenedAhead(made(tmp_path / "a", PASSPHRASE), "wrong", paper)
    assert ahead.connection() is None
    assert not ahead.stop_drawing()
    assert paper.drawn == ""
