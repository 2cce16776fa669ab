"""How tests run: what Hypothesis tries, how ledgers are made, and how many tests run at once.

Hypothesis tries the same examples in each run, so that a change is judged by what it changes.
HYPOTHESIS_PROFILE=searching has it look for others; what it finds becomes an `@example`.
A slow laptop is no failure.
"""

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests.quick_keys import AS_SHIPPED, QUICK, derive_keys
from tests.quick_ledgers import copy_new_ledgers

copy_new_ledgers()

settings.register_profile(
    "searching", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.register_profile(
    "steady",
    settings.get_profile("searching"),
    derandomize=True,
    database=None,
    max_examples=50,
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Twice as many as there are processors: a test waits for screens half of the time."""
    del config
    return 2 * (os.cpu_count() or 1)


@pytest.fixture(scope="module")
def quick_keys() -> Iterator[None]:
    """Makes keys of passphrases as cheap as in no real ledger; other processes need it too."""
    derive_keys(QUICK)
    yield
    derive_keys(AS_SHIPPED)
