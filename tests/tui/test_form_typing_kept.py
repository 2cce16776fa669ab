"""What was typed is not lost: not to a crash, not to a full disk, not to somebody else."""

import time
from pathlib import Path
from typing import Any

import pytest

from store.errors import DiskFull, LedgerError
from store.ledger import Store
from store.records import Casualty, Incident, Record
from store.vocabulary import IncidentKind, Outcome, Review, Sensitivity
from tests.tui.record_app import HOSTILE, Window, settle, window
from tests.tui.screen_text import assert_golden, screen_text
from tui.forms.body import FormBody
from tui.screens.ask import Ask, Choose
from tui.screens.compare import Compare, DifferenceRow
from tui.screens.form import RecordForm

SHELLING = Incident(title="Shelling of the east", kind=IncidentKind.SHELLING)


async def test_what_was_typed_comes_back_after_a_crash(tmp_path: Path) -> None:
    async with window(tmp_path) as w:
        incident = await w.save(SHELLING)
        form = await w.open_form(Casualty, incident=incident.id)
        await w.fill(name=HOSTILE, age="old", notes=f"{HOSTILE}\nsecond line")
        await w.until(lambda: _kept(w))
        w.app.pop_screen()  # As if the window had been killed.
        await w.until(lambda: not form.is_attached)

        other = await w.open_form(Casualty)
        assert w.field("name").value == ""
        other.dismiss(None)
        await w.until(lambda: not other.is_attached)

        await w.open_form(Casualty, incident=incident.id)
        await w.until(lambda: w.row("age").error)
        assert w.field("name").value == HOSTILE
        assert "come back" in screen_text(w.app)
        await w.fill(age="34", outcome="Killed", sex="f")
        assert w.app.screen.query_one(FormBody).texts["notes"] == f"{HOSTILE}\nsecond line"
        w.app.results.clear()
        await settle(w, w.app.screen)  # type: ignore[arg-type]
        saved = w.app.results.pop()
        assert (saved.name, saved.notes) == (HOSTILE, f"{HOSTILE}\nsecond line")
        assert await w.call(Store.kept_forms) == []


async def test_what_is_typed_without_a_pause_is_kept_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.forms.typing_keeper.KEEP_AFTER", 0.5)
    async with window(tmp_path) as w:
        await w.open_form(Casualty)
        for _ in range(200):
            await w.press("a")
            await w.pilot.pause(0.02)
            if w.app.gateway._owned.kept_forms():
                return
        raise AssertionError("Nothing was kept.")


def _kept(w: Window) -> bool:
    forms = w.app.gateway._owned.kept_forms()
    return bool(forms) and "notes" in forms[0].fields


async def test_what_came_back_can_be_thrown_away(tmp_path: Path) -> None:
    async with window(tmp_path) as w:
        record = await w.save(Casualty(name="Naw Paw", review=Review.DRAFT))
        await w.call(Store.keep_form, record.id, "casualty", {"name": "Naw P"})
        await w.open_form(Casualty, record)
        assert w.field("name").value == "Naw P"
        await w.press("f7")
        await w.until(lambda: w.field("name").value == "Naw Paw")
        assert await w.call(Store.kept_forms) == []


async def asked(w: Window) -> None:
    await w.press("escape")
    await w.until(lambda: isinstance(w.app.screen, Choose))


async def test_leaving_asks_and_throws_away(tmp_path: Path) -> None:
    async with window(tmp_path) as w:
        form = await w.open_form(Casualty)
        await w.fill(name="Naw Paw")
        await asked(w)
        assert_golden("form_leaving", screen_text(w.app))
        await w.press("escape")
        await w.until(lambda: form.is_current)
        assert w.field("name").value == "Naw Paw"
        await asked(w)
        await w.press("t")
        await w.until(lambda: w.app.results == [None])
        assert await w.call(Store.kept_forms) == []


async def test_leaving_keeps_for_later(tmp_path: Path) -> None:
    async with window(tmp_path) as w:
        await w.open_form(Casualty)
        await w.fill(name=HOSTILE)
        await asked(w)
        await w.press("k")
        await w.until(lambda: w.app.results == [None])
        (kept,) = await w.call(Store.kept_forms)
        assert kept.fields["name"] == HOSTILE
        await w.open_form(Casualty)
        await w.until(lambda: w.field("name").value == HOSTILE)


async def test_leaving_saves(tmp_path: Path) -> None:
    async with window(tmp_path) as w:
        form = await w.open_form(Casualty)
        await w.fill(name="Naw Paw")
        await asked(w)
        await w.press("s")
        await w.until(lambda: "saved as a draft" in screen_text(w.app))
        assert form.is_current
        assert await w.call(Store.kept_forms) == []


async def test_what_cannot_be_kept_is_not_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise DiskFull

    async with window(tmp_path) as w:
        form = await w.open_form(Casualty)
        await w.fill(name="Naw Paw")
        monkeypatch.setattr(Store, "keep_form", full)
        await asked(w)
        await w.press("k")
        await w.until(lambda: "disk is full" in screen_text(w.app))
        assert form.is_current
        assert w.field("name").value == "Naw Paw"


async def test_a_full_disk_leaves_everything_in_the_form(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise DiskFull

    async with window(tmp_path) as w:
        form = await w.open_form(Casualty)
        await w.fill(name="Naw Paw")
        monkeypatch.setattr(Store, "save_all", full)
        await w.press("ctrl+s")
        await w.until(lambda: "disk is full" in screen_text(w.app))
        assert form.is_current
        assert w.field("name").value == "Naw Paw"


async def test_the_last_second_is_kept_when_the_program_ends(tmp_path: Path) -> None:
    async with window(tmp_path) as w:
        form = await w.open_form(Casualty)
        await w.fill(name=HOSTILE)
        w.app.pop_screen()
        await w.until(lambda: not form.is_attached)
        (kept,) = await w.call(Store.kept_forms)
        assert kept.fields["name"] == HOSTILE


async def test_whoever_lets_a_record_travel_further_says_why(tmp_path: Path) -> None:
    async with window(tmp_path) as w:
        record = await w.save(
            Casualty(name="Naw Paw", outcome=Outcome.KILLED, sensitivity=Sensitivity.RESTRICTED)
        )
        await w.open_form(Casualty, record)
        await w.fill(sensitivity="public")
        await w.press("ctrl+s")
        await w.until(lambda: isinstance(w.app.screen, Ask))
        await w.press(*"her family asked", "enter")
        await w.until(lambda: w.app.saved)
        versions = await w.call(Store.history, record)
        assert versions[-1].why == "her family asked"
        now = await w.call(Store.get, Casualty, record.id)
        assert now.sensitivity is Sensitivity.PUBLIC


async def test_somebody_else_changed_it_meanwhile(tmp_path: Path) -> None:
    async with window(tmp_path) as w:
        start = await w.save(Casualty(name="Naw Paw", outcome=Outcome.KILLED))
        await w.open_form(Casualty, start)
        await w.fill(name="Naw Paw Htoo", sex="f")
        theirs = start.model_copy(update={"name": HOSTILE, "occupation": "teacher"})
        await w.save(theirs)
        await w.press("ctrl+s")
        await w.until(lambda: isinstance(w.app.screen, Compare))
        await w.until(lambda: w.app.screen.query(DifferenceRow))
        await w.pilot.pause()
        assert_golden("compare", screen_text(w.app))
        await w.press("space")
        await w.press("ctrl+s")
        await w.until(lambda: w.app.saved)
        saved = await w.call(Store.get, Casualty, start.id)
        assert (saved.name, saved.occupation, saved.sex) == (HOSTILE, "teacher", "female")


async def test_a_ledger_that_cannot_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise LedgerError("It is broken.", "Mend it.")

    async with window(tmp_path) as w:
        monkeypatch.setattr("tui.screens.form.open_form", fail)
        w.push(RecordForm(Casualty))
        await w.until(lambda: "It is broken." in screen_text(w.app))


async def test_saving_twice_at_once_saves_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_all = Store.save_all

    def slowly(store: Store, *arguments: Any, **options: Any) -> Any:  # noqa: ANN401
        time.sleep(0.3)
        return save_all(store, *arguments, **options)

    async with window(tmp_path) as w:
        form = await w.open_form(Casualty)
        await w.fill(name="Naw Paw")
        monkeypatch.setattr(Store, "save_all", slowly)
        form.action_save_form()
        form.action_save_form()
        form.action_leave_form()
        await w.until(lambda: "saved as a draft" in screen_text(w.app))
        assert form.is_current
        assert len(w.app.saved) == 1
        assert len(await w.call(Store.history, (await _only(w)))) == 1


async def _only(w: Window) -> Record:
    return await w.call(Store.get, Casualty, w.app.saved[0].id)


async def test_an_error_in_a_section_opens_it(tmp_path: Path) -> None:
    async with window(tmp_path) as w:
        form = await w.open_form(Casualty)
        await w.fill(name="Naw Paw", died_on="some day")
        form.query_one(FormBody).close_section("The harm")
        await w.press("ctrl+s")
        await w.until(lambda: w.field("died_on").has_focus)
        await w.until(lambda: "Type a date" in screen_text(w.app))
