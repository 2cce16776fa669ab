"""A hand that writes whatever dice say into a ledger, one save after the other."""

# ruff: noqa: D102 - The methods of `Hand` are the edits that they are called.

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from store.kinds import Where
from store.ledger import Store
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
)
from store.spans import Span
from store.vocabulary import (
    Accepted,
    ActorKind,
    AgeGroup,
    BuildingKind,
    DamageGrade,
    DatePrecision,
    EndedHow,
    FigureKind,
    GradeBasis,
    IncidentGrade,
    IncidentKind,
    LinkDecision,
    Measure,
    Outcome,
    PersonStatus,
    PlaceLevel,
    PlacePrecision,
    Population,
    Qualifier,
    Review,
    Sex,
)

DAY = DatePrecision.DAY
OFTEN = 0.75
SELDOM = 0.2


def span(first: str, last: str = "", precision: DatePrecision = DatePrecision.RANGE) -> Span:
    end = last or first
    kind = DAY if end == first else precision
    return Span(date.fromisoformat(first), date.fromisoformat(end), kind)


WHENS = (
    None,
    span("2023-02-24"),
    span("2023-02-24", "2023-03-03"),
    span("2023-02-01", "2023-02-28", DatePrecision.MONTH),
    span("2022-01-01", "2022-12-31", DatePrecision.YEAR),
    span("2023-02-14"),
    Span(date(2023, 2, 10), None, DatePrecision.RANGE),
    Span(None, None, DatePrecision.UNKNOWN),
)
WHERES = (
    None,
    Where("MMR002001"),
    Where("168258"),
    Where("168258", precision=PlacePrecision.NEAR_VILLAGE),
    Where("MMR002002"),
    Where("MMR002"),
    Where("MMR002001", precision=PlacePrecision.BETWEEN),
    Where(said="by the river"),
)
LEFT = (None, span("2023-02-26"), span("2023-03-01", "2023-03-31"), WHENS[-1])


@dataclass
class Hand:
    """Writes whatever dice say into a ledger, one save after the other."""

    store: Store
    dice: random.Random
    made: dict[type[Record], list[str]] = field(default_factory=dict)

    def one_of(self, *values: Any) -> Any:  # noqa: ANN401 - any field's value
        return self.dice.choice(values)

    def often(self) -> bool:
        return self.dice.random() < OFTEN

    def of(self, *kinds: type[Record]) -> str | None:
        known = [record for kind in kinds for record in self.made.get(kind, [])]
        return self.dice.choice(known) if known else None

    def step(self) -> None:
        steps: tuple[Callable[[], object], ...] = (
            self.incident,
            self.person,
            self.person,
            self.building,
            self.figure,
            self.figure,
            self.link,
            self.link,
            self.citation,
            self.place,
            self.change,
            self.change,
            self.change,
            self.retire,
            self.approve,
            self.give_back,
            self.undo,
        )
        self.one_of(*steps)()

    def save(self, record: Record) -> None:
        saved = self.store.save(record).record
        self.made.setdefault(type(saved), []).append(saved.id)

    def shared(self) -> dict[str, Any]:
        return {
            "when": self.one_of(*WHENS[1:]),
            "where": self.somewhere(),
            "review": Review.SUBMITTED if self.often() else Review.DRAFT,
        }

    def incident(self) -> None:
        self.save(
            Incident(
                **self.shared(),
                kind=self.one_of(*list(IncidentKind)[:4]),
                grade=IncidentGrade.WEAK if self.often() else self.one_of(*IncidentGrade),
                actor_kind=self.one_of(None, *list(ActorKind)[:2]),
                part_of=self.one_of(None, self.of(Incident)),
            )
        )
        if self.often():
            self.cite(self.made[Incident][-1])

    def person(self) -> None:
        known = self.shared() | {"incident": self.of(Incident)}
        if known["incident"] and self.often():
            known |= {"when": None, "where": None}
        known |= {
            "sex": self.one_of(None, *Sex),
            "age_group": self.one_of(None, *AgeGroup),
            "quantity": self.dice.randint(1, 5),
        }
        if self.often():
            outcome = Outcome.KILLED if self.often() else self.one_of(*Outcome)
            died = self.one_of(None, *WHENS[1:])
            status = PersonStatus.CIVILIAN if self.often() else self.one_of(None, *PersonStatus)
            self.save(Casualty(**known, outcome=outcome, died_on=died, status=status))
        else:
            known["arrested"] = known.pop("when")
            ended = self.one_of(*LEFT)
            how = self.one_of(*EndedHow) if ended else None
            self.save(Detention(**known, released=self.one_of(*LEFT), ended=ended, ended_how=how))

    def building(self) -> None:
        self.save(
            Damage(
                **self.shared(),
                incident=self.of(Incident),
                kind=self.one_of(BuildingKind.HOME, BuildingKind.CLINIC, BuildingKind.FARM_HUT),
                grade=self.one_of(None, *DamageGrade),
                grade_basis=self.one_of(None, *GradeBasis),
                quantity=self.dice.randint(1, 9),
            )
        )

    def figure(self) -> None:
        self.save(
            Figure(
                source=self.source,
                incident=self.of(Incident),
                kind=FigureKind.INCIDENT,
                measure=self.one_of(Measure.KILLED, Measure.INJURED, Measure.HOMES_DESTROYED),
                population=Population.CIVILIANS if self.often() else self.one_of(*Population),
                best=self.dice.randint(0, 12),
                qualifier=self.one_of(Qualifier.EXACT, Qualifier.AT_LEAST, Qualifier.UP_TO),
                accepted=Accepted.ACCEPTED if self.often() else self.one_of(*Accepted),
                replaces=None if self.often() else self.of(Figure),
                published_on=WHENS[1],
                text="told",
                review=Review.SUBMITTED,
            )
        )

    @property
    def source(self) -> str:
        found: str = self.store.ask(
            lambda c: c.execute("SELECT id FROM source LIMIT 1").fetchone()[0]
        )
        return found

    def link(self) -> None:
        kinds = self.one_of((Incident,), (Casualty,), (Damage,), (Casualty, Detention))
        a, b = self.of(*kinds), self.of(*kinds)
        if a and b and a != b:
            decision = self.one_of(*LinkDecision)
            self.save(Link(a=a, b=b, decision=decision, reason="told", review=Review.SUBMITTED))

    def citation(self) -> None:
        if about := self.of(Incident, Casualty, Detention, Damage):
            self.cite(about)

    def cite(self, about: str) -> None:
        self.save(Citation(source=self.source, record=about, review=Review.SUBMITTED))

    def existing(self) -> Record | None:
        kind: type[Record] | None = self.one_of(*self.made) if self.made else None
        record = self.of(kind) if kind else None
        return self.store.get(kind, record) if kind and record else None

    def change(self) -> None:
        """Another value in a field: of a record, of an incident whose records inherit it."""
        record = self.existing()
        if record is None or record.retired is not None:
            return
        values = self.other_values(record)
        name = self.one_of(*(n for n in values if n in type(record).model_fields))
        self.store.save(record.model_copy(update={name: values[name]()}))

    def other_values(self, record: Record) -> dict[str, Callable[[], Any]]:
        """What may be written into a field of a record; every record has a review."""
        grades = IncidentGrade if isinstance(record, Incident) else DamageGrade
        kinds = BuildingKind if isinstance(record, Damage) else IncidentKind
        return {
            "when": lambda: self.one_of(*WHENS),
            "arrested": lambda: self.one_of(*WHENS),
            "released": lambda: self.one_of(*LEFT),
            "where": lambda: self.somewhere() if self.often() else None,
            "incident": lambda: self.of(Incident),
            "part_of": lambda: self.of(type(record)),
            "kind": lambda: record.kind if isinstance(record, Figure) else self.one_of(*kinds),
            "grade": lambda: self.one_of(*grades),
            "outcome": lambda: self.one_of(*Outcome),
            "status": lambda: self.one_of(*PersonStatus),
            "quantity": lambda: self.dice.randint(1, 5),
            "accepted": lambda: self.one_of(*Accepted),
            "parent": lambda: self.one_of("MMR002001", "MMR002002"),
            "review": lambda: self.one_of(Review.DRAFT, Review.SUBMITTED),
        }

    def place(self) -> None:
        """A camp that somebody adds, in one of two townships."""
        parent = self.one_of("MMR002001", "MMR002002")
        name = f"Camp {self.dice.randint(1, 99)}"
        review = Review.SUBMITTED
        self.save(PlaceRecord(name=name, level=PlaceLevel.CAMP, parent=parent, review=review))

    def somewhere(self) -> Where:
        camp = self.of(PlaceRecord)
        return Where(camp) if camp and self.dice.random() < SELDOM else self.one_of(*WHERES[1:])

    def retire(self) -> None:
        record = self.existing()
        if record is not None:
            if record.retired is None:
                self.store.retire(record, "told twice")
            else:
                self.store.restore(record)

    def give_back(self) -> None:
        record = self.existing()
        if record is not None and record.review == Review.SUBMITTED and not record.retired:
            self.store.give_back(record, "Who told?")

    def approve(self) -> None:
        record = self.existing()
        if record is not None and record.review == Review.SUBMITTED and not record.retired:
            self.store.approve(record)

    def undo(self) -> None:
        self.store.undo()
