"""A worker that comes too late ends quietly; one that is wrong about a living screen does not."""

import asyncio

import pytest
from textual import on
from textual.app import ComposeResult
from textual.events import Mount, Unmount
from textual.screen import Screen
from textual.widgets import Label
from textual.worker import WorkerFailed

from tui.late_work import ForgetsLateWork


class SlowToClose(Label):
    """Closes only after the others around it are gone, and something was answered."""

    @on(Unmount)
    async def _answer_late(self) -> None:
        await asyncio.sleep(0.05)
        assert isinstance(self.screen, Asking)
        self.screen.answered.set()
        await asyncio.sleep(0.01)


class Asking(Screen[None]):
    """Has a label, and a worker that asks for it again when it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.answered = asyncio.Event()
        self.asked_again = False

    def compose(self) -> ComposeResult:  # noqa: D102 - as Textual says.
        yield Label("asked for", id="asked")
        yield SlowToClose()

    @on(Mount)
    def _begin(self) -> None:
        self.run_worker(self._ask())

    async def _ask(self) -> None:
        await self.answered.wait()
        self.asked_again = True
        self.query_one("#asked")


class OneScreen(ForgetsLateWork[None]):
    """What the program is made of, as far as this concerns it."""


async def test_work_of_a_screen_that_is_being_closed_is_forgotten() -> None:
    async with OneScreen().run_test() as pilot:
        screen = Asking()
        await pilot.app.push_screen(screen)
        await pilot.pause()
        await pilot.app.pop_screen()
        assert screen.asked_again


async def test_work_of_a_screen_that_stands_is_not() -> None:
    with pytest.raises(WorkerFailed, match="NoMatches"):
        await _ask_a_standing_screen()


async def _ask_a_standing_screen() -> None:
    async with OneScreen().run_test() as pilot:
        screen = Asking()
        await pilot.app.push_screen(screen)
        await screen.query_one("#asked").remove()
        screen.answered.set()
        await pilot.pause(0.05)
