"""What is around a record, and a record in one line."""

from datetime import date

from store.around import around, conflicts_of
from store.kinds import Where
from store.ledger import Store
from store.publishers import PUBLISHERS
from store.records import Casualty, Citation, Figure, Incident, Link, Source
from store.spans import Span
from store.summaries import (
    codes_shared,
    find_records,
    source_names,
    summary_of,
)
from store.vocabulary import (
    DatePrecision,
    HowTold,
    IncidentKind,
    LinkDecision,
    Measure,
    Outcome,
    Qualifier,
    Review,
    SourceKind,
)
from tests.store.conftest import HOSTILE

DAY = date(2023, 2, 24)
KNDF = next(p for p in PUBLISHERS if p.code == "KNDF")


def make(ledger: Store) -> tuple[Incident, Casualty]:
    incident = ledger.save(
        Incident(
            title="Shelling of the east",
            kind=IncidentKind.SHELLING,
            when=Span(DAY, DAY, DatePrecision.DAY, ""),
            where=Where(place=ledger.lookup.place("Demoso")),
            review=Review.SUBMITTED,
        )
    ).record
    person = ledger.save(
        Casualty(name="Naw Paw", outcome=Outcome.KILLED, incident=incident.id)
    ).record
    return incident, person


def test_around_an_incident(ledger: Store) -> None:
    incident, person = make(ledger)
    part = ledger.save(Incident(title="First shell", part_of=incident.id)).record
    figure = ledger.save(
        Figure(
            measure=Measure.KILLED,
            best=8,
            qualifier=Qualifier.EXACT,
            source=KNDF.id,
            incident=incident.id,
        )
    ).record
    witness = ledger.save(Source(name="Witness A", kind=SourceKind.WITNESS)).record
    citation = ledger.save(
        Citation(source=witness.id, record=incident.id, how=HowTold.PHONE)
    ).record
    found = ledger.ask(around, incident)
    assert [(n.role, n.summary.id) for n in found] == [
        ("Has as part", part.id),
        ("Casualty", person.id),
        ("Figure", figure.id),
        ("Backed by", citation.id),
    ]
    told = {n.role: n.summary.line for n in found}
    assert told["Casualty"] == "Naw Paw · Killed · 24 Feb 2023 · Demoso"
    assert told["Figure"] == "KNDF · Killed · 8 · Plain number"
    assert told["Backed by"] == "Witness A · By phone"
    assert ledger.ask(source_names, incident.id) == (f"{witness.code} Witness A",)


def test_around_what_belongs_to_something(ledger: Store) -> None:
    incident, person = make(ledger)
    other = ledger.save(Casualty(name="Naw Pao", incident=incident.id)).record
    link = ledger.save(
        Link(a=other.id, b=person.id, decision=LinkDecision.SAME, reason="one person")
    ).record
    found = ledger.ask(around, person)
    assert [(n.role, n.summary.id) for n in found] == [
        ("Incident", incident.id),
        ("Link", link.id),
    ]
    assert [n.role for n in ledger.ask(around, link)] == ["This record", "and that one"]


def test_a_retired_neighbour_says_so(ledger: Store) -> None:
    incident, person = make(ledger)
    ledger.retire(person, "twice")
    assert [n.summary.is_retired for n in ledger.ask(around, incident)] == [True]


def test_a_summary_says_what_lists_say(ledger: Store) -> None:
    incident, person = make(ledger)
    summary = ledger.ask(summary_of, incident.id)
    assert summary.title == "Shelling of the east"
    assert summary.line == "Shelling of the east · Shelling · 24 Feb 2023 · Demoso"
    assert ledger.ask(summary_of, person.id).code == person.code
    assert ledger.ask(summary_of, KNDF.id).title == KNDF.name
    assert ledger.ask(summary_of, "nothing") is None


def test_a_span_without_an_end_is_told_as_one(ledger: Store) -> None:
    since = Span(DAY, None, DatePrecision.RANGE, "since 24 Feb 2023")
    record = ledger.save(Incident(title="x", when=since)).record
    assert ledger.ask(summary_of, record.id).when == "from 24 Feb 2023"


def test_records_are_found_by_words_and_by_code(ledger: Store) -> None:
    incident, person = make(ledger)
    ledger.save(Casualty(name=HOSTILE))
    assert [s.id for s in ledger.ask(find_records, "casualty", "paw")] == [person.id]
    assert [s.id for s in ledger.ask(find_records, "", incident.code)] == [incident.id]
    assert [s.title for s in ledger.ask(find_records, "casualty", "[UNVERIFIED] [/b]")] == [HOSTILE]
    assert len(ledger.ask(find_records, "casualty", "")) == 2
    assert len(ledger.ask(find_records, "", "", 1)) == 1
    ledger.retire(person, "twice")
    assert ledger.ask(find_records, "casualty", "paw") == ()


def test_a_code_that_two_records_carry_is_known(ledger: Store) -> None:
    incident, person = make(ledger)
    ledger.save(Casualty(id="01775ae3-9400-7c4c-9518-000000000001", code=person.code, name="Other"))
    found = ledger.ask(find_records, "casualty", "")
    assert ledger.ask(codes_shared, found) == {person.code}
    assert ledger.ask(conflicts_of, incident) == ()
