"""What is purged is gone from the file, from every ledger that merges it, and nothing else is."""

from pathlib import Path
from typing import Any

import pytest

from store.errors import LedgerError, ParseError
from store.ledger import Store
from store.merging.conflicts import count_open
from store.merging.purging import PURGED, Purged, purge
from store.records import Casualty, Record
from store.vocabulary import Outcome, PersonStatus, Review
from tests.store.conftest import HOSTILE
from tests.store.merging.laptops import connection_of, done, holds, merged, planned, wrong
from tests.store.test_ledger import an_incident

Laptops = tuple[Store, Store, Store]
NAME = "Ma Thida Aung Xyzzy (invented)"


def a_person(store: Store, **more: object) -> Casualty:
    incident = an_incident(store)
    values: dict[str, Any] = {
        "incident": incident.id,
        "name": NAME,
        "notes": HOSTILE,
        "outcome": Outcome.KILLED,
        "status": PersonStatus.CIVILIAN,
        "review": Review.SUBMITTED,
        **more,
    }
    return store.save(Casualty(**values)).record


def purged(store: Store, record: Record, *parts: str) -> Purged:
    return done(
        store.do_in_steps(purge, type(record), record.id, "consent withdrawn", frozenset(parts))
    )


def bytes_of(store: Store) -> bytes:
    path = connection_of(store).execute("PRAGMA database_list").fetchone()[2]
    return Path(path).read_bytes()


def test_a_purged_name_is_in_no_byte_of_the_file(laptops: Laptops) -> None:
    a, _, _ = laptops
    person = a_person(a)
    a.save(a.get(Casualty, person.id).model_copy(update={"name": NAME + " U"}))
    a.keep_form(person.id, "casualty", {"name": NAME})
    assert NAME.encode() in bytes_of(a)
    assert purged(a, person, "name").changes == 2
    for form in (NAME, NAME.casefold(), "Xyzzy", "xyzzy"):
        assert form.encode() not in bytes_of(a)
    after = a.get(Casualty, person.id)
    assert (after.name, after.notes, after.outcome) == (None, HOSTILE, Outcome.KILLED)
    assert a.kept_forms() == []
    assert wrong(a) == []


def test_the_gap_is_seen_and_the_chain_verifies(laptops: Laptops) -> None:
    a, _, _ = laptops
    person = a_person(a)
    purged(a, person, "name")
    versions = a.history(a.get(Casualty, person.id))
    assert [version.purged for version in versions] == [True, False, False]
    assert versions[-1].why == "consent withdrawn"
    assert versions[0].by == "Saw AA (invented)"
    assert wrong(a) == []


def test_a_purging_reaches_every_ledger_that_merges_it(laptops: Laptops) -> None:
    a, b, c = laptops
    person = a_person(a)
    merged(b, a)
    merged(c, b)
    purged(a, person, "name")
    assert planned(b, a).purged == 1
    merged(b, a)
    merged(c, b)
    assert holds(a) == holds(b) == holds(c)
    assert all(NAME.encode() not in bytes_of(store) for store in (a, b, c))
    assert wrong(b) == wrong(c) == []


def test_a_change_that_arrives_after_its_purging_brings_no_content(laptops: Laptops) -> None:
    a, b, c = laptops
    person = a_person(a)
    merged(b, a)
    merged(c, b)
    purged(c, c.get(Casualty, person.id), "name")
    # The second laptop hears of the purging first, and is handed the old changes once more.
    merged(b, c)
    merged(b, a)
    merged(a, b)
    assert a.get(Casualty, person.id).name is None
    assert holds(a) == holds(b) == holds(c)
    assert all(NAME.encode() not in bytes_of(store) for store in (a, b, c))


def test_an_edit_that_did_not_know_of_a_purging_is_listed(laptops: Laptops) -> None:
    a, b, _ = laptops
    person = a_person(a)
    merged(b, a)
    purged(a, person, "name")
    b.save(b.get(Casualty, person.id).model_copy(update={"name": "Naw Paw (invented)"}))
    merged(a, b)
    merged(b, a)
    assert a.ask(count_open) == b.ask(count_open) == 1
    assert holds(a) == holds(b)
    purged(a, a.get(Casualty, person.id), "name")
    merged(b, a)
    assert a.ask(count_open) == b.ask(count_open) == 0
    assert b"Naw Paw (invented)" not in bytes_of(b)


def test_a_whole_record_can_be_purged(laptops: Laptops) -> None:
    a, b, _ = laptops
    person = a_person(a)
    merged(b, a)
    purged(a, person)
    after = a.get(Casualty, person.id)
    assert (after.code, after.retired, after.name, after.notes) == (person.code, PURGED, None, None)
    assert NAME.encode() not in bytes_of(a)
    merged(b, a)
    assert holds(a) == holds(b)
    assert wrong(a) == wrong(b) == []
    with pytest.raises(LedgerError):
        done(a.do_in_steps(purge, Casualty, person.id, "once more", frozenset({"name"})))


def test_what_was_replaced_does_not_come_back(laptops: Laptops) -> None:
    a, _, _ = laptops
    person = a_person(a, notes="first")
    a.save(a.get(Casualty, person.id).model_copy(update={"notes": "second", "name": NAME + "2"}))
    a.save(a.get(Casualty, person.id).model_copy(update={"notes": "third"}))
    purged(a, person, "name")
    assert a.get(Casualty, person.id).notes == "third"
    assert a.ask(count_open) == 0


def test_a_purging_needs_a_reason_and_a_part_that_there_is(laptops: Laptops) -> None:
    a, _, _ = laptops
    person = a_person(a)
    for why, parts in (
        (" ", frozenset[str]()),
        ("x", frozenset({"code"})),
        ("x", frozenset({"no"})),
    ):
        with pytest.raises(ParseError):
            done(a.do_in_steps(purge, Casualty, person.id, why, parts))
    assert a.get(Casualty, person.id).name == NAME
