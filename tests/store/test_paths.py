"""Names of files: any that the system takes will do, and the others get a sentence."""

import os
from pathlib import Path

import pytest

from store.database import backup_to, create_database, default_ledger, open_database
from store.errors import LedgerLocked, LedgerMissing, LedgerUnusable
from store.paths import default_folder, path_in, seen_folder
from tests.store.ledger_files import build, make, refusal, save

NAMES = [
    "what?mode=memory&cache=shared",
    "a#b",
    "100%",
    "%41%00",
    " two  spaces ",
    "ကရင်နီ မှတ်တမ်း",
    "file:memory",
    ":memory:",
    "-rf",
    "new\nline\x1b[2J",
    "quo'te\"s;--",
    "back\\slash",
    "x" * 247,
    os.fsdecode(b"not utf-8 \xff\xfe"),
]


@pytest.mark.parametrize("name", NAMES)
def test_any_name_that_the_system_takes_will_do(tmp_path: Path, name: str) -> None:
    path = make(tmp_path / name)
    conn = open_database(path)
    save(conn, -1)
    backup_to(conn, tmp_path / f"{name[:200]}2")
    conn.close()
    assert {found.name for found in tmp_path.iterdir()} == {name, f"{name[:200]}2"}


def test_names_that_no_file_can_have(tmp_path: Path) -> None:
    for name in ("a\0b", "x/" * 250 + "y", "x" * 250, "x" * 300):
        for passphrase in (None, "a"):
            assert refusal(tmp_path / name, passphrase) in {LedgerMissing, LedgerUnusable}
            with pytest.raises(LedgerUnusable):
                create_database(tmp_path / name, passphrase, build)
    (tmp_path / "file").touch()
    assert refusal(tmp_path / "file" / "a") is LedgerMissing
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert refusal(tmp_path / "loop") is LedgerMissing
    assert {found.name for found in tmp_path.iterdir()} == {"file", "loop"}


def test_a_link_opens_the_ledger_that_it_leads_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make(tmp_path / "a")
    (tmp_path / "link").symlink_to(path)
    monkeypatch.chdir(tmp_path)
    conn = open_database("link")
    assert conn.path == path.resolve()
    assert refusal(path) is LedgerLocked
    conn.close()


def test_the_default_ledger(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FIELDLEDGER", str(tmp_path / "mine"))
    assert default_ledger() == tmp_path / "mine"
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("FIELDLEDGER", "~/mine")
    assert default_ledger() == tmp_path / "mine"
    monkeypatch.delenv("FIELDLEDGER")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert default_ledger().name == "ledger.fieldledger"
    assert default_ledger().parent.name == "fieldledger"
    create_database(default_ledger(), None, build).close()
    assert default_ledger().is_file()


def test_what_is_proposed_lies_where_a_person_sees_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    stick = tmp_path / "stick" / "a.fieldledger"
    hidden = [default_folder() / "a.fieldledger", tmp_path / ".own" / "deep" / "a.fieldledger"]
    assert seen_folder(stick) == stick.parent
    assert [seen_folder(ledger) for ledger in hidden] == [tmp_path, tmp_path]
    (tmp_path / "Documents").mkdir()
    assert [seen_folder(ledger) for ledger in hidden] == [tmp_path / "Documents"] * 2


def test_a_name_alone_lies_in_the_folder_that_was_proposed(tmp_path: Path) -> None:
    assert path_in(tmp_path, " a.handoff ") == tmp_path / "a.handoff"
    assert path_in(tmp_path, str(tmp_path / "b" / "c")) == tmp_path / "b" / "c"
    assert path_in(tmp_path, "~/c") == Path.home() / "c"
