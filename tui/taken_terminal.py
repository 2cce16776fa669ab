"""The terminal from the first moment on: taken over before Textual is loaded, given back at last.

What is typed meanwhile neither shows nor gets lost: it waits for the program.
"""

import os
import re
import select
import sys
import time
from typing import Any, Self

LETTER_AND_SIGN = "ကာ"
QUESTION = "\x1b[6n"  # where is the cursor? (CPR of ECMA-48)
ENTER_SCREEN = "\x1b[?1049h"
"""To the alternate screen, which is blank then; Textual would send it again."""

_LEAVE_SCREEN = "\x1b[?7h\x1b[?25h\x1b[?1049l"
_PREPARE_SCREEN = f"{ENTER_SCREEN}\x1b[?25l\x1b[?7l\x1b[m\x1b[2J\x1b[H"
_COLUMN_BEHIND = {2: False, 3: True}
_ANSWER = re.compile(rb"\x1b\[\d+;(\d+)R")
_BEGINS_ANSWER = re.compile(rb"\x1b(\[[\d;]*)?$")


class TakenTerminal:
    """The terminal that this program reads from and draws in, in the mode in which Textual reads.

    `modes_before` is what `termios` said of it before, `typed` what came in before the answer to
    a question, and `has_answered` whether one did. Made with `take`.
    """

    def __init__(self, reads: int, draws: int, modes_before: list[Any]) -> None:
        self.modes_before = modes_before
        self.typed = b""
        self.has_answered = False
        self._reads = reads
        self._draws = draws
        self._has_screen = False
        self._asked_at: float | None = None

    @classmethod
    def take(cls) -> Self | None:
        """The terminal, in which nothing that is typed shows any more; None if there is none."""
        if sys.platform == "win32" or not is_at_a_terminal():
            return None
        import termios

        reads, draws = sys.__stdin__, sys.__stderr__
        if reads is None or draws is None:
            return None
        try:
            taken = cls(reads.fileno(), draws.fileno(), termios.tcgetattr(reads.fileno()))
            modes = termios.tcgetattr(reads.fileno())
            modes[0] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL)
            modes[0] &= ~(termios.INLCR | termios.IGNCR)
            # Signals stay until Textual is there: whoever waits can still break it off.
            modes[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
            modes[6][termios.VMIN], modes[6][termios.VTIME] = 1, 0
            # A program that is put aside now would leave a terminal that shows nothing typed.
            nothing = bytes([os.fpathconf(reads.fileno(), "PC_VDISABLE") & 0xFF])
            modes[6][termios.VSUSP] = modes[6][termios.VQUIT] = nothing
            termios.tcsetattr(reads.fileno(), termios.TCSANOW, modes)
        except (OSError, termios.error):
            return None
        return taken

    @property
    def size(self) -> tuple[int, int]:
        """Columns and lines."""
        try:
            return os.get_terminal_size(self._draws)
        except OSError:
            return 0, 0

    def enter_screen(self) -> None:
        """Goes to a blank screen; what stood in the terminal comes back in the end."""
        self._has_screen = True
        self.write(_PREPARE_SCREEN)

    def ask(self) -> None:
        """Draws a letter with its sign, asks where the cursor is then, and takes both away."""
        self._asked_at = time.monotonic()
        self.write(f"\r{LETTER_AND_SIGN}{QUESTION}\r\x1b[K")

    def write(self, text: str) -> None:
        """Writes to the terminal; one that has gone is noticed elsewhere."""
        data = text.encode()
        try:
            while data:
                data = data[os.write(self._draws, data) :]
        except OSError:
            return

    def sign_takes_a_cell(self, patience: float) -> bool | None:
        """What the terminal answered: whether it moves for a spacing sign; None if not asked.

        A terminal that does not answer within so many seconds of the question is taken for one
        of the many that move.
        """
        if self._asked_at is None:
            return None
        column = self._read_answer(self._asked_at + patience, patience)
        self._asked_at = None
        return True if column is None else _COLUMN_BEHIND.get(column, True)

    def give_back(self) -> None:
        """Leaves the terminal as it was."""
        import termios

        if self._has_screen:
            self._has_screen = False
            self.write(_LEAVE_SCREEN)
        try:
            termios.tcsetattr(self._reads, termios.TCSANOW, self.modes_before)
        except (OSError, termios.error):
            return

    def hand_over(self) -> None:
        """Leaves it to Textual to leave the screen."""
        self._has_screen = False

    def _read_answer(self, ends: float, patience: float) -> int | None:
        """The column that the terminal names; None if it does not until then.

        It reads byte by byte, so that what is typed behind the answer stays where it is, keeps
        what was typed before it, and reads an answer that has begun to its end.
        """
        while True:
            has_begun = bool(_BEGINS_ANSWER.search(self.typed))
            left = max(ends - time.monotonic(), patience if has_begun else 0)
            if not select.select([self._reads], [], [], max(left, 0))[0]:
                return None
            try:
                byte = os.read(self._reads, 1)
            except OSError:
                return None
            self.typed += byte
            if found := _ANSWER.search(self.typed):
                self.typed = self.typed[: found.start()]
                self.has_answered = True
                return int(found[1])
            if not byte:
                return None


def is_at_a_terminal() -> bool:
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
