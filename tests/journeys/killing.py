"""Types into a form on a pseudo-terminal and kills the program in the middle of it."""

import os
import random
import signal
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from store.ledger import Store
from tests.benchmarks.pseudo_terminal import PseudoTerminal

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_PACE = (0.02, 0.12)  # seconds between two letters


@dataclass(frozen=True, slots=True)
class Killed:
    """What was typed, what of it was kept, and how many seconds of typing were lost."""

    typed: str
    kept: str
    lost: float

    @property
    def is_kept_in_order(self) -> bool:
        """Whether what was kept is the beginning of what was typed."""
        return self.typed.startswith(self.kept)


def kill_while_typing(ledger: Path, dice: random.Random, *, number: int = signal.SIGKILL) -> Killed:
    """Opens the ledger and a form, types for a random while, and sends the signal."""
    program = PseudoTerminal([sys.executable, "-m", "tui", str(ledger)])
    try:
        program.until(b"not encrypted")
        program.press(b"3", quiet=0.3)
        os.write(program._master, b"n")
        program.until(b"New casualty")
        program.quiet(0.3)
        typed, times = _type(program, dice.uniform(1.5, 4.0), dice)
        os.kill(program._pid, number)
        killed = time.perf_counter()
        os.waitpid(program._pid, 0)
    finally:
        os.close(program._master)
    kept = _kept(ledger)
    lost = killed - times[len(kept)] if len(kept) < len(times) else 0.0
    return Killed(typed, kept, lost)


def _type(program: PseudoTerminal, seconds: float, dice: random.Random) -> tuple[str, list[float]]:
    typed, times = "", []
    ends = time.perf_counter() + seconds
    while time.perf_counter() < ends:
        letter = dice.choice(_LETTERS)
        os.write(program._master, letter.encode())
        typed += letter
        times.append(time.perf_counter())
        program.quiet(dice.uniform(*_PACE), most=0.15)
    return typed, times


def _kept(ledger: Path) -> str:
    store = Store.open(ledger)
    try:
        forms = store.kept_forms()
        for form in forms:
            store.drop_form(form.form)
        assert not list(filter(None, store.check()))
        return forms[0].fields.get("name", "") if forms else ""
    finally:
        store.close()
