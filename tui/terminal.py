"""What has to be known of the terminal before the screen is taken over; without Textual."""

import os
import re
import sys
import time
from collections.abc import Mapping, MutableMapping
from typing import Final

LINK: Final = "FIELDLEDGER_LINK"
"""Bits per second that the line to the terminal carries, such as 9600."""

BURMESE: Final = "FIELDLEDGER_BURMESE"
"""`one` or `none`: the cells of a spacing vowel sign. `ask`, as without it, asks the terminal."""

_CHOICES = {"one": True, "none": False}
_LETTER_AND_SIGN = "ကာ"
_COLUMN_BEHIND = {2: False, 3: True}
_QUESTION = "\x1b[6n"  # where is the cursor? (CPR of ECMA-48)
_ANSWER = re.compile(rb"\x1b\[\d+;(\d+)R")
_BEGINS_ANSWER = re.compile(rb"\x1b(\[[\d;]*)?$")
_PATIENCE = 0.2  # seconds
_FAR_PATIENCE = 1.5  # seconds, where the terminal is at the other end of a bad line
_ESCAPE_DELAY = 500  # milliseconds; the bytes of a key may come that far apart
_FAR_ESCAPE_DELAY = 1000


def prepare_terminal(environment: MutableMapping[str, str] = os.environ) -> None:
    """Settles widths and delays; it is called once, before Textual is imported."""
    is_slow = link_speed(environment) is not None
    delay = _FAR_ESCAPE_DELAY if is_slow else _ESCAPE_DELAY
    environment.setdefault("ESCDELAY", str(delay))
    take_a_cell = spacing_signs_take_a_cell(environment)
    if take_a_cell is not None:
        from tui.widths import set_spacing_signs

        set_spacing_signs(take_a_cell=take_a_cell)


def link_speed(environment: Mapping[str, str] = os.environ) -> int | None:
    """Bits per second that the line to the terminal carries; None if nobody said so."""
    said = environment.get(LINK, "").strip()
    return int(said) or None if said.isascii() and said.isdigit() else None


def spacing_signs_take_a_cell(environment: Mapping[str, str] = os.environ) -> bool | None:
    """Whether the terminal moves for a spacing vowel sign, as it is set or as it answers.

    A terminal that does not answer in time is taken for one of the many that do. None where
    there is no terminal to ask; the table then stays as Rich has it.
    """
    said = environment.get(BURMESE, "").strip().lower()
    if said in _CHOICES:
        return _CHOICES[said]
    if sys.platform == "win32" or not _is_at_a_terminal():
        return None
    is_far = "SSH_CONNECTION" in environment or link_speed(environment) is not None
    return _ask(_FAR_PATIENCE if is_far else _PATIENCE)


def _is_at_a_terminal() -> bool:
    """Whether this program reads from a terminal and draws in it, and is not in the background."""
    try:
        reads, draws = sys.__stdin__, sys.__stderr__
        return (
            reads is not None
            and draws is not None
            and os.isatty(reads.fileno())
            and os.isatty(draws.fileno())
            and os.tcgetpgrp(reads.fileno()) == os.getpgrp()
        )
    except (OSError, ValueError):
        return False


def _ask(patience: float) -> bool | None:
    """Draws a letter with its sign, asks where the cursor is then, and takes both away again."""
    import termios

    try:
        terminal = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
    except OSError:
        return None
    try:
        before = termios.tcgetattr(terminal)
        quiet = termios.tcgetattr(terminal)
        quiet[3] &= ~(termios.ICANON | termios.ECHO)
        quiet[6][termios.VMIN], quiet[6][termios.VTIME] = 1, 0
        try:
            termios.tcsetattr(terminal, termios.TCSANOW, quiet)
            os.write(terminal, f"\r{_LETTER_AND_SIGN}{_QUESTION}".encode())
            answer = _read_answer(terminal, patience)
            os.write(terminal, b"\r\x1b[K")
        finally:
            termios.tcsetattr(terminal, termios.TCSANOW, before)
    except (OSError, termios.error):
        return None
    finally:
        os.close(terminal)
    return True if answer is None else _COLUMN_BEHIND.get(answer, True)


def _read_answer(terminal: int, patience: float) -> int | None:
    """The column that the terminal names; None if it does not in so many seconds.

    It reads byte by byte, so that what is typed behind the answer stays for the program, and
    an answer that has begun is read to its end.
    """
    import select

    read = b""
    ends = time.monotonic() + patience
    while True:
        has_begun = bool(_BEGINS_ANSWER.search(read))
        left = max(ends - time.monotonic(), patience if has_begun else 0)
        if left <= 0 or not select.select([terminal], [], [], left)[0]:
            return None
        byte = os.read(terminal, 1)
        read += byte
        if found := _ANSWER.search(read):
            return int(found[1])
        if not byte:
            return None
