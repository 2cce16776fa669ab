"""The first screen: what is counted, every number open, the scope a key away."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from store.counting.explaining import Column
from store.counting.extent import EVERYWHERE, Stretch
from store.counting.measures import LINES
from store.counting.opening_scope import opening_scope
from store.counting.scope import Scope
from store.ledger import Store
from store.records import Casualty
from store.reporting.bars import stretch_of
from store.reporting.glance import Glance, glance
from store.vocabulary import Population
from tests.tui.demo_app import demo_window
from tests.tui.ledger_app import HOSTILE, build_ledger, window
from tests.tui.screen_text import assert_golden
from tui.messages import RecordSaved
from tui.screens.behind import BehindNumber
from tui.screens.choose_area import ChooseArea
from tui.screens.contents import Contents
from tui.screens.pick import Pick
from tui.screens.record import RecordScreen
from tui.screens.summary import Summary
from tui.summary.behind import read_undecided
from tui.summary.count_lines import count_lines
from tui.summary.opening import _asked, line_views, opened
from tui.summary.targets import OpenCell, OpenNumber, OpenUndecided, OpenWaiting
from tui.summary.words import reported_words, scope_words
from tui.widgets.board import Board

SIZES = [(80, 24), (120, 40)]


@pytest.fixture
def store(demo: Path) -> Iterator[Store]:
    opened_store = Store.open(demo)
    yield opened_store
    opened_store.close()


def at_a_glance(store: Store, **changes: object) -> Glance:
    scope: Scope = store.ask(opening_scope, store.settings, store.today)
    found: Glance = store.ask(glance, store.settings, replace(scope, **changes))  # type: ignore[arg-type]
    return found


# What stands there


@pytest.mark.parametrize("size", SIZES)
async def test_the_demo_opens_on_the_summary_of_february(demo: Path, size: tuple[int, int]) -> None:
    async with demo_window(demo, size) as shown:
        assert_golden(f"summary_demo_{size[0]}", shown.text)
        for line in (
            "Killed               [7](5 approved)       7–8        KNDF 8",
            "Died in flight        1 (0 approved)       1",
            "Detained              4 (0 approved)       4",
            "still held          3 (0 approved)       3",
            "Religious destroyed   3 (1 approved)       3          KNDF 4",
        ):
            assert line in shown.text


async def test_an_empty_ledger_says_what_to_do_first(tmp_path: Path) -> None:
    path = build_ledger(tmp_path / "a.fieldledger", with_records=False)
    async with window(path, is_open=False) as shown:
        await shown.until_shown("Nothing is recorded yet.")
        assert_golden("summary_empty", shown.text)


def test_a_line_without_anything_new_is_shown_only_if_asked_for(store: Store) -> None:
    found = at_a_glance(store)
    few = "\n".join(line.text for line in count_lines(found, "", 120, shows_all=False))
    every = "\n".join(line.text for line in count_lines(found, "", 120, shows_all=True))
    assert "Homes damaged" not in few
    assert "All deaths" not in few
    assert all(line.label in every for line in LINES)


def test_no_line_is_wider_than_the_screen(store: Store) -> None:
    for population in Population:
        found = at_a_glance(store, population=population)
        for width in (80, 120):
            for line in count_lines(found, "x" * 200, width, shows_all=True):
                assert len(line.text) <= width


@pytest.mark.parametrize(
    ("until", "unit", "words"),
    [
        ("2023-03-06", "month", "Feb 2021 to Mar 2023"),
        ("2026-11-30", "quarter", "Feb 2021 to Nov 2026"),
        ("2039-01-15", "year", "Feb 2021 to Jan 2039"),
    ],
)
def test_all_of_a_long_period_is_seen(store: Store, until: str, unit: str, words: str) -> None:
    found = at_a_glance(store, stretch=Stretch("2021-02-01", until), as_of=until)
    days = [stretch_of(bar.key) for bar in found.months]
    assert len(days) <= 36
    assert (days[0].first, days[-1].last[:7]) == ("2021-02-01", until[:7])
    for before, after in pairwise(days):
        assert date.fromisoformat(before.last) + timedelta(1) == date.fromisoformat(after.first)
    assert sum(bar.documented for bar in found.months) == 22
    lines = [line.text for line in count_lines(found, "", 80, shows_all=False)]
    (line,) = [line for line in lines if f"Killed by {unit}" in line]
    assert words in line
    assert set(line) & set("▁▂▃▄▅▆▇█")


def test_figures_of_the_same_days_come_first_and_others_say_which(store: Store) -> None:
    everything = Stretch("2021-02-01", "2023-03-06")
    report = at_a_glance(store, stretch=everything, area=EVERYWHERE).report
    killed = reported_words(report, "killed")
    assert killed[0].startswith("PKPF 309")
    assert killed[-1].startswith("KNDF 8")
    assert killed[-1].endswith("(Feb 2023)")
    promised = {"died_fleeing": "130", "detained": "279", "homes_destroyed": "1,352"}
    for code, number in promised.items():
        assert reported_words(report, code)[0].startswith(f"PKPF {number}")


# Every number opens


@pytest.mark.parametrize("population", [Population.CIVILIANS, Population.CHILDREN, Population.ALL])
def test_the_rows_behind_a_number_add_up_to_it(store: Store, population: Population) -> None:
    report = at_a_glance(store, population=population).report
    for numbers in report.lines:
        views = line_views(report, numbers.line.code)
        wanted = (numbers.documented, numbers.approved, numbers.low, numbers.high)
        for view, number in zip(views, wanted, strict=False):
            rows, _ = view.read(store, None)
            counted = [row for row in rows if row.is_in and row.table != "figure"]
            assert sum(int(row.counts) for row in counted) == number, (numbers, view.name)
            assert all(row.rule for row in rows)


def test_every_spot_opens_a_screen(store: Store) -> None:
    found = at_a_glance(store)
    targets = [
        spot.target
        for line in count_lines(found, "", 120, shows_all=True)
        for spot in line.spots
        if isinstance(spot.target, OpenNumber | OpenWaiting | OpenUndecided | OpenCell)
    ]
    kinds = {type(target) for target in targets}
    assert kinds == {OpenNumber, OpenWaiting, OpenUndecided, OpenCell}
    for target in targets:
        assert isinstance(opened(found.report, target, store.settings), BehindNumber)


def test_an_undecided_pair_shows_both_records(store: Store) -> None:
    rows, _ = read_undecided(_asked(at_a_glance(store).report, ""))(store, None)
    assert [row.counts for row in rows] == ["pair 1", "pair 1"]
    assert rows[0].code in rows[1].rule
    assert rows[1].code in rows[0].rule


@pytest.mark.parametrize("size", SIZES)
async def test_a_number_shows_its_records_each_with_the_rule(
    demo: Path, size: tuple[int, int]
) -> None:
    async with demo_window(demo, size) as shown:
        await shown.press("enter")
        await shown.until_shown("DEMO-0061")
        await shown.press("down", "down")
        await shown.until_shown("Documented: submitted or approved, with outcome, date")
        assert_golden(f"behind_killed_{size[0]}", shown.text)
        assert HOSTILE[:20] in shown.text
        await shown.press("enter")
        await shown.until(lambda: isinstance(shown.app.screen, RecordScreen))
        await shown.press("escape")
        await shown.press("right", "right", "right")
        await shown.until_shown("[high end 8]")
        await shown.press("right")
        await shown.until_shown("2 more reported")
        await shown.press("escape")
        await shown.until_shown("Killed by month")


async def test_what_cannot_be_compared_says_why(demo: Path) -> None:
    async with demo_window(demo, (120, 40)) as shown:
        board = shown.app.screen.query_one(Board)
        while board.target != OpenNumber("clashes", Column.DOCUMENTED):
            await shown.press("down")
        await shown.press("right", "right", "right")
        assert board.target == OpenNumber("clashes", None)
        assert "Not comparable. It does not state its places" in shown.status


# The scope, a key away


async def test_another_period_is_typed_or_stepped_to(demo: Path) -> None:
    async with demo_window(demo) as shown:
        await shown.press("p")
        await shown.until(lambda: isinstance(shown.app.screen, Pick))
        await shown.until_shown("since 1 Feb 2021")
        assert_golden("choose_period", shown.text)
        await shown.press(*"24 feb 2023-3 mar 2023", "enter")
        await shown.until_shown("24 Feb – 3 Mar 2023 · Loikaw")
        await shown.press("p")
        await shown.until(lambda: isinstance(shown.app.screen, Pick))
        await shown.press(*"2022", "enter")
        await shown.until_shown(" 2022 · Loikaw")
        await shown.press("pagedown")
        await shown.until_shown(" 2023 · Loikaw")


async def test_an_area_is_chosen_by_typing(demo: Path) -> None:
    async with demo_window(demo) as shown:
        await shown.press("a")
        await shown.until(lambda: isinstance(shown.app.screen, ChooseArea))
        await shown.until_shown("* Loikaw")
        assert_golden("choose_area", shown.text)
        await shown.press(*"hpr")
        await shown.until(lambda: "Bawlake" not in shown.text)
        await shown.press("enter")
        await shown.until_shown("Count in: Loikaw, Demoso, Pekon")
        await shown.press("enter")
        await shown.until_shown("Feb 2023 · Loikaw, Demoso, Pekon · civilians")


async def test_other_people_are_chosen_and_escape_changes_nothing(demo: Path) -> None:
    async with demo_window(demo) as shown:
        await shown.press("o")
        await shown.until_shown("Whom?")
        await shown.until_shown("Everybody")
        assert "Not applicable" not in shown.text
        assert "Not stated" not in shown.text
        await shown.press("down", "escape")
        assert "· civilians ·" in shown.text
        await shown.press("o", *"children", "enter")
        await shown.until_shown("· children ·")


# While it counts, and afterwards


async def test_keys_stay_alive_while_something_is_counted(demo: Path) -> None:
    async with demo_window(demo) as shown:
        may_go_on = threading.Event()
        held = shown.app.gateway.call(lambda _: may_go_on.wait(60))
        shown.app.run_worker(held)
        await shown.press("pageup")
        await shown.until_shown("Counting …")
        await shown.press("down")
        assert "[0]" in shown.text
        may_go_on.set()
        await shown.until_shown("Jan 2023 · Loikaw")


async def test_a_record_that_changed_is_counted_anew(demo: Path) -> None:
    async with demo_window(demo) as shown:

        def retire(store: Store) -> None:
            store.retire(store.find("DEMO-0053"), "Somebody else (invented).")

        await shown.app.gateway.call(retire)
        shown.app.post_message(RecordSaved(Casualty, ""))
        await shown.until_shown("Killed               [6]")


async def test_contents_are_a_key_away(demo: Path) -> None:
    async with demo_window(demo) as shown:
        await shown.press("c")
        await shown.until(lambda: isinstance(shown.app.screen, Contents))
        await shown.until_shown("Changed last")
        await shown.press("escape")
        await shown.until_shown("Killed by month")
        assert shown.app.screen.query_one(Summary).display


async def test_contents_show_a_moment_that_is_none(tmp_path: Path) -> None:
    path = build_ledger(tmp_path / "a.fieldledger")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE incident SET updated_at = 'noon'")
        connection.commit()
    async with window(path) as shown:
        await shown.press("c")
        await shown.until_shown("changed noon")


def test_a_scope_is_said_in_words(store: Store) -> None:
    scope: Scope = store.ask(opening_scope, store.settings, store.today)
    assert scope_words(scope, store.settings, "Loikaw") == (
        "Feb 2023 · Loikaw · civilians · as of 6 Mar 2023"
    )
