"""The places offered while somebody types cost as little in a long list as in a short one."""

from collections.abc import Callable

import pytest

from store.engine import Connection
from store.places import find_places, label_of
from tests.benchmarks.places import COMMON, TYPED, many_places

FEW, MANY = 2_000, 12_000
_STEP = 100  # instructions of SQLite's virtual machine


def steps(connection: Connection, ask: Callable[[Connection], object]) -> int:
    """How many hundreds of instructions a question takes."""
    done = 0

    def count() -> int:
        nonlocal done
        done += 1
        return 0

    connection.set_progress_handler(count, _STEP)
    try:
        ask(connection)
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
    def offered(connection: Connection) -> object:
        return find_places(connection, typed, limit=30)

    assert steps(many, offered) <= 3 * steps(few, offered) + 100


def test_thirty_labels_of_one_name_are_not_thirty_times_the_work(many: Connection) -> None:
    offered = find_places(many, COMMON, limit=30)
    assert [match.name for match in offered] == [COMMON] * 30
    assert [match.label for match in offered] == [label_of(many, match.key) for match in offered]
    one = steps(many, lambda connection: label_of(connection, offered[-1].key))
    assert steps(many, lambda connection: find_places(connection, COMMON, limit=30)) <= 10 * one
