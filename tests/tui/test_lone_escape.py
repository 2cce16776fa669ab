"""An escape is known from the terminal's answer; a key that is split stays whole, however long."""

from itertools import cycle

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.constants import ESCAPE_DELAY

from tui.lone_escape import ANSWER, FIRST_PATIENCE, PATIENCE, AskingParser
from tui.terminal_input import BEGIN, END

KEYS = {
    "\x1b": "escape",
    "\x1b[A": "up",
    "\x1b[6~": "pagedown",
    "\x1bOP": "f1",
    "a": "a",
    "3": "3",
}


class Line:
    """A terminal at the end of a line, whose bytes come when they are told to come."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *, has_answered: bool = False) -> None:
        self.now = 0.0
        self.asked = 0
        self.keys: list[str] = []
        for module in ("textual._parser", "tui.lone_escape"):
            monkeypatch.setattr(f"{module}.get_time", lambda: self.now)
        self.parser = AskingParser(ask=self._ask, has_answered=has_answered)

    def _ask(self) -> None:
        self.asked += 1

    def comes(self, data: str) -> list[str]:
        """The keys so far, after this has come."""
        self._note(self.parser.feed(data))
        return self.keys

    def waits(self, seconds: float) -> list[str]:
        """The keys so far, after a while."""
        self.now += seconds
        self._note(self.parser.tick())
        return self.keys

    def _note(self, found: object) -> None:
        for event in found:  # type: ignore[attr-defined]
            if isinstance(event, events.Key):
                self.keys.append(event.key)
            elif isinstance(event, events.Paste):
                self.keys.append(f"<{event.text}>")


def test_an_escape_is_known_as_soon_as_the_answer_is_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    line = Line(monkeypatch)
    assert line.comes("\x1b") == []
    assert line.asked == 1
    assert line.waits(ESCAPE_DELAY / 2) == []
    assert line.comes(ANSWER) == ["escape"]
    assert line.comes("a\x1b") == ["escape", "a"]
    assert line.comes(f"{ANSWER}j") == ["escape", "a", "escape", "j"]


def test_a_key_that_a_line_splits_is_no_escape_however_long_it_takes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    line = Line(monkeypatch, has_answered=True)
    line.comes("\x1b")
    assert line.waits(FIRST_PATIENCE - 0.1) == []
    assert line.comes(f"[B{ANSWER}") == ["down"]
    line.keys.clear()
    line.comes("\x1b")
    assert line.waits(PATIENCE - 1) == []
    line.comes("[")
    assert line.waits(PATIENCE - 1) == []
    assert line.comes("A") == ["up"]
    assert line.comes(ANSWER) == ["up"]
    assert line.waits(100) == ["up"]


def test_whole_keys_are_not_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    line = Line(monkeypatch)
    line.comes("".join(key for key in KEYS if key != "\x1b"))
    assert line.asked == 0


def test_a_terminal_that_does_not_answer_is_waited_for_and_not_asked_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    line = Line(monkeypatch)
    line.comes("\x1b")
    assert line.waits(ESCAPE_DELAY + 0.01) == ["escape"]
    line.comes("\x1b")
    assert line.asked == 1
    assert line.waits(ESCAPE_DELAY / 2) == ["escape"]
    assert line.waits(ESCAPE_DELAY) == ["escape", "escape"]
    # It was only late: the answer presses no key, and from now on it is waited for.
    assert line.comes(f"{ANSWER}a") == ["escape", "escape", "a"]
    line.comes("\x1b")
    assert line.asked == 2
    assert line.waits(PATIENCE - 1) == ["escape", "escape", "a"]
    assert line.waits(2) == ["escape", "escape", "a", "escape"]


def test_an_answer_within_what_is_pasted_is_pasted(monkeypatch: pytest.MonkeyPatch) -> None:
    line = Line(monkeypatch)
    line.comes("\x1b")
    line.comes(f"{BEGIN[1:]}a{ANSWER}b")
    assert line.comes(f"{END}{ANSWER}c") == [f"<a{ANSWER}b>", "c"]


@given(
    st.lists(st.sampled_from(sorted(KEYS)), max_size=8),
    st.lists(st.integers(1, 4), min_size=1),
    st.booleans(),
)
def test_keys_are_the_same_however_they_and_the_answers_are_split(
    keys: list[str], sizes: list[int], has_answered: bool
) -> None:
    with pytest.MonkeyPatch.context() as monkeypatch:
        line = Line(monkeypatch, has_answered=has_answered)
        sent, answered = "".join(keys), 0
        for size in cycle(sizes):
            if not sent:
                break
            line.comes(sent[:size])
            sent = sent[size:]
            # The terminal answers behind what it has sent already.
            sent += ANSWER * (line.asked - answered)
            answered = line.asked
            line.waits(ESCAPE_DELAY / 100)
        line.waits(PATIENCE + 1)
        assert line.keys == [KEYS[key] for key in keys]
