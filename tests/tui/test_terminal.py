"""The terminal is asked once, answers or not, and nothing of it is left for the program."""

import os
import select
import subprocess
import sys
import time
from collections.abc import Callable

import pytest

from tui import terminal

pty = pytest.importorskip("pty", reason="there is no pseudo-terminal on this system")

QUESTION = b"\x1b[6n"
PROGRAM = """
import fcntl, select, sys, termios, time
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
before = termios.tcgetattr(0)
from tui.terminal import prepare_terminal
began = time.monotonic()
prepare_terminal()
seconds = time.monotonic() - began
assert termios.tcgetattr(0) == before
assert "textual" not in sys.modules
from rich.cells import cell_len
sys.stdout.write(f"CELLS {cell_len('ကာ')} SECONDS {seconds:.2f} ")
sys.stdout.flush()
time.sleep(0.2)
sys.stdout.write(f"LEFT {sys.stdin.readline()!r} " if select.select([0], [], [], 0)[0] else "END")
sys.stdout.flush()
"""


def ran(answer: Callable[[int], None], **environment: str) -> str:
    """What the program above draws; `answer` is called with the terminal once it asks."""
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        start_new_session=True,
        env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", **environment},
    )
    os.close(slave)
    drawn, ends = b"", time.monotonic() + 60
    is_asked = False
    while time.monotonic() < ends and b"END" not in drawn and b"LEFT" not in drawn:
        if select.select([master], [], [], 0.1)[0]:
            try:
                drawn += os.read(master, 4096)
            except OSError:
                break
        if QUESTION in drawn and not is_asked:
            is_asked = True
            answer(master)
    process.wait(timeout=60)
    os.close(master)
    return drawn.decode()


def says(column: bytes) -> Callable[[int], None]:
    """A terminal that names that column."""

    def answer(master: int) -> None:
        os.write(master, b"\x1b[24;%bR" % column)

    return answer


def silent(_: int) -> None:
    """A terminal that does not know the question."""


def in_pieces(master: int) -> None:
    for piece in (b"\x1b", b"[24;", b"2R"):
        os.write(master, piece)
        time.sleep(0.8)


def with_keys_around(master: int) -> None:
    os.write(master, b"q\x1b[A\x1b[24;2Rlater\n")


@pytest.mark.parametrize(("column", "cells"), [(b"3", 2), (b"2", 1), (b"7", 2)])
def test_the_terminals_answer_decides(column: bytes, cells: int) -> None:
    drawn = ran(says(column))
    assert f"CELLS {cells}" in drawn
    assert drawn.startswith("\rကာ\x1b[6n\r\x1b[K")
    assert drawn.endswith("END")


def test_a_silent_terminal_is_taken_for_one_that_moves() -> None:
    drawn = ran(silent)
    assert "CELLS 2" in drawn
    assert 0.2 <= float(drawn.split("SECONDS ")[1].split()[0]) < 15


def test_an_answer_in_pieces_is_read_to_its_end() -> None:
    drawn = ran(in_pieces, SSH_CONNECTION="somewhere")
    assert "CELLS 1" in drawn
    assert drawn.endswith("END")


def test_an_answer_from_far_away_is_waited_for() -> None:
    def late(master: int) -> None:
        time.sleep(0.5)
        says(b"2")(master)

    drawn = ran(late, SSH_CONNECTION="somewhere")
    assert "CELLS 1" in drawn
    assert drawn.endswith("END")


def test_what_is_typed_behind_the_answer_stays() -> None:
    drawn = ran(with_keys_around)
    assert "CELLS 1" in drawn
    assert "LEFT 'later\\n'" in drawn


@pytest.mark.parametrize(("said", "cells"), [("one", 2), ("none", 1), (" One ", 2)])
def test_the_switch_decides_without_asking(said: str, cells: int) -> None:
    drawn = ran(silent, FIELDLEDGER_BURMESE=said)
    assert "\x1b[6n" not in drawn
    assert f"CELLS {cells}" in drawn


def test_asking_can_be_asked_for() -> None:
    assert "CELLS 1" in ran(says(b"2"), FIELDLEDGER_BURMESE="ask")


def test_without_a_terminal_nobody_is_asked() -> None:
    code = "from tui.taken_terminal import TakenTerminal; print(TakenTerminal.take())"
    done = subprocess.run(
        [sys.executable, "-c", code], stdin=subprocess.DEVNULL, capture_output=True, check=True
    )
    assert done.stdout.strip() == b"None"


@pytest.mark.parametrize(
    ("said", "speed"),
    [("9600", 9600), (" 2400 ", 2400), ("", None), ("0", None), ("fast", None), ("-1", None)],
)
def test_the_speed_of_the_line_is_read(said: str, speed: int | None) -> None:
    assert terminal.link_speed({terminal.LINK: said}) == speed


FAR = {"SSH_CONNECTION": "192.0.2.1 5000 192.0.2.2 22"}


@pytest.mark.parametrize(
    ("surroundings", "delay"),
    [
        ({}, "100"),
        (FAR, "500"),
        (FAR | {"TMUX": "/tmp/tmux-0/default,1,0"}, "100"),  # noqa: S108 - as tmux says it.
        ({terminal.LINK: "9600"}, "1000"),
        (FAR | {terminal.LINK: "9600", "STY": "1.a"}, "1000"),
        ({"ESCDELAY": "50"}, "50"),
    ],
)
def test_the_farther_the_terminal_the_more_time_a_key_has(
    surroundings: dict[str, str], delay: str
) -> None:
    environment = {**surroundings, terminal.BURMESE: "none"}
    terminal.prepare_terminal(environment)
    assert environment["ESCDELAY"] == delay
