"""Garbage is looked for once after the last key, and never between two keys."""

import asyncio
import gc

import pytest
from textual.events import Key

from tui import collecting
from tui.collecting import CollectsInPeace

PEACE = 0.4


class Quiet(CollectsInPeace[None]):
    """An app as in a terminal."""

    is_headless = False


@pytest.fixture
def collected(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was asked of Python, in place of doing it."""
    done: list[str] = []
    monkeypatch.setattr(collecting, "_PEACE", PEACE)
    monkeypatch.setattr(gc, "collect", lambda: done.append("collect"))
    monkeypatch.setattr(gc, "set_threshold", lambda *found: done.append(f"seldom {found[2]}"))
    return done


async def until(collected: list[str], many: int) -> None:
    async with asyncio.timeout(90):
        while collected.count("collect") < many:  # noqa: ASYNC110 - a timer makes it true.
            await asyncio.sleep(0.01)


async def test_once_after_the_last_key(collected: list[str]) -> None:
    async with Quiet().run_test() as pilot:
        assert collected == ["seldom 10000"]
        await asyncio.sleep(2 * PEACE)
        assert "collect" not in collected
        for key in "ab":
            pilot.app.post_message(Key(key, key))
        await until(collected, 1)
        await asyncio.sleep(3 * PEACE)
        assert collected.count("collect") == 1
        await pilot.press("c")
        await until(collected, 2)


async def test_a_program_without_a_screen_is_left_alone(collected: list[str]) -> None:
    class Headless(CollectsInPeace[None]):
        """An app as in a test."""

    async with Headless().run_test() as pilot:
        await pilot.press("a")
        await asyncio.sleep(2 * PEACE)
    assert collected == []
