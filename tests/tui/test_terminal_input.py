"""Whatever stands in pasted text, it presses no key; whatever byte comes, nothing breaks."""

import importlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events

from tui.app import Fieldledger, Opening
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


def test_the_program_reads_with_it(tmp_path: Path) -> None:
    app = Fieldledger(Opening(tmp_path / "a"))
    module = importlib.import_module(app.driver_class.__module__)
    assert getattr(module, "XTermParser", PasteParser) is PasteParser
    if hasattr(module, "getincrementaldecoder"):
        assert module.getincrementaldecoder("utf-8")().decode(b"\xffA") == "\ufffdA"
