"""Reading a terminal with this program's own parser, from where another part took it over.

A byte that is no UTF-8 would break Textual's reading: it becomes a stand-in.
"""

import codecs
import sys
from collections.abc import Callable
from functools import partial
from typing import Any, Generic, TypeVar

from textual.app import App
from textual.driver import Driver

from tui.lone_escape import QUESTION, AskingParser
from tui.taken_terminal import ENTER_SCREEN, TakenTerminal

R = TypeVar("R")

_THREADS = ("_key_thread", "_writer_thread")
"""Textual's names for what reads from a terminal and what writes to it."""

_READERS = ("textual.drivers.linux_driver", "textual.drivers.win32")
"""The modules that make a parser and a decoder, whichever of them is loaded here."""


class ReadsTerminal(App[R], Generic[R]):
    """An app to which pasted text comes as one piece, and a foreign byte as a stand-in."""

    def get_driver_class(self) -> type[Driver]:
        """Textual's own driver, which reads with this parser and a patient decoder."""
        driver = super().get_driver_class()
        _read_with(partial(AskingParser, ask=self._ask_terminal))
        return reading_alone(driver)

    def go_on_in(self, taken: TakenTerminal) -> None:
        """Has the app run in a terminal that was taken over already; before it runs."""
        self.driver_class = continuing(self.driver_class, taken)
        typed = [taken.typed.decode(errors="replace")]

        def parser(debug: bool = False) -> AskingParser:  # noqa: FBT001, FBT002 - as Textual calls.
            # Whoever comes back from the background later reads with another parser.
            return AskingParser(
                debug,
                typed=typed.pop() if typed else "",
                ask=self._ask_terminal,
                has_answered=taken.has_answered,
            )

        _read_with(parser)

    def _ask_terminal(self) -> None:
        """Sends the question; the thread that reads may do so.

        Windows gives the escape key as such, and is not asked.
        """
        if self._driver is not None and sys.platform != "win32":
            self._driver.write(QUESTION)


def _read_with(parser: Callable[..., AskingParser]) -> None:
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
        _is_starting = _is_suspending = _has_left = False

        def suspend_application_mode(self) -> None:
            self._is_suspending = True
            try:
                super().suspend_application_mode()
            finally:
                self._is_suspending = False

        def stop_application_mode(self) -> None:
            # A terminal that goes sends a signal to end and one to go on: nothing begins anew then,
            # or a reader would be left that nobody ends.
            self._has_left = not self._is_suspending
            super().stop_application_mode()

        def start_application_mode(self) -> None:
            if self._is_starting or self._has_left:
                return  # The signal came while it was being done, or on the way out.
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
