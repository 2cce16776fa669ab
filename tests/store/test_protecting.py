"""A passphrase is added, changed and taken away, and nothing of the ledger is lost by it."""

from pathlib import Path

import pytest

from store.errors import PassphraseNeeded, PassphraseNotNeeded, WrongPassphrase
from store.founded import Founding
from store.ledger import Store
from store.protecting import change_passphrase
from store.records import Incident
from tests.store.conftest import HOSTILE, clock


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
