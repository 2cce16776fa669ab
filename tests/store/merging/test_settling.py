"""Conflicts are told, settled one by one or by a rule, and the settling travels."""

from pathlib import Path

import pytest

from store.errors import LedgerError, RecordInvalid, StaleRecord
from store.history import RETIRED, REVIEW
from store.ledger import Store
from store.merging.conflicts import (
    UNTOUCHED,
    InConflict,
    conflicts_in,
    count_open,
    listed_conflicts,
)
from store.merging.resolving import Rule, resolve, resolve_by_rule
from store.records import Incident, Record
from store.vocabulary import IncidentKind, Review
from tests.store.conftest import HOSTILE
from tests.store.merging.laptops import done, holds, merged, planned, wrong
from tests.store.test_ledger import an_incident

Laptops = tuple[Store, Store, Store]


def change(store: Store, record: Record, **values: object) -> Record:
    current = store.get(type(record), record.id)
    return store.save(current.model_copy(update=values)).record


def of(store: Store, record: Record) -> InConflict:
    found: InConflict | None = store.ask(conflicts_in, type(record), record.id, store.lookup)
    assert found
    return found


def both_changed(a: Store, b: Store, **values: tuple[object, object]) -> Incident:
    """An incident that two laptops changed differently, merged into the first."""
    incident = an_incident(a, title="before")
    merged(b, a)
    change(a, incident, **{name: ours for name, (ours, _) in values.items()})
    change(b, incident, **{name: theirs for name, (_, theirs) in values.items()})
    merged(a, b)
    return incident


def test_a_conflict_tells_before_ours_and_theirs(laptops: Laptops) -> None:
    a, b, _ = laptops
    incident = both_changed(a, b, title=("ours", HOSTILE))
    (conflict,) = of(a, incident).conflicts
    assert (conflict.label, conflict.before) == ("Title", "before")
    assert {(c.device, c.value, c.is_ours) for c in conflict.candidates} == {
        ("AA", "ours", True),
        ("BB", HOSTILE, False),
    }
    shown = next(c for c in conflict.candidates if c.is_shown)
    assert shown.value == a.get(Incident, incident.id).title
    (listed,) = a.ask(listed_conflicts)
    assert (listed.summary.id, listed.labels, listed.devices) == (
        incident.id,
        ("Title",),
        ("AA", "BB"),
    )


def test_only_what_differs_is_open(laptops: Laptops) -> None:
    a, b, _ = laptops
    incident = both_changed(a, b, title=("same", "same"), narrative=("ours", "theirs"))
    assert [conflict.part for conflict in of(a, incident).conflicts] == ["narrative"]


def test_settling_is_a_change_that_everybody_gets(laptops: Laptops) -> None:
    a, b, c = laptops
    incident = both_changed(a, b, title=("ours", "theirs"), narrative=("ours", "theirs"))
    found = of(a, incident)
    theirs = {
        conflict.part: candidate.change
        for conflict in found.conflicts
        for candidate in conflict.candidates
        if not candidate.is_ours
    }
    left = a.do(resolve, Incident, incident.id, {"title": theirs["title"]}, heads=found.heads)
    assert left == ("narrative",)
    a.do(resolve, Incident, incident.id, {"narrative": theirs["narrative"]})
    assert a.ask(count_open) == 0
    assert a.get(Incident, incident.id).title == "theirs"
    merged(b, a)
    merged(c, a)
    assert holds(a) == holds(b) == holds(c)
    assert wrong(a) == []


def test_settling_what_changed_meanwhile_is_stale(laptops: Laptops) -> None:
    a, b, _ = laptops
    incident = both_changed(a, b, title=("ours", "theirs"))
    found = of(a, incident)
    change(a, incident, narrative="more")
    with pytest.raises(StaleRecord):
        a.do(
            resolve,
            Incident,
            incident.id,
            {"title": found.conflicts[0].candidates[0].change},
            heads=found.heads,
        )
    with pytest.raises(LedgerError):
        a.do(resolve, Incident, incident.id, {"title": ("nobody", 1)})


def test_a_rule_settles_many_at_once(laptops: Laptops) -> None:
    a, b, c = laptops
    incidents = [an_incident(a, title=str(n)) for n in range(4)]
    merged(b, a)
    merged(c, a)
    for incident in incidents:
        change(a, incident, title="ours")
    for incident in incidents[:3]:
        change(b, incident, title=f"theirs {incident.code}")
    change(c, incidents[3], title="of a third")
    merged(a, b)
    merged(a, c)
    assert done(a.do_in_steps(resolve_by_rule, Rule("BB"))) == 3
    assert [a.get(Incident, i.id).title for i in incidents[:3]] == [
        f"theirs {i.code}" for i in incidents[:3]
    ]
    assert a.ask(count_open) == 1
    assert done(a.do_in_steps(resolve_by_rule, Rule())) == 1
    assert a.get(Incident, incidents[3].id).title == "ours"
    assert wrong(a) == []


def test_a_rule_leaves_an_approval_open_that_would_break_rules(laptops: Laptops) -> None:
    a, b, _ = laptops
    wanting, only_wanting, right = (an_incident(a, title=str(n)) for n in range(3))
    merged(b, a)
    change(a, wanting, narrative="ours")
    change(b, wanting, narrative="theirs", kind=None, review=Review.DRAFT)
    change(b, only_wanting, kind=None, review=Review.DRAFT)
    for incident in (wanting, only_wanting):
        a.approve(a.get(Incident, incident.id))
    change(a, right, title="ours")
    change(b, right, title="theirs")
    merged(a, b)
    told = wrong(a)
    assert done(a.do_in_steps(resolve_by_rule, Rule("AA"))) == 2
    assert a.get(Incident, right.id).title == "ours"
    assert a.get(Incident, wanting.id).narrative == "ours"
    for incident in (wanting, only_wanting):
        assert [conflict.part for conflict in of(a, incident).conflicts] == [REVIEW]
        assert a.get(Incident, incident.id).review is not Review.APPROVED
    assert wrong(a) == told


def test_an_approval_is_of_the_values_that_are_taken_with_it(laptops: Laptops) -> None:
    a, b, _ = laptops
    incident = an_incident(a)
    merged(b, a)
    change(a, incident, kind=None, review=Review.DRAFT)
    change(b, incident, kind=IncidentKind.AIRSTRIKE)
    b.approve(b.get(Incident, incident.id))
    merged(a, b)
    found = of(a, incident).conflicts
    ours, theirs = (
        {c.part: next(x.change for x in c.candidates if x.is_ours is mine) for c in found}
        for mine in (True, False)
    )
    with pytest.raises(RecordInvalid):
        a.do(resolve, Incident, incident.id, {"kind": ours["kind"], REVIEW: theirs[REVIEW]})
    a.do(resolve, Incident, incident.id, theirs)
    assert a.get(Incident, incident.id).review is Review.APPROVED


def test_retired_here_and_edited_there_stays_until_somebody_decides(laptops: Laptops) -> None:
    a, b, _ = laptops
    incident = an_incident(a)
    merged(b, a)
    a.retire(a.get(Incident, incident.id), "entered twice")
    change(b, incident, narrative="more is known")
    merged(a, b)
    assert a.get(Incident, incident.id).retired is None
    (conflict,) = of(a, incident).conflicts
    assert conflict.part == RETIRED
    values = {candidate.value: candidate.change for candidate in conflict.candidates}
    assert values.keys() == {"entered twice", UNTOUCHED}
    a.do(resolve, Incident, incident.id, {RETIRED: values["entered twice"]})
    assert a.get(Incident, incident.id).retired == "entered twice"
    merged(b, a)
    assert holds(a) == holds(b)


def test_an_edit_can_be_kept_against_a_retiring(laptops: Laptops) -> None:
    a, b, _ = laptops
    incident = an_incident(a)
    merged(b, a)
    a.retire(a.get(Incident, incident.id), "entered twice")
    change(b, incident, narrative="more is known")
    merged(a, b)
    (conflict,) = of(a, incident).conflicts
    kept = next(c.change for c in conflict.candidates if c.value == UNTOUCHED)
    a.do(resolve, Incident, incident.id, {RETIRED: kept})
    assert a.get(Incident, incident.id).retired is None
    assert a.ask(count_open) == 0


def test_restoring_beats_a_retiring_that_did_not_know(laptops: Laptops) -> None:
    a, b, _ = laptops
    incident = an_incident(a)
    a.retire(a.get(Incident, incident.id), "entered twice")
    merged(b, a)
    b.restore(b.get(Incident, incident.id))
    b.retire(b.get(Incident, incident.id), "again")
    a.restore(a.get(Incident, incident.id), "no double")
    merged(a, b)
    assert a.get(Incident, incident.id).retired is None
    assert a.ask(count_open) == 0


def test_an_approval_that_did_not_see_an_edit_falls_back_to_submitted(laptops: Laptops) -> None:
    a, b, _ = laptops
    incident = an_incident(a)
    merged(b, a)
    a.approve(a.get(Incident, incident.id))
    change(b, incident, narrative="more is known")
    merged(a, b)
    assert a.get(Incident, incident.id).review is Review.SUBMITTED
    assert a.ask(count_open) == 0
    assert wrong(a) == []


def test_no_clock_decides(tmp_path: Path) -> None:
    from datetime import UTC, datetime

    from tests.store.merging.laptops import laptop

    late = laptop(tmp_path, "AA", datetime(2035, 1, 1, tzinfo=UTC))
    early = laptop(tmp_path, "BB", datetime(2019, 1, 1, tzinfo=UTC))
    incident = an_incident(late, title="the old draft of the laptop in 2035")
    merged(early, late)
    change(early, incident, title="the correction of the laptop in 2019")
    merged(late, early)
    assert late.get(Incident, incident.id).title == "the correction of the laptop in 2019"
    assert late.ask(count_open) == 0
    assert planned(late, early).parts == ()
    late.close()
    early.close()


def test_a_publisher_that_everybody_cites_is_one_and_corrected_once(laptops: Laptops) -> None:
    from store.publishers import PUBLISHERS
    from store.records import Figure, Source

    a, b, c = laptops
    kndf = PUBLISHERS[0].id
    for store in laptops:
        store.save(Figure(source=kndf, review=Review.DRAFT))
    merged(a, b)
    assert a.ask(count_open) == 0
    source = a.get(Source, kndf)
    a.save(source.model_copy(update={"notes": "what the office knows of it"}))
    merged(a, c)
    merged(c, a)
    assert a.ask(count_open) == 0
    assert c.get(Source, kndf).notes == "what the office knows of it"
    assert holds(a) == holds(c)


def test_settled_differently_twice_is_open_again(laptops: Laptops) -> None:
    a, b, _ = laptops
    incident = both_changed(a, b, title=("ours", "theirs"))
    merged(b, a)
    for store, wanted in ((a, "ours"), (b, "theirs")):
        (conflict,) = of(store, incident).conflicts
        taken = next(c.change for c in conflict.candidates if c.value == wanted)
        store.do(resolve, Incident, incident.id, {"title": taken})
    merged(a, b)
    merged(b, a)
    assert a.ask(count_open) == 1
    assert holds(a) == holds(b)
