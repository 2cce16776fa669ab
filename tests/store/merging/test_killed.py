"""A merge that is killed or stopped at any step leaves all of it or nothing."""

import multiprocessing
import os
import signal
from pathlib import Path

import pytest

from store.database import open_database
from store.ledger import Store
from store.merging.applying import merge
from store.merging.planning import plan
from tests.store.merging.laptops import connection_of, done, holds, laptop, planned, wrong
from tests.store.merging.test_union import fill

Laptops = tuple[Store, Store, Store]


def merge_and_die(path: Path, other: Path, steps: int) -> None:
    """Merges in a process of its own, which ends after so many steps without another word."""
    store, theirs = Store.open(path), open_database(other, read_only=True)
    found = done(plan(connection_of(store), theirs))
    working = store.do_in_steps(merge, theirs, found)
    for _ in range(steps):
        next(working)
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows knows no such end.")
@pytest.mark.parametrize("steps", [1, 3, 6])
def test_a_merge_that_is_killed_left_nothing(tmp_path: Path, steps: int) -> None:
    ours, theirs = laptop(tmp_path, "AA"), laptop(tmp_path, "BB")
    fill(ours)
    fill(theirs)
    before = holds(ours)
    path, other = (
        Path(connection_of(s).execute("PRAGMA database_list").fetchone()[2]) for s in (ours, theirs)
    )
    ours.close()
    theirs.close()
    process = multiprocessing.get_context("spawn").Process(
        target=merge_and_die, args=(path, other, steps)
    )
    process.start()
    process.join(60)
    assert process.exitcode == -signal.SIGKILL
    ours = Store.open(path)
    assert holds(ours) == before
    assert wrong(ours) == []
    ours.close()


def test_a_merge_that_is_stopped_at_any_step_left_nothing(laptops: Laptops) -> None:
    a, b, _ = laptops
    fill(a)
    fill(b)
    before, found = holds(a), planned(a, b)
    stopped = 0
    while True:
        working = a.do_in_steps(merge, connection_of(b), found)
        try:
            for _ in range(stopped):
                next(working)
        except StopIteration:
            break
        working.close()
        assert holds(a) == before
        stopped += 1
    assert stopped > 3
    assert wrong(a) == []
