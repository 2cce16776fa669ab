"""Whatever stands in pasted text, it presses no key; whatever byte comes, nothing breaks."""

import importlib
import os
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.driver import Driver

from tests.store.ledger_files import posix
from tui.app import Fieldledger
from tui.lone_escape import AskingParser
from tui.opening import Opening
from tui.reading_terminal import reading_alone
from tui.terminal_input import BEGIN, END, PasteParser

ATTACK = "A\x1b[31mred\x07\t \u202eevil\nv\x1b"
PIECES = st.sampled_from(["\x1b", "[", "200~", "201", "[31m", "a", "\t", "\n", "မ", "\x1b[A"])


def read(*chunks: str) -> list[str]:
    """What came of the chunks: the names of keys, and pasted texts in angle brackets."""
    parser = PasteParser()
    return [
        f"<{event.text}>" if isinstance(event, events.Paste) else event.key
        for chunk in chunks
        for event in parser.feed(chunk)
        if isinstance(event, events.Key | events.Paste)
    ]


def test_what_is_pasted_is_one_text_and_what_is_typed_are_keys() -> None:
    data = f"a\x1b[B{BEGIN}{ATTACK}{END}b\x1b[A{BEGIN}{END}{BEGIN}x{END}\t"
    assert read(data) == ["a", "down", f"<{ATTACK}>", "b", "up", "<>", "<x>", "tab"]


@given(st.lists(PIECES).map("".join), st.integers(1, 7))
def test_it_may_come_in_any_pieces(text: str, size: int) -> None:
    data = f"a{BEGIN}{text.replace(END, '')}{END}b"
    chunks = [data[at : at + size] for at in range(0, len(data), size)]
    assert read(*chunks) == ["a", f"<{text.replace(END, '')}>", "b"]


def test_an_escape_by_itself_is_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("textual._parser.get_time", lambda: 0.0)
    parser = PasteParser()
    assert list(parser.feed("\x1b")) == []
    monkeypatch.setattr("textual._parser.get_time", lambda: 100.0)
    assert [event.key for event in parser.tick() if isinstance(event, events.Key)] == ["escape"]


@pytest.mark.parametrize("chunks", [("\x1bj",), ("\x1b", "j")])
def test_an_escape_and_a_letter_are_two_keys_at_once(chunks: tuple[str, ...]) -> None:
    assert read(*chunks) == ["escape", "j"]
    assert read("a\x1b3", "\x1b\x1bx", "\x1bမ") == [
        *("a", "escape", "3", "escape", "escape", "x", "escape", "မ"),
    ]


@pytest.mark.parametrize("sign", ["\r", " ", "/", "?", ".", "-", "1", "\x01", "မ"])
def test_an_escape_and_a_sign_right_behind_it_are_two_keys(sign: str) -> None:
    assert read(f"\x1b{sign}") == read("\x1b", sign) == ["escape", *read(sign)]


def test_a_key_in_pieces_is_one_key() -> None:
    assert read("\x1b", "[", "A") == read("\x1b[", "A") == ["up"]
    assert read("\x1b", "O", "P") == ["f1"]
    assert read("\x1b", "b") == ["ctrl+left"]


def test_what_was_typed_before_comes_first() -> None:
    parser = PasteParser(typed=f"2\x1b[B{BEGIN}x")
    found = [*parser.tick(), *parser.tick(), *parser.feed(f"{END}\x1b"), *parser.feed("q")]
    keys = [e.key if isinstance(e, events.Key) else type(e).__name__ for e in found]
    assert keys == ["2", "down", "Paste", "escape", "q"]
    parser = PasteParser(typed="a")
    assert [e.key for e in parser.feed("b") if isinstance(e, events.Key)] == ["a", "b"]


def test_the_program_reads_with_it(tmp_path: Path) -> None:
    app = Fieldledger(Opening(tmp_path / "a"))
    module = importlib.import_module(app.driver_class.__mro__[1].__module__)
    parser = getattr(module, "XTermParser", None)
    assert parser is None or isinstance(parser(False), AskingParser)
    if hasattr(module, "getincrementaldecoder"):
        assert module.getincrementaldecoder("utf-8")().decode(b"\xffA") == "\ufffdA"


_WAITS = """
import sys, threading
from textual.app import App
from tui.reading_terminal import ReadsTerminal
class Waits(ReadsTerminal[None]):
    def on_mount(self):
        # A signal that another thread gets wakes no loop that has nothing else to do.
        self.set_interval(0.05, lambda: None)
    def on_key(self, event):
        if event.key == "q":
            names = [thread.name for thread in threading.enumerate()]
            told = names.count("textual-input"), names.count("textual-output")
            self.exit(message=f"typed {self.typed} with {told}")
        self.typed += event.character or ""
    typed = ""
Waits().run()
"""


class Counted(Driver):
    """A driver that only counts."""

    started = stopped = 0

    def __init__(self) -> None:
        """Without an app."""

    def start_application_mode(self) -> None:
        """Counts."""
        self.started += 1

    def stop_application_mode(self) -> None:
        """Counts."""
        self.stopped += 1

    def suspend_application_mode(self) -> None:
        """As Textual does it."""
        self.stop_application_mode()

    def write(self, data: str) -> None:
        """Nothing."""

    def disable_input(self) -> None:
        """Nothing."""


def test_a_program_that_leaves_does_not_begin_anew() -> None:
    """As when a terminal that goes says at once to end and to go on."""
    driver = reading_alone(Counted)()  # type: ignore[call-arg]
    driver.start_application_mode()
    driver.suspend_application_mode()
    driver.start_application_mode()
    driver.stop_application_mode()
    driver.start_application_mode()
    assert isinstance(driver, Counted)
    assert (driver.started, driver.stopped) == (2, 2)


@posix
def test_a_program_that_was_stopped_unasked_still_reads_in_order() -> None:
    """It has one reader and one writer, and the terminal gets back the modes it had."""
    import pty
    import termios

    master, slave = pty.openpty()
    modes = termios.tcgetattr(slave)
    command = [sys.executable, "-c", _WAITS]
    with subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave) as program:
        try:
            assert b"?1004h" in _sent(master)
            for _ in range(2):
                program.send_signal(signal.SIGSTOP)
                program.send_signal(signal.SIGCONT)
                assert b"?1004h" in _sent(master)
            for letter in b"abcdefgh":
                os.write(master, bytes([letter]))
            os.write(master, b"q")
            assert b"typed abcdefgh with (1, 1)" in _sent(master, until=b"with (1")
            assert program.wait(60) == 0
        finally:
            program.kill()
    assert termios.tcgetattr(slave) == modes
    os.close(master)
    os.close(slave)


def _sent(master: int, until: bytes = b"?1004h") -> bytes:
    """What the program sends, with that among it and until it is still."""
    seen, ends = b"", time.monotonic() + 90
    while time.monotonic() < ends:
        if select.select([master], [], [], 0.5)[0]:
            seen += os.read(master, 4096)
        elif until in seen:
            break
    return seen
