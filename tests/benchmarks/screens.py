"""Measures, in one run: the first screen, a key in lists of 1,000 and 100,000, one save.

`python -m tests.benchmarks.screens [FOLDER]`; the ledgers are made there once and kept.
"""

import statistics
import sys
import tempfile
import time
from pathlib import Path

from store.ledger import Store
from store.records import Casualty
from store.vocabulary import Outcome, Review
from tests.benchmarks.made_ledger import made_ledger
from tests.benchmarks.pseudo_terminal import KEYS, PseudoTerminal

SIZES = (1_000, 100_000)
EMPTY_APP = """
from textual.app import App
from textual.widgets import Static
class Empty(App):
    def compose(self):
        yield Static("EMPTY APP")
Empty(ansi_color=True).run(mouse=False)
"""
OPEN = "from tui.__main__ import main; import sys; sys.exit(main(sys.argv[1:]))"
QUIETLY = {"TEXTUAL_ANIMATIONS": "none"}


def first_screen(arguments: list[str], marker: bytes, runs: int = 5) -> float:
    """Median seconds from the start to the marker on the screen."""
    seconds: list[float] = []
    for _ in range(runs):
        terminal = PseudoTerminal(arguments, environment=QUIETLY)
        seconds.append(terminal.until(marker))
        terminal.quiet()
        terminal.kill()
    return statistics.median(seconds)


def keys_in_a_list(ledger: Path) -> dict[str, float]:
    """Median milliseconds from a key to the screen, by key, in the list of incidents."""
    terminal = PseudoTerminal([sys.executable, "-c", OPEN, str(ledger)], environment=QUIETLY)
    terminal.until(b"Incidents")
    terminal.quiet()
    terminal.press(b"2", quiet=1)
    terminal.quiet()
    measured = {}
    for name in ("down", "page down", "end", "up", "home"):
        times = 1 if name in {"end", "home"} else 7
        presses = [terminal.press(KEYS[name])[0] for _ in range(times)]
        measured[name] = statistics.median(presses) * 1000
    measured["MB of memory"] = terminal.memory()
    terminal.kill()
    return measured


def one_save(ledger: Path) -> float:
    """Median milliseconds of one save."""
    store = Store.open(ledger)
    seconds: list[float] = []
    for number in range(40):
        record = Casualty(name=f"N{number}", outcome=Outcome.KILLED, review=Review.SUBMITTED)
        began = time.perf_counter()
        store.save(record)
        seconds.append(time.perf_counter() - began)
    store.close()
    return statistics.median(seconds) * 1000


def main(folder: Path) -> None:
    """Prints what was measured, one line each."""
    ledgers = {size: made_ledger(folder / f"{size}.fieldledger", size) for size in SIZES}
    empty = first_screen([sys.executable, "-c", EMPTY_APP], b"EMPTY APP")
    say(f"first screen of an empty Textual app: {empty * 1000:.0f} ms")
    for size, ledger in ledgers.items():
        ours = first_screen([sys.executable, "-c", OPEN, str(ledger)], b"Incidents")
        say(f"first screen, {size} records: {ours * 1000:.0f} ms, {ours / empty:.2f} times that")
    keys = {size: keys_in_a_list(ledger) for size, ledger in ledgers.items()}
    small, large = (keys[size] for size in SIZES)
    for name in small:
        ratio = large[name] / small[name]
        say(f"{name}: {small[name]:.1f} against {large[name]:.1f}, ratio {ratio:.2f}")
    for size, ledger in ledgers.items():
        say(f"one save into {size} records: {one_save(ledger):.2f} ms")


def say(line: str) -> None:
    """Prints one line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.mkdtemp()))
