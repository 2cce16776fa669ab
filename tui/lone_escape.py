"""Telling an escape from the beginning of another key by asking the terminal, not by waiting.

A terminal sends all bytes of a key at once, and answers a question with all bytes of the answer at
once, whatever the line does on the way: when an answer follows an escape, that escape was a key by
itself. So it takes one way there and back, and a key that a slow line has split stays whole while
its other half takes no longer than some such ways. No escape waits for ever: answers get lost, and
some terminals never answer. It acts after `ESCDELAY` at the latest, as with Textual, or after a few
times what the last answers took.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator

from textual._time import get_time
from textual._xterm_parser import XTermParser
from textual.constants import ESCAPE_DELAY
from textual.message import Message

from tui.terminal_input import PasteParser

QUESTION, ANSWER = "\x1b[5n", "\x1b[0n"
"""How are you? Well. (DSR of ECMA-48)"""

PATIENCE = 3
"""How many times what an answer takes a question is waited for."""
LONGEST = 5.0
"""Seconds after which no question is waited for, and its answer is not expected any more."""
FIRST = 1.0
"""Seconds for a terminal that has answered another question, and this one not yet."""

_ESCAPE, _REST = ANSWER[:1], ANSWER[1:]
_REMEMBERED = 8  # answers
_ENOUGH = 2  # questions in a row without an answer


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
        self._first = max(FIRST, ESCAPE_DELAY) if has_answered else ESCAPE_DELAY
        self._ways: deque[float] = deque(maxlen=_REMEMBERED)  # seconds, there and back
        self._open: deque[float] = deque()  # when what has no answer was asked
        self._missed = 0  # escapes in a row that acted without an answer
        self._held = ""  # what may be the beginning of an answer, or an escape
        self._held_until = 0.0
        self._is_late = False  # An escape has just acted without an answer.

    def feed(self, data: str) -> Iterable[Message]:
        """The keys and other events in the data, without the answers in it."""
        if not data:
            yield from super().feed(data)
            return
        rest, self._held = self._held + data, ""
        if self._is_late and rest.startswith(_REST):
            rest = f"{_ESCAPE}{rest}"  # What acted as an escape began an answer.
        self._is_late = False
        while ANSWER in rest:
            before, _, rest = rest.partition(ANSWER)
            yield from super().feed(before) if before else ()
            if self._pasted is None:
                yield from self._hear()
            else:
                yield from super().feed(ANSWER)
        if self._is_expecting and self._pasted is None:
            rest = self._hold_back(rest)
        yield from self._read(rest)

    def tick(self) -> Iterable[Message]:
        """As Textual's; an answer is not waited for any longer than that."""
        if self._held and get_time() >= self._held_until:
            held, self._held = self._held, ""
            yield from super().feed(held)
            if self._timeout_time is not None:
                self._timeout_time = 0.0  # It has waited already.
        was_waiting = self._timeout_time is not None
        yield from super().tick()
        if was_waiting and self._timeout_time is None and self._is_expecting:
            self._missed += 1
            self._is_late = True

    @property
    def _delay(self) -> float:
        """Seconds that an answer is waited for."""
        if self._missed >= _ENOUGH or (self._missed and not self._ways):
            return ESCAPE_DELAY
        if not self._ways:
            return self._first
        usual = sorted(self._ways)[len(self._ways) // 2]
        return max(ESCAPE_DELAY, min(LONGEST, PATIENCE * usual))

    @property
    def _is_expecting(self) -> bool:
        """Whether an answer may come."""
        while self._open and get_time() - self._open[0] > LONGEST:
            self._open.popleft()
        return bool(self._open)

    def _ask_about_escape(self) -> None:
        """Asks, unless the terminal has never answered in time."""
        if self._ways or not self._missed:
            self._open.append(get_time())
            self._ask()

    def _read(self, data: str) -> Iterator[Message]:
        """What no answer follows yet; an escape at its end is asked about."""
        if not data:
            return
        yield from super().feed(data)
        if self._timeout_time is None or self._pasted is not None:
            return
        if self._follows_escape and not self._held:
            self._ask_about_escape()
        if self._is_expecting:
            self._timeout_time = get_time() + self._delay

    def _hear(self) -> Iterator[Message]:
        """The key that was waited with."""
        if self._is_expecting:
            # If answers got lost, the oldest question would make this one seem slow.
            self._ways.append(get_time() - self._open[-1])
            self._open.popleft()
            self._missed = 0
        if self._timeout_time is not None:
            self._timeout_time = 0.0
            yield from XTermParser.tick(self)

    def _hold_back(self, data: str) -> str:
        """The data without the beginning of an answer at its end, which is kept.

        It may be an escape, which is not asked about: where every byte comes by itself, each
        answer would make another question.
        """
        for length in range(len(ANSWER) - 1, 0, -1):
            if data.endswith(ANSWER[:length]):
                # Nobody types more than the first sign of it.
                delay = self._delay if length == 1 else LONGEST
                self._held, self._held_until = ANSWER[:length], get_time() + delay
                return data[:-length]
        return data
