"""An escape is known from the terminal's answer; a key that is split stays whole, however long."""

from itertools import cycle

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.constants import ESCAPE_DELAY

from tui.lone_escape import ANSWER, FIRST, LONGEST, PATIENCE, AskingParser
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


def test_a_key_that_a_line_splits_is_no_escape_while_that_takes_some_ways(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    line = Line(monkeypatch, has_answered=True)
    line.comes("\x1b")
    assert line.waits(FIRST - 0.1) == []
    assert line.comes(f"[B{ANSWER}") == ["down"]
    line.keys.clear()
    line.comes("\x1b")
    assert line.waits(PATIENCE * (FIRST - 0.1) - 0.1) == []
    line.comes("[")
    assert line.waits(PATIENCE * (FIRST - 0.1) - 0.1) == []
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
    late = line.now
    assert line.comes(f"{ANSWER}a") == ["escape", "escape", "a"]
    line.comes("\x1b")
    assert line.asked == 2
    assert line.waits(PATIENCE * late - 0.01) == ["escape", "escape", "a"]
    assert line.waits(0.02) == ["escape", "escape", "a", "escape"]


def answering(monkeypatch: pytest.MonkeyPatch, way: float) -> Line:
    """A line on which the terminal has answered once, after so many seconds."""
    line = Line(monkeypatch)
    line.comes("\x1b")
    line.now += way
    line.comes(ANSWER)
    line.keys.clear()
    return line


@pytest.mark.parametrize("way", [0.001, 0.09, 0.4, 10.0])
@pytest.mark.parametrize("lost", [1, 3])
def test_an_escape_whose_answer_is_lost_acts_after_some_ways(
    monkeypatch: pytest.MonkeyPatch, way: float, lost: int
) -> None:
    line = answering(monkeypatch, way)
    most = max(ESCAPE_DELAY, min(LONGEST, PATIENCE * way))
    for number in range(1, lost + 1):
        line.comes("\x1b")
        assert line.waits(most + 0.001) == ["escape"] * number
    line.comes("\x1b")
    assert line.comes(ANSWER) == ["escape"] * (lost + 1)


def test_a_lost_answer_delays_no_later_escape(monkeypatch: pytest.MonkeyPatch) -> None:
    """A letter decided about the escape whose answer is lost, so that nothing was waited for."""
    line = answering(monkeypatch, 0.001)
    line.comes("\x1b")
    line.comes("j")
    line.keys.clear()
    line.waits(LONGEST / 2)
    for number in (1, 2, 3):
        line.comes("\x1b")
        assert line.waits(ESCAPE_DELAY + 0.001) == ["escape"] * number
    line.waits(LONGEST)
    asked = line.asked
    line.comes("\x1b")
    assert line.asked == asked + 1
    assert line.comes(ANSWER) == ["escape"] * 4


@pytest.mark.parametrize("answers", [0, 1, 2])
def test_two_escapes_at_once_are_two_whatever_is_answered(
    monkeypatch: pytest.MonkeyPatch, answers: int
) -> None:
    line = answering(monkeypatch, 0.01)
    line.comes("\x1b")
    line.comes("\x1b")
    for _ in range(answers):
        line.comes(ANSWER)
    if answers < 2:
        line.waits(ESCAPE_DELAY + 0.001)
    assert line.keys == ["escape", "escape"]


def test_an_answer_in_pieces_presses_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    line = answering(monkeypatch, 0.01)
    line.comes("\x1b")
    line.comes(ANSWER[:2])
    line.waits(LONGEST - 1)
    assert line.comes(f"{ANSWER[2:]}j") == ["escape", "j"]
    # A piece of it that acted as an escape was one too much, and what follows is no key.
    line = answering(monkeypatch, 0.01)
    line.comes("\x1b")
    line.comes(ANSWER[:1])
    line.waits(1)
    assert line.comes(ANSWER[1:]) == ["escape", "escape"]
    assert line.comes("j") == ["escape", "escape", "j"]


@given(
    st.lists(
        st.sampled_from(["\x1b", "\x1b[A", "j", "wait", "answer", "late", "lose"]), max_size=14
    ),
    st.booleans(),
)
def test_no_escape_is_lost_or_stuck_whatever_is_answered(
    happens: list[str], has_answered: bool
) -> None:
    """A terminal that answers at once, late or never, in its order, beside keys that come whole."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        line = Line(monkeypatch, has_answered=has_answered)
        pressed, answered = [], 0
        for what in happens:
            match what:
                case "wait" | "late":
                    line.waits(ESCAPE_DELAY / 3 if what == "wait" else LONGEST / 2)
                case "answer" if answered < line.asked:
                    line.comes(ANSWER)
                    answered += 1
                case "lose" if answered < line.asked:
                    answered += 1
                case "answer" | "lose":
                    pass
                case key:
                    line.comes(key)
                    pressed.append(KEYS.get(key, key))
        line.waits(LONGEST + 0.001)
        assert line.keys == pressed


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
        line.waits(LONGEST + 1)
        assert line.keys == [KEYS[key] for key in keys]
