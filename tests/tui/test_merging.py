"""Merging at the screen: files read, what they would do, done, undone; conflicts settled."""

from collections.abc import Generator
from pathlib import Path

import pytest

from store.connection import path_of
from store.engine import Connection
from store.errors import DiskFailing
from store.handoff.keyring import keyring_of
from store.handoff.making import Order, hand_on
from store.ledger import Store
from store.merging.conflicts import count_open
from store.merging.planning import plan
from store.merging.receiving import look_into, take
from store.merging.remarks import Remark
from store.progress import Progress
from store.records import Incident
from tests.store.handoff.handing import finished, introduce, new_ledger
from tests.tui.ledger_app import HOSTILE, Window, build_ledger, window
from tui.merging import arriving
from tui.merging.ask_files import AskFiles
from tui.merging.conflict import ConflictScreen
from tui.merging.conflicts import ConflictsScreen
from tui.merging.merge_files import MergeScreen
from tui.merging.planned import PlannedScreen
from tui.screens.ask import Ask, Choose, Confirm
from tui.summary.targets import OpenConflicts, OpenWaiting
from tui.widgets.board import Board
from tui.widgets.line_input import LineInput

OFFICE = f"Office {HOSTILE}"


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A documenter's ledger; the office knows its key."""
    path, office = build_ledger(tmp_path / "a.fieldledger"), tmp_path / "office.fieldledger"
    theirs, ours = Store.open(path), new_ledger(office, OFFICE, "OFC1", seed=7)
    introduce(ours, theirs)
    introduce(theirs, ours)
    theirs.close()
    ours.close()
    return path


@pytest.fixture
def office(ledger: Path) -> Path:
    return ledger.with_name("office.fieldledger")


def handed(ledger: Path, name: str) -> Path:
    """A handoff of everything for the office."""
    store = Store.open(ledger)
    (receiver,) = store.ask(keyring_of).in_force
    done = finished(hand_on(store, ledger.with_name(name), Order(receiver, everything=True)))
    store.close()
    return done.path


def merged_at(office: Path, file: Path) -> None:
    store = Store.open(office)
    with finished(look_into(store, file)) as arrival:
        finished(take(store, arrival))
    store.close()


def retitled(path: Path, title: str) -> None:
    """Gives the first incident another title."""
    store = Store.open(path)
    first = store.find("LKW2-0002")
    assert isinstance(first, Incident)
    store.save(first.model_copy(update={"title": title}))
    store.close()


@pytest.fixture
def conflicting(ledger: Path, office: Path) -> Path:
    """The office's ledger, in which both titled an incident."""
    merged_at(office, handed(ledger, "one.handoff"))
    retitled(office, "ours")
    retitled(ledger, HOSTILE)
    merged_at(office, handed(ledger, "two.handoff"))
    return office


async def on(w: Window, screen: type[object]) -> None:
    await w.until(lambda: isinstance(w.app.screen, screen))


async def read_files(w: Window, path: Path) -> None:
    await on(w, AskFiles)
    w.app.screen.query_one(LineInput).value = str(path)
    await w.press("enter")
    await on(w, MergeScreen)


async def test_a_file_is_looked_into_merged_and_taken_back(ledger: Path, office: Path) -> None:
    file = handed(ledger, "one.handoff")
    async with window(office) as w:
        await w.press("m")
        await read_files(w, file)
        await w.until_shown("no. 1")
        assert "Casualties" in w.text
        assert "Nothing is changed before" not in w.text
        await w.press("v")
        await on(w, PlannedScreen)
        await w.until_shown("Shelling of a village (invented)")
        assert HOSTILE[:20] in w.text
        await w.press("escape", "m")
        await on(w, Confirm)
        await w.press("y")
        await w.until_shown("merged.")
        assert "To look at" in w.text
        await w.press("escape", "2")
        await w.counted()
        assert "Shelling of a village" in w.text
        await w.press("m")
        await on(w, AskFiles)
        await w.press("escape")
        await on(w, MergeScreen)
        await w.press("u")
        await on(w, Confirm)
        await w.press("y")
        await w.until_shown("as before the merge")
        await w.press("escape")
        await w.until(lambda: "Shelling of a village" not in w.text)
    assert len(list(office.parent.glob("office.before-merge-*"))) == 1


async def test_typing_replaces_the_folder_that_was_proposed(ledger: Path, office: Path) -> None:
    file = handed(ledger, "one.handoff")
    async with window(office) as w:
        await w.press("m")
        await on(w, AskFiles)
        line = w.app.screen.query_one(LineInput)
        assert line.value == str(office.parent)
        await w.press(*file.name[:3])
        assert line.value == file.name[:3]
        line.value = str(file.relative_to(office.parent))
        await w.press("enter")
        await on(w, MergeScreen)
        await w.until_shown("no. 1")


async def test_a_folder_gives_all_its_handoffs_and_one_bad_file_spoils_none(
    ledger: Path, office: Path
) -> None:
    handed(ledger, "one.handoff")
    retitled(ledger, "later")
    handed(ledger, "two.handoff")
    bad = ledger.with_name("bad [b].handoff")
    bad.write_bytes(b"not a handoff")
    bad.with_name(bad.name + ".minisig").write_text("no signature")
    async with window(office, (120, 40)) as w:
        await w.press("m")
        await read_files(w, ledger.parent)
        await w.until_shown("cannot be merged")
        assert "bad [b].handoff" in w.text
        await w.press("m", "y")
        await w.until_shown("merged.")
    store = Store.open(office)
    assert store.find("LKW2-0002").title == "later"  # type: ignore[attr-defined]
    store.close()


def _fails(*_: object) -> Generator[Progress, None, list[Remark]]:
    raise DiskFailing
    yield


async def test_what_was_merged_before_something_failed_is_in_the_open_lists(
    ledger: Path, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = handed(ledger, "one.handoff")
    monkeypatch.setattr(arriving, "remarks_on", _fails)
    async with window(office) as w:
        await w.open_list("2")
        await w.press("m")
        await read_files(w, file)
        await w.until_shown("no. 1")
        await w.press("m", "y")
        await w.until_shown(DiskFailing.title[:30])
        await w.press("escape")
        await w.until(lambda: "Shelling of a village" in w.text)


def test_a_file_that_cannot_be_planned_again_is_left_out_of_the_others(
    ledger: Path, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [handed(ledger, "one.handoff")]
    retitled(ledger, "later")
    files.append(handed(ledger, "two.handoff"))
    store = Store.open(office)
    looked = finished(arriving.look(store, files))
    connections = [arrival.handoff.connection for arrival in looked.arrivals]

    def failing(ours: Connection, theirs: Connection) -> Generator[Progress, None, object]:
        return _fails() if theirs is connections[-1] else plan(ours, theirs)

    monkeypatch.setattr(arriving, "plan", failing)
    told = finished(arriving.merge_all(store, looked))
    looked.close()
    store.close()
    assert told.records
    assert [DiskFailing.title in sentence for sentence in told.left_out] == [True]


async def test_a_missing_file_and_an_empty_folder_are_said(office: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    async with window(office) as w:
        await w.press("m")
        await on(w, AskFiles)
        for path, said in (("no-such", "nothing of that name"), ("empty", "No handoff lies")):
            w.app.screen.query_one(LineInput).value = str(tmp_path / path)
            await w.press("enter")
            await w.until_shown(said)
        await w.press("escape")
        await w.until_shown("No file was read yet")
        await w.press("u")
        await w.until_shown("no merge to undo")


async def test_a_conflict_shows_before_ours_and_theirs_and_is_settled(conflicting: Path) -> None:
    async with window(conflicting) as w:
        await w.until_shown("In conflict: 1")
        await w.press("f4")
        await on(w, ConflictsScreen)
        await w.until_shown("LKW2-0002")
        await w.press("enter")
        await on(w, ConflictScreen)
        await w.until_shown("theirs LKW2")
        assert "Shelling of a village (invented)" in w.text
        assert "ours OFC1" in w.text
        assert HOSTILE[:20] in w.text
        await w.press("ctrl+s")
        await w.until_shown("Nothing is taken yet")
        await w.press("t", "ctrl+s")
        await on(w, Ask)
        await w.press("enter")
        await on(w, ConflictsScreen)
        await w.until_shown("Nothing is open")
    store = Store.open(conflicting)
    assert store.find("LKW2-0002").title == HOSTILE  # type: ignore[attr-defined]
    assert store.ask(path_of) == conflicting
    store.close()


async def test_the_summary_opens_what_is_in_conflict(conflicting: Path) -> None:
    async with window(conflicting) as w:
        await w.until_shown("In conflict: 1")
        board = w.app.screen.query_one(Board)
        for _ in range(40):
            if board.target == OpenConflicts():
                break
            await w.press("right" if isinstance(board.target, OpenWaiting) else "down")
        await w.press("enter")
        await on(w, ConflictsScreen)


async def test_a_rule_settles_all_of_one_laptop(conflicting: Path) -> None:
    async with window(conflicting) as w:
        await w.press("f4")
        await w.until_shown("LKW2-0002")
        await w.press("t")
        await on(w, Choose)
        assert "LKW2" in w.text
        await w.press("1")
        await on(w, Confirm)
        await w.press("y")
        await w.until_shown("1 settled")
        await w.until_shown("Nothing is open")
    store = Store.open(conflicting)
    assert store.ask(count_open) == 0
    store.close()
