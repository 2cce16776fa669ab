"""A terminal at the other end of a line on which every byte takes a while, both ways."""

import os
import time
from collections.abc import Mapping, Sequence

from tests.benchmarks.pseudo_terminal import PseudoTerminal
from tui.lone_escape import ANSWER, QUESTION

_LONGEST_STEP = 0.1  # seconds

LOCAL = dict.fromkeys(("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY", "TMUX", "STY"), "")


class FarTerminal(PseudoTerminal):
    """Answers questions behind what was sent before them; `way` is what one way takes, in s."""

    def __init__(
        self,
        arguments: Sequence[str],
        way: float,
        environment: Mapping[str, str] | None = None,
        *,
        answers: bool = True,
    ) -> None:
        super().__init__(arguments, environment=environment)
        self.way = way
        self.asked = 0
        self._answers = answers
        self._on_the_way: list[tuple[float, bytes]] = []
        self._seen = b""  # what may be the beginning of a question

    def send(self, data: bytes, after: float = 0.0) -> None:
        """Has the bytes come after that many seconds and one way, behind those sent before."""
        comes = time.perf_counter() + after + self.way
        last = self._on_the_way[-1][0] if self._on_the_way else 0.0
        self._on_the_way.append((max(comes, last), data))

    def until_drawn(self, marker: bytes, seconds: float = 90) -> float:
        """Seconds until `marker` was drawn from now on, and one way more, at the terminal.

        Raises:
            TimeoutError: it was not.
        """
        begun = time.perf_counter()
        self.buffer.clear()
        while marker not in self.buffer:
            if seconds < 0:
                raise TimeoutError(marker)
            before = time.perf_counter()
            self._step()
            # A machine that stood still for a while has not waited.
            seconds -= min(_LONGEST_STEP, time.perf_counter() - before)
        return time.perf_counter() - begun + self.way

    def rest(self, seconds: float) -> None:
        """Lets time pass."""
        ends = time.perf_counter() + seconds
        while time.perf_counter() < ends:
            self._step()

    def _step(self) -> None:
        while self._on_the_way and self._on_the_way[0][0] <= time.perf_counter():
            os.write(self._master, self._on_the_way.pop(0)[1])
        data = self._read(0.002) or b""
        question = QUESTION.encode()
        *asked, rest = (self._seen + data).split(question)
        self._seen = rest[1 - len(question) :]
        for _ in asked:
            self.asked += 1
            if self._answers:
                self.send(ANSWER.encode(), after=self.way)
