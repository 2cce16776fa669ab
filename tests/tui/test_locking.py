"""One key hides the ledger and closes it; the passphrase brings everything back as it was."""

from pathlib import Path

import pytest
from textual.app import App

from store.errors import LedgerLocked
from store.ledger import Store
from store.passphrase import read_key_file
from store.records import Casualty
from tests.tui.ledger_app import HOSTILE, Window, build_ledger, window
from tests.tui.screen_text import assert_golden
from tui.screens.form import RecordForm
from tui.screens.record import RecordScreen
from tui.widgets.line_input import LineInput

pytestmark = pytest.mark.usefixtures("quick_keys")

PASSPHRASE = "a passphrase (invented)"  # noqa: S105 - of ledgers that last one test.


async def opened(shown: Window) -> None:
    await shown.until_shown("locked with a passphrase")
    await typed(shown, PASSPHRASE)
    await shown.until_shown("Documented")


async def typed(shown: Window, passphrase: str) -> None:
    shown.app.screen.query_one(LineInput).value = passphrase
    await shown.press("enter")


async def lock(shown: Window) -> None:
    await shown.press("f9")
    await shown.until_shown("Locked.")
    await shown.until(lambda: shown.app.gateway.is_away)


async def test_a_locked_ledger_is_closed_and_comes_back_as_it_was(tmp_path: Path) -> None:
    path = build_ledger(tmp_path / "a.fieldledger", passphrase=PASSPHRASE)
    async with window(path, is_open=False) as shown:
        await opened(shown)
        await shown.open_list("3")
        await shown.press("n")
        await shown.until_shown("New casualty")
        await shown.press(*"Naw Invented")
        await lock(shown)
        assert_golden("locked", shown.text)

        other = Store.open(path, PASSPHRASE)
        assert [form.fields["name"] for form in other.kept_forms()] == ["Naw Invented"]
        await typed(shown, PASSPHRASE)
        await shown.until_shown("open in another window")
        other.close()
        await typed(shown, "wrong")
        await shown.until_shown("The passphrase is wrong")
        await typed(shown, PASSPHRASE)
        await shown.until_shown("Naw Invented")
        await shown.press(*" again", "ctrl+s")
        await shown.until_shown("saved as a draft")
        with pytest.raises(LedgerLocked):
            Store.open(path, PASSPHRASE)


async def test_a_plain_ledger_is_hidden_and_says_that_this_protects_nothing(
    tmp_path: Path,
) -> None:
    path = build_ledger(tmp_path / "a.fieldledger")
    async with window(path) as shown:
        await shown.open_list("3")
        await shown.press("f9")
        await shown.until_shown("not protected")
        assert_golden("locked_plain", shown.text)
        await shown.press("n", "ctrl+p", "f1", "f2", "escape", "q")
        assert_golden("locked_plain", shown.text)
        await shown.press("enter")
        await shown.until_shown("[3 Casualties]")
        assert HOSTILE.split()[1] in shown.text


async def test_what_ends_or_opens_meanwhile_does_so_behind_the_lock(tmp_path: Path) -> None:
    path = build_ledger(tmp_path / "a.fieldledger")
    async with window(path) as shown:
        form = RecordForm(Casualty)
        shown.app.push_screen(form)
        await shown.until_shown("New casualty")
        await shown.press("f9")
        await shown.until_shown("not protected")
        form.dismiss(None)
        shown.app.push_screen(RecordScreen(Casualty, ""))
        await shown.pilot.pause(0.1)
        assert_golden("locked_plain", shown.text)
        await shown.press("enter")
        await shown.until(lambda: isinstance(shown.app.screen, RecordScreen))
        assert not form.is_attached


async def test_nobody_there_locks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.locking._LOOK_EVERY", 0.05)
    path = build_ledger(tmp_path / "a.fieldledger")
    async with window(path) as shown:
        await shown.pilot.pause(0.2)
        assert not shown.app.is_locked
        shown.app._last_key = (shown.app._last_key[0], shown.app._last_key[1] - 601)
        await shown.until_shown("not protected")
        await shown.press("enter")
        await shown.until_shown("Documented")
        await shown.pilot.pause(0.2)
        assert not shown.app.is_locked
        shown.app.lock_after = 0
        shown.app._last_key = (0, 0)
        await shown.pilot.pause(0.2)
        assert not shown.app.is_locked


async def test_what_was_saved_before_a_lock_can_be_taken_back(tmp_path: Path) -> None:
    path = build_ledger(tmp_path / "a.fieldledger", passphrase=PASSPHRASE)
    async with window(path, is_open=False) as shown:
        await opened(shown)
        await shown.press("f2", *"Heard of a raid", "enter")
        await shown.until_shown("is jotted down")
        await lock(shown)
        await typed(shown, PASSPHRASE)
        await shown.until_shown("Documented")
        await shown.press("z")
        await shown.until_shown("Take back the last save?")
        assert "Heard of a raid" in shown.text
        await shown.press("y")
        await shown.until_shown("Taken back: ")


async def test_a_ledger_opened_by_a_key_file_is_not_opened_by_any_key(tmp_path: Path) -> None:
    path = build_ledger(tmp_path / "a.fieldledger", passphrase=PASSPHRASE)
    keys = tmp_path / "words.txt"
    keys.write_text(PASSPHRASE, encoding="utf-8")
    async with window(path, passphrase=read_key_file(keys)) as shown:
        await lock(shown)
        assert_golden("locked_by_key_file", shown.text)
        await shown.press("enter")
        await shown.until_shown("it is empty")
        await shown.press("f4", *"~nobody_at_all/words")
        assert "Key file" in shown.text
        assert "~nobody_at_all" in shown.text
        await shown.press("enter")
        await shown.until_shown("The key file cannot be read")
        await typed(shown, str(keys))
        await shown.until_shown("Documented")
        await lock(shown)
        await typed(shown, PASSPHRASE)
        await shown.until_shown("Documented")


async def test_another_ledger_in_its_place_is_not_shown(tmp_path: Path) -> None:
    path = build_ledger(tmp_path / "a.fieldledger")
    async with window(path) as shown:
        await shown.press("f9")
        await shown.until(lambda: shown.app.gateway.is_away)
        path.rename(tmp_path / "b.fieldledger")
        await shown.press("enter")
        await shown.until_shown("There is no ledger there")
        (tmp_path / "b.fieldledger").rename(path)
        await shown.press("enter")
        await shown.until_shown("Documented")


async def test_the_program_can_be_left_while_it_is_locked(tmp_path: Path) -> None:
    path = build_ledger(tmp_path / "a.fieldledger", passphrase=PASSPHRASE)
    async with window(path, is_open=False) as shown:
        await opened(shown)
        await lock(shown)
        await shown.press("ctrl+q")
    assert shown.app.return_code == 0


async def test_nothing_locks_before_a_ledger_is_open(tmp_path: Path) -> None:
    path = build_ledger(tmp_path / "a.fieldledger", with_records=False, passphrase=PASSPHRASE)
    async with window(path, is_open=False) as shown:
        await shown.until_shown("locked with a passphrase")
        await shown.press("f9")
        assert "Locked." not in shown.text


def test_an_app_has_the_mode_that_the_lock_sets() -> None:
    assert "_current_mode" in App.__init__.__code__.co_names
    assert "_screen_stack" in App.pop_screen.__code__.co_names
