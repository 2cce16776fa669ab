"""Telling an escape from the beginning of another key by asking the terminal, not by waiting.

A terminal sends all bytes of a key at once and answers a question after them, whatever the line
does on the way: once the answer to a question that was sent after an escape is there, and
nothing else before it, that escape was a key by itself. So it takes one way there and back, and
a key that a slow line has split stays whole however long its other half takes. A terminal that
does not answer is waited for as long as `ESCDELAY` says, as Textual does.
"""

from collections.abc import Callable, Iterable, Iterator

from textual._time import get_time
from textual._xterm_parser import XTermParser
from textual.constants import ESCAPE_DELAY
from textual.message import Message

from tui.terminal_input import PasteParser

QUESTION, ANSWER = "\x1b[5n", "\x1b[0n"
"""How are you? Well. (DSR of ECMA-48)"""

PATIENCE = 5.0  # seconds, for a terminal that has answered this question before
FIRST_PATIENCE = 1.0  # for one that has answered another question


class AskingParser(PasteParser):
    """A parser of what a terminal sends, which calls `ask` to have `QUESTION` written.

    `has_answered` tells that the terminal has answered another question.
    """

    def __init__(
        self,
        debug: bool = False,  # noqa: FBT001, FBT002 - Textual's signature.
        *,
        typed: str = "",
        ask: Callable[[], None],
        has_answered: bool = False,
    ) -> None:
        super().__init__(debug, typed=typed)
        self._ask = ask
        self._delay = max(FIRST_PATIENCE, ESCAPE_DELAY) if has_answered else ESCAPE_DELAY
        self._is_silent = False  # It did not answer in time, and is not asked until it does.
        self._open = 0  # questions without an answer
        self._held = ""  # what may be the beginning of an answer
        self._held_until = 0.0

    def feed(self, data: str) -> Iterable[Message]:
        """The keys and other events in the data, without the answers in it."""
        if not data:
            yield from super().feed(data)
            return
        rest, self._held = self._held + data, ""
        while ANSWER in rest:
            before, _, rest = rest.partition(ANSWER)
            yield from self._read(before)
            if self._pasted is None:
                yield from self._hear()
            else:
                yield from super().feed(ANSWER)
        if self._open and self._pasted is None:
            rest = self._hold_back(rest)
        yield from self._read(rest)

    def tick(self) -> Iterable[Message]:
        """As Textual's; whoever has not answered by now is not asked again."""
        if self._held and get_time() >= self._held_until:
            held, self._held = self._held, ""
            yield from self._read(held)
        was_waiting = self._timeout_time is not None
        yield from super().tick()
        if self._open and was_waiting and self._timeout_time is None:
            self._open, self._is_silent = 0, True
            self._delay = ESCAPE_DELAY

    def _read(self, data: str) -> Iterator[Message]:
        """What is no answer; an escape at its end is asked about."""
        if not data:
            return
        yield from super().feed(data)
        if self._timeout_time is None or self._pasted is not None:
            return
        if self._follows_escape and not self._is_silent:
            self._open += 1
            self._ask()
        if self._open:
            self._timeout_time = get_time() + self._delay

    def _hear(self) -> Iterator[Message]:
        """The key that was waited with, if the answer came to the last question about it."""
        self._delay, self._is_silent = PATIENCE, False
        if not self._open:
            return
        self._open -= 1
        if not self._open and self._timeout_time is not None:
            self._timeout_time = 0.0
            yield from XTermParser.tick(self)

    def _hold_back(self, data: str) -> str:
        """The data without the beginning of an answer at its end, which is kept."""
        for length in range(len(ANSWER) - 1, 0, -1):
            if data.endswith(ANSWER[:length]):
                self._held, self._held_until = ANSWER[:length], get_time() + self._delay
                return data[:-length]
        return data
