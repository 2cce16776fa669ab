"""A table of a million rows moves, marks and draws whatever its cells hold."""

import pytest

from tests.tui.screen_text import assert_golden, screen_text
from tests.tui.table_app import HOSTILE, Rows, TableApp, until, until_row
from tui.text import cells
from tui.widgets.pages import PAGE_ROWS
from tui.widgets.table import VirtualTable


async def test_the_first_screen() -> None:
    app = TableApp(Rows(), count=1_000_000)
    async with app.run_test(size=(80, 12)) as pilot:
        app.table.set_sorted_by(1, descending=True)
        await until_row(pilot, app, 0)
        await pilot.press("down", "space")
        assert_golden("table_first_screen", screen_text(app))


async def test_steps_pages_and_ends_of_a_million_rows() -> None:
    source = Rows()
    app = TableApp(source, count=1_000_000)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_row(pilot, app, 0)
        await pilot.press("down", "j", "down", "k", "up")
        await until_row(pilot, app, 1)
        await pilot.press("pagedown")
        await until_row(pilot, app, 22)
        assert "LKW-00021" in app.lines()[2]
        await pilot.press("end")
        await until_row(pilot, app, 999_999)
        assert "LKW-999999" in app.lines()[22]
        await pilot.press("pageup", "up")
        await until_row(pilot, app, 999_977)
        await pilot.press("home")
        await until_row(pilot, app, 0)
        await pilot.press("up", "pageup")
        await until_row(pilot, app, 0)
    # Only the pages around the three places were read, each once.
    assert sorted(source.read) == [0, 1, 15_623, 15_624]


async def test_a_move_draws_two_cells() -> None:
    app = TableApp(Rows(), count=1_000_000)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_row(pilot, app, 0)
        await pilot.pause(0.1)
        table = app.table
        table.action_step(1)
        regions = sorted(tuple(region) for region in table._repaint_regions)
        assert regions == [(0, 1, 1, 1), (0, 2, 1, 1)]
        await until_row(pilot, app, 1)


async def test_pages_that_come_late_are_blank_until_then() -> None:
    source = Rows()
    source.open.clear()
    app = TableApp(source, count=1_000_000)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("pagedown", "pagedown", "down", "enter", "space")
        assert app.cursor_line() == ">"
        assert app.table.cursor == 43
        assert app.highlighted() == []
        source.open.set()
        await until_row(pilot, app, 43)
        await until(pilot, app.highlighted)
        assert app.highlighted() == ["43"]


async def test_only_what_is_wanted_in_the_end_is_read() -> None:
    source = Rows()
    app = TableApp(source, count=1_000_000)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: len(source.read) == 2)
        source.open.clear()
        app.table.go_to(100_000)
        app.table.go_to(200_000)
        app.table.go_to(300_000)
        source.open.set()
        await until_row(pilot, app, 300_000)
        # The first of them was under way already; the second was never asked for.
        assert 200_000 // PAGE_ROWS not in source.read


async def test_end_waits_for_the_count() -> None:
    app = TableApp(Rows())
    async with app.run_test(size=(80, 24)) as pilot:
        await until_row(pilot, app, 0)
        assert app.table.count is None
        assert app.table.rows == 2 * PAGE_ROWS
        await pilot.press("end")
        await until_row(pilot, app, 0)
        app.table.set_count(1_000_000)
        await until_row(pilot, app, 999_999)


async def test_another_key_gives_the_end_up() -> None:
    app = TableApp(Rows())
    async with app.run_test(size=(80, 24)) as pilot:
        await until_row(pilot, app, 0)
        await pilot.press("end", "down")
        app.table.set_count(1_000_000)
        await until_row(pilot, app, 1)


async def test_a_list_without_count_grows_as_one_goes() -> None:
    app = TableApp(Rows(150))
    async with app.run_test(size=(80, 24)) as pilot:
        await until_row(pilot, app, 0)
        for _ in range(8):
            await pilot.press("pagedown")
            await pilot.pause(0.02)
        await until_row(pilot, app, 149)
        assert app.table.count == 150
        assert any(isinstance(message, VirtualTable.CountKnown) for message in app.messages)


@pytest.mark.parametrize("length", [1, 63, 64, 65, 128])
async def test_the_end_is_found_without_a_count(length: int) -> None:
    app = TableApp(Rows(length))
    async with app.run_test(size=(80, 70)) as pilot:
        await until_row(pilot, app, 0)
        await pilot.press("end")
        await until_row(pilot, app, length - 1)
        assert app.table.count == length
        await pilot.press("down", "pagedown")
        await until_row(pilot, app, length - 1)


async def test_an_empty_list_says_so() -> None:
    app = TableApp(Rows(0))
    async with app.run_test(size=(40, 10)) as pilot:
        await until(pilot, lambda: app.table.count == 0)
        await pilot.press("down", "end", "space", "enter", "pageup")
        assert_golden("table_empty", screen_text(app))
        assert app.highlighted() == [None]
        app.table.set_empty(f"No match for {HOSTILE}")
        await pilot.pause()
        assert "[/b]" in screen_text(app)


@pytest.mark.parametrize(
    "value",
    [
        HOSTILE,
        "\x1b]0;title\x07\x1b[2J",
        "\ud800\x00\u202e",
        "👨\u200d👩\u200d👧\u200d👦 🇲🇲",
        "မ" * 10_000,
        "one\ntwo",
    ],
)
async def test_hostile_cells_keep_the_columns_straight(value: str) -> None:
    app = TableApp(Rows(3, title=value))
    async with app.run_test(size=(80, 8)) as pilot:
        await until_row(pilot, app, 0)
        plain = [line for line in app.lines() if "LKW" in line]
        assert len(plain) == 3
        for line in plain:
            assert cells(line[: line.index("Demoso")]) == 62
            assert all(letter.isprintable() or letter == "\u200d" for letter in line)


async def test_marks() -> None:
    app = TableApp(Rows(), count=1_000_000)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_row(pilot, app, 0)
        await pilot.press("space", "down", "down", "space")
        assert app.table.marks == {"0", "2"}
        assert app.lines()[2].startswith(" * LKW-00000")
        assert app.cursor_line().startswith(">* LKW-00002")
        await pilot.press("end", "home", "space")
        await until_row(pilot, app, 0)
        assert app.table.marks == {"2"}
        changes = [m.keys for m in app.messages if isinstance(m, VirtualTable.MarksChanged)]
        assert changes == [{"0"}, {"0", "2"}, {"2"}]
        app.table.set_marks([])
        await pilot.pause()
        assert "*" not in screen_text(app)


async def test_enter_chooses() -> None:
    app = TableApp(Rows(), count=1_000_000)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_row(pilot, app, 0)
        await pilot.press("down", "enter")
        chosen = [m for m in app.messages if isinstance(m, VirtualTable.RowChosen)]
        assert [message.key for message in chosen] == ["1"]
        assert chosen[0].control is app.table


async def test_a_row_is_told_when_the_cursor_rests() -> None:
    app = TableApp(Rows(), count=1_000_000)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.highlighted() == ["0"])
        for _ in range(5):
            app.table.action_step(1)
        await until(pilot, lambda: len(app.highlighted()) > 1)
        assert app.highlighted() == ["0", "5"]


async def test_the_cursor_stays_in_sight_when_the_terminal_shrinks() -> None:
    app = TableApp(Rows(), count=1_000_000)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_row(pilot, app, 0)
        app.table.go_to(20)
        await until_row(pilot, app, 20)
        await pilot.resize_terminal(50, 10)
        await until_row(pilot, app, 20)
        assert "Killed" not in screen_text(app)
        await pilot.resize_terminal(100, 30)
        await until_row(pilot, app, 20)
        assert "Killed" in screen_text(app)
