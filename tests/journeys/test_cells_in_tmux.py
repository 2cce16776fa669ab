"""In a real terminal every cell is as Textual itself would have drawn it."""

import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from unicodedata import category, east_asian_width

import pytest

from tests.journeys.terminal import Terminal, needs_tmux
from tests.tui.small_terminal import Look, SmallTerminal

pytestmark = [pytest.mark.tmux, needs_tmux]

ROOT = Path(__file__).parents[2]
SIZE = (80, 24)
KEYS = (
    *["Down"] * 6,
    *["Up"] * 3,
    *["NPage"] * 3,
    *["Tab"] * 4,
    *["F2"] * 2,
    *["F4"] * 2,
    *("PPage", "End", "Home", "F3", "C-l", "x", "y", "BSpace", "Left", "Right", "Space", "S-Left"),
)


class Window(Terminal):
    """A terminal whose cells can be read with their looks."""

    def cells(self) -> list[list[Look]]:
        """What can be seen of each cell."""
        text = self._tmux("capture-pane", "-p", "-e", "-N", "-t", "j")
        terminal = SmallTerminal(*SIZE, cells_in_tmux)
        terminal.write("\x1b[m\x1b[2J")
        # The style at the end of a line goes on in the next.
        for number, line in enumerate(text.split("\n")[: SIZE[1]], 1):
            terminal.write(f"\x1b[{number}H{line}")
        return terminal.lines


def cells_in_tmux(letter: str) -> int:
    if category(letter) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if east_asian_width(letter) in "WF" else 1


def opened(how: str, **environment: str) -> Window:
    settings = {"ESCDELAY": "50", "COLORTERM": "truecolor", **environment}
    command = f"{sys.executable} -m tests.journeys.cells_app {how}"
    return Window(command, folder=ROOT, size=SIZE, environment=settings)


@pytest.fixture
def windows() -> Iterator[list[Window]]:
    """Windows that are closed in the end."""
    found: list[Window] = []
    yield found
    for window in found:
        window.close()


def assert_alike(plain: Window, changed: Window, what: str, seconds: float = 60) -> None:
    """Both windows come to show the same.

    Raises:
        AssertionError: they never did; the message names some of the cells.
    """
    ends = time.monotonic() + seconds
    while True:
        wanted, found = plain.cells(), changed.cells()
        if wanted == found:
            return
        if time.monotonic() > ends:
            break
        time.sleep(0.03)
    differences = [
        (y, x, wanted[y][x], found[y][x])
        for y in range(SIZE[1])
        for x in range(SIZE[0])
        if wanted[y][x] != found[y][x]
    ]
    raise AssertionError(f"{what}: {len(differences)} cells differ: {differences[:4]}")


def press(windows: list[Window], key: str) -> None:
    """Presses a key in each window and gives them the time to obey."""
    for window in windows:
        window.press(key)
    time.sleep(0.06)


def test_every_cell_is_as_textual_draws_it(windows: list[Window]) -> None:
    plain, changed = opened("plain"), opened("changed")
    windows += [plain, changed]
    for window in windows:
        window.until("LKW-00010")
    assert_alike(plain, changed, "at the start")
    chance = random.Random(20230224)  # noqa: S311 - the same keys each time.
    for step in range(60):
        key = chance.choice(KEYS)
        press(windows, key)
        assert_alike(plain, changed, f"step {step}, {key}")


def test_ctrl_l_mends_what_another_program_spoilt(windows: list[Window]) -> None:
    window = opened("changed")
    windows.append(window)
    window.until("LKW-00010")
    before = window.cells()
    tty = window._tmux("display-message", "-p", "-t", "j", "#{pane_tty}").strip()
    Path(tty).write_text("\x1b[5;20Ha message from the system\x1b[12;1H", encoding="ascii")
    window.until("a message from the system")
    assert window.cells() != before
    window.press("C-l")
    ends = time.monotonic() + 60
    while window.cells() != before and time.monotonic() < ends:
        time.sleep(0.05)
    assert window.cells() == before


@pytest.mark.parametrize("how", ["plain", "changed"])
def test_columns_stand_straight_in_burmese(windows: list[Window], how: str) -> None:
    window = opened(how)
    windows.append(window)
    window.until("LKW-00010")
    press(windows, "NPage")
    press(windows, "Down")
    window.until("LKW-00030")
    lines = ["".join(text or "\0" for text, _ in line) for line in window.cells()]
    rows = [line for line in window.cells() if any(text == "L" for text, _ in line[:4])]
    assert len(rows) == len([line for line in lines if "LKW-" in line]) > 15
    for row in rows:
        assert [row[x][0] for x in (2, 14, 25, 41)] == [" "] * 4
        assert all(row[x][0] != " " for x in (3, 15, 26, 42))
