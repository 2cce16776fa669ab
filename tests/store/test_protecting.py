"""A passphrase is added, changed and taken away, and nothing of the ledger is lost by it."""

import errno
import json
import multiprocessing
import os
import shutil
import signal
from pathlib import Path

import pytest

from store import cut_off, protecting
from store.database import open_database
from store.errors import (
    ChangeCutOff,
    Interrupted,
    LedgerError,
    LedgerLocked,
    PassphraseNeeded,
    PassphraseNotNeeded,
    WrongPassphrase,
)
from store.founded import Founding
from store.ledger import Store
from store.progress import Progress
from store.protecting import change_passphrase
from store.records import Incident
from tests.quick_keys import QUICK, derive_keys
from tests.store.conftest import HOSTILE, clock

pytestmark = pytest.mark.usefixtures("quick_keys")


def a_ledger(path: Path, passphrase: str | None) -> Path:
    store = Store.create(path, Founding("Naw Paw (invented)", "LKW2"), passphrase, clock=clock)
    store.save(Incident(title=HOSTILE))
    store.close()
    return path


def dumped(path: Path, passphrase: str | None) -> tuple[str | None, list[str], int]:
    store = Store.open(path, passphrase, clock=clock)
    found = store.find("LKW2-0001")
    assert isinstance(found, Incident)
    wrong = list(filter(None, store.check()))
    words = len(store.places("Loikaw"))
    store.close()
    return found.title, wrong, words


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture(scope="module")
def made(quick_keys: None, tmp_path_factory: pytest.TempPathFactory) -> dict[str | None, Path]:
    del quick_keys
    folder = tmp_path_factory.mktemp("made")
    return {
        None: a_ledger(folder / "plain.fieldledger", None),
        "old": a_ledger(folder / "locked.fieldledger", "old"),
    }


WAYS = [(None, "new ' pass"), ("old", "new"), ("old", None)]


@pytest.mark.parametrize(("old", "new"), WAYS)
def test_everything_is_there_afterwards(tmp_path: Path, old: str | None, new: str | None) -> None:
    path = a_ledger(tmp_path / "a.fieldledger", old)
    before = dumped(path, old)
    change_passphrase(path, old, new)
    assert dumped(path, new) == before == (HOSTILE, [], before[2])
    assert before[2] > 0
    with pytest.raises((WrongPassphrase, PassphraseNeeded, PassphraseNotNeeded)):
        Store.open(path, old)
    assert [p.name for p in tmp_path.iterdir()] == ["a.fieldledger"]


@pytest.mark.parametrize("new", ["new", None])
def test_a_wrong_passphrase_changes_nothing(tmp_path: Path, new: str | None) -> None:
    path = a_ledger(tmp_path / "a.fieldledger", "old")
    bytes_before = path.read_bytes()
    with pytest.raises(WrongPassphrase):
        change_passphrase(path, "wrong", new)
    assert path.read_bytes() == bytes_before
    assert [p.name for p in tmp_path.iterdir()] == ["a.fieldledger"]


def test_an_encrypted_ledger_holds_no_word_that_can_be_read(tmp_path: Path) -> None:
    path = a_ledger(tmp_path / "a.fieldledger", None)
    assert HOSTILE.encode() in path.read_bytes()
    change_passphrase(path, None, "secret")
    content = path.read_bytes()
    for word in (HOSTILE, "SQLite format 3", "incident", "Loikaw"):
        assert word.encode() not in content


# Stopped, and cut off


@pytest.mark.parametrize(("old", "new"), WAYS)
@pytest.mark.parametrize("what", ["Writing every record once more", "Reading all of it once more"])
def test_a_change_can_be_stopped(
    made: dict[str | None, Path], tmp_path: Path, old: str | None, new: str | None, what: str
) -> None:
    path = Path(shutil.copy(made[old], tmp_path / "a.fieldledger"))
    seen: list[Progress] = []

    def watch(step: Progress) -> bool:
        seen.append(step)
        return step.what == what and step.done == step.total * bool(step.done)

    with pytest.raises(Interrupted):
        change_passphrase(path, old, new, watch)
    assert seen[-1].what == what
    assert names(tmp_path) == ["a.fieldledger"]
    title, wrong, _ = dumped(path, old)
    assert (title, wrong) == (HOSTILE, [])


def test_what_took_the_place_is_not_called_a_failure(
    made: dict[str | None, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Path) -> None:
        raise OSError(errno.EINVAL, "no folder is flushed here")

    monkeypatch.setattr(protecting, "flush_folder", fail)
    path = Path(shutil.copy(made[None], tmp_path / "a.fieldledger"))
    change_passphrase(path, None, "new (invented)")
    assert dumped(path, "new (invented)")[0] == HOSTILE
    assert names(tmp_path) == [path.name]


def test_nobody_else_opens_it_meanwhile(made: dict[str | None, Path], tmp_path: Path) -> None:
    path = Path(shutil.copy(made["old"], tmp_path / "a.fieldledger"))
    tried: set[str] = set()

    def watch(step: Progress) -> bool:
        with pytest.raises(LedgerLocked):
            Store.open(path, "old")
        tried.add(step.what)
        return False

    change_passphrase(path, "old", None, watch)
    assert len(tried) == 2


def change_and_die(path: Path, old: str | None, new: str | None, moment: str) -> None:
    """Changes the passphrase in a process of its own, which ends then without another word."""

    def die(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def watch(step: Progress) -> bool:
        if step.what.startswith(moment) and (step.done or not step.total):
            die()
        return False

    derive_keys(QUICK)
    if hasattr(protecting, moment):
        setattr(protecting, moment, die)
    change_passphrase(path, old, new, watch)


CUT = [
    ("old", None, "make_empty"),
    ("old", None, "Writing"),
    ("old", None, "Reading"),
    ("old", None, "flush"),
    ("old", None, "flush_folder"),
    ("old", "new", "Writing"),
    (None, "new", "Reading"),
    (None, "new", "flush_folder"),
]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows knows no such end.")
@pytest.mark.parametrize(("old", "new", "moment"), CUT)
def test_a_change_that_is_killed_leaves_a_ledger_and_says_what_it_left(
    made: dict[str | None, Path], tmp_path: Path, old: str | None, new: str | None, moment: str
) -> None:
    path = Path(shutil.copy(made[old], tmp_path / "a.fieldledger"))
    process = multiprocessing.get_context("spawn").Process(
        target=change_and_die, args=(path, old, new, moment)
    )
    process.start()
    process.join(60)
    assert process.exitcode == -signal.SIGKILL
    is_done, is_begun = moment == "flush_folder", moment != "make_empty"
    left = [name for name in names(tmp_path) if name != path.name]
    assert len(left) == (is_begun and not is_done)
    if new is None and moment == "flush":
        assert HOSTILE.encode() in (tmp_path / left[0]).read_bytes()

    store = Store.open(path, new if is_done else old)
    told = store.ask(cut_off.clear)
    assert store.ask(cut_off.clear) is None
    store.close()
    assert (told is not None) == (not is_done)
    if told is not None:
        assert ("anybody can read" in told.advice) == (new is None)
        assert ("is deleted" in told.advice.lower()) == is_begun
    assert names(tmp_path) == ["a.fieldledger"]
    title, wrong, _ = dumped(path, new if is_done else old)
    assert (title, wrong) == (HOSTILE, [])


def test_what_cannot_be_deleted_is_named_and_nothing_begins_before_it_is(
    made: dict[str | None, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path(shutil.copy(made["old"], tmp_path / "a.fieldledger"))
    connection = open_database(path, "old")
    part = cut_off.announce(connection, is_plain=True)
    part.write_text(HOSTILE)
    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", lambda *_, **__: None)
        told = cut_off.clear(connection)
        connection.close()
        with pytest.raises(ChangeCutOff):
            change_passphrase(path, "old", "new")
    assert told is not None
    assert str(part) in told.advice
    assert part.exists()
    change_passphrase(path, "old", "new")
    assert names(tmp_path) == ["a.fieldledger"]


@pytest.mark.parametrize("name", ["../a.fieldledger", "precious.txt", "unfinished-.part", 7])
def test_no_other_file_is_ever_taken_for_a_leftover(
    made: dict[str | None, Path], tmp_path: Path, name: object
) -> None:
    path = Path(shutil.copy(made[None], tmp_path / "a.fieldledger"))
    (tmp_path / "precious.txt").write_text("a letter")
    connection = open_database(path)
    mark = json.dumps({"name": name, "is_plain": True})
    connection.execute("INSERT INTO setting VALUES ('unfinished', ?)", (mark,))
    told = cut_off.clear(connection)
    assert isinstance(told, ChangeCutOff)
    assert "Look beside it" in told.advice
    assert cut_off.clear(connection) is None
    connection.execute("INSERT INTO setting VALUES ('unfinished', ?)", (mark,))
    connection.close()
    assert names(tmp_path) == ["a.fieldledger", "precious.txt"]
    change_passphrase(path, None, "new")
    assert names(tmp_path) == ["a.fieldledger", "precious.txt"]


def test_a_copy_elsewhere_tells_where_to_look(made: dict[str | None, Path], tmp_path: Path) -> None:
    path = Path(shutil.copy(made["old"], tmp_path / "a.fieldledger"))
    connection = open_database(path, "old")
    cut_off.announce(connection, is_plain=True).touch()
    connection.close()
    (tmp_path / "stick").mkdir()
    connection = open_database(shutil.copy(path, tmp_path / "stick"), "old")
    told = cut_off.clear(connection)
    connection.close()
    assert isinstance(told, LedgerError)
    assert "look there for this file" in told.advice
