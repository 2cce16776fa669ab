"""From a first start over an incident and two casualties to an extract that sqlite3 counts."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.terminal import Terminal, needs_tmux

PROGRAM = f"{sys.executable} -m tui"
HOSTILE = "Ma Thida [UNVERIFIED] [/b] မောင်မောင်"

pytestmark = needs_tmux


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """A home of its own for the program, so that nobody's ledger is touched."""
    root = str(Path(__file__).parent.parent.parent)
    return {
        "HOME": str(tmp_path),
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "PYTHONPATH": root,
        "FIELDLEDGER": str(tmp_path / "first.fieldledger"),
    }


@pytest.fixture
def terminal(home: dict[str, str], tmp_path: Path) -> Iterator[Terminal]:
    opened = Terminal(PROGRAM, folder=tmp_path, environment=home)
    yield opened
    opened.close()


def fill(terminal: Terminal, *fields: tuple[str, str]) -> None:
    """Types each value into its field, once the marker shows that the field has the focus."""
    for label, value in fields:
        terminal.until(rf"(?m)^[>!] {label}")
        terminal.type(value)
        terminal.press("Tab")


def test_a_first_month(terminal: Terminal, home: dict[str, str], tmp_path: Path) -> None:
    terminal.until("A new ledger")
    fill(terminal, ("Your name", "Naw Paw (invented)"), ("Prefix", ""))
    terminal.press("C-s")
    terminal.until("A passphrase for this ledger")
    terminal.press("F4")
    terminal.until("Nothing is recorded yet")

    terminal.press("2")
    terminal.until("No incidents yet")
    terminal.press("n")
    terminal.until("New incident")
    fill(
        terminal,
        ("Title", "Shelling of the school (invented)"),
        ("Kind", "shelling"),
        ("When", "24 Feb 2023"),
        ("Where", "Demoso"),
    )
    terminal.press("C-s")
    terminal.until(r"\S+-0001")

    for name, outcome in ((HOSTILE, "killed"), ("Saw Demo (invented)", "injured")):
        terminal.until(r"-0001  Shelling")
        terminal.press("c")
        terminal.until("New casualty")
        fill(
            terminal,
            ("Name", name),
            ("Outcome", outcome),
            ("Status", "civilian"),
            ("Sex", "female"),
            ("Age", "34"),
        )
        terminal.press("C-s")
        terminal.until("is saved")
    terminal.press("q", "q")
    terminal.until("LEFT WITH 0")

    extract = tmp_path / "extract.sqlite"
    ran = subprocess.run(
        [
            *(sys.executable, "-m", "store", "extract", home["FIELDLEDGER"], str(extract)),
            *("--profile", "internal", "--format", "sqlite"),
        ],
        env={**os.environ, **home},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert counted(extract) == ["1", "2", HOSTILE]


def counted(extract: Path) -> list[str]:
    """Incidents, casualties and the one killed, as SQLite's own shell counts them."""
    questions = (
        "SELECT count(*) FROM incident",
        "SELECT sum(quantity) FROM casualty",
        "SELECT name FROM casualty WHERE outcome = 'killed'",
    )
    shell = shutil.which("sqlite3")
    if shell is None:
        connection = sqlite3.connect(extract)
        try:
            return [str(connection.execute(q).fetchone()[0]) for q in questions]
        finally:
            connection.close()
    ran = subprocess.run(
        [shell, str(extract), ";".join(questions)], capture_output=True, text=True, check=True
    )
    return ran.stdout.splitlines()
