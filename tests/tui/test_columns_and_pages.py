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


def test_one_column_can_have_the_first_of_what_is_to_spare() -> None:
    columns = (Column("Title", 5, first=4, grow=1), Column("Kind", 5, grow=3))
    widths = [[place.width for place in lay_out(columns, n).placed] for n in (11, 13, 16, 20)]
    assert widths == [[5, 5], [7, 5], [9, 5], [10, 8]]


def test_a_text_that_does_not_fit_gives_way_to_a_shorter_one() -> None:
    column = Column("Review", 6, grow=1, shorten=lambda text: text.replace("mitted", "m."))
    assert lay_out((column,), 6).line(["Submitted"]) == "Subm. "
    assert lay_out((column,), 9).line(["Submitted"]) == "Submitted"
    assert lay_out((column,), 6).line(["Something"]) == "Somet…"


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
