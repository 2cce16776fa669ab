"""Kills changes of the passphrase at random moments, and tells what each left of the ledger.

Run it by hand: python -m tests.benchmarks.cut_off_changes [TIMES [RECORDS]]
"""

import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from store import cut_off
from store.errors import LedgerError
from store.ledger import Store
from tests.benchmarks.made_ledger import made_ledger

_CHANGE = """
import sys
from pathlib import Path
from store.protecting import change_passphrase
old, new = (word or None for word in sys.argv[2:])
print("begins", flush=True)
change_passphrase(Path(sys.argv[1]), old, new)
"""
_WORDS = ("", "one (invented)", "two (invented)")
"""What the ledger may be protected with; '' for plain."""


def _changed(path: Path, old: str, new: str, seconds: float | None) -> float:
    """Changes it, kills that after so many seconds, and gives how long it ran."""
    command = [sys.executable, "-c", _CHANGE, str(path), old, new]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        begun = time.perf_counter()
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
    return time.perf_counter() - begun


def _opened(path: Path, words: tuple[str, str]) -> tuple[str, LedgerError | None]:
    """Which of two passphrases opens it, and what it tells; everything in it is checked.

    Raises:
        LedgerError: neither does.
        AssertionError: something is wrong in it.
    """
    for word in words:
        try:
            store = Store.open(path, word or None)
        except LedgerError:
            if word == words[-1]:
                raise
            continue
        told: LedgerError | None = store.ask(cut_off.clear)
        wrong = [sentence for sentence in store.check() if sentence]
        store.close()
        assert not wrong, wrong
        return word, told
    raise AssertionError


def main(times: int, records: int) -> int:
    """Prints how often which passphrase opened it, and what lay beside it."""
    dice = random.Random(60)  # noqa: S311 - when it is killed.
    seen: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        path = made_ledger(Path(folder) / "a.fieldledger", records)
        now = _WORDS[1]
        lasts = _changed(path, "", now, None)
        for _ in range(times):
            new = dice.choice([word for word in _WORDS if word != now])
            _changed(path, now, new, dice.uniform(0, 1.5 * lasts))
            left = len(list(path.parent.glob("unfinished-*")))
            opens, told = _opened(path, (now, new))
            seen[f"{'new' if opens == new else 'old'} opens, {left} beside it"] += 1
            seen["told of what was left"] += told is not None
            seen["plain copies told of"] += told is not None and "anybody can read" in told.advice
            assert left == 0 or told is not None
            assert not list(path.parent.glob("unfinished-*"))
            now = opens
    for what, many in sorted(seen.items()):
        sys.stdout.write(f"{many:4} × {what}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(*(int(word) for word in [*sys.argv[1:], *("60", "500")[len(sys.argv) - 1 :]])))
