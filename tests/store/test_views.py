"""The views answer the common questions in any SQLite tool, by the rules of counting."""

from store.kinds import Where
from store.ledger import Store
from store.records import Casualty, Link, Record
from store.vocabulary import LinkDecision, Outcome, PlacePrecision, Review
from tests.store.test_ledger import a_citation, an_incident, read


def deaths(ledger: Store) -> list[tuple[str, str, int, int]]:
    found: list[tuple[str, str, int, int]] = ledger.ask(
        lambda connection: connection.execute(
            "SELECT month, township, killed, of_whom_in_custody"
            " FROM deaths_by_month_and_township ORDER BY 1"
        ).fetchall()
    )
    return found


def a_casualty(ledger: Store, incident: Record, outcome: Outcome, **texts: str) -> Casualty:
    read_texts = {name: read(ledger, Casualty, name, text) for name, text in texts.items()}
    known = {"incident": incident.id, "outcome": outcome, "review": Review.SUBMITTED}
    return ledger.save(Casualty.model_validate({**known, **read_texts})).record


def test_a_death_counts_where_and_when_the_harm_was(ledger: Store) -> None:
    incident = an_incident(ledger)
    a_citation(ledger, incident)
    a_casualty(ledger, incident, Outcome.KILLED, died_on="9 Mar 2023")
    assert deaths(ledger) == [("2023-02", "Loikaw", 1, 0)]


def test_a_death_in_custody_counts_when_the_person_died(ledger: Store) -> None:
    incident = an_incident(ledger)
    a_citation(ledger, incident)
    a_casualty(ledger, incident, Outcome.DIED_IN_CUSTODY, died_on="9 Mar 2023")
    assert deaths(ledger) == [("2023-03", "Loikaw", 1, 1)]


def test_what_is_dated_worse_than_to_the_year_waits(ledger: Store) -> None:
    incident = an_incident(ledger)
    a_citation(ledger, incident)
    a_casualty(ledger, incident, Outcome.KILLED, when="2021-02-01..2023-03-06")
    a_casualty(ledger, incident, Outcome.KILLED, when="after 1 Feb 2023")
    assert deaths(ledger) == []


def test_a_stretch_over_two_months_stands_apart(ledger: Store) -> None:
    incident = an_incident(ledger)
    a_citation(ledger, incident)
    a_casualty(ledger, incident, Outcome.KILLED, when="24 Feb - 3 Mar 2023")
    assert deaths(ledger) == [("across months", "Loikaw", 1, 0)]


def test_of_a_group_only_the_rest_counts_beside_those_who_are_named(ledger: Store) -> None:
    incident = an_incident(ledger)
    a_citation(ledger, incident)
    group = a_casualty(ledger, incident, Outcome.KILLED, quantity="5")
    named = [a_casualty(ledger, incident, Outcome.KILLED) for _ in range(3)]
    assert deaths(ledger) == [("2023-02", "Loikaw", 8, 0)]
    for one in named:
        decision = LinkDecision.PART_OF_GROUP
        link = Link(a=one.id, b=group.id, decision=decision, reason="x", review=Review.SUBMITTED)
        ledger.save(link)
    assert deaths(ledger) == [("2023-02", "Loikaw", 5, 0)]


def test_what_is_placed_worse_than_to_the_township_waits(ledger: Store) -> None:
    for precision in (PlacePrecision.BETWEEN, PlacePrecision.STATE):
        where = Where("MMR002001", precision=precision)
        incident = an_incident(ledger, where=where)
        a_citation(ledger, incident)
        a_casualty(ledger, incident, Outcome.KILLED)
    assert deaths(ledger) == []
