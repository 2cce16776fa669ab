"""A ledger answers the rules as the records themselves would, and never reads a whole table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.ages import Age
from store.engine import Connection
from store.kinds import Where
from store.kinds.placed import NOT_STATED
from store.publishers import PUBLISHERS
from store.records import (
    RECORD_TYPES,
    Casualty,
    Citation,
    Damage,
    Detention,
    Figure,
    Incident,
    Link,
    Record,
    Source,
)
from store.rules import Finding, findings
from store.rules.surroundings import LedgerSurroundings
from store.spans import Span
from store.vocabulary import (
    ActorResponse,
    AgeGroup,
    BuildingKind,
    Credibility,
    DatePrecision,
    FigureKind,
    GradeBasis,
    IncidentGrade,
    IncidentKind,
    Knowledge,
    LinkDecision,
    Measure,
    Outcome,
    PersonStatus,
    PlacePrecision,
    Population,
    Qualifier,
    Review,
    Sex,
    SourceKind,
)
from tests.store.neighbours import (
    CASUALTY,
    CITATION,
    DEMOSO,
    HMON_PYAR,
    LOIKAW,
    PAN_KAN,
    START,
    TODAY,
    Neighbours,
    changed,
    on,
)
from tests.store.written import written


def surroundings(connection: Connection) -> LedgerSurroundings:
    return LedgerSurroundings(connection, TODAY, START)


def named(table: str, number: int) -> str:
    return f"{table} {number}"


def maybe(*values: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401
    return st.sampled_from((None, *values))


def one_of(*values: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401
    return st.sampled_from(values)


def pointing_to(*tables: str) -> st.SearchStrategy[Any]:
    return maybe(*(named(table, n) for table in tables for n in range(2)))


WHENS = maybe(
    *(on(text) for text in ("24 Feb 2023", "26-27 Feb 2023", "Feb 2023", "2023", "7 Mar 2023")),
    Span(None, None, DatePrecision.UNKNOWN),
    Span(None, TODAY, DatePrecision.RANGE, "at latest 6 March"),
    Span(on("26 Feb 2023").first, None, DatePrecision.RANGE),
)
WHERES = maybe(
    *(Where(key) for key in (PAN_KAN, HMON_PYAR, LOIKAW, DEMOSO)),
    Where(said="by the river"),
    Where(LOIKAW, lat=19.66, lon=97.2),
    Where(DEMOSO, lat=19.6389, lon=97.2079),
    Where(lat=19.66, lon=97.2),
    Where(PAN_KAN, lat=19.66),
    Where(precision=PlacePrecision.UNKNOWN),
)
PERSON: dict[str, st.SearchStrategy[Any]] = {
    "name": maybe("Saw Htoo Aung", "Saw Htu Awng", "Naw Wah", " "),
    "name_local": maybe("စောထူးအောင်"),
    "aka": maybe(("Saw Htoo Ong",)),
    "sex": maybe(Sex.MALE, Sex.FEMALE, Sex.UNKNOWN),
    "age": maybe(Age(34, 34), Age(12, 17), Age(20, None), Age(None, None, "about 3")),
    "age_group": maybe(AgeGroup.CHILD, AgeGroup.ADULT),
    "incident": pointing_to("incident"),
    "where": WHERES,
}
FIELDS: dict[type[Record], dict[str, st.SearchStrategy[Any]]] = {
    Incident: {
        "kind": maybe(IncidentKind.SHELLING, IncidentKind.BODY_FOUND),
        "when": WHENS,
        "where": WHERES,
        "part_of": pointing_to("incident"),
        "grade": one_of(*IncidentGrade),
        "actor_response": maybe(ActorResponse.ADMITS),
        "waived": maybe({"more-named": "counted"}),
    },
    Casualty: {
        **PERSON,
        "when": WHENS,
        "outcome": one_of(Outcome.KILLED, Outcome.DIED_FLEEING),
        "status": maybe(PersonStatus.CIVILIAN),
    },
    Detention: {**PERSON, "arrested": WHENS, "released": WHENS},
    Damage: {
        "kind": maybe(BuildingKind.HOME, BuildingKind.CHURCH),
        "name": maybe("St Joseph's Church", "the shop"),
        "owner": maybe("Khu Reh", "Khu Re"),
        "when": WHENS,
        "where": WHERES,
        "incident": pointing_to("incident"),
        "grade_basis": maybe(*GradeBasis),
    },
    Source: {
        "name": maybe("A", "B"),
        "kind": one_of(*SourceKind),
        "origin": maybe("self", "A", "a monk"),
    },
    Citation: {
        "source": pointing_to("source"),
        "record": pointing_to("incident", "casualty", "figure"),
        "origin": maybe("self", "A", "a monk"),
        "knowledge": maybe(*Knowledge),
        "credibility": one_of(Credibility.C1, Credibility.C6),
    },
    Figure: {
        "source": pointing_to("source"),
        "kind": one_of(FigureKind.INCIDENT, FigureKind.CUMULATIVE, FigureKind.PERIOD),
        "measure": one_of(Measure.KILLED, Measure.DEATHS_ALL, Measure.DETAINED),
        "population": one_of(Population.CIVILIANS, Population.ALL, Population.CHILDREN),
        "least": maybe(0),
        "best": maybe(0, 1, 2),
        "qualifier": one_of(Qualifier.EXACT, Qualifier.AT_LEAST, Qualifier.UNKNOWN_SOME),
        "period": WHENS,
        "published_on": WHENS,
        "scope": maybe((LOIKAW,), (NOT_STATED,)),
        "incident": pointing_to("incident"),
        "text": maybe("Two people were killed.", "two people were killed"),
        "origin": maybe("self", "A", "a monk"),
        "credibility": one_of(Credibility.C1, Credibility.C6),
        "series": maybe("weekly", "Weekly"),
        "part_of": pointing_to("figure"),
        "replaces": pointing_to("figure"),
    },
    Link: {
        "a": pointing_to("casualty", "incident", "damage"),
        "b": pointing_to("casualty", "incident", "damage"),
        "decision": one_of(LinkDecision.SAME, LinkDecision.NOT_SAME),
    },
}
SHARED: dict[str, st.SearchStrategy[Any]] = {
    "review": one_of(Review.SUBMITTED, Review.APPROVED, Review.DRAFT),
    "retired": one_of(None, None, None, "twice"),
}


@st.composite
def ledgers(draw: st.DrawFn) -> list[Record]:
    """A few records of the kinds that have neighbours, few of them alike in nothing."""
    records: list[Record] = []
    for model, fields in FIELDS.items():
        for number in range(draw(st.integers(0, 2))):
            values = {name: draw(value) for name, value in {**fields, **SHARED}.items()}
            records.append(model(id=named(model.table, number), **values))
    return records


@settings(deadline=None, max_examples=300)
@given(ledgers())
def test_a_ledger_and_its_records_say_the_same(records: list[Record]) -> None:
    around = Neighbours(tuple(records))
    with written(records) as connection:
        for record in records:
            assert findings(record, surroundings(connection)) == findings(record, around)


@dataclass
class Watching:
    """A connection that remembers what it was asked."""

    connection: Connection
    asked: list[tuple[str, Sequence[Any]]] = field(default_factory=list)

    def execute(self, sql: str, values: Sequence[Any] = ()) -> Any:  # noqa: ANN401
        """As the connection does."""
        self.asked.append((sql, values))
        return self.connection.execute(sql, values)

    def whole_tables_read(self) -> Iterator[str]:
        """The steps by which SQLite would read all of a table, but for the newest of it."""
        for sql, values in self.asked:
            plan = self.connection.execute(f"EXPLAIN QUERY PLAN {sql}", values).fetchall()
            scans = [step for *_, step in plan if step.startswith(SCANS)]
            yield from scans[sql.count("ORDER BY rid DESC LIMIT") :]


SCANS = tuple(f"SCAN {name}" for name in (*RECORD_TYPES, "person", "newer", "above", "location"))


@settings(deadline=None, max_examples=100)
@given(ledgers())
def test_no_rule_reads_a_whole_table(records: list[Record]) -> None:
    with written(records) as connection:
        watching = Watching(connection)
        around = surroundings(cast("Connection", watching))
        for record in records:
            findings(record, around)
        assert not list(watching.whole_tables_read())


def found(record: Record, *around: Record) -> dict[str, Finding]:
    with written(around) as connection:
        return {f.rule: f for f in findings(record, surroundings(connection))}


CITED = changed(CITATION, id=named("citation", 0), source=named("source", 0))


@pytest.mark.parametrize("publisher", PUBLISHERS, ids=lambda p: p.code)
def test_a_publisher_that_a_save_will_adopt_is_there(publisher: Any) -> None:  # noqa: ANN401
    known = changed(CITED, source=publisher.id, record=publisher.id)
    assert "end-in-ledger" not in found(known)
    assert "end-in-ledger" in found(CITED)


def test_an_undated_person_is_compared_with_the_newest_and_with_whoever_has_the_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("store.rules.candidates.NEWEST", 2)
    person = changed(CASUALTY, name="Saw Htoo Aung", incident=None, where=Where(PAN_KAN))
    names = ("Saw Htoo Aung", "Saw Htu Awng", "Khu Reh", "Saw Htu Ong")
    older = [changed(person, id=named("casualty", n), name=name) for n, name in enumerate(names)]
    doubles = found(person, *older)["likely-duplicate"].others
    assert doubles == (named("casualty", 0), named("casualty", 3))


def test_what_lasts_long_is_compared_if_it_begins_with_a_year_or_near() -> None:
    person = changed(CASUALTY, incident=None, where=Where(PAN_KAN), when=on("24 Nov 2022"))
    for when, double in (
        (on("2022"), True),
        (on("Aug - Dec 2022"), False),
        (on("1 Sep - 31 Dec 2022"), True),
        (Span(on("1 Sep 2022").first, None, DatePrecision.RANGE), True),
        (Span(on("1 Aug 2022").first, None, DatePrecision.RANGE), False),
        (Span(None, on("1 Dec 2022").last, DatePrecision.RANGE), True),
    ):
        other = changed(person, id=named("casualty", 0), when=when)
        assert ("likely-duplicate" in found(person, other)) is double
