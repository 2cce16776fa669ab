"""Types into a form on a pseudo-terminal and kills the program in the middle of it."""

import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from store.ledger import Store
from tests.benchmarks.pseudo_terminal import PseudoTerminal

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_PACE = (0.02, 0.12)  # seconds between two letters
_LONGEST_GAP = 0.3  # seconds; what is drawn meanwhile is waited for, too
_WATCHED = """
import os, sys, time
from tui.forms.keeping import DraftKeeper
log = os.open(sys.argv.pop(1), os.O_WRONLY | os.O_APPEND)
noted = DraftKeeper.something_was_typed
def note(keeper):
    noted(keeper)
    standing = keeper._standing()
    if standing is not None:
        letters = len(standing[1].get("name", ""))
        os.write(log, f"{letters} {time.perf_counter()}\\n".encode())
DraftKeeper.something_was_typed = note
from tui.__main__ import main
sys.exit(main(sys.argv[1:]))
"""
"""Writes down when a form has taken which letter: what nobody saw yet was not typed."""


@dataclass(frozen=True, slots=True)
class Killed:
    """What was typed, what of it was kept, and how many seconds of typing were lost.

    `lost` counts from the moment in which the form had taken the first letter that was lost. It
    leaves out for how long, since then, the program waited for a processor that others had or
    the typist stood still, whichever was longer; `lost_by_clock` does not.
    """

    typed: str
    kept: str
    lost: float
    lost_by_clock: float

    @property
    def is_kept_in_order(self) -> bool:
        """Whether what was kept is the beginning of what was typed."""
        return self.typed.startswith(self.kept)


class _Moment(NamedTuple):
    """A moment, and for how many seconds each thread had waited for a processor until then."""

    clock: float
    waited: Mapping[str, float]

    def starved_since(self, other: "_Moment") -> float:
        """The seconds that one thread waited for a processor, of the one that waited longest."""
        return max(
            (waited - other.waited.get(thread, 0.0) for thread, waited in self.waited.items()),
            default=0.0,
        )


def kill_while_typing(ledger: Path, dice: random.Random, *, number: int = signal.SIGKILL) -> Killed:
    """Opens the ledger and a form, types for a random while, and sends the signal."""
    with tempfile.NamedTemporaryFile() as log:
        program = PseudoTerminal([sys.executable, "-c", _WATCHED, log.name, str(ledger)])
        try:
            program.until(b"not encrypted")
            program.press(b"3", quiet=0.3)
            os.write(program._master, b"n")
            program.until(b"New casualty")
            program.quiet(0.3)
            typed, moments = _type(program, dice.uniform(1.5, 4.0), dice)
            killed = _now(program)
            os.kill(program._pid, number)
            os.waitpid(program._pid, 0)
        finally:
            os.close(program._master)
        taken = [line.split() for line in log.read().decode().splitlines()]
    kept = _kept(ledger)
    first_lost = next((float(at) for letters, at in taken if int(letters) > len(kept)), None)
    if first_lost is None:
        return Killed(typed, kept, 0.0, 0.0)
    since = [*(moment for moment in moments if moment.clock >= first_lost), killed]
    by_clock = killed.clock - first_lost
    excused = max(killed.starved_since(since[0]), _stood_still(since))
    return Killed(typed, kept, by_clock - excused, by_clock)


def _stood_still(moments: Sequence[_Moment]) -> float:
    """For how many seconds longer than its pace allows the typist waited between two letters."""
    gaps = (after.clock - before.clock for before, after in pairwise(moments))
    return sum(gap - _LONGEST_GAP for gap in gaps if gap > _LONGEST_GAP)


def _now(program: PseudoTerminal) -> _Moment:
    return _Moment(time.perf_counter(), program.waited())


def _type(
    program: PseudoTerminal, seconds: float, dice: random.Random
) -> tuple[str, list[_Moment]]:
    typed, moments = "", []
    ends = time.perf_counter() + seconds
    while time.perf_counter() < ends:
        letter = dice.choice(_LETTERS)
        os.write(program._master, letter.encode())
        typed += letter
        moments.append(_now(program))
        program.quiet(dice.uniform(*_PACE), most=0.15)
    return typed, moments


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
