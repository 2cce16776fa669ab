"""Kills the program fifty times while somebody types, and tells how much typing that cost.

Run it by hand: python -m tests.benchmarks.kills [TIMES]
"""

import random
import statistics
import sys
import tempfile
from pathlib import Path

from tests.journeys.killing import kill_while_typing
from tests.tui.ledger_app import build_ledger


def main(times: int) -> int:
    """Prints the seconds of typing lost, and gives 1 if a kill cost more than one."""
    dice = random.Random(50)  # noqa: S311 - when it is killed.
    lost: list[float] = []
    by_clock: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        ledger = build_ledger(Path(folder) / "a.fieldledger", with_records=False)
        for _ in range(times):
            killed = kill_while_typing(ledger, dice)
            if not killed.is_kept_in_order:
                sys.stdout.write("Something else was kept than what was typed.\n")
                return 1
            lost.append(killed.lost)
            by_clock.append(killed.lost_by_clock)
    sys.stdout.write(
        f"{times} kills: {statistics.median(lost):.2f} s of typing lost in the middle,"
        f" {max(lost):.2f} s at most; by the clock, waiting for a processor included,"
        f" {statistics.median(by_clock):.2f} s and {max(by_clock):.2f} s\n"
    )
    return int(max(lost) > 1)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 50))
