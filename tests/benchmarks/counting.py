"""Times what a summary asks of a ledger of a million records, beside plain SQL over the same file.

Times are those of this thread, so that what else the machine does weighs little; what keeping the
counts costs a save is told beside the same save without it. Saves are written into the ledger.

python -m tests.benchmarks.counting LEDGER [INCIDENTS]
"""

import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

from store.counting.behind import records_behind
from store.counting.besides import besides
from store.counting.explaining import Column, Question
from store.counting.kept_counting import KeptCounting
from store.counting.lines import Grounds, count_all
from store.counting.measures import BY_CODE
from store.counting.scope import Scope, read_scope
from store.counting.tables import TableAsked, make_table
from store.engine import Connection
from store.ledger import Store
from store.records import Casualty, Incident
from store.reporting.glance import glance
from store.vocabulary import IncidentGrade, Outcome, Review
from tests.benchmarks.counted_ledger import counted_ledger

PERIODS = {"month": "2022-05", "year": "2022", "all time": "start..2023-03-06"}
TIMES = 7

PLAIN = """SELECT 'casualty', outcome, coalesce(status, 'unknown'), sum(quantity),
  sum(quantity) FILTER (WHERE review = 'approved')
FROM documented_casualty WHERE eff_from >= ?1 AND eff_to <= ?2 GROUP BY 2, 3
UNION ALL SELECT 'detention', '', '', sum(quantity),
  sum(quantity) FILTER (WHERE review = 'approved')
FROM documented_detention WHERE eff_from >= ?1 AND eff_to <= ?2
UNION ALL SELECT 'damage', kind, grade, sum(quantity),
  sum(quantity) FILTER (WHERE review = 'approved')
FROM documented_damage WHERE eff_from >= ?1 AND eff_to <= ?2 GROUP BY 2, 3"""
"""What is documented, without ranges, what waits, people once, and who was in detention."""

PLAIN_TABLE = """SELECT month, township, sum(quantity) FROM documented_casualty
WHERE outcome IN ('killed', 'died_in_custody') AND status = 'civilian'
  AND eff_from >= ?1 AND eff_to <= ?2 GROUP BY 1, 2"""


def timed_once(work: Callable[[], object]) -> float:
    """The processor time of a run, in milliseconds."""
    started = time.thread_time()
    work()
    return (time.thread_time() - started) * 1000


def median(work: Callable[[], object], times: int = TIMES) -> float:
    """The median of some runs, in milliseconds."""
    return statistics.median(timed_once(work) for _ in range(times))


def scope_of(store: Store, period: str) -> Scope:
    """A period everywhere, of civilians."""
    found: Scope = store.ask(read_scope, period, start=store.settings.start, today=store.today)
    return found


def summary(connection: Connection, scope: Scope) -> None:
    """The numbers of the first screen, and the figures beside them."""
    counting = KeptCounting(connection)
    count_all(counting, scope)
    besides(connection, counting, scope)


def table(connection: Connection, scope: Scope, *by: str) -> None:
    """Killed by two dimensions."""
    ground = Grounds.of(scope).happened
    make_table(KeptCounting(connection), TableAsked(scope, ground, BY_CODE["killed"], by))


def behind(connection: Connection, scope: Scope, line: str, column: Column) -> None:
    """The first page of the records behind a number."""
    ground = Grounds.of(scope).for_line(line)
    records_behind(connection, Question(scope, ground, line, column), limit=100)


def saved_with_and_without(store: Store) -> None:
    """What keeping the counts adds to a save: of somebody new, and of an incident corrected."""
    rows = store.ask(
        lambda c: c.execute(
            "SELECT id FROM incident WHERE review = 'submitted' ORDER BY rid LIMIT ?", (2 * SAVES,)
        ).fetchall()
    )
    incidents = [record for (record,) in rows]

    def person(incident: str) -> None:
        store.save(Casualty(incident=incident, outcome=Outcome.INJURED, review=Review.SUBMITTED))

    def correction(incident: str) -> None:
        found = store.get(Incident, incident)
        grade = IncidentGrade.FAIR if found.grade != IncidentGrade.FAIR else IncidentGrade.WEAK
        store.save(found.model_copy(update={"grade": grade}))

    for name, save in (("somebody new", person), ("an incident corrected", correction)):
        with_counts: list[float] = []
        without: list[float] = []
        for incident in incidents:
            if len(with_counts) <= len(without):
                with_counts.append(timed_once(partial(save, incident)))
            else:
                with patch("store.ledger.settle"):
                    without.append(timed_once(partial(save, incident)))
                with store.together():
                    pass
        kept, plain = statistics.median(with_counts), statistics.median(without)
        sys.stdout.write(
            f"save of {name:<34}{kept:8.1f} ms   without counts {plain:6.1f} ms"
            f"   {kept / plain:6.1f} times\n"
        )


SAVES = 30


def told(name: str, kept: float, plain: float | None = None) -> None:
    """A line with the time, and how many times longer plain SQL takes."""
    ratio = "" if plain is None else f"   plain SQL {plain:9.1f} ms   {plain / kept:6.1f} times"
    sys.stdout.write(f"{name:<42}{kept:8.1f} ms{ratio}\n")


def main(path: Path, incidents: int) -> None:
    """Times everything and prints it."""
    store = Store.open(counted_ledger(path, incidents))

    def timed(work: Callable[..., Any], *arguments: object) -> float:
        return median(lambda: store.ask(work, *arguments))

    def plain(sql: str, scope: Scope) -> float:
        ends = (scope.stretch.first, scope.stretch.last)
        return median(lambda: store.ask(lambda c: c.execute(sql, ends).fetchall()), 3)

    try:
        scopes = {name: scope_of(store, period) for name, period in PERIODS.items()}
        for name, scope in scopes.items():
            told(f"summary, {name}", timed(summary, scope), plain(PLAIN, scope))
            told(f"  with its bars, {name}", timed(glance, store.settings, scope))
        for name, scope in scopes.items():
            told(
                f"month × township, {name}",
                timed(table, scope, "month", "township"),
                plain(PLAIN_TABLE, scope),
            )
        told("means × actor, all time", timed(table, scopes["all time"], "means", "actor"))
        told("sex × age, a year", timed(table, scopes["year"], "sex", "age"))
        for line in ("killed", "killed_in_custody", "homes_destroyed", "in_detention"):
            for name in ("month", "all time"):
                took = timed(behind, scopes[name], line, Column.HIGH)
                told(f"behind {line}, {name}", took)
        told("behind what waits, all time", timed(behind, scopes["all time"], "", Column.WAITING))
        saved_with_and_without(store)
    finally:
        store.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if sys.argv[2:] else 200_000)
