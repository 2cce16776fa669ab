"""A table of numbers wider than the screen: the labels stay, marks say that there is more."""

from textual.app import App, ComposeResult

from tests.tui.ledger_app import HOSTILE
from tests.tui.screen_text import screen_text
from tui.widgets.cross_table import CrossTable, NumberRow


class Wide(App[None]):
    """A table of twenty columns, one row of which has a hostile label."""

    def compose(self) -> ComposeResult:
        """The table."""
        yield CrossTable()

    def on_mount(self) -> None:
        """Fills it."""
        numbers = tuple(str(n) for n in range(20))
        rows = [NumberRow(HOSTILE, numbers), NumberRow("Total", numbers, is_total=True)]
        self.query_one(CrossTable).show("Place", [f"Column {n}" for n in range(20)], rows)
        self.query_one(CrossTable).focus()


async def test_columns_are_scrolled_and_labels_stay() -> None:
    app = Wide()
    async with app.run_test(size=(60, 10)) as pilot:
        await pilot.pause()
        first = screen_text(app)
        assert "[0]" in first
        assert first.split("\n")[1].rstrip().endswith("»")
        assert "[UNVERIFIED]" in first
        await pilot.press("end", "down")
        last = screen_text(app)
        assert "[19]" in last
        assert "«" in last.split("\n")[0]
        assert "Ma Thida" in last
        await pilot.press("home")
        assert "Column 0" in screen_text(app)
