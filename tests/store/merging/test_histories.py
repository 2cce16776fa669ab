"""Whatever happens in whatever order, all ledgers end the same, and nothing written is lost."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.store.merging.histories import Histories

EXAMPLES = 5


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    # A shorter history for the same number is another history.
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
    database=None,
)
@given(st.integers(0, 2**32), st.integers(3, 4), st.integers(15, 45))
def test_all_ledgers_end_the_same(seed: int, ledgers: int, steps: int) -> None:
    with TemporaryDirectory() as folder:
        histories = Histories(Path(folder), ledgers, seed)
        try:
            for _ in range(steps):
                histories.step()
            histories.end()
        finally:
            histories.close()
