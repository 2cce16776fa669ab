"""The places offered while somebody types cost as little in a long list as in a short one."""

import pytest

from store.engine import Connection
from store.places import find_places
from tests.benchmarks.places import TYPED, many_places

FEW, MANY = 2_000, 12_000
_STEP = 100  # instructions of SQLite's virtual machine


def steps(connection: Connection, typed: str) -> int:
    """How many hundreds of instructions the list for a text takes."""
    done = 0

    def count() -> int:
        nonlocal done
        done += 1
        return 0

    connection.set_progress_handler(count, _STEP)
    try:
        find_places(connection, typed, limit=30)
    finally:
        connection.set_progress_handler(None, 0)
    return done


@pytest.fixture(scope="module")
def few() -> Connection:
    return many_places(FEW)


@pytest.fixture(scope="module")
def many() -> Connection:
    return many_places(MANY)


@pytest.mark.parametrize("typed", TYPED)
def test_six_times_the_places_are_not_six_times_the_work(
    few: Connection, many: Connection, typed: str
) -> None:
    assert steps(many, typed) <= 3 * steps(few, typed) + 100
