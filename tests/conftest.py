"""Hypothesis as every test uses it: a slow laptop is no failure; and how many tests run at once."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests.quick_keys import AS_SHIPPED, QUICK, derive_keys
from tests.quick_ledgers import copy_new_ledgers

copy_new_ledgers()

settings.register_profile(
    "steady", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("steady")


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
