"""A merge is the union of two sets of changes, whole chains of them, or a sentence."""

from pathlib import Path

import pytest

from store.engine import Connection, connect
from store.ledger import Store
from store.merging.planning import Fate, Plan, plan
from store.records import Casualty, Citation, Incident, Source
from store.vocabulary import Outcome, PersonStatus, Review, SourceKind
from tests.store.conftest import HOSTILE
from tests.store.merging.laptops import (
    connection_of,
    done,
    holds,
    laptop,
    merged,
    planned,
    wrong,
)
from tests.store.test_ledger import an_incident

Laptops = tuple[Store, Store, Store]


def fill(store: Store) -> Incident:
    """An incident with a source and a person in it."""
    incident = an_incident(store, title=HOSTILE)
    source = store.save(
        Source(name=HOSTILE, kind=SourceKind.WITNESS, review=Review.SUBMITTED)
    ).record
    store.save(Citation(source=source.id, record=incident.id, review=Review.SUBMITTED))
    store.save(
        Casualty(
            incident=incident.id,
            name=HOSTILE,
            outcome=Outcome.KILLED,
            status=PersonStatus.CIVILIAN,
            review=Review.SUBMITTED,
        )
    )
    return incident


def sent(store: Store, *statements: str) -> Connection:
    """A file with the history of a ledger, to be tampered with."""
    copy = connect(":memory:", isolation_level=None)
    source = connection_of(store)
    for table in ("device", "person", "record", "chain", "change"):
        rows = source.execute(f"SELECT * FROM {table}").fetchall()
        names = [c[1] for c in source.execute(f"PRAGMA table_info({table})")]
        copy.execute(f"CREATE TABLE {table}({', '.join(names)})")
        copy.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(names))})", rows)
    copy.execute(
        "CREATE TABLE location(key, level, name, name_local, parent, lat, lon, aliases, origin)"
    )
    for statement in statements:
        copy.execute(statement)
    return copy


def plan_of(store: Store, theirs: Connection) -> Plan:
    return done(plan(connection_of(store), theirs))


def test_what_one_ledger_has_the_other_has_afterwards(laptops: Laptops) -> None:
    a, b, _ = laptops
    fill(a)
    found = planned(b, a)
    kinds = ("incident", "source", "citation", "casualty")
    assert found.counts == {(kind, Fate.NEW): 1 for kind in kinds}
    assert merged(b, a).changes == 4
    assert holds(a) == holds(b)
    assert wrong(b) == []


def test_merging_twice_changes_nothing_and_logs_nothing(laptops: Laptops) -> None:
    a, b, _ = laptops
    fill(a)
    merged(b, a)
    before = holds(b)
    again = planned(b, a)
    assert (again.parts, again.records) == ((), ())
    assert again.same == {"incident": 1, "source": 1, "citation": 1, "casualty": 1}
    assert merged(b, a).number == 0
    assert holds(b) == before
    assert connection_of(b).execute("SELECT count(*) FROM merge_log").fetchone() == (1,)


def test_the_order_of_merges_does_not_matter(laptops: Laptops, tmp_path: Path) -> None:
    a, b, c = laptops
    incident = fill(a)
    merged(b, a)
    b.save(b.get(Incident, incident.id).model_copy(update={"title": "from the second"}))
    fill(b)
    a.save(a.get(Incident, incident.id).model_copy(update={"title": "from the first"}))
    merged(c, a)
    merged(c, b)
    other = laptop(tmp_path, "DD")
    merged(other, b)
    merged(other, a)
    assert holds(c) == holds(other)
    assert wrong(c) == wrong(other) == []
    assert len(holds(c)["conflict"]) == 1


def test_a_plan_tells_new_changed_conflicting_and_same(laptops: Laptops) -> None:
    a, b, _ = laptops
    first, second, third = (an_incident(a) for _ in range(3))
    merged(b, a)
    b.save(b.get(Incident, first.id).model_copy(update={"title": "changed there"}))
    b.save(b.get(Incident, second.id).model_copy(update={"title": "theirs"}))
    a.save(a.get(Incident, second.id).model_copy(update={"title": "ours"}))
    fourth = an_incident(b)
    found = planned(a, b)
    assert {p.record: p.fate for p in found.records} == {
        first.id: Fate.CHANGED,
        second.id: Fate.CONFLICTING,
        fourth.id: Fate.NEW,
    }
    assert found.same == {"incident": 1}
    assert third.id not in {p.record for p in found.records}


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE change SET body = replace(body, 'killed', 'injured')",
        "UPDATE change SET at = '2035-01-01T00:00:00Z' WHERE seq = 2",
        "UPDATE change SET actor = 'somebody' WHERE seq = 3",
        "UPDATE chain SET began_at = '2035-01-01T00:00:00Z'",
        "DELETE FROM change WHERE seq = 2",
        "UPDATE change SET body = NULL WHERE seq = 2",
        "UPDATE change SET lamport = 4611686018427387905",
        "UPDATE change SET seq = 9 WHERE seq = 4",
    ],
)
def test_what_was_tampered_with_is_refused_in_a_sentence(laptops: Laptops, tampering: str) -> None:
    a, b, _ = laptops
    fill(a)
    found = plan_of(b, sent(a, tampering))
    assert found.parts == ()
    assert [refusal.device for refusal in found.refused] == ["AA"]
    assert found.refused[0].why.endswith(".")


def test_a_fork_is_told_and_the_other_chains_are_taken(laptops: Laptops, tmp_path: Path) -> None:
    a, b, c = laptops
    fill(a)
    merged(b, a)
    fill(c)
    merged(a, c)
    forged = sent(a)
    # Somebody rewrote the past of a chain, with hashes that are right in themselves.
    (tmp_path / "twin").mkdir()
    twin = laptop(tmp_path / "twin", "AA")
    an_incident(twin, title="another past")
    rows = connection_of(twin).execute("SELECT * FROM change").fetchall()
    chain = rows[0][0]
    twin.close()
    forged.execute("DELETE FROM change WHERE chain = ?", (chain,))
    marks = ", ".join("?" * len(rows[0]))
    forged.executemany(f"INSERT INTO change VALUES ({marks})", rows)
    found = plan_of(b, forged)
    assert ["parts from" in refusal.why for refusal in found.refused] == [True]
    assert [part.count for part in found.parts] == [4]
