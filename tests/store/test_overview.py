"""The overview counts what is there, how it stands, and what was changed last."""

from datetime import date

from store.kinds import Where
from store.ledger import Store
from store.overview import overview
from store.records import RECORD_TYPES, Casualty, Citation, Figure, Incident, Source
from store.spans import parse_span
from store.vocabulary import IncidentKind, Outcome, Review, SourceKind


def test_an_empty_ledger(ledger: Store) -> None:
    found = ledger.ask(overview)
    assert set(found.kinds) == set(RECORD_TYPES)
    assert not any(kind.records for kind in found.kinds.values())
    assert (found.first, found.last, found.townships, found.forms, found.newest) == (
        "",
        "",
        0,
        (),
        (),
    )


def test_what_is_counted(ledger: Store) -> None:
    when = parse_span("24-27 Feb 2023", today=date(2023, 3, 6))
    incident = ledger.save(
        Incident(
            title="Shelling",
            kind=IncidentKind.SHELLING,
            when=when,
            where=Where(place="MMR002001"),
            review=Review.SUBMITTED,
        )
    ).record
    ledger.save(
        Casualty(name="A", outcome=Outcome.KILLED, incident=incident.id, review=Review.SUBMITTED)
    )
    ledger.save(Casualty(name="B"))
    ledger.retire(ledger.save(Casualty(name="C")).record, "twice")
    source = ledger.save(Source(name="S", kind=SourceKind.WITNESS, review=Review.SUBMITTED)).record
    ledger.save(Citation(source=source.id, record=incident.id, review=Review.SUBMITTED))
    ledger.keep_form("a-form", "figure", {"best": "8"})

    found = ledger.ask(overview, newest=2)

    casualties = found.kinds["casualty"]
    assert casualties.records == 2
    assert casualties.by_review == {"submitted": 1, "draft": 1}
    assert casualties.uncited == 1
    assert casualties.retired == 1
    assert found.kinds["incident"].uncited == 0
    assert (found.first, found.last) == ("2023-02-24", "2023-02-27")
    assert found.townships == 1
    assert [form.table for form in found.forms] == [Figure.table]
    assert len(found.newest) == 2


def test_a_review_code_of_a_newer_version_is_counted_under_its_own_name(ledger: Store) -> None:
    ledger.save(Casualty(name="A"))
    ledger.retire(ledger.save(Casualty(name="B")).record, "twice")
    for statement in (
        "INSERT INTO code_review VALUES ('checked', 'Checked', 'Made by a newer one.', 99)",
        "UPDATE casualty SET review = 'checked'",
    ):
        ledger.ask(lambda connection, sql=statement: connection.execute(sql))
    casualties = ledger.ask(overview).kinds["casualty"]
    assert casualties.by_review == {"checked": 1}
    assert casualties.retired == 1
