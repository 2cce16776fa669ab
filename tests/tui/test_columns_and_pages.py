"""Columns share a width, and a long list is kept in few pages."""

from tests.tui.table_app import COLUMNS
from tui.widgets.columns import Column, lay_out
from tui.widgets.pages import PAGE_ROWS, PAGES_KEPT, Pages
from tui.widgets.table import TableRow


def test_columns_share_the_width() -> None:
    wide = lay_out(COLUMNS, 77)
    assert [(place.index, place.width) for place in wide.placed] == [
        (0, 10),
        (1, 10),
        (2, 33),
        (3, 10),
        (4, 6),
    ]
    assert wide.gap == 2
    assert lay_out(COLUMNS, 53).gap == 1
    assert [place.index for place in lay_out(COLUMNS, 50).placed] == [0, 1, 2, 3]
    assert [place.index for place in lay_out(COLUMNS, 20).placed] == [0, 1, 2]
    assert lay_out((), 20).line(()) == ""


def test_what_is_to_spare_is_given_away_to_the_last_cell() -> None:
    columns = (Column("a", 3, grow=2), Column("b", 3, grow=1))
    for width in range(8, 40):
        layout = lay_out(columns, width)
        assert sum(place.width for place in layout.placed) + layout.gap == width


def test_the_arrow_of_the_sorted_column_is_always_there() -> None:
    layout = lay_out((Column("Killed", 6, "right"), Column("When", 8)), 16)
    assert layout.header(["Killed", "When"], 0, descending=True) == "Kill…▼  When    "
    assert layout.header(["Killed", "When"], 1, descending=False) == "Killed  When▲   "
    assert layout.header(["Killed", "When"], None, descending=False) == "Killed  When    "


def test_pages_are_given_up_when_there_are_too_many() -> None:
    pages = Pages()
    pages.set_count(1_000_000)
    for n in range(PAGES_KEPT + 1):
        pages.take(n, [TableRow(f"{n}", ())] * PAGE_ROWS)
        pages.wanted(0, 20, forward=True)
    assert pages.row(0) is not None
    assert pages.row(PAGE_ROWS) is None
    assert pages.row(2 * PAGE_ROWS) is not None
