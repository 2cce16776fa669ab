"""A long run of random harm over the reader of handoffs.

    python -m tests.benchmarks.reader_fuzz [EXAMPLES]

Ends with what was read (harm where nothing is kept, or that cancels itself out) and what was
refused, for each target; anything else that a reader raises ends it at once, with the mutations.
"""

import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.store.handoff.conftest import new_pair
from tests.store.handoff.mutations import MUTATIONS, Mutation
from tests.store.handoff.reader_under_fire import Fire

_SHARES = {"file": 0.6, "packed": 0.15, "sealed": 0.05, "signature": 0.1, "card": 0.1}


def main() -> None:
    """Fires at all targets."""
    examples = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    with tempfile.TemporaryDirectory() as folder:
        pair = new_pair(Path(folder))
        honest = pair.hand_on_open("honest").path.read_bytes()
        fire = Fire.at(pair, honest)
        for name, share in _SHARES.items():
            _fire(name, fire, int(share * examples))
        pair.close()


def _fire(name: str, fire: Fire, examples: int) -> None:
    shots: Counter[bool] = Counter()
    target, begun = fire.targets[name], time.process_time()

    @seed(time.time_ns())
    @settings(
        max_examples=examples,
        database=None,
        deadline=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(MUTATIONS)
    def shoot(mutations: list[Mutation]) -> None:
        shots[target(mutations)] += 1

    shoot()
    spent = time.process_time() - begun
    sys.stdout.write(
        f"{name}: {shots.total()} shots, {shots[True]} read, {shots[False]} refused, 0 crashes"
        f" ({spent:.0f} s of a processor)\n"
    )
    sys.stdout.flush()


if __name__ == "__main__":
    main()
