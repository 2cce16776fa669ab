"""Runs commands within the test, with what they print and with which exit code."""

import io
import json
import sys
from pathlib import Path

import pytest

from store.__main__ import main
from tests.store.commands.running import SHELLING, Done, Run


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "my.fieldledger"


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command; `given` is what standard input holds: bytes, or something to be JSON."""
    monkeypatch.setattr("store.commands.founding.has_terminal", lambda: False)

    def run_it(*arguments: object, given: object = b"") -> Done:
        raw = given if isinstance(given, bytes) else json.dumps(given).encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
        code = main([str(argument) for argument in arguments])
        printed = capfdbinary.readouterr()
        return Done(code, printed.out.decode(), printed.err.decode())

    return run_it


@pytest.fixture
def ledger_at(run: Run, path: Path) -> Path:
    made = run("new", path, "--documenter", "Naw A", "--prefix", "lkw2")
    assert made.code == 0
    assert run("add", path, "incident", "--json", "-", given=SHELLING).out == "LKW2-0001\n"
    return path
