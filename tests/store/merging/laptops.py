"""Ledgers on several laptops that are merged into each other, and what they hold afterwards."""

import random
from collections.abc import Generator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from store.engine import Connection
from store.founded import Founding
from store.ledger import Store
from store.merging.applying import Merged, merge
from store.merging.planning import Plan, plan
from store.records import RECORD_TYPES

T = TypeVar("T")

NOW = datetime(2023, 3, 6, 12, tzinfo=UTC)


def laptop(folder: Path, prefix: str, now: datetime = NOW, dice_of: str = "") -> Store:
    """A new ledger of somebody invented, whose clock stands still and whose dice are loaded."""
    dice = random.Random(dice_of or prefix)  # noqa: S311 - ids that are the same in each run
    return Store.create(
        folder / f"{prefix}.fieldledger",
        Founding(f"Saw {prefix} (invented)", prefix),
        clock=lambda: now,
        random_bytes=dice.randbytes,
    )


def done(steps: Generator[object, None, T]) -> T:
    """What work in steps gives in the end."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: T = end.value
            return result


def connection_of(store: Store) -> Connection:
    found: Connection = store.ask(lambda connection: connection)
    return found


def planned(store: Store, other: Store) -> Plan:
    """What merging another ledger would do."""
    return done(plan(connection_of(store), connection_of(other)))


def merged(store: Store, other: Store) -> Merged:
    """Merges another ledger into the first."""
    found = planned(store, other)
    return done(store.do_in_steps(merge, connection_of(other), found))


def holds(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Everything of a ledger that is the same in each that has the same changes."""
    tables = {
        model.table: _rows(store, f"SELECT * FROM {model.table} ORDER BY id", skip="rid")
        for model in RECORD_TYPES.values()
    }
    for table in ("change", "conflict", "unheld", "purged"):
        tables[table] = _rows(store, f"SELECT * FROM {table} ORDER BY 1, 2")
    tables["location"] = _rows(store, "SELECT * FROM location ORDER BY key", skip="origin")
    tables["search"] = _rows(
        store, "SELECT id, folded FROM search_text JOIN record USING(rid) ORDER BY id"
    )
    tables["counts"] = _rows(
        store,
        'SELECT population, "by", what, first_month, last_month, place, left_first, left_last,'
        " documented, approved, sure, possible FROM tally_line ORDER BY 1, 2, 3, 4, 5, 6, 7, 8",
    )
    return tables


def _rows(store: Store, sql: str, skip: str = "") -> list[tuple[Any, ...]]:
    cursor = connection_of(store).execute(sql)
    names = [column[0] for column in cursor.description]
    return [tuple(v for name, v in zip(names, row, strict=True) if name != skip) for row in cursor]


def wrong(store: Store) -> list[str]:
    """What `check` finds."""
    return [sentence for sentence in store.check() if sentence]
