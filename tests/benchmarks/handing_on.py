"""Times a handoff of everything in a ledger beside the floor: the same rows copied by SQLite.

    python -m tests.benchmarks.handing_on LEDGER [CHANGES]

The ledger is made with that many changes if it is not there. In one run, in turns: our handoff
(open, then sealed) and its reading; `INSERT … SELECT` of the same tables into a new file; and
sqlite-utils' upsert of the same rows. Processor seconds, the median of three turns, since other
work on the machine disturbs the clock.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from store.engine import connect, sqlite_utils_database
from store.handoff import layout
from store.handoff.keyring import Keyring, PinnedKey, keyring_of, own_keys
from store.handoff.making import HandedOn, Order, hand_on
from store.handoff.pinning import pin
from store.handoff.reading import read_handoff
from store.kinds import quoted
from store.ledger import Store
from tests.benchmarks.made_ledger import made_ledger
from tests.store.handoff.handing import finished, new_ledger

TURNS = 3


def main() -> None:
    """Prints the medians and what they are times the floor."""
    path = Path(sys.argv[1])
    changes = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    ledger = Store.open(made_ledger(path, changes))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        office = new_ledger(folder / "office.fieldledger", "Office (invented)", "OFC1", seed=2)
        to_office = ledger.do(pin, office.do(own_keys).party)
        office.do(pin, ledger.do(own_keys).party)
        keys: Keyring = office.ask(keyring_of)
        _compare(ledger, to_office, keys, folder)
        office.close()
    ledger.close()


def _compare(ledger: Store, to_office: PinnedKey, keys: Keyring, folder: Path) -> None:
    orders = {
        "handoff, open": Order(to_office, everything=True, is_open=True),
        "handoff, sealed": Order(to_office, everything=True),
    }
    spent: dict[str, list[float]] = {}
    done: dict[str, HandedOn] = {}

    def take(what: str, work: Callable[[], object]) -> None:
        begun = time.process_time()
        work()
        spent.setdefault(what, []).append(time.process_time() - begun)

    for turn in range(TURNS):
        for what, order in orders.items():
            out = folder / f"{what} {turn}"
            take(what, partial(_made, ledger, out, order, done, what))
            take(f"reading: {what}", partial(_read, out, keys))
        take("INSERT … SELECT", partial(_copied, ledger, folder / f"floor {turn}"))
        take("sqlite-utils upsert", partial(_upserted, ledger, folder / f"utils {turn}"))
    floor = statistics.median(spent["INSERT … SELECT"])
    made = done["handoff, open"]
    sys.stdout.write(f"{made.manifest.changes:,} changes of {made.records:,} records\n")
    for what, times in spent.items():
        median = statistics.median(times)
        size = f", {done[what].size / 1e6:.1f} MB" if what in done else ""
        sys.stdout.write(f"{what}: {median:.2f} s, {median / floor:.1f} times the floor{size}\n")


def _made(ledger: Store, out: Path, order: Order, done: dict[str, HandedOn], what: str) -> None:
    done[what] = finished(hand_on(ledger, out, order))


def _read(out: Path, keys: Keyring) -> None:
    finished(read_handoff(out, keys)).close()


def _copied(ledger: Store, out: Path) -> None:
    """The floor: the same tables and rows, copied within SQLite; nothing checked or hashed."""
    target = connect(out, isolation_level=None)
    for statement in layout.tables().values():
        target.execute(statement)
    target.close()
    ledger.ask(lambda c: c.execute("ATTACH ? AS target", (str(out),)))
    ledger.ask(lambda c: c.execute("BEGIN"))
    for table in layout.contents():
        names = ", ".join(map(quoted, layout.columns(table)))
        order = ", ".join(map(quoted, layout.key_of(table)))
        ledger.ask(
            lambda c, t=table, n=names, o=order: c.execute(
                f"INSERT INTO target.{quoted(t)} SELECT {n} FROM main.{quoted(t)} ORDER BY {o}"
            )
        )
    ledger.ask(lambda c: c.execute("COMMIT"))
    ledger.ask(lambda c: c.execute("DETACH target"))


def _upserted(ledger: Store, out: Path) -> None:
    target = connect(out, isolation_level=None)
    for statement in layout.tables().values():
        target.execute(statement)
    target.execute("PRAGMA synchronous=OFF")
    database = sqlite_utils_database(target)
    for table in layout.contents():
        names = layout.columns(table)
        chosen = ", ".join(map(quoted, names))
        rows = ledger.ask(lambda c, t=table, n=chosen: c.execute(f"SELECT {n} FROM {quoted(t)}"))
        database.table(table).upsert_all(
            (dict(zip(names, row, strict=True)) for row in rows), pk=layout.key_of(table)
        )
    target.close()


if __name__ == "__main__":
    main()
