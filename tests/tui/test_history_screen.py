"""Every version of a record is told, and an older one comes back."""

from pathlib import Path

from store.ledger import Store
from store.records import Casualty
from store.vocabulary import Outcome, Review, Sex
from tests.tui.record_app import HOSTILE, Window, window
from tests.tui.screen_text import assert_golden, screen_text
from tui.screens.ask import Ask
from tui.screens.history import HistoryScreen
from tui.screens.two_versions import TwoVersions
from tui.widgets.table import VirtualTable


async def with_history(w: Window) -> Casualty:
    """A casualty that was created, corrected and retired."""
    first = await w.save(Casualty(name="Naw Paw", outcome=Outcome.INJURED, review=Review.DRAFT))
    again = first.model_copy(update={"name": HOSTILE, "sex": Sex.FEMALE})
    second = (await w.call(Store.save, again, why="her sister spelt it")).record
    return await w.call(Store.retire, second, "twice in the ledger")


async def show(w: Window, record: Casualty) -> HistoryScreen:
    screen = HistoryScreen(record)
    w.push(screen)
    await w.until(lambda: any(table.rows for table in screen.query(VirtualTable)))
    await w.until(lambda: "→" in screen_text(w.app))
    return screen


async def test_the_newest_change_comes_first(tmp_path: Path) -> None:
    async with window(tmp_path) as w:
        await show(w, await with_history(w))
        await w.press("down")
        await w.until(lambda: "her sister spelt it" in screen_text(w.app))
        assert_golden("history", screen_text(w.app))


async def test_an_older_version_comes_back_with_a_reason(tmp_path: Path) -> None:
    async with window(tmp_path) as w:
        record = await w.call(Store.restore, await with_history(w))
        await show(w, record)
        await w.press("end", "b")
        await w.until(lambda: isinstance(w.app.screen, Ask))
        await w.press(*"it was right", "enter")
        await w.until(lambda: "it was right" in screen_text(w.app))
        now = await w.call(Store.get, Casualty, record.id)
        assert (now.name, now.sex) == ("Naw Paw", None)
        assert len(await w.call(Store.history, now)) == 5
        assert [event.id for event in w.app.saved] == [record.id]


async def test_the_version_that_stands_cannot_be_brought_back(tmp_path: Path) -> None:
    async with window(tmp_path) as w:
        await show(w, await with_history(w))
        assert "Bring back" not in screen_text(w.app)
        await w.press("b")
        assert not isinstance(w.app.screen, Ask)


async def test_a_retired_record_has_to_be_restored_first(tmp_path: Path) -> None:
    async with window(tmp_path) as w:
        await show(w, await with_history(w))
        await w.press("down")
        await w.until(lambda: "her sister spelt it" in screen_text(w.app))
        assert "Bring back" not in screen_text(w.app)


async def test_escape_goes_back(tmp_path: Path) -> None:
    async with window(tmp_path) as w:
        await show(w, await with_history(w))
        await w.press("escape")
        await w.until(lambda: w.app.results == [None])


async def test_long_changes_scroll(tmp_path: Path) -> None:
    async with window(tmp_path) as w:
        long = "\n".join(f"line {n} {HOSTILE}" for n in range(40))
        await show(w, await w.save(Casualty(name="Naw Paw", notes=long)))
        assert "line 39" not in screen_text(w.app)
        for _ in range(6):
            await w.press("pagedown")
        assert "line 39" in screen_text(w.app)
        for _ in range(6):
            await w.press("pageup")
        assert "line 0" in screen_text(w.app)


# Two versions, and one field


async def test_two_versions_stand_side_by_side(tmp_path: Path) -> None:
    async with window(tmp_path) as w:
        await show(w, await with_history(w))
        await w.press("end", "enter")
        await w.until(lambda: isinstance(w.app.screen, TwoVersions))
        await w.until(lambda: "twice in the ledger" in screen_text(w.app))
        assert "Version 1 of 3" in screen_text(w.app)
        assert "Version 3 of 3, now" in screen_text(w.app)
        assert_golden("two_versions", screen_text(w.app))
        await w.press("escape")
        await w.until(lambda: isinstance(w.app.screen, HistoryScreen))


async def test_the_newest_version_stands_beside_the_one_before_it(tmp_path: Path) -> None:
    async with window(tmp_path) as w:
        await show(w, await with_history(w))
        await w.press("enter")
        await w.until(lambda: isinstance(w.app.screen, TwoVersions))
        await w.until(lambda: "≠" in screen_text(w.app))


async def test_a_single_version_has_nothing_beside_it(tmp_path: Path) -> None:
    async with window(tmp_path) as w:
        screen = await show(w, await w.save(Casualty(name="Naw Paw")))
        await w.press("enter")
        await w.until(lambda: "There is no other version yet" in screen_text(w.app))
        assert w.app.screen is screen


async def test_any_two_versions_are_compared_the_older_one_first(tmp_path: Path) -> None:
    async with window(tmp_path) as w:
        await show(w, await with_history(w))
        await w.press("end", "space", "up", "enter")
        await w.until(lambda: "Naw Paw" in screen_text(w.app).partition("Name")[2])
        named = next(line for line in screen_text(w.app).splitlines() if "≠ Name" in line)
        assert named.index("Naw Paw") < named.index("Ma Thida")
        assert "twice in the ledger" not in screen_text(w.app)


async def test_the_changes_of_one_field(tmp_path: Path) -> None:
    async with window(tmp_path, size=(120, 30)) as w:
        await show(w, await with_history(w))
        await w.press("f")
        await w.until(lambda: "Naw Paw → Ma Thida" in screen_text(w.app))
        assert "retired" not in screen_text(w.app)
        for _ in range(20):
            if "retired" in screen_text(w.app):
                return
            await w.press("f")
        raise AssertionError(screen_text(w.app))
