"""Asking for a passphrase on the controlling terminal, whatever standard input is."""

import os
import sys
from collections.abc import Callable

from store.errors import LedgerError

NO_TERMINAL = "There is no terminal to ask for the passphrase on."


class NoTerminal(LedgerError):  # noqa: N818 - as its parent's other children
    """A passphrase is needed and there is nobody to ask."""

    title = NO_TERMINAL
    advice = "Give it with --key-file."


class AskingStopped(LedgerError):  # noqa: N818 - as above
    """The person ended the question without an answer."""

    title = "No passphrase was typed."
    advice = "Nothing was done."


def ask(prompt: str) -> str:
    """What is typed, which does not show, without its line end.

    Raises:
        NoTerminal: there is no controlling terminal.
        AskingStopped: the terminal was closed, or the input ended with ctrl+d.
    """
    number = _open_terminal()
    try:
        return _ask(number, prompt)
    finally:
        os.close(number)


def has_terminal() -> bool:
    """Whether there is a terminal to ask on."""
    try:
        os.close(_open_terminal())
    except NoTerminal:
        return False
    return True


def _open_terminal() -> int:
    name, flags = ("CONIN$", 0) if os.name == "nt" else ("/dev/tty", os.O_NOCTTY)
    try:
        return os.open(name, os.O_RDWR | flags)
    except OSError:
        raise NoTerminal from None


if sys.platform == "win32":

    def _ask(_: int, prompt: str) -> str:
        import msvcrt

        for letter in prompt:
            msvcrt.putwch(letter)
        typed = ""
        while (letter := msvcrt.getwch()) not in "\r\n":
            if letter == "\x03":
                raise KeyboardInterrupt
            if letter == "\x1a":
                raise AskingStopped
            typed = typed[:-1] if letter == "\b" else typed + letter
        msvcrt.putwch("\r")
        msvcrt.putwch("\n")
        return typed

else:

    def _ask(number: int, prompt: str) -> str:
        import termios

        before = termios.tcgetattr(number)
        hidden = before.copy()
        hidden[3] &= ~termios.ECHO
        try:
            # Before the prompt, so that nothing shows however fast it is answered; and not
            # FLUSH, which would throw away what was typed ahead.
            termios.tcsetattr(number, termios.TCSADRAIN, hidden)
            os.write(number, prompt.encode())
            line = _line(lambda: os.read(number, 4096))
        finally:
            termios.tcsetattr(number, termios.TCSADRAIN, before)
            os.write(number, b"\n")
        return line.decode("utf-8", "surrogateescape")


def _line(read: Callable[[], bytes]) -> bytes:
    """One line without its end; a terminal gives at most one at a time."""
    line = b""
    while not line.endswith(b"\n"):
        more = read()
        if not more:
            raise AskingStopped
        line += more
    return line.removesuffix(b"\n").removesuffix(b"\r")
