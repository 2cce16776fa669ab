"""What an incident still lacks for its grade, and for the next one."""

import pytest

from store.lacking import Lacking, grades_in_reach
from store.ledger import Store
from store.records import Citation, Incident, Source
from store.rules.evidence import EVIDENCE, SECOND_ORIGIN
from store.vocabulary import ActorResponse, IncidentGrade, IncidentKind, Review, SourceKind

FAIR, CONFIRMED = IncidentGrade.FAIR, IncidentGrade.CONFIRMED


def lacking(ledger: Store, incident: Incident) -> tuple[Lacking, ...]:
    found: tuple[Lacking, ...] = ledger.ask(
        grades_in_reach, incident, ledger.today, ledger.settings.start
    )
    return found


def incident(ledger: Store, **values: object) -> Incident:
    return ledger.save(Incident(title="Raid", kind=IncidentKind.RAID, **values)).record  # type: ignore[arg-type]


def told(ledger: Store, record: Incident, origin: str, kind: SourceKind) -> None:
    source = Source(name=origin, kind=kind, origin=origin, review=Review.SUBMITTED)
    saved = ledger.save(source).record
    ledger.save(Citation(source=saved.id, record=record.id, origin=origin, review=Review.SUBMITTED))


def test_what_nobody_told_lacks_everything(ledger: Store) -> None:
    found = lacking(ledger, incident(ledger))
    assert found == ((FAIR, (SECOND_ORIGIN,)), (CONFIRMED, (SECOND_ORIGIN, EVIDENCE)))


def test_two_origins_make_it_fair_and_evidence_confirmed(ledger: Store) -> None:
    record = incident(ledger)
    told(ledger, record, "the headman", SourceKind.WITNESS)
    told(ledger, record, "her own eyes", SourceKind.WITNESS)
    assert lacking(ledger, record) == ((FAIR, ()), (CONFIRMED, (EVIDENCE,)))
    fair = record.model_copy(update={"grade": FAIR})
    assert lacking(ledger, fair) == ((CONFIRMED, (EVIDENCE,)),)
    told(ledger, record, "a picture", SourceKind.PHOTO_VIDEO)
    assert lacking(ledger, record.model_copy(update={"grade": CONFIRMED})) == ()


def test_an_admission_is_enough(ledger: Store) -> None:
    record = incident(ledger, actor_response=ActorResponse.ADMITS)
    assert lacking(ledger, record)[-1] == (CONFIRMED, ())


@pytest.mark.parametrize("grade", [IncidentGrade.DISCOUNTED, IncidentGrade.UNVERIFIABLE])
def test_what_was_closed_lacks_nothing(grade: IncidentGrade, ledger: Store) -> None:
    assert lacking(ledger, incident(ledger).model_copy(update={"grade": grade})) == ()
