"""One field of many records is changed at once, after it was shown what that changes."""

import threading
from collections.abc import Generator
from pathlib import Path

import pytest

from store.ledger import Store
from store.progress import Progress
from store.records import Casualty, Citation
from store.rows import rows_where
from store.vocabulary import Outcome, PersonStatus, Review
from tests.tui.ledger_app import HOSTILE, Window, build_ledger, window
from tui.forms.bulk import Plan, Typed, plan_bulk
from tui.forms.referring import CITED
from tui.screens import bulk
from tui.screens.bulk import BulkEdit
from tui.screens.ledger import LedgerScreen


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return build_ledger(tmp_path / "a.fieldledger", casualties=4)


async def mark(w: Window, count: int) -> list[str]:
    """Marks the newest casualties but for the hostile one, and gives their ids."""
    await w.open_list("3")
    await w.press("down", *["space"] * count)
    return sorted(w.table.marks)


async def choose(w: Window, field: str, text: str) -> BulkEdit:
    await w.press("e")
    await w.until(lambda: isinstance(w.app.screen, BulkEdit))
    screen = w.app.screen
    assert isinstance(screen, BulkEdit)
    await w.press(*field, "enter")
    await w.until(lambda: screen._body is not None and screen._body.texts)
    await w.press(*text, "enter")
    return screen


async def people(w: Window, ids: list[str]) -> list[Casualty]:
    return [await w.app.gateway.call(Store.get, Casualty, name) for name in ids]


async def test_it_is_shown_first_then_saved_then_taken_back(ledger: Path) -> None:
    async with window(ledger) as w:
        ids = await mark(w, 3)
        before = await people(w, ids)
        await choose(w, "outc", "miss")
        injured = sum(p.outcome is Outcome.INJURED for p in before)
        await w.until_shown("3 will change")
        assert w.text.count("Injured → Missing") == injured
        assert {p.outcome for p in await people(w, ids)} != {Outcome.MISSING}
        await w.press("ctrl+s")
        await w.until_shown("3 changed · z takes it back")
        assert {p.outcome for p in await people(w, ids)} == {Outcome.MISSING}
        assert not w.table.marks
        await w.press("z", "y")
        await w.until_shown("Taken back: 3 records")
        assert [p.outcome for p in await people(w, ids)] == [p.outcome for p in before]


async def test_what_means_nothing_is_not_saved(ledger: Path) -> None:
    async with window(ledger) as w:
        ids = await mark(w, 2)
        before = await people(w, ids)
        await choose(w, "age", "x")
        await w.press("ctrl+s")
        await w.pilot.pause()
        assert isinstance(w.app.screen, BulkEdit)
        assert [p.age for p in await people(w, ids)] == [p.age for p in before]
        await w.press("escape")
        await w.until(lambda: isinstance(w.app.screen, LedgerScreen))
        assert len(w.table.marks) == 2


async def test_it_is_told_what_becomes_a_draft(ledger: Path) -> None:
    async with window(ledger) as w:
        ids = await mark(w, 2)
        await choose(w, "how m", "4")
        await w.until_shown("2 of them become drafts")
        await w.press("ctrl+s")
        await w.until_shown("2 changed")
        found = await people(w, ids)
        assert [(p.quantity, p.review) for p in found] == [(4, Review.DRAFT)] * 2


async def test_an_approval_that_did_not_see_it_is_gone(ledger: Path) -> None:
    async with window(ledger) as w:
        ids = await mark(w, 1)
        await w.press("v")
        await w.until_shown("1 approved")
        await w.press("up", "space")
        await choose(w, "stat", "unkn")
        await w.until_shown("1 will change")
        await w.press("ctrl+s")
        await w.until_shown("1 changed")
        (after,) = await people(w, ids)
        assert (after.status, after.review) == (PersonStatus.UNKNOWN, Review.SUBMITTED)


async def test_a_new_source_is_cited_for_all(ledger: Path) -> None:
    async with window(ledger) as w:
        ids = await mark(w, 2)
        screen = await choose(w, "sour", "B")
        assert screen._line is not None
        assert screen._line.key == CITED
        await w.until_shown("2 will change")
        await w.press("ctrl+s")
        await w.until_shown("2 changed")

        def cited(store: Store) -> set[str]:
            rows = [list(store.ask(rows_where, Citation, "record = ?", name)) for name in ids]
            return {str(row["source"]) for found in rows for row in found}

        assert len(await w.app.gateway.call(cited)) == 1


async def test_hostile_names_stand_in_what_is_shown(ledger: Path) -> None:
    async with window(ledger, (120, 40)) as w:
        await w.open_list("3")
        await w.press("space")
        await choose(w, "occ", "farmer")
        await w.until_shown("1 will change")
        assert HOSTILE.split(" [")[0] in w.text


async def test_what_was_not_shown_is_not_saved(
    ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_end = threading.Event()

    def slowly(store: Store, typed: Typed) -> Generator[Progress, None, Plan]:
        while not may_end.wait(0.01):
            yield Progress("Looking")
        return (yield from plan_bulk(store, typed))

    monkeypatch.setattr(bulk, "plan_bulk", slowly)
    async with window(ledger) as w:
        ids = await mark(w, 3)
        before = await people(w, ids)
        screen = await choose(w, "outc", "miss")
        await w.until(lambda: screen._job is not None)
        assert screen._body is not None
        await screen._body.go_to("outcome")
        await w.press("ctrl+u", *"kill")
        may_end.set()
        await w.until(lambda: screen._job is None)
        await w.press("ctrl+s")
        await w.until_shown("1 will change")
        assert await people(w, ids) == before
