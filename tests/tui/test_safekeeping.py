"""A passphrase is offered at first start, and set, changed and taken away inside the program."""

import time
from pathlib import Path

import pytest

from store.cut_off import announce
from store.database import open_database
from store.errors import DiskFull, LedgerError, PassphraseNeeded
from store.ledger import Store
from store.progress import Progress, Watch
from store.protecting import change_passphrase
from tests.tui.ledger_app import Window, build_ledger, window
from tests.tui.screen_text import assert_golden
from tui.screens import first_start
from tui.screens.first_start import FirstStart
from tui.screens.new_passphrase import NewPassphrase
from tui.screens.recovery_sheet import RecoverySheet
from tui.screens.safekeeping import Safekeeping
from tui.widgets.line_input import LineInput

pytestmark = pytest.mark.usefixtures("quick_keys")

GOOD = "tiger lamp river seven stone"
OTHER = "quiet ladder orange fifty clouds"


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return build_ledger(tmp_path / "a.fieldledger")


async def fill(shown: Window, **texts: str) -> None:
    await shown.until(lambda: shown.app.screen.query("#first"))
    for name, text in texts.items():
        shown.app.screen.query_one(f"#{name}", LineInput).value = text
    await shown.pilot.pause()


async def give(shown: Window, passphrase: str) -> None:
    """Types the passphrase as it is now."""
    await shown.until_shown("as it is now")
    shown.app.screen.query_one(LineInput).value = passphrase
    await shown.press("enter")


async def safekeeping(shown: Window) -> None:
    await shown.press("ctrl+k")
    await shown.until(lambda: isinstance(shown.app.screen, Safekeeping))


def opens(path: Path, passphrase: str | None) -> bool:
    try:
        Store.open(path, passphrase).close()
    except LedgerError:
        return False
    return True


# At first start


async def begun(shown: Window) -> None:
    await shown.until_shown("A new ledger")
    shown.app.screen.query_one("#documenter", LineInput).value = "Naw Paw (invented)"
    await shown.press("ctrl+s")
    await shown.until(lambda: isinstance(shown.app.screen, NewPassphrase))


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_new_ledger_is_encrypted_and_its_sheet_shown(
    tmp_path: Path, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(first_start, "proposed_prefix", lambda: "KT47")
    path = tmp_path / "mine.fieldledger"
    async with window(path, size, may_found=True, is_open=False) as shown:
        await begun(shown)
        assert_golden(f"new_passphrase_{size[0]}", shown.text)
        await fill(shown, first=GOOD, again=GOOD)
        assert GOOD not in shown.text
        await shown.press("f6")
        assert GOOD in shown.text
        await shown.press("ctrl+s")
        await shown.until(lambda: isinstance(shown.app.screen, RecoverySheet))
        assert "tige   r␣la" in shown.text
        await shown.press("enter")
        await shown.until_shown("Nothing is recorded yet")
        assert "not encrypted" not in shown.text
    assert opens(path, GOOD)
    with pytest.raises(PassphraseNeeded):
        Store.open(path)


async def test_a_new_ledger_can_go_without(tmp_path: Path) -> None:
    path = tmp_path / "mine.fieldledger"
    async with window(path, may_found=True, is_open=False) as shown:
        await begun(shown)
        await shown.press("escape")
        await shown.until(lambda: isinstance(shown.app.screen, FirstStart))
        assert not path.exists()
        await begun(shown)
        await shown.press("f4")
        await shown.until_shown("not encrypted")
    assert opens(path, None)


async def test_slips_and_weak_ones_are_told(tmp_path: Path) -> None:
    async with window(tmp_path / "a", may_found=True, is_open=False) as shown:
        await begun(shown)
        await shown.press("ctrl+s")
        await shown.until_shown("it is empty")
        await fill(shown, first=GOOD, again=OTHER)
        await shown.until_shown("Strong")
        await shown.press("ctrl+s")
        await shown.until_shown("not the same as above")
        await fill(shown, first="မောင်", again="မောင်")
        await shown.until_shown("other keyboards may lack")
        await fill(shown, first="loikaw", again="loikaw")
        await shown.press("ctrl+s")
        await shown.until_shown("take it all the same")
        assert isinstance(shown.app.screen, NewPassphrase)
        await shown.press("ctrl+s")
        await shown.until(lambda: isinstance(shown.app.screen, RecoverySheet))


# Inside the program


async def test_a_passphrase_is_set_changed_and_taken_away(ledger: Path) -> None:
    async with window(ledger) as shown:
        await safekeeping(shown)
        assert_golden("safekeeping_plain", shown.text)
        await shown.press("t", "s", "p")
        await fill(shown, first=GOOD, again=GOOD)
        await shown.press("ctrl+s")
        await shown.until(lambda: isinstance(shown.app.screen, RecoverySheet))
        await shown.press("enter")
        await shown.until_shown("destroy the copies")
        assert_golden("safekeeping_encrypted", shown.text)
        assert not opens(ledger, None)
        await shown.press("escape")
        await shown.until_shown("1 Summary")
        assert "not encrypted" not in shown.text

        await safekeeping(shown)
        await shown.press("p")
        await give(shown, GOOD)
        await fill(shown, first=OTHER, again=OTHER)
        await shown.press("ctrl+s")
        await shown.until(lambda: isinstance(shown.app.screen, RecoverySheet))
        await shown.press("enter")
        await shown.until_shown("The passphrase is changed")
        await shown.press("f9")
        await shown.until_shown("Locked.")
        await shown.until(lambda: shown.app.gateway.is_away)
        assert opens(ledger, OTHER)
        assert not opens(ledger, GOOD)
        shown.app.screen.query_one(LineInput).value = OTHER
        await shown.press("enter")
        await shown.until(lambda: isinstance(shown.app.screen, Safekeeping))

        await shown.press("t")
        await shown.until_shown("Take the passphrase away?")
        await shown.press("y")
        await give(shown, OTHER)
        await shown.until_shown("not encrypted any more")
        await shown.press("escape")
        await shown.until_shown("not encrypted")
        assert "1 Summary" in shown.text
    assert opens(ledger, None)


async def test_whoever_does_not_know_the_passphrase_finds_it_locked(tmp_path: Path) -> None:
    path = build_ledger(tmp_path / "a.fieldledger", passphrase=GOOD)
    async with window(path, is_open=False) as shown:
        await shown.until_shown("locked with a passphrase")
        shown.app.screen.query_one(LineInput).value = GOOD
        await shown.press("enter")
        await shown.until_shown("1 Summary")
        await safekeeping(shown)
        await shown.press("s")
        await give(shown, "wrong")
        await shown.until_shown("The passphrase is wrong")
        await shown.press("escape")
        await shown.until_shown("Locked.")
        shown.app.screen.query_one(LineInput).value = GOOD
        await shown.press("enter")
        await shown.until(lambda: isinstance(shown.app.screen, Safekeeping))
        await shown.press("s")
        await give(shown, GOOD)
        await shown.until_shown("tige")


async def test_a_change_that_fails_leaves_the_ledger_open_as_it_was(
    ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DiskFull

    monkeypatch.setattr("tui.protecting.change_passphrase", full)
    async with window(ledger) as shown:
        await safekeeping(shown)
        await shown.press("p")
        await fill(shown, first=GOOD, again=GOOD)
        await shown.press("ctrl+s")
        await shown.until_shown("The disk is full")
        await shown.press("escape")
        await shown.until_shown("not encrypted")
        await shown.open_list("3")
        assert "Invented" in shown.text


async def test_a_change_shows_how_far_it_is_and_can_be_stopped(
    ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def patiently(path: Path, old: str | None, new: str | None, watch: Watch) -> None:
        """Changes it, but half way waits to be stopped."""

        def wait(step: Progress) -> bool:
            while step.done > step.total // 4 and not watch(step):
                time.sleep(0.01)
            return watch(step)

        change_passphrase(path, old, new, wait)

    monkeypatch.setattr("tui.protecting.change_passphrase", patiently)
    async with window(ledger) as shown:
        await safekeeping(shown)
        await shown.press("p")
        await fill(shown, first=GOOD, again=GOOD)
        await shown.press("ctrl+s")
        await shown.until_shown("███")
        assert "If the power fails now" in shown.text
        await shown.press("f2", "f9")
        assert "esc Stop" in shown.text
        await shown.press("escape")
        await shown.until_shown("Stopped. The ledger is as it was: it is not encrypted.")
        await shown.press("escape")
        await shown.open_list("3")
        assert "Invented" in shown.text
    assert opens(ledger, None)
    assert [path.name for path in ledger.parent.iterdir()] == [ledger.name]


async def test_what_was_cut_off_is_told_at_the_next_start(tmp_path: Path) -> None:
    path = build_ledger(tmp_path / "a.fieldledger", with_records=False, passphrase=GOOD)
    connection = open_database(path, GOOD)
    part = announce(connection, is_plain=True)
    part.touch()
    connection.close()
    async with window(path, is_open=False) as shown:
        await shown.until_shown("locked with a passphrase")
        shown.app.screen.query_one(LineInput).value = GOOD
        await shown.press("enter")
        await shown.until_shown("Taking the passphrase away was cut off")
        assert_golden("passphrase_cut_off", shown.text)
        assert not part.exists()
        await shown.press("enter")
        await shown.until_shown("Nothing is recorded yet")


async def test_the_sheet_is_written_elsewhere_only(ledger: Path, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    async with window(ledger) as shown:
        shown.app.push_screen(RecoverySheet("RECOVERY SHEET\nabcd", ledger))
        await shown.until_shown("RECOVERY SHEET")
        for where, said in (
            (tmp_path / "sheet.txt", "lie beside the ledger"),
            (tmp_path / "stick" / "sheet.txt", "The sheet is written"),
        ):
            await shown.press("w")
            await shown.until_shown("Which file?")
            shown.app.screen.query_one(LineInput).value = str(where)
            await shown.press("enter")
            await shown.until_shown(said)
    assert "abcd" in (tmp_path / "stick" / "sheet.txt").read_text(encoding="utf-8")


async def test_the_minutes_are_kept_in_the_ledger(ledger: Path) -> None:
    async with window(ledger) as shown:
        await safekeeping(shown)
        for typed, said in (
            ("soon", "whole number"),
            ("၃", "after 3 minutes"),
            ("0", "only by F9"),
        ):
            await shown.press("m")
            await shown.until_shown("After how many minutes")
            shown.app.screen.query_one(LineInput).value = typed
            await shown.press("enter")
            await shown.until_shown(said)
        assert shown.app.lock_after == 0
    store = Store.open(ledger)
    assert store.settings.lock_after == 0
    store.close()
