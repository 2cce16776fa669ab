"""Makes a ledger of a million records straight in its tables, the same each time.

A save of each would take an hour; history and full text are left out, since counting asks for
neither. What is kept of the counts is made by the program itself.
"""

import random
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from store.counting.kept_totals import rebuild
from store.engine import Connection
from store.founded import Founding
from store.identifiers import new_record_id
from store.kinds import SQLValue, quoted
from store.ledger import Store
from store.records import (
    RECORD_TYPES,
    Casualty,
    Citation,
    Damage,
    Detention,
    Figure,
    Incident,
    Link,
    Record,
)
from store.rows import columns_of, empty_row

NOW = datetime(2023, 3, 6, tzinfo=UTC)
CHUNK = 5_000
BEGINS, DAYS = date(2021, 2, 1), 764
Row = dict[str, SQLValue]


def counted_ledger(path: Path, incidents: int) -> Path:
    """A ledger with so many incidents and what hangs on them, five records each; made once."""
    if path.exists():
        return path
    part = path.with_suffix(".part")
    part.unlink(missing_ok=True)
    dice = random.Random(incidents)  # noqa: S311 - the same ledger in each run
    founding = Founding("Benchmark (invented)", "BM", as_of=date(2023, 3, 6))
    store = Store.create(part, founding, clock=lambda: NOW, random_bytes=dice.randbytes)
    try:
        with store.together():
            store.ask(_fill, dice, incidents)
        with store.together():
            store.ask(rebuild)
            store.ask(lambda connection: connection.execute("ANALYZE"))
    finally:
        store.close()
    part.rename(path)
    return path


def _fill(connection: Connection, dice: random.Random, incidents: int) -> None:
    villages = connection.execute(
        "SELECT key, name, township FROM location WHERE level = 'village' AND township IS NOT NULL"
    ).fetchall()
    rid = 0
    waiting: dict[str, list[tuple[SQLValue, ...]]] = {table: [] for table in RECORD_TYPES}
    for _ in range(incidents):
        for model, row in _scene(dice, dice.choice(villages)):
            rid += 1
            whole = {**empty_row(model), **row, "rid": rid, "code": f"BM-{rid:07d}"}
            waiting[model.table].append(tuple(whole[name] for name in columns_of(model)))
        if rid % CHUNK < 5:
            _write(connection, waiting)
    _write(connection, waiting)


def _write(connection: Connection, waiting: dict[str, list[tuple[SQLValue, ...]]]) -> None:
    for table, rows in waiting.items():
        model = RECORD_TYPES[table]
        names = columns_of(model)
        at = names.index("id")
        connection.executemany(
            "INSERT INTO record VALUES (?, ?, ?)", [(row[0], row[at], table) for row in rows]
        )
        connection.executemany(
            f"INSERT INTO {quoted(table)}({', '.join(map(quoted, names))})"
            f" VALUES ({', '.join('?' * len(names))})",
            rows,
        )
        rows.clear()


_SCENES = {
    ("shelling", "artillery_mortar", "state_forces"): 34,
    ("airstrike", "airstrike_jet", "state_forces"): 16,
    ("airstrike", "airstrike_helicopter", "state_forces"): 5,
    ("raid", "small_arms", "state_forces"): 12,
    ("ground_clash", "small_arms", "unknown"): 9,
    ("landmine_explosion", "landmine_ied", "unknown"): 8,
    ("arson", "arson", "state_forces"): 6,
    ("arrest_operation", None, "police"): 5,
    ("shooting", "small_arms", "unidentified_armed"): 3,
    ("drone_attack", "drone", "resistance_force"): 2,
}
"""What happened, by what, by whom, and how often of a hundred."""


def _one(dice: random.Random, weights: dict[Any, int]) -> Any:  # noqa: ANN401 - whatever is weighed
    return dice.choices(list(weights), list(weights.values()))[0]


def _scene(
    dice: random.Random, village: tuple[str, str, str]
) -> Iterator[tuple[type[Record], Row]]:
    """An incident, its citation, and three or so people, buildings and figures."""
    key, name, township = village
    first = BEGINS + timedelta(days=dice.randrange(DAYS))
    last = first + timedelta(days=dice.choice([0] * 9 + [dice.randrange(40)]))
    when: Row = {
        "eff_from": first.isoformat(),
        "eff_to": last.isoformat(),
        "eff_precision": "day" if first == last else "range",
    }
    where: Row = {"eff_place": key, "eff_place_name": name, "eff_township": township}
    review = _one(dice, {"submitted": 60, "approved": 36, "draft": 3, "returned": 1})
    shared = {**when, **where, "review": review, "cited": int(dice.random() < 0.97)}
    new = new_id(dice)
    kind, means, actor = _one(dice, _SCENES)
    yield (
        Incident,
        {
            "id": new,
            "kind": kind,
            "means": means,
            "actor_kind": actor,
            "place": key,
            "grade": _one(dice, {"ungraded": 50, "fair": 30, "weak": 18, "unverifiable": 2}),
            **{f"when_{end.removeprefix('eff_')}": value for end, value in when.items()},
            **shared,
        },
    )
    yield Citation, {"id": new_id(dice), "record": new, "review": "submitted"}
    casualties = [new_id(dice) for _ in range(dice.choice([1, 2]))]
    for record in casualties:
        yield Casualty, {"id": record, "incident": new, **_person(dice), **shared}
    match dice.randrange(10):
        case 0 | 1:
            yield Detention, {"id": new_id(dice), "incident": new, **_held(dice, last), **shared}
        case 2:
            yield Figure, {"id": new_id(dice), "incident": new, **_figure(dice)}
        case 3 if len(casualties) > 1 and dice.random() < 0.2:
            a, b = casualties
            yield Link, {"id": new_id(dice), "a": a, "b": b, **_link(dice)}
        case _:
            for _ in range(dice.choice([1, 2, 3])):
                yield Damage, {"id": new_id(dice), "incident": new, **_building(dice), **shared}


def new_id(dice: random.Random) -> str:
    return new_record_id(NOW, dice.randbytes)


def _person(dice: random.Random) -> Row:
    return {
        "quantity": _one(dice, {1: 90, 2: 6, 5: 4}),
        "outcome": _one(
            dice,
            {"injured": 55, "killed": 36, "died_fleeing": 5, "missing": 3, "died_in_custody": 1},
        ),
        "status": _one(
            dice, {"civilian": 86, "unknown": 8, "armed_group_member": 4, "participating": 2}
        ),
        "sex": _one(dice, {"male": 55, "female": 36, "unknown": 9}),
        "age_group": _one(dice, {"adult": 55, "child": 20, "older": 10, "unknown": 15}),
    }


def _held(dice: random.Random, after: date) -> Row:
    left = (after + timedelta(days=dice.randrange(1, 300))).isoformat()
    released: Row = {"released_from": left, "released_to": left, "released_precision": "day"}
    return {
        "quantity": 1,
        "sex": dice.choice(["female", "male"]),
        **(released if dice.random() < 0.4 else {}),
    }


def _building(dice: random.Random) -> Row:
    kinds = {"home": 72, "rice_store": 8, "farm_hut": 6, "church": 5, "school": 4, "clinic": 2}
    return {
        "quantity": dice.choice([1, 1, 3, 9]),
        "kind": _one(dice, {**kinds, "monastery": 2, "vehicle": 1}),
        "grade": _one(dice, {"destroyed": 60, "severe": 20, "slight": 12, "unknown": 8}),
        "grade_basis": _one(dice, {"photo_video": 40, "visited": 30, "witness": 20, "report": 10}),
    }


def _figure(dice: random.Random) -> Row:
    number = dice.randrange(12)
    return {
        "kind": "incident",
        "measure": "killed",
        "population": "civilians",
        "best": number,
        "qualifier": dice.choice(["exact", "at_least"]),
        "text": "told",
        "accepted": dice.choice(["accepted", "undecided"]),
        "review": "submitted",
    }


def _link(dice: random.Random) -> Row:
    decision = dice.choice(["same", "same_person", "unsure", "not_same"])
    return {"decision": decision, "reason": "told", "review": "submitted"}


if __name__ == "__main__":
    target, number = Path(sys.argv[1]), int(sys.argv[2])
    started = time.perf_counter()
    counted_ledger(target, number)
    sys.stdout.write(
        f"{time.perf_counter() - started:.1f} s, {target.stat().st_size / 1e6:.1f} MB\n"
    )
