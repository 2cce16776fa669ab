"""A ledger's worth of neighbours in memory, and right records to put wrong."""

# ruff: noqa: D102 - The methods do what `Surroundings` says they do.

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from store.ages import Age
from store.kinds import Where
from store.places import Place, nearest_township, place
from store.records import (
    Casualty,
    Citation,
    Damage,
    Detention,
    Figure,
    Incident,
    Link,
    PlaceRecord,
    Record,
    Source,
)
from store.rules import Level, findings
from store.rules.asked import Likeness, NamedPerson, Repetition
from store.rules.likeness import likeness_of, names_of, years_of
from store.rules.surroundings import LedgerSurroundings
from store.spans import Span, parse_span
from store.vocabulary import (
    BuildingKind,
    DamageGrade,
    FigureKind,
    GradeBasis,
    IncidentKind,
    Knowledge,
    LinkDecision,
    Measure,
    Outcome,
    PersonStatus,
    PlaceLevel,
    Population,
    Qualifier,
    Review,
    Sex,
    SourceKind,
)
from tests.store.gazetteers import shipped_places
from tests.store.written import written

TODAY = date(2023, 3, 6)
START = date(2021, 2, 1)

LOIKAW, DEMOSO, KAYAH = "MMR002001", "MMR002002", "MMR002"
PAN_KAN, HMON_PYAR = "168258", "168259"
"""Two villages of Loikaw, 3.6 km from each other."""

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Neighbours:
    """Answers about a handful of records, by looking at all of them; satisfies `Surroundings`."""

    records: tuple[Record, ...] = ()
    today: date = TODAY
    start: date = START

    def _all(self, kind: type[R]) -> list[R]:
        return [record for record in self.records if isinstance(record, kind)]

    def _standing(self, kind: type[R]) -> list[R]:
        reviews = {Review.SUBMITTED, Review.APPROVED}
        return [r for r in self._all(kind) if r.retired is None and r.review in reviews]

    def exists(self, record: str) -> bool:
        return any(r.id == record for r in self.records)

    def incident(self, record: str) -> Incident | None:
        return next((i for i in self._all(Incident) if i.id == record), None)

    def pointed_to(self, kind: type[Record], field: str, record: str) -> str | None:
        found = (getattr(r, field) for r in self._all(kind) if r.id == record)
        return next(found, None)

    def sources(self, records: Collection[str]) -> Mapping[str, Source]:
        return {s.id: s for s in self._all(Source) if s.id in records}

    def citations_of(self, record: str) -> Sequence[Citation]:
        return [c for c in self._standing(Citation) if c.record == record]

    def damage_was_seen(self, incident: str) -> bool:
        seen = {GradeBasis.VISITED, GradeBasis.PHOTO_VIDEO, GradeBasis.SATELLITE}
        standing = self._standing(Damage)
        return any(d.incident == incident and d.grade_basis in seen for d in standing)

    def figures_of(self, incident: str) -> Sequence[Figure]:
        about = FigureKind.INCIDENT
        return [f for f in self._standing(Figure) if f.incident == incident and f.kind == about]

    def figures_like(self, figure: Figure) -> Sequence[Figure]:
        def terms(f: Figure) -> tuple[object, ...]:
            period = (f.period.first, f.period.last) if f.period else (None, None)
            return (f.measure, f.kind, f.population, period)

        standing = self._standing(Figure)
        return [f for f in standing if f.id != figure.id and terms(f) == terms(figure)]

    def cumulative_above(self, figure: Figure, number: int) -> Sequence[Figure]:
        replaced = {f.replaces for f in self._standing(Figure)}
        return [
            f
            for f in self._standing(Figure)
            if f.kind == FigureKind.CUMULATIVE
            and f.id not in {figure.id, *replaced}
            and (f.measure, f.population) == (figure.measure, figure.population)
            and number < (f.least if f.least is not None else f.best or 0)
        ]

    def repetitions(self, figure: Figure, incident: Likeness) -> Sequence[Repetition]:  # noqa: ARG002
        def number(f: Figure) -> tuple[int | None, ...]:
            return f.least, f.best, f.most

        told = [
            (f, self.incident(f.incident or ""))
            for f in self._standing(Figure)
            if f.kind == FigureKind.INCIDENT and f.measure == figure.measure
            if any(n is not None for n in number(f)) and number(f) == number(figure)
        ]
        return [
            Repetition(f.id, f.text, likeness_of(about, self))
            for f, about in told
            if about and f.text and f.incident != figure.incident
        ]

    def named_people(self, incident: str) -> Sequence[NamedPerson]:
        same = [k for k in self._standing(Link) if k.decision == LinkDecision.SAME]
        doubles = {link.b for link in same}
        people: list[Casualty | Detention] = [
            *self._standing(Casualty),
            *self._standing(Detention),
        ]
        return [
            NamedPerson(
                p.id,
                isinstance(p, Detention),
                (p.outcome or "") if isinstance(p, Casualty) else "",
                (p.status or "") if isinstance(p, Casualty) else "",
                p.sex or "",
                *years_of(p),
            )
            for p in people
            if p.incident == incident and names_of(p) and p.id not in doubles
        ]

    def linked_with(self, record: str) -> Collection[str]:
        ends = {(link.a, link.b) for link in self._standing(Link)}
        return {str(b if a == record else a) for a, b in ends if record in {a, b}}

    def possible_doubles(self, kind: type[Record], like: Likeness) -> Sequence[Likeness]:  # noqa: ARG002
        return [likeness_of(r, self) for r in self._all(kind) if r.retired is None]

    def place(self, key: str) -> Place | None:
        return place(shipped_places(), key)

    def nearest_township(self, lat: float, lon: float) -> str | None:
        return nearest_township(shipped_places(), lat, lon)

    def lies_inside(self, township: str, lat: float, lon: float) -> bool | None:
        del township, lat, lon
        return None

    def has_village_points(self, township: str) -> bool:
        sql = "SELECT lat FROM location WHERE level = 'village' AND township = ?"
        return any(lat is not None for (lat,) in shipped_places().execute(sql, (township,)))


def on(text: str) -> Span:
    return parse_span(text, today=TODAY)


def changed(record: R, /, **fields: Any) -> R:  # noqa: ANN401
    """The record with other values, which are validated."""
    values = {name: getattr(record, name) for name in type(record).model_fields}
    return type(record)(**{**values, **fields})


def broken(record: Record, *around: Record, today: date = TODAY, start: date = START) -> set[str]:
    """The names of the rules that a record breaks among those around it.

    A ledger that holds those around it finds the same.
    """
    found = findings(record, Neighbours(around, today, start))
    with written(around) as connection:
        assert findings(record, LedgerSurroundings(connection, today, start)) == found
    return {f.rule for f in found}


def cursor(rule: str, record: Record, *around: Record) -> tuple[str, ...]:
    """The fields that a rule points to."""
    (found,) = [f for f in findings(record, Neighbours(around)) if f.rule == rule]
    assert set(found.fields) <= set(type(record).model_fields)
    assert found.level in Level
    return found.fields


def others(rule: str, record: Record, *around: Record) -> tuple[str, ...]:
    """The other records that a rule points to."""
    broken(record, *around)
    return next((f.others for f in findings(record, Neighbours(around)) if f.rule == rule), ())


INCIDENT = Incident(
    id="incident",
    review=Review.SUBMITTED,
    title="Shelling of Pan Kan (invented)",
    kind=IncidentKind.SHELLING,
    when=on("24 Feb 2023"),
    where=Where(place=PAN_KAN),
)
CASUALTY = Casualty(
    id="casualty",
    review=Review.SUBMITTED,
    name="Naw Paw (invented)",
    outcome=Outcome.KILLED,
    status=PersonStatus.CIVILIAN,
    sex=Sex.FEMALE,
    age=Age(34, 34, "34"),
    incident="incident",
)
DETENTION = Detention(
    id="detention",
    review=Review.SUBMITTED,
    name="Khu Reh (invented)",
    sex=Sex.MALE,
    arrested=on("25 Feb 2023"),
    where=Where(said="the checkpoint"),
)
DAMAGE = Damage(
    id="damage",
    review=Review.SUBMITTED,
    kind=BuildingKind.HOME,
    grade=DamageGrade.DESTROYED,
    grade_basis=GradeBasis.VISITED,
    incident="incident",
)
SOURCE = Source(id="source", review=Review.SUBMITTED, name="A", kind=SourceKind.WITNESS)
CITATION = Citation(
    id="citation",
    review=Review.SUBMITTED,
    source="source",
    record="incident",
    knowledge=Knowledge.SAW,
)
FIGURE = Figure(
    id="figure",
    review=Review.SUBMITTED,
    source="source",
    kind=FigureKind.PERIOD,
    measure=Measure.KILLED,
    population=Population.CIVILIANS,
    best=8,
    qualifier=Qualifier.EXACT,
    period=on("Feb 2023"),
    scope=(LOIKAW, DEMOSO),
    published_on=on("6 Mar 2023"),
    locator="page 2",
)
PLACE = PlaceRecord(
    id="place",
    review=Review.SUBMITTED,
    name="New village",
    level=PlaceLevel.VILLAGE,
    parent=LOIKAW,
)
LINK = Link(
    id="link",
    review=Review.SUBMITTED,
    a="casualty",
    b="detention",
    decision=LinkDecision.SAME_PERSON,
    reason="one name, one village",
)

RIGHT: tuple[Record, ...] = (
    INCIDENT,
    CASUALTY,
    DETENTION,
    DAMAGE,
    SOURCE,
    CITATION,
    FIGURE,
    PLACE,
    LINK,
)
"""One record of each kind of which no rule finds anything."""
