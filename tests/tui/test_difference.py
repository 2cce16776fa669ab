"""What is written turns one screen into another, whatever stands on them."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from unicodedata import category

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import get_character_cell_size
from rich.color import ColorSystem
from rich.segment import ControlType, Segment
from rich.style import Style

from tests.tui.small_terminal import SmallTerminal, look
from tui.display.cells import BLANK, Grid, Row, cells_of, doubtful_cells, put
from tui.display.difference import difference
from tui.display.pen import way
from tui.display.sgr import PLAIN, change, visible
from tui.widths import set_spacing_signs

WIDTH, HEIGHT = 24, 8
STYLES = [
    None,
    *map(
        Style.parse,
        ("bold", "dim", "bold underline", "reverse", "red", "bold red", "on #102030", "color(200)"),
    ),
]
LETTERS = [
    "a",
    "b",
    "c",
    " ",
    "  ",
    "       ",
    "é",
    "·",
    "─",
    "▄",
    "好",
    "語",
    "e\u0301",
    "n\u0303",
]
BURMESE = ["က", "ကာ", "လွိုင်ကော်", "ဒီးမော့ဆို", "ꤊꤢꤛꤢ꤭", "မြ", "ေ", "၁၂"]
DISPUTED = [*BURMESE, "👩\u200d👩\u200d👧", "❤\ufe0f", "🇲🇲", "☺", "अनु"]


def row_of(words: list[tuple[str, Style | None]], width: int = WIDTH) -> Row:
    segments = [Segment(text, style) for text, style in words]
    return put((BLANK,) * width, 0, cells_of(segments, ColorSystem.TRUECOLOR))


def rows(letters: list[str]) -> st.SearchStrategy[Row]:
    words = st.tuples(st.sampled_from(letters), st.sampled_from(STYLES))
    return st.lists(words, max_size=20).map(row_of)


def grids(letters: list[str]) -> st.SearchStrategy[Grid]:
    return st.lists(rows(letters), min_size=HEIGHT, max_size=HEIGHT).map(tuple)


def neighbours(letters: list[str]) -> st.SearchStrategy[tuple[Grid, Grid]]:
    """A screen and what comes of it when lines move and some of it changes."""

    @st.composite
    def drawn(draw: st.DrawFn) -> tuple[Grid, Grid]:
        front = draw(grids(letters))
        by = draw(st.integers(-4, 4))
        top = draw(st.integers(0, 2))
        bottom = draw(st.integers(HEIGHT - 3, HEIGHT))
        back = list(front)
        for y in range(top, bottom):
            if top <= y + by < bottom:
                back[y] = front[y + by]
        for _ in range(draw(st.integers(0, 3))):
            y, x = draw(st.integers(0, HEIGHT - 1)), draw(st.integers(0, WIDTH - 1))
            text = draw(st.sampled_from(letters))
            style = draw(st.sampled_from(STYLES))
            back[y] = put(back[y], x, cells_of([Segment(text, style)], ColorSystem.TRUECOLOR))
        return front, tuple(back)

    return drawn()


def assert_shows(terminal: SmallTerminal, grid: Grid) -> None:
    for line, row in zip(terminal.lines, grid, strict=True):
        assert line == [look(*cell) for cell in row]


def assert_shows_in_its_way(terminal: SmallTerminal, grid: Grid) -> None:
    """What is sure stands in its cells; what is disputed begins in its own and is all there.

    The end of it may be missing where the terminal draws it wider than there is room for.
    """
    for line, row in zip(terminal.lines, grid, strict=True):
        x = 0
        for is_disputed, flags in groupby(doubtful_cells(row)):
            start, x = x, x + len(list(flags))
            drawn, wanted = line[start:x], [look(*cell) for cell in row[start:x]]
            first = wanted[0][0][:1]
            if not is_disputed:
                # A sign that the terminal draws within a letter joins the one before it.
                assert [(text[:1], style) for text, style in drawn] == [
                    (text[:1], style) for text, style in wanted
                ]
            elif not category(first).startswith("M") and x < len(row):
                shown = "".join(text for text, _ in drawn).rstrip(" \ufffd")
                whole = "".join(text for text, _ in wanted)
                assert whole.startswith(shown)
                assert shown == whole or terminal.cells_of(whole) > len(wanted)


CODES = st.lists(
    st.sampled_from(["1", "2", "4", "7", "31", "97", "38;5;200", "39", "44", "48;2;1;2;3", "49"]),
    max_size=4,
).map(";".join)


def test_the_small_terminal_tells_looks_apart() -> None:
    assert look("a", "1;31") != look("a", "31")
    assert look("a", "1;39;49") == look("a", "1")
    assert look("a", "38;2;1;2;3;4") == ("a", frozenset({"38;2;1;2;3", "4"}))


@given(CODES, CODES)
def test_a_change_of_style(before: str, after: str) -> None:
    before, after = visible(before, is_blank=False), visible(after, is_blank=False)
    terminal = SmallTerminal(4, 1)
    terminal.write(change(PLAIN, before) + change(before, after))
    assert ("x", terminal.style) == look("x", after)


@given(CODES)
def test_of_a_blank_only_the_ground_is_seen(codes: str) -> None:
    seen = visible(codes, is_blank=True)
    grounds = frozenset({"44", "48;2;1;2;3"}) & look(" ", codes)[1]
    assert look(" ", seen) == look(" ", codes)
    if not look("x", codes)[1] & {"4", "7"}:
        assert look("x", seen) == ("x", grounds)


@given(*[st.tuples(st.integers(0, HEIGHT - 1), st.integers(0, WIDTH - 1))] * 2)
def test_a_move_of_the_cursor(start: tuple[int, int], end: tuple[int, int]) -> None:
    terminal = SmallTerminal(WIDTH, HEIGHT)
    terminal.write(way(None, None, *start))
    assert (terminal.line, terminal.column) == start
    step = way(*start, *end) if start != end else ""
    assert len(step) <= len(way(None, None, *end))
    terminal.write(step)
    assert (terminal.line, terminal.column) == end


def test_what_a_terminal_would_obey_is_left_out() -> None:
    link = Style(link="https://example.org", bold=True)
    segments = [
        Segment("a\x1b[2J\x07b", link),
        Segment("\ud800c\x9b"),
        Segment("move", None, [(ControlType.HOME,)]),
    ]
    cells = cells_of(segments, ColorSystem.TRUECOLOR)
    assert cells == [*[(letter, "1") for letter in "a[2Jb"], ("c", "")]


def test_marks_stay_with_the_letter_before_them() -> None:
    segments = [Segment("\u0301က"), Segment("ိုx", Style(bold=True))]
    assert cells_of(segments, ColorSystem.TRUECOLOR) == [("ကိုx"[:3], ""), ("x", "1")]


def test_half_a_wide_letter_is_blank() -> None:
    row = row_of([("好好好", None)], 6)
    assert [text for text, _ in put(row, 1, [("a", "")])] == [" ", "a", "好", "", "好", ""]
    assert [text for text, _ in put(row, 2, [("a", "")])] == ["好", "", "a", " ", "好", ""]
    assert [text for text, _ in put(row, 5, [("語", ""), ("", "")])] == [
        "好",
        "",
        "好",
        "",
        " ",
        " ",
    ]
    assert put(row, 3, []) == row


def test_a_move_of_the_list_cursor_takes_few_bytes() -> None:
    words = "LKW-00001  Feb 2023  Shelling  Demoso"
    rows_ = [row_of([("  " + words, None)], 80) for _ in range(24)]
    front = (*rows_[:4], put(rows_[4], 0, [(">", "1")]), *rows_[5:])
    back = (*rows_[:5], put(rows_[5], 0, [(">", "1")]), *rows_[6:])
    assert difference(front, back).text == "\x1b[5H \r\n\x1b[1m>\x1b[m"


def test_behind_the_last_cell_the_cursor_is_placed_anew() -> None:
    front = (row_of([("a" * WIDTH, None)]),)
    back = (put(front[0], WIDTH - 1, [("b", "")]),)
    terminal = SmallTerminal(WIDTH, 1)
    terminal.write(difference(None, front).text)
    terminal.write(difference(front, back, cursor=(0, WIDTH - 3)).text)
    assert_shows(terminal, back)
    assert terminal.column == WIDTH - 3


def test_a_scrolled_list_takes_few_bytes() -> None:
    rows_ = [row_of([(f"LKW-{n:05}  Feb 2023  Shelling {n * 7919}", None)], 80) for n in range(40)]
    front = (rows_[39], *rows_[:20], rows_[38], rows_[37], rows_[36])
    back = (rows_[39], *rows_[1:21], rows_[38], rows_[37], rows_[36])
    text = difference(front, back).text
    assert text.startswith("\x1b[2;21r\x1b[2H\x1b[M\x1b[r")
    assert len(text) < 80
    assert "\x1b[M" not in difference(front, back, scroll=False).text


@settings(deadline=None, max_examples=50)
@given(grids(LETTERS + BURMESE), grids(LETTERS + BURMESE), st.booleans())
def test_one_screen_becomes_another(front: Grid, back: Grid, scroll: bool) -> None:
    terminal = SmallTerminal(WIDTH, HEIGHT)
    first = difference(None, front, scroll=scroll)
    terminal.write(first.text)
    assert first.screen == front
    assert_shows(terminal, front)
    second = difference(front, back, cursor=(3, 5), scroll=scroll)
    terminal.write(second.text)
    assert second.screen == back
    assert_shows(terminal, back)
    assert not second.text or (terminal.line, terminal.column) == (3, 5)
    assert terminal.style == frozenset()


@settings(deadline=None, max_examples=150)
@given(neighbours(LETTERS + BURMESE))
def test_lines_that_moved(screens: tuple[Grid, Grid]) -> None:
    front, back = screens
    terminal = SmallTerminal(WIDTH, HEIGHT)
    terminal.write(difference(None, front).text)
    written = difference(front, back)
    terminal.write(written.text)
    assert_shows(terminal, back)
    assert difference(back, back).text == ""


@pytest.fixture
def with_signs() -> Iterator[None]:
    """The screen is laid out with a cell for each spacing sign."""
    set_spacing_signs(take_a_cell=True)
    yield
    set_spacing_signs(take_a_cell=False)


def draws_signs_within_letters(letter: str) -> int:
    """As kitty and mlterm have it."""
    return 0 if category(letter)[0] in "MC" else get_character_cell_size(letter)


def draws_every_mark_apart(letter: str) -> int:
    """A terminal that knows nothing of marks, flags and joiners."""
    return max(get_character_cell_size(letter), 1)


def draw_one_after_the_other(measure: Callable[[str], int], screens: Sequence[Grid]) -> None:
    terminal = SmallTerminal(WIDTH, HEIGHT, measure)
    shown = None
    for screen in screens:
        terminal.write(difference(shown, screen).text)
        shown = screen
        assert_shows_in_its_way(terminal, screen)


@settings(deadline=None, max_examples=80)
@given(neighbours(LETTERS + DISPUTED), grids(LETTERS + DISPUTED))
def test_what_is_drawn_wider_moves_nothing_else(screens: tuple[Grid, Grid], third: Grid) -> None:
    draw_one_after_the_other(draws_every_mark_apart, (*screens, third))


@pytest.mark.usefixtures("with_signs")
@settings(
    deadline=None,
    max_examples=80,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(neighbours(LETTERS + DISPUTED), grids(LETTERS + DISPUTED))
def test_what_is_drawn_narrower_moves_nothing_else(screens: tuple[Grid, Grid], third: Grid) -> None:
    draw_one_after_the_other(draws_signs_within_letters, (*screens, third))


@settings(deadline=None, max_examples=50)
@given(grids(LETTERS + BURMESE), grids(LETTERS + BURMESE), st.integers(10, 80))
def test_a_part_at_a_time(front: Grid, back: Grid, limit: int) -> None:
    terminal = SmallTerminal(WIDTH, HEIGHT)
    terminal.write(difference(None, front).text)
    shown = front
    for _ in range(HEIGHT):
        written = difference(shown, back, cursor=(3, 5), limit=limit)
        terminal.write(written.text)
        shown = written.screen
        assert_shows(terminal, shown)
    assert shown == back
