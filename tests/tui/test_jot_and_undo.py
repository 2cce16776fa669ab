"""A line can be jotted down anywhere, the last save taken back; a stray key does no harm."""

from pathlib import Path

import pytest

from store.ledger import Store
from store.records import Casualty, Incident
from store.vocabulary import Review
from tests.tui.ledger_app import HOSTILE, Window, build_ledger, window
from tui.lists.reviewing import retire
from tui.screens.ask import Confirm
from tui.screens.form import RecordForm
from tui.screens.jot import Jot
from tui.screens.ledger import LedgerScreen
from tui.screens.quitting import Quit
from tui.widgets.line_input import LineInput


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return build_ledger(tmp_path / "a.fieldledger")


async def type_in(w: Window, words: str) -> None:
    w.app.screen.query_one(LineInput).value = words
    await w.pilot.pause()


async def incidents(w: Window) -> list[Incident]:
    def read(store: Store) -> list[Incident]:
        rows = store.ask(lambda c: c.execute("SELECT id FROM incident ORDER BY rid").fetchall())
        return [store.get(Incident, row[0]) for row in rows]

    return await w.app.gateway.call(read)


async def test_a_line_becomes_a_draft_incident_with_those_words(ledger: Path) -> None:
    async with window(ledger) as w:
        await w.press("f2")
        await type_in(w, HOSTILE)
        await w.press("enter")
        await w.until_shown("is jotted down")
        made = (await incidents(w))[-1]
        assert (made.narrative, made.review, made.title) == (HOSTILE, Review.DRAFT, None)
        assert made.code in w.lines[-1]
        assert await w.app.gateway.call(Store.kept_forms) == []


@pytest.mark.parametrize(
    "keys", [("3", "n"), ("2", "enter"), ("2", "enter", "h"), ("question_mark",), ("2", "slash")]
)
async def test_the_line_opens_over_everything_and_leads_back(
    keys: tuple[str, ...], ledger: Path
) -> None:
    async with window(ledger) as w:
        await w.press(*keys)
        below = w.app.screen
        await w.press("f2", "a", "n", "enter")
        await w.until(lambda: w.app.screen is below)
        assert [i.narrative for i in await incidents(w)][-1] == "an"


async def test_what_stands_in_a_form_below_stays(ledger: Path) -> None:
    async with window(ledger) as w:
        await w.press("3", "n", "P", "a", "w", "f2", "x", "enter")
        await w.until(lambda: isinstance(w.app.screen, RecordForm))
        assert "Paw" in w.text


async def test_a_line_that_was_left_waits(ledger: Path) -> None:
    async with window(ledger) as w:
        await w.press("f2")
        await type_in(w, HOSTILE)
        await w.press("escape")
        await w.until(lambda: isinstance(w.app.screen, LedgerScreen))
        kept = await w.app.gateway.call(Store.kept_forms)
        assert [draft.fields["narrative"] for draft in kept] == [HOSTILE]
        await w.press("f2")
        await w.until(lambda: w.app.screen.query_one(LineInput).value == HOSTILE)
        await type_in(w, "")
        await w.press("escape")
        await w.until(lambda: isinstance(w.app.screen, LedgerScreen))
        assert await w.app.gateway.call(Store.kept_forms) == []


async def test_a_line_survives_the_end_of_the_program(ledger: Path) -> None:
    async with window(ledger) as w:
        await w.press("f2", "n", "o", "ctrl+q")
    async with window(ledger) as w:
        await w.press("f2")
        await w.until(lambda: w.app.screen.query_one(LineInput).value == "no")


async def test_no_second_line_over_the_first(ledger: Path) -> None:
    async with window(ledger) as w:
        await w.press("f2", "f2")
        assert [type(screen) for screen in w.app.screen_stack].count(Jot) == 1


async def test_an_empty_line_is_nothing(ledger: Path) -> None:
    async with window(ledger) as w:
        before = len(await incidents(w))
        await w.press("f2", "enter")
        await w.until(lambda: isinstance(w.app.screen, LedgerScreen))
        assert len(await incidents(w)) == before


# Taking back


async def test_an_approval_is_taken_back_by_one_key(ledger: Path) -> None:
    async with window(ledger) as w:
        await w.open_list("3")
        await w.until(lambda: w.table.cursor_key)
        await w.press("down", "v")
        await w.until_shown("1 approved · z takes it back")
        key = w.table.cursor_key or ""
        await w.press("z")
        await w.until_shown("Taken back")
        record = await w.app.gateway.call(Store.get, Casualty, key)
        assert record.review is Review.SUBMITTED


async def test_what_was_typed_is_shown_before_it_is_taken_back(ledger: Path) -> None:
    async with window(ledger) as w:
        found = await incidents(w)
        ids = [i.id for i in found]
        await w.app.gateway.call(retire, Incident, ids, "twice")
        await w.press("z")
        await w.until(lambda: isinstance(w.app.screen, Confirm))
        assert f"{len(ids)} changed" in w.text
        assert HOSTILE.split()[0] in w.text
        await w.press("n")
        await w.until(lambda: isinstance(w.app.screen, LedgerScreen))
        assert all(i.retired for i in await incidents(w))
        await w.press("z", "y")
        await w.until_shown(f"Taken back: {len(ids)} records")
        assert not any(i.retired for i in await incidents(w))
        await w.press("z")
        await w.until_shown("There is nothing to undo")


async def test_the_ledger_is_closed_by_a_second_key_only(ledger: Path) -> None:
    async with window(ledger) as w:
        await w.press("q")
        assert isinstance(w.app.screen, Quit)
        await w.press("escape")
        assert isinstance(w.app.screen, LedgerScreen)
        await w.press("q")
        await w.until(lambda: isinstance(w.app.screen, Quit))
        await w.press("q")
        await w.until(lambda: w.app.return_code == 0)
