"""An app sends what changed: afresh where it must, in the order of the line, else plainly."""

import asyncio
from time import monotonic
from typing import ClassVar

import pytest
from rich.color import ColorSystem
from rich.segment import Segment
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.events import Key
from textual.screen import Screen
from textual.widgets import Label

from tests.tui.recorded_terminal import RecordedDriver, recorded
from tests.tui.table_app import COLUMNS, HOSTILE, Rows
from tui.display.cells import Cell, cells_of
from tui.display.changed_cells import ChangedCells
from tui.display.terminal_screen import TerminalScreen
from tui.widgets.line_input import LineInput
from tui.widgets.table import VirtualTable

CLEAR = "\x1b[m\x1b[2J"


class Other(Screen[None]):
    """Another screen."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss", "Back")]

    def compose(self) -> ComposeResult:
        """A field and a line."""
        yield LineInput(HOSTILE)
        yield Label("another screen")


class ListApp(ChangedCells[None]):
    """A table, a field, another screen."""

    BINDINGS: ClassVar[list[BindingType]] = [("o", "other", "Other")]

    def __init__(self, link_speed: int | None = None) -> None:
        super().__init__(driver_class=RecordedDriver, ansi_color=True)
        self.theme = "ansi-dark"
        self.animation_level = "none"
        self.link_speed = link_speed

    def compose(self) -> ComposeResult:
        """The table and the field."""
        yield VirtualTable(COLUMNS, Rows(1_000))
        yield LineInput()

    def action_other(self) -> None:
        """Shows the other screen."""
        self.push_screen(Other())


async def test_only_what_changed_is_sent() -> None:
    async with recorded(ListApp()) as terminal:
        assert 0 < await terminal.press("down") < 40
        assert await terminal.press("o") > 100
        assert 0 < await terminal.press("x", "y") < 80
        await terminal.press("escape")
        await terminal.press("end", "up")
        assert 0 < await terminal.press("home", "pagedown", "down") < 1000
        assert terminal.text.count(CLEAR) == 1


async def test_it_starts_afresh_when_told_to() -> None:
    app = ListApp()
    async with recorded(app) as terminal:
        terminal.terminal.write("\x1b[HSPOILT")
        assert not terminal.is_up_to_date()
        app.resync()
        assert terminal.is_up_to_date()
        assert terminal.writes[-1].startswith(CLEAR)


async def test_starting_afresh_mends_what_textual_lost() -> None:
    app = ListApp()
    async with recorded(app) as terminal:
        assert app._terminal_screen is not None
        app._terminal_screen.put(3, 0, [("X", "")] * 5)
        app.resync()
        assert not terminal.is_up_to_date()
        await terminal.until(terminal.is_up_to_date)


async def test_what_is_held_back_is_sent_once() -> None:
    app = ListApp()
    async with recorded(app) as terminal:
        before = len(terminal.writes)
        app.hold_display()
        for key in ("down", "o"):
            app.post_message(Key(key, key if len(key) == 1 else None))
        await asyncio.sleep(0.2)
        app.resync()
        assert len(terminal.writes) == before
        app.release_display()
        await terminal.until(terminal.is_up_to_date)
        assert terminal.text.count(CLEAR) == 2


async def test_it_starts_afresh_when_it_comes_back_from_the_background() -> None:
    app = ListApp()
    async with recorded(app) as terminal:
        with app.suspend():
            terminal.terminal.write("\x1b[2J\x1b[Hanother program")
        assert terminal.is_up_to_date()
        assert terminal.writes[-1].startswith(CLEAR)


async def test_it_starts_afresh_in_another_size() -> None:
    async with recorded(ListApp()) as terminal:
        for size in ((60, 20), (30, 8), (40, 12)):
            terminal.resize(*size)
            await terminal.until(terminal.is_up_to_date)
            assert terminal.app.size == size
        assert terminal.text.count(CLEAR) == 4


async def test_it_starts_afresh_when_a_resize_was_taken_back_at_once() -> None:
    async with recorded(ListApp()) as terminal:
        terminal.resize(50, 20)
        terminal.resize(40, 12)
        await terminal.until(terminal.is_up_to_date)


async def test_no_more_is_sent_than_the_line_carries() -> None:
    app = ListApp(link_speed=38_400)
    async with recorded(app) as terminal:
        began, before = monotonic(), len(terminal.text.encode())
        for _ in range(30):
            app.post_message(Key("pagedown", None))
            await asyncio.sleep(0.01)
        await terminal.until(terminal.is_up_to_date)
        sent = len(terminal.text.encode()) - before
        assert sent <= (monotonic() - began + 0.3) * 3840 + 200


def test_what_changes_while_the_line_is_busy_is_sent_once() -> None:
    screen = TerminalScreen(bits_per_second=1_000)
    screen.resize((20, 3))
    first = screen.next_text(now=10.0)
    assert first.startswith(CLEAR)
    assert not screen.is_behind
    screen.put(1, 0, text_cells("one"))
    busy = screen.wait(now=10.0)
    assert busy == pytest.approx(len(first) / 100)
    assert screen.next_text(now=10.0) == ""
    screen.put(1, 0, text_cells("two"))
    assert screen.is_behind
    assert screen.next_text(now=10.0 + busy) == "\x1b[2Htwo"
    assert not screen.is_behind


def test_a_large_change_goes_in_parts_and_the_line_of_the_cursor_first() -> None:
    screen = TerminalScreen(bits_per_second=1_000)
    screen.resize((40, 10))
    now = 0.0
    screen.next_text(now)
    for line in range(10):
        screen.put(line, 0, text_cells(f"line {line} of a large change"))
    texts = []
    while screen.is_behind:
        now += screen.wait(now)
        texts.append(screen.next_text(now, cursor=(7, 3)))
    assert len(texts) > 5
    assert "line 7" in texts[0]
    assert all(len(text) < 80 for text in texts)


def test_a_cursor_that_moves_alone_is_sent() -> None:
    screen = TerminalScreen()
    screen.resize((20, 3))
    screen.next_text(0, cursor=(1, 4))
    assert screen.next_text(0, cursor=(1, 4)) == ""
    assert screen.next_text(0, cursor=(1, 5)) == "\x1b[2;6H"
    assert screen.next_text(0) == ""


def test_what_lies_outside_is_left_out() -> None:
    screen = TerminalScreen()
    screen.put(0, 0, text_cells("too early"))
    assert screen.next_text(0) == ""
    screen.resize((4, 2))
    for line, column in ((-1, 0), (2, 0), (0, 4), (0, -1)):
        screen.put(line, column, text_cells("x"))
    screen.put(0, 2, text_cells("longer"))
    assert screen.next_text(0) == f"{CLEAR}\x1b[1;3Hlo"


def text_cells(text: str) -> list[Cell]:
    return cells_of([Segment(text)], ColorSystem.TRUECOLOR)
