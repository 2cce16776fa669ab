"""Undo takes back the last save, be it of one or of many; splitting keeps every count."""

import shutil
from pathlib import Path

import pytest

from store.errors import NothingToUndo, ParseError, StaleRecord
from store.fields import field_of
from store.ledger import Store
from store.records import Casualty, Citation, Detention, Incident, Link, Source
from store.rows import rows_where
from store.splitting import death_of, died_in_detention, one_of, take_one_out
from store.undoing import still_known
from store.vocabulary import IncidentKind, Outcome, Review, SourceKind
from tests.store.conftest import clock


def test_undoing_an_edit_brings_back_what_stood_there(ledger: Store) -> None:
    first = ledger.save(Incident(title="A", kind=IncidentKind.RAID)).record
    ledger.save(first.model_copy(update={"title": "B", "narrative": "x"}))
    assert ledger.undo() == 1
    again = ledger.get(Incident, first.id)
    assert (again.title, again.narrative) == ("A", None)
    assert [v.op for v in ledger.history(again)] == ["create", "edit", "undo"]


def test_undoing_a_new_record_retires_it(ledger: Store) -> None:
    made = ledger.save(Incident(title="A")).record
    ledger.undo()
    assert ledger.get(Incident, made.id).retired == "undone"


def test_undoing_takes_back_a_whole_bulk(ledger: Store) -> None:
    made = [ledger.save(Incident(title=str(n))).record for n in range(3)]
    ledger.save_all([r.model_copy(update={"kind": IncidentKind.RAID}) for r in made])
    assert ledger.undo() == 3
    assert {ledger.get(Incident, r.id).kind for r in made} == {None}


def test_undoing_twice_is_refused(ledger: Store) -> None:
    with pytest.raises(NothingToUndo):
        ledger.undo()
    ledger.save(Incident(title="A"))
    ledger.undo()
    with pytest.raises(NothingToUndo):
        ledger.undo()


def test_a_ledger_that_was_closed_for_a_while_still_undoes(ledger: Store, tmp_path: Path) -> None:
    path = tmp_path / "a.fieldledger"
    first = ledger.save(Incident(title="A")).record
    ledger.close()
    older = Path(shutil.copy(path, tmp_path / "older.fieldledger"))
    before = Store.open(path, clock=clock)
    before.save(first.model_copy(update={"title": "B"}))
    before.close()

    again = Store.open(path, clock=clock)
    again.last_written = again.ask(still_known, before.last_written)
    assert again.undo() == 1
    assert again.get(Incident, first.id).title == "A"
    again.close()

    other = Store.open(older, clock=clock)
    other.last_written = other.ask(still_known, before.last_written)
    assert other.last_save is None
    with pytest.raises(NothingToUndo):
        other.undo()
    other.close()


def test_a_save_that_failed_is_not_undone(ledger: Store) -> None:
    first = ledger.save(Incident(title="A")).record
    second = ledger.save(first.model_copy(update={"title": "B"})).record
    with pytest.raises(StaleRecord):
        ledger.save(first.model_copy(update={"title": "C"}))
    ledger.undo()
    assert ledger.get(Incident, second.id).title == "A"
    assert not list(filter(None, ledger.check()))


def test_taking_one_out_lowers_the_group_and_keeps_the_sum(ledger: Store) -> None:
    source = ledger.save(Source(name="A", kind=SourceKind.WITNESS, review=Review.SUBMITTED)).record
    group = ledger.save(Casualty(outcome=Outcome.INJURED, quantity=5)).record
    ledger.save(Citation(source=source.id, record=group.id, review=Review.SUBMITTED))
    named = one_of(group).model_copy(update={"name": "Naw Demo (invented)"})
    one = take_one_out(ledger, group, named).record
    rest = ledger.get(Casualty, group.id)
    assert (rest.quantity, one.quantity, one.outcome) == (4, 1, Outcome.INJURED)
    assert len(list(ledger.ask(rows_where, Citation, "record = ?", one.id))) == 1
    ledger.undo()
    assert ledger.get(Casualty, group.id).quantity == 5
    assert ledger.get(Casualty, one.id).retired == "undone"


def test_the_last_of_a_group_is_named_in_place(ledger: Store) -> None:
    last = ledger.save(Casualty(outcome=Outcome.INJURED)).record
    with pytest.raises(ParseError):
        take_one_out(ledger, last, one_of(last))


def test_a_death_in_detention_is_linked_to_it(ledger: Store) -> None:
    held = ledger.save(Detention(name="Saw Demo (invented)")).record
    died = ledger.read_field(field_of(Casualty, "died_on"), "9 Mar 2023")
    with pytest.raises(ParseError, match="When did"):
        died_in_detention(ledger, held, death_of(held))
    dead = death_of(held).model_copy(update={"when": died})
    death = died_in_detention(ledger, held, dead)
    made = death.casualty.record
    assert death.detention.ended == died
    assert (made.name, made.outcome) == (held.name, Outcome.DIED_IN_CUSTODY)
    assert (made.when, made.died_on) == (died, died)
    (link,) = ledger.ask(rows_where, Link, "a = ?", held.id)
    assert (link["b"], link["decision"]) == (made.id, "same_person")
    with pytest.raises(ParseError, match="ended already"):
        died_in_detention(ledger, death.detention, dead)


def test_a_source_of_the_death_itself_stands_alone(ledger: Store) -> None:
    told = [
        ledger.save(Source(name=name, kind=SourceKind.WITNESS, review=Review.SUBMITTED)).record
        for name in ("of the arrest (invented)", "of the death (invented)")
    ]
    died = ledger.read_field(field_of(Casualty, "died_on"), "9 Mar 2023")
    for backed, expected in ((False, 1), (True, 0)):
        held = ledger.save(Detention(name="Saw Demo (invented)")).record
        ledger.save(Citation(source=told[0].id, record=held.id, review=Review.SUBMITTED))
        dead = death_of(held).model_copy(update={"when": died})
        death = died_in_detention(ledger, held, dead, backed=backed).casualty.record
        assert len(list(ledger.ask(rows_where, Citation, "record = ?", death.id))) == expected
