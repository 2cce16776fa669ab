"""What a terminal sends, read so that no byte of it does anything but what it is.

Textual's parser takes an escape in pasted text for the beginning of a key, and what follows it
for keys: pasted words would go through a form, or approve what they meet in a list. And it
breaks at a byte that is no UTF-8.
"""

import codecs
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, Generic, TypeVar

from textual import events
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.driver import Driver
from textual.message import Message

from tui.taken_terminal import ENTER_SCREEN, TakenTerminal

R = TypeVar("R")

BEGIN, END = "\x1b[200~", "\x1b[201~"
"""What a terminal sends before and behind pasted text."""

_ESCAPE = "\x1b"
# SS3, with which function keys begin, and DCS; a word to the left or right as macOS sends it.
_MAY_BE_ONE_KEY = "OPbf"

_THREADS = ("_key_thread", "_writer_thread")
"""Textual's names for what reads from a terminal and what writes to it."""

_READERS = ("textual.drivers.linux_driver", "textual.drivers.win32")
"""The modules that make a parser and a decoder, whichever of them is loaded here."""


class PasteParser(XTermParser):
    """Textual's parser of what a terminal sends, which sees nothing of a pasted text."""

    def __init__(self, debug: bool = False, *, typed: str = "") -> None:  # noqa: FBT001, FBT002 - Textual's signature.
        super().__init__(debug)
        self._typed = typed
        self._last = ""  # typed before, as far as a paste may have begun in it
        self._pasted: str | None = None
        self._follows_escape = False

    def feed(self, data: str) -> Iterable[Message]:
        """The keys and other events in the data, and a pasted text once it is whole."""
        data, self._typed = (self._typed + data, "") if data else ("", "")
        if not data:
            yield from super().feed(data)
        while data:
            if self._pasted is None:
                typed, data = self._before_paste(data)
                yield from self._keys(typed)
            else:
                text, data = self._up_to_end(data)
                if text is not None:
                    # The parser is told that it is over, and finds an empty text.
                    list(super().feed(END))
                    yield events.Paste(text.replace("\0", ""))

    def tick(self) -> Iterable[Message]:
        """What was typed before there was a parser, and a key that turns out to be whole."""
        if self._typed:
            typed, self._typed = self._typed, ""
            yield from self.feed(typed)
        yield from super().tick()

    def _keys(self, typed: str) -> Iterator[Message]:
        """The keys in what was typed; an escape with a letter behind it is a key by itself.

        Textual waits for more and takes both for one key with alt, which nothing is bound to.
        Those few that stand for another key are left alone.
        """
        begins = 0
        for at, letter in enumerate(typed):
            if self._follows_escape and letter.isalnum() and letter not in _MAY_BE_ONE_KEY:
                if typed[begins:at]:
                    yield from super().feed(typed[begins:at])
                begins = at
                if self._timeout_time is not None:
                    self._timeout_time = 0.0
                    yield from super().tick()
            self._follows_escape = letter == _ESCAPE
        if typed[begins:]:
            yield from super().feed(typed[begins:])

    def _before_paste(self, data: str) -> tuple[str, str]:
        """What was typed, up to where pasted text begins, and that."""
        known = len(self._last)
        seen = self._last + data
        at = seen.find(BEGIN)
        if at < 0:
            self._last = seen[1 - len(BEGIN) :]
            return data, ""
        self._last, self._pasted = "", ""
        begins = at + len(BEGIN) - known
        return data[:begins], data[begins:]

    def _up_to_end(self, data: str) -> tuple[str | None, str]:
        """The pasted text, None if its end is still to come, and what was typed behind it."""
        so_far = self._pasted or ""
        seen = so_far + data
        at = seen.find(END, max(0, len(so_far) - len(END)))
        self._pasted = seen if at < 0 else None
        return (None, "") if at < 0 else (seen[:at], seen[at + len(END) :])


class ReadsTerminal(App[R], Generic[R]):
    """An app to which pasted text comes as one piece, and a foreign byte as a stand-in."""

    def get_driver_class(self) -> type[Driver]:
        """Textual's own driver, which reads with this parser and a patient decoder."""
        driver = super().get_driver_class()
        _read_with(PasteParser)
        return reading_alone(driver)

    def go_on_in(self, taken: TakenTerminal) -> None:
        """Has the app run in a terminal that was taken over already; before it runs."""
        self.driver_class = continuing(self.driver_class, taken)
        typed = [taken.typed.decode(errors="replace")]
        # Whoever comes back from the background later reads with another parser.
        _read_with(lambda debug=False: PasteParser(debug, typed=typed.pop() if typed else ""))


def _read_with(parser: Callable[..., PasteParser]) -> None:
    for name in _READERS:
        if name in sys.modules:
            vars(sys.modules[name]).update(
                XTermParser=parser, getincrementaldecoder=_patient_decoder
            )


def reading_alone(driver: type[Driver]) -> type[Driver]:
    """The driver as one of which never two threads read what is typed.

    A program that was stopped without being told (SIGSTOP) is started anew when it goes on.
    With a second reader beside the first, letters would change places, and those of one line
    end in another; and what the terminal is left with would be the program's own modes.
    """

    class ReadingAlone(driver):  # type: ignore[misc, valid-type]
        """Textual's driver, with one thread that reads."""

        attrs_before: list[Any] | None
        _is_starting = False

        def start_application_mode(self) -> None:
            if self._is_starting:
                return  # The signal came while it was being done.
            self._is_starting = True
            try:
                self._start_alone()
            finally:
                self._is_starting = False

        def _start_alone(self) -> None:
            reader, writer = (getattr(self, name, None) for name in _THREADS)
            if reader is None or not reader.is_alive():
                super().start_application_mode()
                return
            modes_before = self.attrs_before
            self.exit_event.set()
            reader.join()
            self.exit_event.clear()
            # Has the app told of it, which then draws everything again.
            self._must_signal_resume = True
            super().start_application_mode()
            self.attrs_before = modes_before
            if writer is not None and writer is not self._writer_thread:
                writer.stop()

    return ReadingAlone


def continuing(driver: type[Driver], taken: TakenTerminal) -> type[Driver]:
    """The driver as one that finds itself on the alternate screen already.

    Sent again, the sequence would make that screen blank. The modes that it leaves the terminal
    in are those from before it was taken.
    """

    class Continuing(driver):  # type: ignore[misc, valid-type]
        """Textual's driver, in a terminal that was taken over before."""

        _is_there = True
        attrs_before: list[Any] | None

        def start_application_mode(self) -> None:
            super().start_application_mode()
            if self._is_there:
                self._is_there = False
                self.attrs_before = taken.modes_before
                taken.hand_over()

        def write(self, data: str) -> None:
            if not (self._is_there and data == ENTER_SCREEN):
                super().write(data)

    return Continuing


def _patient_decoder(encoding: str) -> partial[codecs.IncrementalDecoder]:
    return partial(codecs.getincrementaldecoder(encoding), errors="replace")
