"""Random harm to everything that comes from others: it is read whole, or refused, never a crash."""

import pytest
from hypothesis import given, settings

from tests.store.handoff.handing import Pair
from tests.store.handoff.mutations import MUTATIONS, Mutation
from tests.store.handoff.reader_under_fire import Fire

EXAMPLES = {"file": 60, "packed": 20, "sealed": 10, "signature": 30, "card": 50}
"""`tests/benchmarks/reader_fuzz.py` goes on for as long as one likes."""


@pytest.mark.parametrize("target", EXAMPLES)
def test_the_reader_under_fire(lasting: Pair, honest: bytes, target: str) -> None:
    fire = Fire.at(lasting, honest).targets[target]
    shots: list[bool] = []

    @settings(max_examples=EXAMPLES[target], database=None)
    @given(MUTATIONS)
    def shoot(mutations: list[Mutation]) -> None:
        shots.append(fire(mutations))

    shoot()
    assert shots.count(False) > len(shots) // 2
