"""Commands that only read work on a write-protected ledger; the others say what to do."""

from pathlib import Path

import pytest

from tests.store.commands.running import Run
from tests.store.ledger_files import listing, snapshot


@pytest.fixture
def stick(ledger_at: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    # Whoever runs this as root may write everything.
    monkeypatch.setattr("store.header._can_be_written", lambda _: False)
    return ledger_at


READING = [
    ("list", "incident"),
    ("show", "LKW2-0001", "--history"),
    ("report", "--period", "2023-02"),
    ("check",),
    ("conflicts",),
]


def test_what_only_reads_works_and_writes_nothing(run: Run, stick: Path, tmp_path: Path) -> None:
    before = snapshot(stick.parent)
    for command, *rest in READING:
        done = run(command, stick, *rest)
        assert (done.code, "Opened for reading only" in done.err) == (0, True), command
        assert snapshot(stick.parent) == before
    out = tmp_path / "out"
    out.mkdir()
    done = run("report", stick, "--period", "2023-02", "-o", out / "report.txt")
    assert (done.code, "does not note" in done.err) == (0, True)
    assert listing(out) == ["report.txt"]


def test_what_writes_is_refused_with_what_to_do(run: Run, stick: Path) -> None:
    before = snapshot(stick.parent)
    for command, *rest in [
        ("add", "incident", "--json", "-"),
        ("retire", "LKW2-0001", "--why", "wrong"),
        ("extract", "--profile", "internal", "--format", "csv", stick.parent / "out"),
    ]:
        done = run(command, stick, *rest, given={"title": "x"})
        assert done.code == 1, done
        assert "copy it into a folder of yours" in done.err
    assert snapshot(stick.parent) == before


def test_a_save_that_was_cut_off_is_not_read_over(run: Run, stick: Path) -> None:
    journal = stick.with_name(f"{stick.name}-journal")
    journal.write_bytes(b"something to undo")
    done = run("list", stick, "incident")
    assert (done.code, "-journal" in done.err) == (1, True)
