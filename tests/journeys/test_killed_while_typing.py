"""A kill, a hangup or a crash while somebody types costs no more than the last moment."""

import os
import random
import re
import signal
import sys
from pathlib import Path

import pytest

from tests.benchmarks.pseudo_terminal import PseudoTerminal
from tests.journeys.killing import kill_while_typing
from tests.tui.ledger_app import HOSTILE, build_ledger

pytestmark = pytest.mark.skipif(os.name == "nt", reason="There are no pseudo-terminals.")

MOST_LOST = 1.0  # seconds

NAME = HOSTILE.removesuffix(" أحمد")
_HARMLESS = re.compile(rb"\x1b\](22;default|1[01];\?)")
"""The pointer's shape, or a question about colours: no title is set, nothing put on a clipboard."""
CRASHING = """
import sys
from tui.screens.form import RecordForm
async def broken(form):
    name = form._body.texts["name"]
    raise ValueError(f"{name} broke it")
RecordForm.action_next_section = broken
from tui.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize("seed", range(4))
def test_a_kill_costs_the_last_second_at_most(tmp_path: Path, seed: int) -> None:
    ledger = build_ledger(tmp_path / "a.fieldledger", with_records=False)
    killed = kill_while_typing(ledger, random.Random(seed))  # noqa: S311 - when it is killed.
    assert killed.kept
    assert killed.is_kept_in_order
    assert killed.lost <= MOST_LOST


def test_a_hangup_costs_nothing(tmp_path: Path) -> None:
    ledger = build_ledger(tmp_path / "a.fieldledger", with_records=False)
    killed = kill_while_typing(ledger, random.Random(9), number=signal.SIGHUP)  # noqa: S311
    assert killed.kept == killed.typed


def test_a_crash_in_a_form_leaks_nothing_anywhere(tmp_path: Path) -> None:
    """Everything it writes is searched: home, temporary files, and all it sent the terminal."""
    (tmp_path / "ledger").mkdir()
    ledger = build_ledger(tmp_path / "ledger" / "secretname.fieldledger", with_records=False)
    surroundings = {
        name: str(tmp_path / "home" / name.lower())
        for name in ("HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")
    } | {"XDG_CACHE_HOME": str(tmp_path / "home" / "cache")}
    for folder in surroundings.values():
        Path(folder).mkdir(parents=True)
    program = PseudoTerminal(
        [sys.executable, "-c", CRASHING, str(ledger)], environment=surroundings
    )
    program.until(b"not encrypted")
    program.press(b"3", quiet=0.3)
    os.write(program._master, b"n")
    program.until(b"New casualty")
    program.quiet(0.3)
    os.write(program._master, NAME.encode())
    program.quiet(1.5, most=6)
    told = re.findall(rb"\x1b\][^\x07\x1b]*", program.buffer)
    assert not [text for text in told if not _HARMLESS.fullmatch(text)]
    limits = Path(f"/proc/{program._pid}/limits")
    if limits.exists():
        assert re.search(r"core file size +0 +0", limits.read_text(encoding="ascii"))
    program.buffer.clear()
    os.write(program._master, b"\x1bOS")
    program.until(b"builtins.ValueError")
    program.quiet(1.0, most=5)
    os.waitpid(program._pid, 0)
    os.close(program._master)

    sent = program.buffer.decode()
    assert "in broken" in sent
    assert "Thida" not in sent
    assert "secretname" not in sent
    for path in (tmp_path / "home").rglob("*"):
        assert not path.is_file() or b"Thida" not in path.read_bytes(), path
    assert [path.name for path in ledger.parent.iterdir()] == [ledger.name]
