"""A key that a slow line splits is no escape, and an escape takes one way there and back."""

import os
import sys
from pathlib import Path

import pytest

from tests.journeys.far_terminal import FarTerminal
from tests.tui.ledger_app import build_ledger

pytestmark = pytest.mark.skipif(os.name == "nt", reason="There are no pseudo-terminals.")

ONE_WAY = 0.5  # seconds: there and back is more than the half second that Textual waits
SPLIT = 0.8  # as is this, and three ways there and back are longer by far


def test_a_split_key_moves_and_an_escape_closes(tmp_path: Path) -> None:
    ledger = build_ledger(tmp_path / "a.fieldledger")
    terminal = FarTerminal(
        [sys.executable, "-m", "tui", str(ledger)],
        ONE_WAY,
        {"SSH_CONNECTION": "192.0.2.1 5000 192.0.2.2 22"},
    )
    try:
        terminal.until(b"not encrypted")
        terminal.press(b"3", quiet=0.3)
        terminal.type(b"n")
        terminal.until(b"New casualty")
        terminal.rest(0.5)
        terminal.send(b"\x1b")
        terminal.until_drawn(b"Casualties")
        # The terminal is known to answer now.
        terminal.type(b"n")
        terminal.until_drawn(b"New casualty")
        terminal.rest(0.5)
        asked = terminal.asked
        terminal.buffer.clear()
        terminal.send(b"\x1b")
        terminal.send(b"[B", after=SPLIT)
        terminal.rest(SPLIT + 4 * ONE_WAY)
        assert terminal.asked == asked + 1
        assert b"Outcome" in terminal.buffer
        assert b"Casualties" not in terminal.buffer
    finally:
        terminal.end()
