"""A newcomer finishes the tour of the demo alone, and can leave it and go on with it."""

from pathlib import Path

import pytest

from store.demo import build_demo
from store.ledger import Store
from store.remembered import TOUR, remembered
from tests.tui.ledger_app import Window, build_ledger, window
from tui.guide.tour import FINISHED, OFFER, STEPS
from tui.screens.extract import BeforeExtract, ExtractScreen
from tui.screens.form import RecordForm
from tui.screens.help import HelpScreen
from tui.screens.record import RecordScreen
from tui.widgets.tour_line import TourLine


@pytest.fixture
def demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    path = tmp_path / "demo.fieldledger"
    build_demo(path)
    return path


async def step(shown: Window, number: int) -> None:
    await shown.until(lambda: told(shown).startswith(f"{number}/{len(STEPS)} "))


def told(shown: Window) -> str:
    return next((line.text for line in shown.app.screen.query(TourLine)), "")


async def top(shown: Window, screen: type[object]) -> None:
    await shown.until(lambda: isinstance(shown.app.screen, screen))


async def back(shown: Window) -> None:
    """Presses escape until the tabs are seen."""
    frame = shown.app.screen_stack[0]
    while shown.app.screen is not frame:
        depth = len(shown.app.screen_stack)
        await shown.press("escape")
        await shown.until(lambda depth=depth: len(shown.app.screen_stack) < depth)  # type: ignore[misc]


async def test_the_tour_is_finished_by_doing_what_it_says(demo: Path) -> None:
    async with window(demo) as shown:
        await shown.until_shown(OFFER)
        await shown.press("f5")
        await step(shown, 1)
        await shown.open_list("2")
        await step(shown, 2)
        await shown.press("enter")
        await step(shown, 3)
        await top(shown, RecordScreen)
        await shown.press("c")
        await step(shown, 4)
        await top(shown, RecordForm)
        await shown.press(*"Naw B", "enter", *"injured", "enter", "ctrl+s")
        await step(shown, 5)
        await back(shown)
        await shown.open_list("3")
        await step(shown, 6)
        await shown.press("slash", *"where:Demoso", "enter")
        await step(shown, 7)
        await shown.press("1")
        await shown.until_shown("Documented")
        await shown.press("enter")
        await step(shown, 8)
        await shown.press("question_mark")
        await step(shown, 9)
        await shown.press("slash", *"consent", "escape", "escape")
        await step(shown, 10)
        await back(shown)
        await shown.press("x")
        await top(shown, ExtractScreen)
        await shown.press(*"court", "ctrl+s")
        await top(shown, BeforeExtract)
        await step(shown, 11)
        await back(shown)
        await step(shown, 12)
        await shown.press("f2", *"heard a plane", "enter")
        await shown.until(lambda: told(shown) == FINISHED)
        await shown.press("f5")
        assert OFFER not in shown.text
        assert not shown.app.screen.query(TourLine)
        assert await shown.app.gateway.call(kept) == str(len(STEPS))
    async with window(demo) as shown:
        assert not shown.app.screen.query(TourLine)


def kept(store: Store) -> str:
    found: str = store.ask(remembered, TOUR)
    return found


async def test_it_can_be_left_and_gone_on_with(demo: Path) -> None:
    async with window(demo) as shown:
        await shown.press("f5")
        await shown.open_list("2")
        await step(shown, 2)
        await shown.press("f5")
        assert told(shown) == ""
    async with window(demo) as shown:
        await shown.until_shown(f"{OFFER} 2/")
        await shown.press("f5")
        await step(shown, 2)


async def test_another_ledger_is_left_alone(tmp_path: Path) -> None:
    async with window(build_ledger(tmp_path / "a.fieldledger")) as shown:
        assert told(shown) == ""
        await shown.press("f5")
        await shown.until_shown("The tour is in the demo ledger")
        assert told(shown) == ""
        assert await shown.app.gateway.call(kept) == ""


async def test_help_stands_above_the_line_of_the_tour(demo: Path) -> None:
    async with window(demo) as shown:
        await shown.press("f5", "question_mark")
        await top(shown, HelpScreen)
        await shown.until(lambda: told(shown))
        assert shown.lines[-2].strip()
        assert "ctrl+p" in shown.lines[-1]
