"""What can only be read is read without a byte changed, or copied and gone on with there."""

from functools import partial
from pathlib import Path

import pytest
from textual.screen import Screen

from store.ledger import Store
from tests.store.ledger_files import glance, snapshot
from tests.tui.ledger_app import HOSTILE, Window, build_ledger, window
from tests.tui.screen_text import assert_golden
from tests.tui.waiting import PATIENCE
from tui.handing.handoffs import HandoffsScreen
from tui.handing.keys import KeysScreen
from tui.lists.record_table import RecordTable
from tui.merging.conflicts import ConflictsScreen
from tui.screens.history import HistoryScreen
from tui.screens.record import RecordScreen
from tui.screens.safekeeping import Safekeeping
from tui.widgets.key_bar import KeyBar
from tui.widgets.line_input import LineInput

pytestmark = pytest.mark.usefixtures("quick_keys")

PASSPHRASE = "a passphrase (invented)"  # noqa: S105 - of ledgers that last one test.
SAID = "For reading only. F12 makes a copy"


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which nothing can be written, whoever runs this."""
    folder = tmp_path / "stick"
    folder.mkdir()
    monkeypatch.setattr("store.header._can_be_written", lambda path: path.parent != folder)
    return folder


def ledger_on(stick: Path, *, with_records: bool = True, passphrase: str | None = None) -> Path:
    made = build_ledger(stick.parent / "made", with_records=with_records, passphrase=passphrase)
    return made.rename(stick / "a.fieldledger")


async def for_reading(shown: Window) -> None:
    await shown.until_shown("can only be read")
    await shown.press("r")


async def is_refused(shown: Window, key: str) -> None:
    """Presses a key that would write, and waits for the sentence."""
    for bar in shown.app.screen.query(KeyBar):
        bar.say("")
    before = shown.app.screen
    await shown.press(key)
    await shown.until_shown(SAID)
    assert shown.app.screen is before, key


def _shows(shown: Window, screen: type[Screen[None]]) -> bool:
    return isinstance(shown.app.screen, screen)


async def test_everything_is_read_and_whatever_would_write_says_so(stick: Path) -> None:
    path = ledger_on(stick)
    before, glanced = snapshot(stick), glance(stick)
    async with window(path, is_open=False) as shown:
        await shown.until_shown("can only be read")
        assert_golden("write_protected", shown.text)
        await shown.press("r")
        await shown.until_shown("Documented")
        assert "for reading only" in shown.text
        for key in ("f2", "z", "m", "x"):
            await is_refused(shown, key)
        await shown.open_list("3")
        await shown.press("slash", *"Invented", "enter")
        await shown.counted()
        assert_golden("list_for_reading", shown.text)
        for key in ("n", "e", "v", "b", "r"):
            await is_refused(shown, key)
        await shown.press("space")
        await is_refused(shown, "e")
        await shown.press("escape", "enter")
        await shown.until(lambda: isinstance(shown.app.screen, RecordScreen))
        await shown.until_shown("Invented 0")
        for key in ("e", "s", "v", "b", "r"):
            await is_refused(shown, key)
        await shown.press("h")
        await shown.until(lambda: isinstance(shown.app.screen, HistoryScreen))
        await is_refused(shown, "z")
        await shown.press("escape", "escape")
        for key, screen, writing in (
            ("f", HandoffsScreen, "hrl"),
            ("f4", ConflictsScreen, ""),
            ("ctrl+k", Safekeeping, "pm"),
        ):
            await shown.press(key)
            await shown.until(partial(_shows, shown, screen))
            await shown.pilot.pause(0.1)
            for letter in writing:
                await is_refused(shown, letter)
            if screen is HandoffsScreen:
                await shown.press("y")
                await shown.until(lambda: isinstance(shown.app.screen, KeysScreen))
                for letter in "snw":
                    await is_refused(shown, letter)
                await shown.press("escape")
            await shown.press("escape")
        assert glance(stick) == glanced
        await shown.press("f9")
        await shown.until_shown("not protected")
        await shown.press("enter")
        await shown.open_list("3")
        await is_refused(shown, "n")
        Store.open(path, for_reading=True).close()
    assert snapshot(stick) == before


async def test_an_encrypted_one_is_read_with_its_passphrase(stick: Path) -> None:
    path = ledger_on(stick, passphrase=PASSPHRASE)
    before = snapshot(stick)
    async with window(path, is_open=False) as shown:
        await for_reading(shown)
        await shown.until_shown("locked with a passphrase")
        shown.app.screen.query_one(LineInput).value = PASSPHRASE
        await shown.press("enter")
        await shown.until_shown("Documented")
        assert "not encrypted" not in shown.text
        await shown.press("f12")
        await shown.until_shown("Which file?")
        copy = stick.parent / "copy.fieldledger"
        shown.app.screen.query_one(LineInput).value = str(copy)
        await shown.press("enter")
        await shown.until_shown("Locked.")
        shown.app.screen.query_one(LineInput).value = PASSPHRASE
        await shown.press("enter")
        await shown.until_shown("Documented")
        assert "for reading only" not in shown.text
        await shown.press("f2", *"Heard of a raid", "enter")
        await shown.until_shown("is jotted down")
    assert snapshot(stick) == before


@pytest.mark.parametrize("is_cut_off", [False, True])
async def test_a_copy_is_made_and_gone_on_with(stick: Path, is_cut_off: bool) -> None:
    path = ledger_on(stick)
    if is_cut_off:
        path.with_name(f"{path.name}-journal").write_bytes(b"\0" * 512)
    before = snapshot(stick)
    copy = stick.parent / "copy.fieldledger"
    async with window(path, is_open=False) as shown:
        await shown.until_shown("c  copy it")
        assert ("r  open it" in shown.text) != is_cut_off
        await shown.press("c")
        await shown.until_shown("A copy to write in")
        await shown.press("escape")
        await shown.until_shown("c  copy it")
        await shown.press("c")
        await shown.until_shown("A copy to write in")
        assert_golden("copy_to_write_in", shown.text.replace(str(Path.home()), "~"))
        shown.app.screen.query_one(LineInput).value = str(copy)
        await shown.press("enter")
        await shown.until_shown("Documented")
        await shown.open_list("3")
        assert HOSTILE.split()[1] in shown.text
        assert shown.app.screen.query_one(RecordTable).count == 4
        await shown.press("f2", *"Heard of a raid", "enter")
        await shown.until_shown("is jotted down")
    assert snapshot(stick) == before
    store = Store.open(copy)
    assert store.find("LKW2-0016")
    store.close()


async def test_it_can_be_left_alone_at_once(stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # A key that waited for something to have the focus, which nothing does here, would never act.
    monkeypatch.setattr("tui.app.LEAVES_AFTER", 10 * PATIENCE)
    path = ledger_on(stick, with_records=False)
    async with window(path, is_open=False) as shown:
        await shown.until_shown("can only be read")
        await shown.press("escape")
        await shown.until(lambda: shown.app.return_value is not None or shown.app._exit)
    assert shown.app.return_code == 0
