"""Tables and pictures of a number: every cell opens, nothing is said by colour alone."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Event

import pytest
from textual.screen import Screen
from textual.widgets import Input

from store.counting.opening_scope import opening_scope
from store.counting.scope import Scope
from store.ledger import Store
from store.reporting.bars import Bar
from store.reporting.pictures import Pictures, Village, pictures_of
from tests.tui.demo_app import demo_window
from tests.tui.ledger_app import HOSTILE, Window
from tests.tui.screen_text import assert_golden
from tests.tui.waiting import PATIENCE
from tui.pictures.map_drawing import MapData, Township, draw_map
from tui.pictures.map_lines import map_lines
from tui.pictures.signs import DRAWN, PLAIN, bar_of, number_of, shade_of
from tui.screens import pictures
from tui.screens.ask import Ask
from tui.screens.behind import BehindNumber
from tui.screens.pick import Pick
from tui.screens.pictures import PicturesScreen
from tui.screens.problem import Problem
from tui.summary.targets import OpenBar
from tui.widgets.board import Board

SIZES = [(80, 24), (120, 40)]


@pytest.mark.parametrize("size", SIZES)
async def test_the_pictures_of_february(demo: Path, size: tuple[int, int]) -> None:
    async with demo_window(demo, size) as shown:
        await shown.press("g")
        await shown.until(lambda: isinstance(shown.app.screen, PicturesScreen))
        for key, name, words in (
            ("1", "months", "Feb 2023                 7–8"),
            ("2", "townships", "Pekon"),
            ("3", "map", "little to much"),
            ("4", "days", "The whole month  7"),
        ):
            await shown.press(key)
            await shown.until_shown(words)
            assert_golden(f"picture_{name}_{size[0]}", shown.text)


async def test_a_picture_opens_and_goes_back(demo: Path) -> None:
    async with demo_window(demo) as shown:
        await shown.press("g")
        await shown.until_shown("Feb 2023                 7–8")
        await shown.press("end", "enter")
        await shown.until(lambda: isinstance(shown.app.screen, BehindNumber))
        await shown.until_shown("Killed, Feb 2023")
        await shown.press("escape")
        await shown.press("4")
        await shown.until_shown("The whole month")
        await shown.press("pageup")
        await shown.until_shown("Jan 2023 · ")
        await shown.press("m", *"homes destroyed", "enter")
        await shown.until_shown("Homes destroyed")
        await shown.press("3", "y")
        await shown.until_shown("ten or more")
        assert not set(shown.text) & set("░▒▓█")
        await shown.press("escape")
        await shown.until_shown("Killed by month")


async def test_bars_are_not_drawn_as_those_of_another_picture_while_that_is_counted(
    demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    goes_on = Event()
    townships = pictures._READERS["townships"]

    def slow(store: Store, scope: Scope, code: str, month: str) -> pictures.Pictured:
        goes_on.wait(PATIENCE)
        return townships(store, scope, code, month)

    monkeypatch.setitem(pictures._READERS, "townships", slow)
    async with demo_window(demo) as shown:
        await shown.press("g")
        await shown.until_shown("Feb 2023                 7–8")
        screen = shown.app.screen
        board = screen.query_one(Board)
        await shown.press("2")
        await shown.pilot.resize_terminal(100, 30)
        await shown.pilot.pause()
        assert isinstance(board.target, OpenBar)
        assert board.target.dimension == "month"
        await shown.press("enter")
        assert shown.app.screen is screen, "the bars shown are no answer to what is asked"
        goes_on.set()
        await shown.until_shown("Pekon")
        assert board.target.dimension == "township"


@pytest.mark.parametrize("size", SIZES)
async def test_a_number_is_broken_down(demo: Path, size: tuple[int, int]) -> None:
    async with demo_window(demo, size) as shown:
        await shown.press("d")
        await shown.until_shown("Killed by township and sex")
        await shown.until_shown("Pekon")
        assert_golden(f"breakdown_{size[0]}", shown.text)


async def test_a_table_opens_is_sorted_and_gives_its_scope_back(demo: Path) -> None:
    async with demo_window(demo) as shown:
        await shown.press("d")
        await shown.until_shown("Pekon")
        await shown.press("c", *"age", "enter")
        await shown.until_shown("Killed by township and age group")
        await shown.press("end", "s")
        await shown.until_shown("Total▼")
        await shown.press("enter")
        await shown.until(lambda: isinstance(shown.app.screen, BehindNumber))
        await shown.until_shown("DEMO-00")
        await shown.press("escape", "pageup")
        await shown.until_shown(" Jan 2023 · Loikaw")
        await shown.press("escape")
        await shown.until_shown("Killed by month")
        await shown.until_shown(" Jan 2023 · Loikaw")


async def _written(shown: Window, path: Path) -> None:
    """Asks for a report as CSV at a path, for the court."""
    await shown.press("w")
    await shown.until(lambda: isinstance(shown.app.screen, Pick))
    await shown.press(*"csv", "enter")
    for words in (str(path), "The court"):
        await shown.until(lambda: isinstance(shown.app.screen, Ask))
        asking = shown.app.screen
        asking.query_one(Input).value = words
        await shown.press("enter")
        await shown.until(partial(_is_left, shown, asking))


def _is_left(shown: Window, screen: Screen[object]) -> bool:
    return shown.app.screen is not screen


async def test_a_report_is_written_noted_and_never_written_over(demo: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    async with demo_window(demo) as shown:
        await _written(shown, out)
        await shown.until_shown("Written, and noted in the ledger")
        assert "Killed" in out.read_text(encoding="utf-8")
        noted = await shown.app.gateway.call(_noted)
        assert noted == [("The court", "csv")]
        before = out.read_bytes()
        await _written(shown, out)
        await shown.until(lambda: isinstance(shown.app.screen, Problem))
        assert out.read_bytes() == before
        assert await shown.app.gateway.call(_noted) == noted


def _noted(store: Store) -> list[tuple[str, str]]:
    return store.ask(  # type: ignore[no-any-return]
        lambda connection: connection.execute('SELECT "to", format FROM report_log').fetchall()
    )


# What is drawn


@pytest.mark.parametrize("signs", [DRAWN, PLAIN])
def test_a_bar_shows_whatever_is_more_than_nothing(signs: object) -> None:
    assert bar_of(Bar("", 0, 0, 0), 100, 20, DRAWN) == ""
    assert bar_of(Bar("", 1, 1, 1), 1000, 20, DRAWN) == "█"
    assert bar_of(Bar("", 1, 1, 2), 1000, 20, DRAWN) == "█░"
    assert bar_of(Bar("", 10, 10, 20), 20, 20, PLAIN) == "#" * 10 + "-" * 10
    assert len(bar_of(Bar("", 20, 20, 20), 20, 20, DRAWN)) == 20
    assert signs in {DRAWN, PLAIN}


def test_numbers_of_bars_are_said_with_their_band() -> None:
    assert number_of(Bar("", 7, 7, 8)) == "7–8"
    assert number_of(Bar("", 1352, 1352, 1352)) == "1,352"
    assert number_of(Bar("", 3, 3, 35, open=True)) == "3–35+"


def test_more_is_shaded_darker() -> None:
    shades = [shade_of(number, 8, DRAWN) for number in range(9)]
    assert shades == ["", "░", "░", "▒", "▒", "▓", "▓", "█", "█"]


def square(*townships: str) -> list[Village]:
    return [
        Village(19.0 + 0.1 * row, 97.0 + 0.1 * column + 0.5 * n, township)
        for n, township in enumerate(townships)
        for row in range(4)
        for column in range(4)
    ]


def test_a_map_has_north_above_and_west_at_the_left() -> None:
    villages = [Village(19.0, 97.0, "south"), Village(20.0, 98.0, "north")]
    data = MapData(villages, {"south": Township("S", "", 1), "north": Township("N", "", 1)})
    lines = draw_map(data, 40, 12, DRAWN)
    assert lines[0].rstrip().endswith("N")
    assert lines[-1].startswith("S")
    assert all(len(line) <= 40 for line in lines)
    assert len(lines) <= 12


def test_a_township_with_more_is_darker_and_one_with_nothing_has_dots() -> None:
    data = MapData(square("a", "b"), {"a": Township("A", "", 8), "b": Township("B", "", 0)})
    drawn = "\n".join(draw_map(data, 40, 12, DRAWN))
    assert "█" in drawn
    assert any("\u2800" < sign <= "\u28ff" for sign in drawn)
    plain = "\n".join(draw_map(data, 40, 12, PLAIN))
    assert plain.isascii()
    assert {"#", ".", "A", "B"} <= set(plain)


def test_outlines_are_drawn_where_there_are_any() -> None:
    ring = ((96.5, 18.5), (98.5, 18.5), (98.5, 20.0), (96.5, 20.0), (96.5, 18.5))
    data = MapData(square("a"), {"a": Township("A", "", 0)}, outlines={"a": (ring,)})
    lines = draw_map(data, 40, 12, PLAIN)
    assert set(lines[0].rstrip()) == {"*"}
    assert {line[0] for line in lines} == {"*"}
    full = replace(data, townships={"a": Township("A", "", 3)})
    inside = "".join(line[1:].rstrip()[:-1] for line in draw_map(full, 40, 12, PLAIN)[1:-2])
    assert set(inside) == {"#", "A"}


def test_without_points_there_is_no_map_and_it_says_so() -> None:
    assert draw_map(MapData((), {}), 40, 12, DRAWN) == []
    assert draw_map(MapData(square("a"), {}), 0, 12, DRAWN) == []


@pytest.fixture
def store(demo: Path) -> Iterator[Store]:
    opened = Store.open(demo)
    yield opened
    opened.close()


@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_line_of_a_map_is_wider_than_the_screen(store: Store, width: int) -> None:
    scope: Scope = store.ask(opening_scope, store.settings, store.today)
    found: Pictures = store.ask(pictures_of, scope, "killed", store.settings.territory)
    named = Bar(HOSTILE * 3, 3, 3, 4, key=found.by_township[0].key)
    changed = Pictures(
        found.line,
        by_township=(named, *found.by_township[1:]),
        villages=found.villages,
        spots=found.spots,
    )
    for line in map_lines(changed, "killed", (width, 20), DRAWN):
        assert len(line.text) <= width + 12  # marks of Burmese letters take no cell
