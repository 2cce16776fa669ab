"""How long a merge takes beside the plain SQLite floor and sqlite-utils' upsert, and what it bears.

    python -m tests.benchmarks.merging floor 100000   # one run, side by side
    python -m tests.benchmarks.merging twenty 20 5000 # so many ledgers into one
    python -m tests.benchmarks.merging kills 50       # killed at a random moment

Times are the processor's, since other work disturbs the clock on the wall.
"""

import multiprocessing
import os
import random
import resource
import signal
import sqlite3
import sys
import time
from collections.abc import Callable, Generator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import gettempdir
from typing import TypeVar

from sqlite_utils import Database

from store.engine import Connection
from store.founded import Founding
from store.ledger import Store
from store.merging.applying import merge
from store.merging.planning import plan
from store.records import RECORD_TYPES
from store.rows import columns_of
from tests.benchmarks.grown_ledger import grown_ledger
from tests.benchmarks.made_ledger import made_ledger

T = TypeVar("T")
NOW = datetime(2023, 3, 6, tzinfo=UTC)
_SAVED = 5000
"""Changes of the source that are saved one by one; the others are made like them."""

_HISTORY = ("device", "person", "record", "chain", "change")


def finished(steps: Generator[object, None, T]) -> T:
    """What a long job returns."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            value: T = end.value
            return value


def timed(doing: Callable[[], T]) -> tuple[T, float]:
    """What it gives, and the processor's seconds it took."""
    started = time.process_time()
    found = doing()
    return found, time.process_time() - started


def new_ledger(path: Path, prefix: str = "OF") -> Store:
    """An empty ledger in place of whatever is there."""
    path.unlink(missing_ok=True)
    return Store.create(path, Founding("Office (invented)", prefix), clock=lambda: NOW)


def connection_of(store: Store) -> Connection:
    """What a file's reader would give."""
    found: Connection = store.ask(lambda connection: connection)
    return found


def merged(store: Store, theirs: Connection) -> tuple[float, float]:
    """The seconds that planning and merging took."""
    planned, planning = timed(lambda: finished(plan(connection_of(store), theirs)))
    _, merging = timed(lambda: finished(store.do_in_steps(merge, theirs, planned)))
    return planning, merging


def floor(folder: Path, count: int) -> None:
    """Merge, INSERT … SELECT and upsert of the same rows, one after the other."""
    made = grown_ledger(folder / f"made{count}.fieldledger", -(-count // _SAVED), _SAVED)
    source, target = Store.open(made), new_ledger(folder / "target.fieldledger")
    planning, merging = merged(target, connection_of(source))
    source.close()
    target.close()
    plain = new_ledger(folder / "plain.fieldledger")
    plain.close()
    _, copying = timed(lambda: _copied(folder / "plain.fieldledger", made))
    upserted = new_ledger(folder / "upserted.fieldledger")
    upserted.close()
    _, upserting = timed(lambda: _upserted(folder / "upserted.fieldledger", made))
    say(f"{count} changes: plan {planning:.2f} s, merge {merging:.2f} s of the processor's time")
    say(f"INSERT … SELECT of the same rows {copying:.2f} s: merge is {merging / copying:.1f} ×")
    say(f"sqlite-utils' upsert of the same rows {upserting:.2f} s: {merging / upserting:.2f} ×")
    say(f"at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def _tables() -> dict[str, str]:
    records = {model.table: columns_of(model) for model in RECORD_TYPES.values()}
    return dict.fromkeys(_HISTORY, "*") | {
        t: ", ".join(f'"{name}"' for name in names) for t, names in records.items()
    }


def _copied(path: Path, made: Path) -> None:
    """The history and the records, with their indexes; no full text, no counts."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("ATTACH ? AS made", (str(made),))
    connection.execute("BEGIN")
    for table, names in _tables().items():
        connection.execute(
            f'INSERT OR IGNORE INTO "{table}"({names}) SELECT {names} FROM made."{table}"'
            if names != "*"
            else f'INSERT OR IGNORE INTO "{table}" SELECT * FROM made."{table}"'
        )
    connection.execute("COMMIT")
    connection.close()


def _upserted(path: Path, made: Path) -> None:
    connection, source = sqlite3.connect(path), sqlite3.connect(made)
    source.row_factory = sqlite3.Row
    database = Database(connection, execute_plugins=False)
    for table, names in _tables().items():
        rows = (dict(row) for row in source.execute(f'SELECT {names} FROM "{table}"'))
        keys = ("chain", "seq") if table == "change" else ("id",)
        database.table(table, pk=keys).upsert_all(rows)
    connection.commit()
    connection.close()
    source.close()


def twenty(folder: Path, ledgers: int, changes: int) -> None:
    """So many ledgers of so many changes each, merged into one."""
    target = new_ledger(folder / "office.fieldledger")
    plans, merges = [], []
    for n in range(ledgers):
        path = folder / f"part{n}-{changes}.fieldledger"
        source = Store.open(_made(path, changes, n))
        planning, merging = merged(target, connection_of(source))
        source.close()
        plans.append(planning)
        merges.append(merging)
    count = connection_of(target).execute("SELECT count(*) FROM change").fetchone()[0]
    target.close()
    say(f"{ledgers} ledgers of {changes} changes: {count} in one")
    say(f"plans {sum(plans):.1f} s, merges {sum(merges):.1f} s of the processor's time")
    say(f"the first merge {merges[0]:.2f} s, the last {merges[-1]:.2f} s")
    say(f"at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def _made(path: Path, count: int, seed: int) -> Path:
    """As `made_ledger`, with ids of its own for each seed."""
    return made_ledger(path, count, seed=seed + 1)


def kills(folder: Path, times: int) -> None:
    """Killed at a random moment of a merge: all of it is there afterwards, or nothing."""
    made = made_ledger(folder / "made2000.fieldledger", 2000)
    started = time.monotonic()
    _merge_into(folder / "killed.fieldledger", made)
    longest = time.monotonic() - started
    dice = random.Random(1)  # noqa: S311 - which moments are taken
    outcomes = {"nothing": 0, "all": 0}
    for _ in range(times):
        path = folder / "killed.fieldledger"
        new_ledger(path).close()
        process = multiprocessing.get_context("spawn").Process(
            target=_merge_into, args=(path, made, False)
        )
        process.start()
        process.join(dice.uniform(0.3, longest + 1.5))
        if process.is_alive() and process.pid:
            os.kill(process.pid, signal.SIGKILL)
        process.join()
        outcomes[_outcome(path)] += 1
    say(f"killed {times} times: {outcomes['nothing']} × nothing, {outcomes['all']} × all of it")


def _merge_into(path: Path, made: Path, new: bool = True) -> None:  # noqa: FBT002
    store = new_ledger(path) if new else Store.open(path)
    source = Store.open(made) if new else Store(_reading(made))
    merged(store, connection_of(source))
    store.close()


def _reading(path: Path) -> Connection:
    from store.database import open_database

    return open_database(path, read_only=True)


def _outcome(path: Path) -> str:
    store = Store.open(path)
    wrong = [sentence for sentence in store.check() if sentence]
    (count,) = connection_of(store).execute("SELECT count(*) FROM change").fetchone()
    store.close()
    if wrong or count not in (0, 2000):
        raise AssertionError((count, wrong))
    return "all" if count else "nothing"


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    what, *numbers = sys.argv[1:]
    where = Path(os.environ.get("BENCHMARKS", gettempdir())) / "fieldledger-benchmarks"
    where.mkdir(parents=True, exist_ok=True)
    measured: dict[str, Callable[..., None]] = {"floor": floor, "twenty": twenty, "kills": kills}
    measured[what](where, *map(int, numbers))
