"""Lists show, filter, sort and mark records, and have one command go for many."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual.screen import Screen
from textual.widgets import Input

from store.ledger import Store
from store.overview import KindOverview, Overview
from store.query import Filter, Sort, count, default_sort, page
from store.records import RECORD_TYPES, Casualty, Figure, Incident, Record, Source
from store.vocabulary import Review
from tests.tui.ledger_app import HOSTILE, Window, build_ledger, window
from tests.tui.screen_text import assert_golden
from tui.gateway import Gateway
from tui.lists.columns import columns_of
from tui.lists.filter_bar import FilterBar
from tui.lists.orders import SortChooser, order_sentence
from tui.lists.record_pages import RecordPages
from tui.messages import RecordSaved
from tui.screens.ask import Ask
from tui.screens.contents import waiting_sentence
from tui.screens.form import RecordForm
from tui.screens.record import RecordScreen
from tui.widgets.board import Board
from tui.widgets.columns import Placed, lay_out
from tui.widgets.pages import PAGE_ROWS
from tui.widgets.record_card import RecordCard
from tui.widgets.tab_bar import TabBar

SIZES = [(80, 24), (120, 40)]
KEYS = dict(zip(RECORD_TYPES, "234567890", strict=True))


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return build_ledger(tmp_path / "a.fieldledger")


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    return build_ledger(tmp_path / "a.fieldledger", with_records=False)


async def typed(shown: Window, terms: str) -> None:
    """Opens the filter and writes terms as if they had been typed."""
    await shown.press("slash")
    shown.list.query_one(FilterBar).query_one(Input).value = terms
    await shown.pilot.pause()


async def read(shown: Window, model: type[Record], record: str) -> Any:  # noqa: ANN401
    return await shown.app.gateway.call(Store.get, model, record)


# What is shown


@pytest.mark.parametrize("table", RECORD_TYPES)
@pytest.mark.parametrize("size", SIZES)
async def test_a_list_of_each_kind(ledger: Path, table: str, size: tuple[int, int]) -> None:
    async with window(ledger, size) as shown:
        await shown.open_list(KEYS[table])
        await shown.until(lambda: shown.table.cursor_key is not None)
        if size[0] == 120:
            await shown.until(lambda: shown.list.query_one(RecordCard)._lines)
        assert_golden(f"list_{table}_{size[0]}", shown.text)


@pytest.mark.parametrize("table", RECORD_TYPES)
async def test_an_empty_list_says_what_to_do(empty: Path, table: str) -> None:
    async with window(empty) as shown:
        await shown.open_list(KEYS[table])
        assert "Press n for the first one." in shown.text
        assert "0 records" in shown.status
        assert "enter Open" not in shown.text
        await shown.press("e", "v", "b", "r", "enter", "space")
        assert "[" in shown.lines[0]


@pytest.mark.parametrize("model", RECORD_TYPES.values(), ids=lambda model: model.table)
@pytest.mark.parametrize("width", [40, 60, 77, 117, 200])
def test_code_and_name_are_the_last_columns_to_leave(model: type[Record], width: int) -> None:
    columns = columns_of(model)
    placed = lay_out(columns, width)
    titles = [columns[place.index].title for place in placed.placed]
    assert titles[1] == "Code"
    assert sum(place.width for place in placed.placed) + placed.gap * (len(titles) - 1) <= width
    if width >= 77:
        assert "Review" in titles


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("24 Feb 2023", "24 Feb 2023"),
        ("↑11–12 Feb 2023", "↑11 Feb 2023…"),
        ("24 Feb – 3 Mar 2023", "24 Feb 2023…"),
        ("1 Feb 2021 – 6 Mar 2023", "1 Feb 2021…"),
        ("↑week of 20 Feb 2023", "↑20 Feb 2023…"),
        ("from 1 Feb 2021", "1 Feb 2021…"),
        ("↑Feb 2023", "↑Feb 2023"),
        ("until 6 Mar 2023", "until 6 Mar…"),
    ],
)
def test_several_days_keep_their_year_where_there_is_little_room(text: str, drawn: str) -> None:
    assert _drawn(Casualty, "When", 13 if text.startswith("↑") else 12, text) == drawn


@pytest.mark.parametrize(
    ("model", "title", "text", "drawn"),
    [
        (Figure, "Source", "Karenni Nationalities Defense Force", "KNDF"),
        (Figure, "Source", "Naw Paw of the eastern quarter", "Naw Paw o…"),
        (Figure, "Said as", "Plain number", "Plain"),
        (Source, "Reliability", "F – cannot be judged", "F"),
        (Incident, "Review", "Approved", "Appr."),
    ],
)
def test_what_is_known_by_letters_is_shown_by_them_where_there_is_little_room(
    model: type[Record], title: str, text: str, drawn: str
) -> None:
    assert _drawn(model, title, 10 if title != "Review" else 6, text) == drawn
    assert _drawn(model, title, 40, text) == text


def _drawn(model: type[Record], title: str, width: int, text: str) -> str:
    (column,) = (column for column in columns_of(model) if column.title == title)
    return Placed(0, width, column).cell(text).rstrip()


async def test_the_record_under_the_cursor_stands_beside(ledger: Path) -> None:
    async with window(ledger, (120, 40)) as shown:
        await shown.open_list("3")
        card = shown.list.query_one(RecordCard)
        await shown.until(lambda: card._title)
        first = card._title
        await shown.press("down")
        await shown.until(lambda: card._title != first)
        await shown.pilot.resize_terminal(100, 30)
        await shown.until(lambda: not card.is_on_screen)
        await shown.pilot.resize_terminal(120, 30)
        await shown.until(lambda: card.is_on_screen)


# Filtering


async def test_a_filter_is_applied_after_a_pause(ledger: Path) -> None:
    async with window(ledger) as shown:
        await shown.open_list("3")
        await typed(shown, "outcome:killed")
        await shown.until(lambda: "1 of 4" in shown.status)
        assert "outcome is Killed" in shown.status
        assert shown.list.query_one(FilterBar).query_one(Input).has_focus
        assert_golden("list_filtered", shown.text)


async def test_enter_goes_to_the_list_and_escape_shows_all(ledger: Path) -> None:
    async with window(ledger) as shown:
        await shown.open_list("3")
        await typed(shown, "outcome:killed")
        await shown.press("enter")
        await shown.until(lambda: shown.table.has_focus and "1 of 4" in shown.status)
        await shown.press("escape")
        await shown.until(lambda: "4 records" in shown.status)
        assert not shown.list.query_one(FilterBar).display
        await typed(shown, "killed")
        await shown.press("escape")
        await shown.until(lambda: shown.table.has_focus and "4 records" in shown.status)


async def test_tab_takes_what_is_offered(ledger: Path) -> None:
    async with window(ledger) as shown:
        await shown.open_list("3")
        await shown.press("slash", *"outc")
        await shown.until_shown("outcome:")
        await shown.press("tab", "k")
        await shown.until_shown("outcome:killed  outcome:unknown")
        await shown.press("tab")
        assert shown.list.query_one(FilterBar).terms == "outcome:killed"


async def test_what_means_nothing_is_said_and_the_rows_stay(ledger: Path) -> None:
    async with window(ledger) as shown:
        await shown.open_list("3")
        await typed(shown, f"nothing:{HOSTILE}")
        await shown.press("enter")
        await shown.until_shown("means nothing.")
        assert_golden("list_filter_refused", shown.text)
        assert "4 records" in shown.status
        await typed(shown, "outcome:killed")
        await shown.until(lambda: "1 of 4" in shown.status)
        assert "means nothing" not in shown.text


async def test_a_filter_that_nothing_fits_says_so(ledger: Path) -> None:
    async with window(ledger) as shown:
        await shown.open_list("3")
        await typed(shown, "zzzz")
        await shown.press("enter")
        await shown.until_shown("Nothing matches the filter.")
        await shown.until(lambda: "0 of 4" in shown.status)


async def test_hostile_words_are_found_and_shown(ledger: Path) -> None:
    async with window(ledger) as shown:
        await shown.open_list("3")
        await typed(shown, '"[UNVERIFIED] [/b]"')
        await shown.press("enter")
        await shown.until(lambda: "1 of 4" in shown.status)
        assert "Ma Thida [UNVE" in shown.text


# Sorting


async def test_sorting_by_another_field_and_round(ledger: Path) -> None:
    async with window(ledger) as shown:
        await shown.open_list("3")
        await shown.press("s")
        await shown.until_shown("Sort by")
        assert_golden("list_sorting", shown.text)
        await shown.press("home", "down", "down", "enter")
        await shown.until(lambda: "name, A to Z" in shown.status and shown.table.has_focus)
        assert "Name▲" in shown.text
        first = shown.table.cursor_key
        await shown.press("s", "s")
        await shown.until(lambda: "name, Z to A" in shown.status)
        await shown.until(lambda: shown.table.cursor_key not in {None, first})
        await shown.press("s", "escape")
        await shown.until(lambda: not shown.app.screen.query(SortChooser))
        assert "name, Z to A" in shown.status


def test_orders_in_words() -> None:
    assert order_sentence(Casualty, default_sort(Casualty)) == "when, newest first"
    assert (
        order_sentence(Casualty, Sort("quantity", descending=False)) == "how many, smallest first"
    )
    assert order_sentence(Casualty, Sort("", descending=False)) == "as entered, oldest first"


# One and many records


def _shows(shown: Window, screen: type[Screen[Any]]) -> bool:
    return isinstance(shown.app.screen, screen)


async def test_enter_opens_and_e_edits_and_n_begins(ledger: Path) -> None:
    async with window(ledger) as shown:
        await shown.open_list("3")
        opened: tuple[tuple[str, type[Screen[Any]]], ...] = (
            ("enter", RecordScreen),
            ("e", RecordForm),
            ("n", RecordForm),
        )
        for key, screen in opened:
            await shown.press(key)
            await shown.until(partial(_shows, shown, screen))
            shown.app.pop_screen()
            await shown.until(lambda: shown.app.screen.query(TabBar) and shown.table.has_focus)


async def test_a_reason_is_asked_once_for_all_marked(ledger: Path) -> None:
    async with window(ledger) as shown:
        await shown.open_list("3")
        await shown.press("space", "space")
        marked = sorted(shown.table.marks)
        assert len(marked) == 2
        assert_golden("list_marked", shown.text)
        await shown.press("r")
        await shown.until_shown("Retire 2 records")
        await shown.press(*HOSTILE[:8], "enter")
        await shown.until(lambda: "2 retired" in shown.status and "2 records" in shown.status)
        for record in marked:
            assert (await read(shown, Casualty, record)).retired == HOSTILE[:8]
        assert not shown.table.marks
        await shown.press("t")
        await shown.until(lambda: "4 records" in shown.status)
        assert shown.text.count("Retd.") == 2
        assert sum(line[3:4] == "x" for line in shown.lines) == 2
        await shown.press("home", *["space"] * 4, "u")
        await shown.until(lambda: "2 restored" in shown.status)
        await shown.press("t")
        await shown.until(lambda: "retired shown" not in shown.status)
        await shown.until(lambda: "4 records" in shown.status)


async def test_the_cursor_stays_on_its_record_as_retired_ones_come_and_go(tmp_path: Path) -> None:
    path = build_ledger(tmp_path / "a.fieldledger", casualties=150)
    async with window(path) as shown:
        await shown.open_list("3")
        shown.table.go_to(1)
        await shown.press("r")
        await shown.until_shown("Retire 1 record")
        await shown.press(*"double", "enter")
        await shown.until(lambda: "1 retired" in shown.status and "150 records" in shown.status)
        shown.table.go_to(140)
        await shown.until(lambda: shown.table.cursor_key is not None)
        there = shown.table.cursor_key
        await shown.press("t")
        await shown.until(lambda: "151 records" in shown.status)
        await shown.until(lambda: shown.table.cursor_key == there)
        assert shown.table.cursor == 141
        shown.table.go_to(1)
        await shown.until(lambda: shown.table.cursor_key is not None)
        await shown.press("t")
        await shown.until(lambda: "retired shown" not in shown.status)
        await shown.counted()
        assert shown.table.cursor == 1, "what follows the retired one"


async def test_escape_takes_marks_off_before_it_takes_the_filter_away(ledger: Path) -> None:
    async with window(ledger) as shown:
        await shown.open_list("3")
        await typed(shown, "outcome:injured")
        await shown.press("enter")
        await shown.until(lambda: shown.table.has_focus and "2 of 4" in shown.status)
        await shown.press("space", "escape")
        await shown.until(lambda: not shown.table.marks)
        assert "2 of 4" in shown.status
        await shown.press("escape")
        await shown.until(lambda: "4 records" in shown.status)


async def test_approving_leaves_out_what_breaks_rules(ledger: Path) -> None:
    async with window(ledger) as shown:
        await shown.open_list("3")
        await shown.press(*["space"] * 4, "v")
        await shown.until(lambda: "3 approved; 1 is not" in shown.status)
        await typed(shown, "is:approved")
        await shown.until(lambda: "3 of 4" in shown.status)


async def test_sending_back_asks_for_the_question(ledger: Path) -> None:
    async with window(ledger) as shown:
        await shown.open_list("2")
        key = shown.table.cursor_key or ""
        await shown.press("b")
        await shown.until_shown("Send back 1 record")
        await shown.press("escape")
        await shown.until(lambda: not isinstance(shown.app.screen, Ask))
        assert (await read(shown, Incident, key)).review is not Review.RETURNED
        await shown.press("b")
        await shown.until_shown("Send back 1 record")
        await shown.press(*"who", "enter")
        await shown.until(lambda: "1 sent back" in shown.status)
        assert (await read(shown, Incident, key)).review_comment == "who"


async def test_a_reason_that_cannot_be_kept_is_told_and_ends_nothing(ledger: Path) -> None:
    async with window(ledger) as shown:
        await shown.open_list("2")
        key = shown.table.cursor_key or ""
        await shown.press("r")
        await shown.until_shown("Retire 1 record")
        shown.app.screen.query_one(Input).value = "twice\0"
        await shown.press("enter")
        await shown.until(lambda: "cannot be kept" in shown.status)
        assert (await read(shown, Incident, key)).retired is None


async def test_a_saved_record_appears_in_the_open_list_and_later_in_others(ledger: Path) -> None:
    async with window(ledger) as shown:
        await shown.open_list("3")
        await shown.open_list("4")
        for model in (Casualty, RECORD_TYPES["detention"]):
            saved = await shown.app.gateway.call(Store.save, model(name="Another"))  # type: ignore[call-arg]
            shown.app.post_message(RecordSaved(model, saved.record.id))
        await shown.until(lambda: "3 records" in shown.status and "Another" in shown.text)
        await shown.press("3")
        await shown.until(lambda: "5 records" in shown.status and "Another" in shown.text)
        await shown.press("1", "c")
        await shown.until_shown("20 records")


async def test_the_cursor_goes_to_the_record_that_was_just_saved(ledger: Path) -> None:
    async with window(ledger) as shown:
        await shown.open_list("2")
        await write_incident(shown, "Older", when="5 Feb 2023")
        await shown.until_shown("LKW2-0019 is saved")
        await shown.until(lambda: shown.table.row_at(shown.table.cursor)[1] is not None)
        assert shown.table.cursor == 2
        assert ">  ? LKW2-0019  Older" in shown.text
        assert "3 records" in shown.status


async def test_a_saved_record_that_the_filter_leaves_out_is_told(ledger: Path) -> None:
    async with window(ledger) as shown:
        await shown.open_list("2")
        await typed(shown, "kind:shelling")
        await shown.press("enter")
        await shown.until(lambda: shown.table.has_focus and "1 of 2" in shown.status)
        await write_incident(shown, "Not a shelling")
        await shown.until_shown("LKW2-0019 is saved; the filter leaves it out")


async def write_incident(shown: Window, title: str, when: str = "24 Feb 2023") -> None:
    """Types a new incident into its form and saves it."""
    await shown.press("n")
    await shown.until(lambda: isinstance(shown.app.screen, RecordForm) and shown.app.focused)
    await shown.press(*title, "tab", *"raid", "tab", *when, "tab", *"Demoso", "ctrl+s")


async def test_what_names_a_record_without_a_title_is_quoted(empty: Path) -> None:
    async with window(empty) as shown:
        jotted = Incident(narrative="\n12 homes burnt,\nnobody hurt")
        for record in (jotted, Incident()):
            await shown.app.gateway.call(Store.save, record)
        await shown.open_list("2")
        await shown.until_shown("“12 homes burnt,”")


# The contents open lists


async def test_a_number_of_the_contents_opens_what_it_counts(ledger: Path) -> None:
    async with window(ledger) as shown:
        await shown.press("c")
        await shown.until_shown("Changed last")
        await shown.press("down", "right", "right")
        assert shown.app.screen.query_one(Board).target is not None
        await shown.press("enter")
        await shown.until_shown("[3 Casualties]")
        await shown.until(lambda: "is:draft" in shown.text and "1 of 4" in shown.status)
        await shown.press("1", "c")
        await shown.until_shown("Changed last")
        await shown.press("down", "enter")
        await shown.until(lambda: "4 records" in shown.status)
        await shown.press("1", "c")
        await shown.until_shown("Changed last")
        await shown.press("end", "enter")
        await shown.until(lambda: isinstance(shown.app.screen, RecordScreen))


def test_records_whose_review_a_newer_version_made_are_told_of() -> None:
    found = Overview({"casualty": KindOverview({"draft": 2, "checked": 1})})
    assert waiting_sentence(found) == (
        "3 records; 2 drafts, 1 with a review not known to this version"
    )


async def test_a_form_that_was_left_is_opened_from_the_contents(ledger: Path) -> None:
    async with window(ledger) as shown:
        await shown.app.gateway.call(Store.keep_form, "a-form", "casualty", {"name": HOSTILE})
        await shown.press("c")
        await shown.until_shown("1 form not saved")
        await shown.press("end")
        while "[Casualty]" not in shown.text:
            await shown.press("up")
        await shown.press("enter")
        await shown.until(lambda: isinstance(shown.app.screen, RecordForm))
        await shown.until_shown("Ma Thida [UNVERIFIED] [/b]")


# Reading by key


@pytest.mark.parametrize("order", ["", "name", "when"])
@pytest.mark.parametrize("wanted", [(3, 2, 1, 0), (2, 0, 3, 1), (1, 3, 2, 0)])
@pytest.mark.parametrize("is_counted", [True, False])
async def test_pages_are_the_same_however_they_are_reached(
    tmp_path: Path, order: str, wanted: Sequence[int], *, is_counted: bool
) -> None:
    path = build_ledger(tmp_path / "a.fieldledger", casualties=3 * PAGE_ROWS + 5)
    gateway = await Gateway.open(lambda: Store.open(path))
    sort = Sort(order, descending=True)
    total = await gateway.call(Store.ask, count, Casualty, Filter())
    rows = await gateway.call(Store.ask, page, Casualty, Filter(), sort, limit=total)
    ids = [row.id for row in rows]
    pages = RecordPages(gateway, Casualty, Filter(), sort)
    pages.count = total if is_counted else None
    try:
        for n in wanted:
            found = [row.key for row in await pages.page(n)]
            assert found == ids[n * PAGE_ROWS : (n + 1) * PAGE_ROWS]
        assert list(await pages.page(99)) == []
    finally:
        await gateway.close()
