"""A table keeps up with a list that changes, shrinks, fails or is another one."""

import pytest

from store.errors import LedgerError
from tests.tui.screen_text import screen_text
from tests.tui.table_app import Rows, TableApp, until, until_row
from tui.widgets.table import VirtualTable


async def test_a_changed_row_is_drawn_again() -> None:
    app = TableApp(Rows(), count=1_000_000)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_row(pilot, app, 0)
        app.table.row_changed("3", ("LKW-00003", "2023", "Arson", "Loikaw", "1"))
        app.table.row_changed("900000", ("not", "at", "hand"))
        await pilot.pause()
        assert "Arson" in app.lines()[5]


async def test_a_reload_stays_with_its_row() -> None:
    source = Rows()
    app = TableApp(source, count=1_000_000)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_row(pilot, app, 0)
        app.table.go_to(63)
        await until(pilot, lambda: app.highlighted()[-1] == "63")
        line = app.lines().index(app.cursor_line())
        source.offset, source.title = 3, "Arson"  # Three newer ones stand before it.
        app.table.reload()
        await until(pilot, lambda: "Arson" in app.cursor_line())
        assert app.table.cursor == 66
        assert app.table.cursor_key == "63"
        assert app.lines().index(app.cursor_line()) == line
        await until(pilot, lambda: app.highlighted()[-2:] == ["63", "63"])
        assert app.table.count is None


async def test_a_reload_shows_the_old_rows_until_the_new_are_there() -> None:
    source = Rows()
    app = TableApp(source, count=1_000_000)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_row(pilot, app, 0)
        source.open.clear()
        app.table.reload()
        await pilot.pause()
        assert "LKW-00020" in screen_text(app)
        source.open.set()


@pytest.mark.parametrize("length", [5, 64, 0])
async def test_a_list_that_shrank(length: int) -> None:
    source = Rows(1_000)
    app = TableApp(source, count=1_000)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_row(pilot, app, 0)
        await pilot.press("end")
        await until_row(pilot, app, 999)
        source.length = length
        app.table.reload()
        await until(pilot, lambda: app.table.count == length)
        await until(pilot, lambda: app.highlighted()[-1] == (str(length - 1) if length else None))
        assert app.table.cursor == max(0, length - 1)


async def test_another_source_starts_at_the_top() -> None:
    slow = Rows()
    app = TableApp(slow, count=1_000_000)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_row(pilot, app, 0)
        app.table.go_to(500_000)
        slow.open.clear()
        app.table.go_to(700_000)
        app.table.set_source(Rows(10, title="Landmine"), count=10)
        await until_row(pilot, app, 0)
        slow.open.set()
        await pilot.pause(0.05)
        assert "Landmine" in app.cursor_line()
        assert app.table.count == 10
        assert app.highlighted()[-1] == "0"


async def test_a_page_that_cannot_be_read_is_told_and_tried_again() -> None:
    source = Rows()
    source.problem = LedgerError("The disk stopped answering.")
    app = TableApp(source, count=1_000_000)
    async with app.run_test(size=(80, 24)) as pilot:
        failed: list[LedgerError] = []

        def problems() -> list[LedgerError]:
            kind = VirtualTable.PageFailed
            failed[:] = [m.problem for m in app.messages if isinstance(m, kind)]
            return failed

        await until(pilot, problems)
        assert failed[0] is source.problem
        source.problem = None
        app.table.reload()
        await until_row(pilot, app, 0)
