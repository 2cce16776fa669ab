"""A whole merge is undone as if it had not been, until something is built on it."""

import pytest

from store.errors import MergeStays
from store.ledger import Store
from store.merging.taking_back import past_merges, take_back, undoable
from store.records import Citation, Incident, Link, PlaceRecord
from store.vocabulary import LinkDecision, PlaceLevel, Review
from tests.store.conftest import HOSTILE
from tests.store.merging.laptops import done, holds, merged, wrong
from tests.store.merging.test_purging import a_person, purged
from tests.store.merging.test_union import fill
from tests.store.test_ledger import an_incident

Laptops = tuple[Store, Store, Store]


def undo(store: Store) -> int:
    return done(store.do_in_steps(take_back))


def test_everything_is_as_it_was(laptops: Laptops) -> None:
    a, b, c = laptops
    incident = fill(a)
    person = a_person(a)
    merged(b, a)
    b.save(b.get(Incident, incident.id).model_copy(update={"title": "theirs"}))
    a.save(a.get(Incident, incident.id).model_copy(update={"title": "ours"}))
    fill(b)
    place = b.save(
        PlaceRecord(
            name=HOSTILE, level=PlaceLevel.CAMP, parent="MMR002001", review=Review.SUBMITTED
        )
    ).record
    b.save(
        Link(
            a=person.id,
            b=a_person(b).id,
            decision=LinkDecision.SAME,
            reason="one person",
            review=Review.SUBMITTED,
        )
    )
    b.save(Citation(record=person.id, review=Review.DRAFT))
    before = holds(a)
    merged(a, b)
    assert holds(a) != before
    assert a.get(PlaceRecord, place.id).name == HOSTILE
    assert undo(a) > 0
    assert holds(a) == before
    assert wrong(a) == []
    assert [merge.is_undone for merge in a.ask(past_merges)] == [True]
    merged(a, b)
    merged(b, a)
    assert holds(a) == holds(b)
    assert wrong(a) == []
    merged(c, b)
    assert holds(c) == holds(a)


def test_a_merge_into_an_empty_ledger_leaves_it_empty(laptops: Laptops) -> None:
    a, b, _ = laptops
    fill(b)
    before = holds(a)
    merged(a, b)
    undo(a)
    assert holds(a) == before
    assert a.ask(lambda c: c.execute("SELECT count(*) FROM chain").fetchone()) == (0,)
    assert a.ask(lambda c: c.execute("SELECT count(*) FROM person").fetchone()) == (1,)


def test_a_merge_stays_once_something_was_written_since(laptops: Laptops) -> None:
    a, b, c = laptops
    with pytest.raises(MergeStays):
        a.ask(undoable)
    fill(b)
    fill(c)
    merged(a, b)
    merged(a, c)
    assert undo(a) == 4
    # The merge before it is the last one again.
    assert a.ask(undoable).number == 1
    an_incident(a)
    held = holds(a)
    with pytest.raises(MergeStays):
        undo(a)
    assert holds(a) == held


def test_a_merge_that_brought_a_purging_stays(laptops: Laptops) -> None:
    a, b, _ = laptops
    person = a_person(b)
    merged(a, b)
    purged(b, person, "name")
    merged(a, b)
    with pytest.raises(MergeStays):
        undo(a)
