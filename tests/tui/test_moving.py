"""A failed save keeps the form open, and the work goes on in a copy on another disk."""

from pathlib import Path

import pytest

from store.errors import DiskFailing, DiskFull, LedgerError, LedgerGone, LedgerReadOnly
from store.ledger import Store
from store.records import Casualty
from tests.tui.ledger_app import HOSTILE, Window, build_ledger, window
from tui.screens.form import RecordForm
from tui.widgets.line_input import LineInput

pytestmark = pytest.mark.usefixtures("quick_keys")

PASSPHRASE = "a passphrase (invented)"  # noqa: S105 - of ledgers that last one test.


async def form_with_a_name(shown: Window) -> RecordForm:
    form = RecordForm(Casualty)
    shown.app.push_screen(form)
    await shown.until_shown("New casualty")
    await shown.until(lambda: isinstance(form.focused, LineInput))
    form.focused.value = HOSTILE  # type: ignore[union-attr]
    await shown.pilot.pause()
    return form


async def go_on_in(shown: Window, copy: Path) -> None:
    await shown.press("f12")
    await shown.until_shown("Which file?")
    shown.app.screen.query_one(LineInput).value = str(copy)
    await shown.press("enter")


def names_in(path: Path, passphrase: str | None = None) -> list[str | None]:
    store = Store.open(path, passphrase)
    rows = store.ask(lambda conn: conn.execute("SELECT name FROM casualty").fetchall())
    store.close()
    return [name for (name,) in rows]


@pytest.mark.parametrize("error", [DiskFull, DiskFailing, LedgerGone, LedgerReadOnly])
async def test_what_cannot_be_saved_stays_and_is_saved_in_a_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[LedgerError]
) -> None:
    path = build_ledger(tmp_path / "a.fieldledger", with_records=False)
    copy = tmp_path / "b.fieldledger"

    def fail(*_: object, **__: object) -> None:
        raise error

    async with window(path) as shown:
        form = await form_with_a_name(shown)
        with monkeypatch.context() as broken:
            broken.setattr(Store, "save_all", fail)
            broken.setattr(Store, "keep_form", fail)
            await shown.press("ctrl+s")
            await shown.until_shown(error.title[:40])
            assert "Or F12" in shown.text
            assert form.is_current
            await go_on_in(shown, path)
            await shown.until_shown("is there already")
            await shown.press("enter")
            await go_on_in(shown, copy)
            await shown.until(lambda: shown.app.path == copy and form.is_current)
        await shown.until(lambda: not shown.app.gateway.is_away)
        await shown.press("ctrl+s")
        await shown.until_shown("saved as a draft")
    assert names_in(copy) == [HOSTILE]
    assert names_in(path) == []


async def test_an_encrypted_ledger_asks_again_for_its_passphrase(tmp_path: Path) -> None:
    path = build_ledger(tmp_path / "a.fieldledger", with_records=False, passphrase=PASSPHRASE)
    copy = tmp_path / "b.fieldledger"
    async with window(path, is_open=False) as shown:
        await shown.until_shown("locked with a passphrase")
        shown.app.screen.query_one(LineInput).value = PASSPHRASE
        await shown.press("enter")
        await shown.until(lambda: hasattr(shown.app, "settings"))
        form = await form_with_a_name(shown)
        await go_on_in(shown, copy)
        await shown.until_shown("Locked.")
        shown.app.screen.query_one(LineInput).value = PASSPHRASE
        await shown.press("enter")
        await shown.until(lambda: form.is_current)
        await shown.press("ctrl+s")
        await shown.until_shown("saved as a draft")
    assert names_in(copy, PASSPHRASE) == [HOSTILE]
