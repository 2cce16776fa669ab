"""Times extracts beside the plain floor: the same rows copied with INSERT … SELECT, in one run.

python -m tests.benchmarks.extracting FOLDER [RECORDS]
"""

import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

from store.exchange import ALL_PROFILES, FORMATS, Asked, extracting, finished
from store.ledger import Store
from store.records import RECORD_TYPES
from tests.benchmarks.counted_ledger import counted_ledger

RECORDS = 100_000
PER_INCIDENT = 5


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds on the wall and of the processor."""
    started, used = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - started, time.process_time() - used


def floor(store: Store, path: Path) -> None:
    """Copies the tables of the records, and nothing else, into a new plain file."""
    path.touch()

    def copy(connection: object) -> None:
        run = connection.execute  # type: ignore[attr-defined]
        run("ATTACH ? AS floor", (str(path),))
        run("PRAGMA floor.journal_mode=OFF")
        run("BEGIN")
        for table in RECORD_TYPES:
            run(f"CREATE TABLE floor.{table} AS SELECT * FROM {table} WHERE 0")
            run(f"INSERT INTO floor.{table} SELECT * FROM {table}")
        run("COMMIT")
        run("DETACH floor")

    store.ask(copy)


def count(connection: object, table: str) -> int:
    """How many records of a kind there are."""
    (many,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # type: ignore[attr-defined]
    return int(many)


def main(folder: Path, records: int) -> None:
    """Prints one line for the floor and one for each profile and format."""
    folder.mkdir(parents=True, exist_ok=True)
    store = Store.open(counted_ledger(folder / f"{records}.fieldledger", records // PER_INCIDENT))
    seconds, used = timed(lambda: floor(store, folder / f"floor-{time.time_ns()}"))
    many = sum(store.ask(count, table) for table in RECORD_TYPES)
    say(f"{many} records")
    say(f"floor             {seconds:6.2f} s  {used:6.2f} s CPU")
    for profile in ALL_PROFILES.values():
        for form in FORMATS:
            path = folder / f"{profile.code}-{time.time_ns()}"
            asked = Asked(profile, form)

            def write(path: Path = path, asked: Asked = asked) -> None:
                finished(extracting(store, path, asked))

            took, cpu = timed(write)
            name = f"{profile.code} {form}"
            say(f"{name:<16}  {took:6.2f} s  {cpu:6.2f} s CPU  {cpu / used:5.1f} × the floor")
    store.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    say(f"most memory: {peak:.0f} MB")


def say(line: str) -> None:
    """Prints a line."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else RECORDS)
