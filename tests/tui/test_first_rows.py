"""The first rows stand on the screen before Textual does, and no key typed meanwhile is lost."""

import os
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from store.ahead import NewestRow
from store.ledger import Store
from tests.benchmarks.pseudo_terminal import PseudoTerminal
from tests.tui.ledger_app import HOSTILE, build_ledger
from tests.tui.small_terminal import SmallTerminal
from tui.first_rows import cut, first_rows, most_cells
from tui.taken_terminal import ENTER_SCREEN

PASSPHRASE = "a passphrase (invented)"  # noqa: S105 - of ledgers that last one test.
LEAVE_SCREEN = b"\x1b[?1049l"
STEERING = "\x1b[2J\x1b[H\r\n\x07\x9b2J\u202e"


def drawn(rows: list[NewestRow], columns: int = 80, lines: int = 24) -> list[str]:
    terminal = SmallTerminal(columns, lines)
    terminal.write("\x1b[m\x1b[2J")
    terminal.write(first_rows(rows, columns, lines))
    return ["".join(text for text, _ in line).rstrip() for line in terminal.lines]


def test_codes_kinds_and_names_stand_in_columns() -> None:
    rows = [NewestRow("LKW2-0001", "casualty", "Naw Paw (invented)"), NewestRow("", "link", "")]
    assert drawn(rows)[2:5] == [
        "  Changed last",
        "  LKW2-0001   Casualty    Naw Paw (invented)",
        "              Link",
    ]


def test_nothing_in_a_name_steers_the_terminal() -> None:
    plain = first_rows([NewestRow("", "place", "")], 80, 24)
    hostile = first_rows([NewestRow(STEERING, "place", HOSTILE + STEERING)], 80, 24)
    assert hostile.count("\x1b") == plain.count("\x1b") + 2
    assert not set("\r\n\x07\x9b\u202e") & set(hostile)
    assert "Ma Thida [UNVERIFIED] [/b]" in hostile


@pytest.mark.parametrize("size", [(0, 0), (20, 24), (80, 4), (28, 5)])
def test_there_is_nothing_where_there_is_no_room(size: tuple[int, int]) -> None:
    assert first_rows([NewestRow("A", "link", "B")], *size) == ""


def test_the_last_lines_stay_free() -> None:
    found = drawn([NewestRow(f"N-{n}", "link", "") for n in range(60)])
    assert found[21].endswith("Link")
    assert found[22:] == ["", ""]
    assert drawn([]) == [""] * 24


@given(st.text(max_size=60), st.integers(1, 40))
@example("\u0816" + "0", 1)  # A mark without a letter is given one to stand on.
@example("ab\u0300c", 2)
def test_no_terminal_needs_more_cells_than_there_are(text: str, width: int) -> None:
    assert sum(map(most_cells, cut(text, width))) <= width


@pytest.mark.parametrize(
    ("width", "shown"),
    [(1, ""), (2, "…"), (3, "N…"), (7, "Naw P…"), (8, "Naw Pa…"), (9, "Naw Paw 1")],
)
def test_a_cut_name_keeps_what_fits_beside_its_ellipsis(width: int, shown: str) -> None:
    assert cut("Naw Paw 1", width) == shown


class Program(PseudoTerminal):
    """The real program on a ledger."""

    def __init__(self, *arguments: str) -> None:
        super().__init__(
            [sys.executable, "-m", "tui", *arguments],
            environment={"PYTHONPATH": str(Path(__file__).parents[2])},
        )

    @property
    def shows_typing(self) -> bool:
        """Whether the terminal is in the mode in which it shows what is typed."""
        return bool(termios.tcgetattr(self._master)[3] & termios.ECHO)

    def exit_code(self, seconds: float = 90) -> int:
        """What the program left with.

        Raises:
            AssertionError: it never did.
        """
        ends = time.monotonic() + seconds
        while time.monotonic() < ends:
            self._read(0.05)
            pid, status = os.waitpid(self._pid, os.WNOHANG)
            if pid:
                return os.waitstatus_to_exitcode(status)
        raise AssertionError(bytes(self.buffer[-500:]))


@pytest.fixture
def programs() -> Iterator[list[Program]]:
    """Programs that are ended if they have not ended themselves."""
    started: list[Program] = []
    yield started
    for program in started:
        program.end()


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return build_ledger(tmp_path / "a.fieldledger")


def started(programs: list[Program], *arguments: str) -> Program:
    program = Program(*arguments)
    programs.append(program)
    return program


def test_first_rows_then_the_keys_typed_meanwhile(ledger: Path, programs: list[Program]) -> None:
    program = started(programs, str(ledger))
    assert program.shows_typing
    program.until(b"Changed last")
    assert not program.shows_typing
    rows = bytes(program.buffer)
    assert b"Ma Thida [UNVERIFIED] [/b]" in rows
    assert b"[1 Summary]" not in rows
    program.type(b"3")
    program.until(b"[3 Casualties]")
    program.type(b"\x11")
    assert program.exit_code() == 0
    assert b"\x1b[?2026" not in rows  # Textual was still to come.
    screens = bytes(program.buffer)
    assert screens.count(ENTER_SCREEN.encode()) == screens.count(LEAVE_SCREEN) == 1
    assert program.shows_typing
    Store.open(ledger).close()


def test_a_ledger_that_is_open_leaves_the_terminal_as_it_was(
    ledger: Path, programs: list[Program]
) -> None:
    store = Store.open(ledger)
    program = started(programs, str(ledger))
    assert program.exit_code() == 1
    store.close()
    drawn = bytes(program.buffer)
    assert b"Changed last" not in drawn
    assert b"open in another window" in drawn[drawn.rindex(LEAVE_SCREEN) :]
    assert drawn.count(ENTER_SCREEN.encode()) == drawn.count(LEAVE_SCREEN)
    assert program.shows_typing


def test_breaking_it_off_leaves_the_terminal_as_it_was(
    ledger: Path, programs: list[Program]
) -> None:
    program = started(programs, str(ledger))
    program.until(b"Changed last")
    program.type(b"\x03")
    program.type(b"\x11")
    assert program.exit_code() in (0, 130)
    drawn = bytes(program.buffer)
    assert drawn.count(ENTER_SCREEN.encode()) == drawn.count(LEAVE_SCREEN)
    assert b"Traceback" not in drawn
    assert program.shows_typing
    Store.open(ledger).close()


def test_a_locked_ledger_asks_first_and_shows_nothing_typed_meanwhile(
    tmp_path: Path, programs: list[Program]
) -> None:
    path = build_ledger(tmp_path / "a.fieldledger", passphrase=PASSPHRASE)
    program = started(programs, str(path))
    program.until(ENTER_SCREEN.encode())
    program.type(PASSPHRASE.encode() + b"\r")
    program.until(b"[1 Summary]")
    program.until(b"Documented")
    assert PASSPHRASE.encode() not in program.buffer
    program.type(b"\x11")
    assert program.exit_code() == 0
