"""Kills extracts at random moments, and tells what each left beside where it was written.

Run it by hand: python -m tests.benchmarks.cut_off_writing [TIMES [RECORDS]]
"""

import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from store.exchange import FORMATS
from store.ledger import Store
from store.left_behind import left_behind
from store.protecting import change_passphrase
from tests.benchmarks.made_ledger import made_ledger

_WRITE = """
import sys
from pathlib import Path
from store.exchange import extract
from store.ledger import Store
store = Store.open(Path(sys.argv[1]), sys.argv[2])
print("begins", flush=True)
extract(store, Path(sys.argv[3]), sys.argv[4])
"""
_KEY = "one (invented)"


def _written(path: Path, out: Path, form: str, seconds: float | None) -> float:
    """Writes it, kills that after so many seconds, and gives how long it ran."""
    command = [sys.executable, "-c", _WRITE, str(path), _KEY, str(out), form]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        begun = time.perf_counter()
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
    return time.perf_counter() - begun


def main(times: int, records: int) -> int:
    """Prints how often what was left, told and logged."""
    dice = random.Random(61)  # noqa: S311 - when it is killed.
    seen: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = made_ledger(folder / "a.fieldledger", records)
        change_passphrase(path, None, _KEY)
        stick = folder / "stick"
        stick.mkdir()
        lasts = {form: _written(path, stick / f"{form}-0", form, None) for form in FORMATS}
        complete = len(FORMATS)
        for number in range(1, times + 1):
            form = dice.choice(FORMATS)
            out = stick / f"{form}-{number}"
            _written(path, out, form, dice.uniform(0, 1.2 * lasts[form]))
            left = [file for file in stick.iterdir() if file.name.startswith(".")]
            store = Store.open(path, _KEY)
            told = store.ask(left_behind)
            logged = store.ask(
                lambda c: c.execute("SELECT count(*) FROM extract_log").fetchone()[0]
            )
            again = store.ask(left_behind)
            store.close()
            is_logged, complete = logged > complete, logged
            seen[
                f"{'left hidden' if left else 'nothing hidden'}, {'told' if told else 'silent'}"
            ] += 1
            seen["complete and logged"] += is_logged
            seen["under its name, not logged, told"] += out.exists() and not is_logged
            assert not [file for file in stick.iterdir() if file.name.startswith(".")]
            assert not left or told
            assert not again
            assert not is_logged or (out.exists() and not told)
            assert not out.exists() or is_logged or str(out) in told[0].advice
    for what, many in sorted(seen.items()):
        sys.stdout.write(f"{many:4} × {what}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(*(int(word) for word in [*sys.argv[1:], *("60", "500")[len(sys.argv) - 1 :]])))
