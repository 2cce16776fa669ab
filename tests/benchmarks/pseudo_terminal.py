"""Runs a program on a pseudo-terminal and measures it as a person would see it."""

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

KEYS = {
    "down": b"\x1b[B",
    "up": b"\x1b[A",
    "page down": b"\x1b[6~",
    "end": b"\x1b[F",
    "home": b"\x1b[H",
}
KEYS_OF_APPLICATION = {name: key.replace(b"[", b"O") for name, key in KEYS.items()} | {
    "page down": KEYS["page down"]
}
"""As a terminal sends them once a program has asked for that (DECCKM), as curses does."""

_QUESTIONS = (
    (b"\x1b[?2026$p", b"\x1b[?2026;2$y"),
    (b"\x1b[6n", b"\x1b[1;1R"),
    (b"\x1b[c", b"\x1b[?62;22c"),
)


class Press(NamedTuple):
    """Seconds to the last byte, seconds of a processor until then, and the number of bytes."""

    seconds: float
    worked: float
    size: float


class PseudoTerminal:
    """A running program; `buffer` holds every byte it has drawn so far."""

    def __init__(
        self,
        arguments: Sequence[str],
        size: tuple[int, int] = (80, 24),
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.buffer = bytearray()
        master, slave = pty.openpty()
        columns, lines = size
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self._started = time.perf_counter()
        self._pid = os.fork()
        if self._pid == 0:
            os.setsid()
            fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
            for number in range(3):
                os.dup2(slave, number)
            os.close(master)
            terminal = {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8", **(environment or {})}
            os.execvpe(arguments[0], list(arguments), {**os.environ, **terminal})  # noqa: S606
        os.close(slave)
        self._master = master

    def until(self, marker: bytes, seconds: float = 60) -> float:
        """Seconds from the start until `marker` stands in what was drawn.

        Raises:
            TimeoutError: it never did.
        """
        ends = time.perf_counter() + seconds
        while marker not in self.buffer:
            if time.perf_counter() > ends or self._read(0.5) is None:
                raise TimeoutError(marker)
        return time.perf_counter() - self._started

    def quiet(self, seconds: float = 0.3, most: float = 10) -> None:
        """Reads until nothing was drawn for some seconds."""
        ends = time.perf_counter() + most
        while time.perf_counter() < ends and self._read(seconds):
            pass

    def press(self, key: bytes, quiet: float = 0.1) -> Press:
        """What the key took, to the last byte that it drew."""
        return self.press_until_still(key, quiet=quiet)

    def press_until_still(
        self, key: bytes, *, quiet: float = 0.6, least: int = 1, after: float = 0
    ) -> Press:
        """As `press`, to the last piece of `least` bytes or more that came `after` some seconds."""
        before, worked = len(self.buffer), self.worked()
        pressed = last = time.perf_counter()
        work = 0.0
        os.write(self._master, key)
        while piece := self._read(quiet if len(self.buffer) > before else max(2.0, quiet)):
            now = time.perf_counter()
            if len(piece) >= least and now - pressed >= after:
                last, work = now, self.worked() - worked
        return Press(last - pressed, work, len(self.buffer) - before)

    def worked(self) -> float:
        """Seconds for which the program had a processor so far, on all its threads."""
        return sum(self._scheduled(0).values())

    def waited(self) -> dict[str, float]:
        """Seconds for which each of its threads waited so far for a processor that others had."""
        return self._scheduled(1)

    def _scheduled(self, column: int) -> dict[str, float]:
        found = {}
        for task in Path(f"/proc/{self._pid}/task").iterdir():
            with suppress(OSError, ValueError):
                told = (task / "schedstat").read_text(encoding="ascii").split()
                found[task.name] = int(told[column]) / 1e9
        return found

    def memory(self) -> float:
        """Megabytes of memory that the program holds."""
        status = Path(f"/proc/{self._pid}/status").read_text(encoding="ascii")
        line = next(row for row in status.splitlines() if row.startswith("VmRSS"))
        return int(line.split()[1]) / 1024

    def type(self, keys: bytes) -> None:
        """Presses keys without waiting for what they do."""
        os.write(self._master, keys)

    def kill(self) -> None:
        """Ends the program."""
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        os.close(self._master)

    def end(self) -> None:
        """Ends the program unless it has ended."""
        try:
            self.kill()
        except (ProcessLookupError, ChildProcessError):
            os.close(self._master)

    def _read(self, seconds: float) -> bytes | None:
        ready, _, _ = select.select([self._master], [], [], seconds)
        if not ready:
            return b""
        try:
            data = os.read(self._master, 65536)
        except OSError:
            return None
        self.buffer += data
        for question, answer in _QUESTIONS:
            if question in data:
                os.write(self._master, answer)
        return data or None
