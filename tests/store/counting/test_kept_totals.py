"""The kept totals are what counting anew gives, after any sequence of edits."""

# ruff: noqa: D102 - The methods of `Hand` are the edits that they are called.

import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.counting.behind import records_behind
from store.counting.explaining import Column, Question, explain
from store.counting.extent import Stretch
from store.counting.kept_counting import KeptCounting
from store.counting.kept_totals import differences, rebuild
from store.counting.lines import Grounds, count_all
from store.counting.measures import LINES
from store.counting.memory import MemoryCounting
from store.counting.reading import read_book
from store.counting.scope import Scope, read_scope
from store.counting.tables import DIMENSIONS, PLACE, Cut, TableAsked, applies, make_table
from store.errors import LedgerError
from store.founded import Founding
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
    Source,
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
from tests.store.conftest import clock

SCOPES = (
    ("2023-02", "", "civilians"),
    ("2023-02-10..2023-03-02", "Loikaw", "all"),
    ("start..2023-03-06", "", "civilians"),
    ("2022", "Kayah", "children"),
    ("..2023-02-20", "Pan Kan, Loikaw", "women"),
)
DAY = DatePrecision.DAY
OFTEN = 0.75


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


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with one source, to be copied: making one takes longer than an example."""
    path = tmp_path_factory.mktemp("kept") / "template.fieldledger"
    dice = random.Random(7)  # noqa: S311 - the same ids in each run
    founding = Founding("Naw Paw (invented)", "LKW2")
    store = Store.create(path, founding, clock=clock, random_bytes=dice.randbytes)
    store.save(Source(name="Source A", kind="witness", review=Review.SUBMITTED))  # type: ignore[arg-type]
    store.close()
    return path


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
            self.change,
            self.change,
            self.retire,
            self.approve,
            self.undo,
        )
        self.one_of(*steps)()

    def save(self, record: Record) -> None:
        saved = self.store.save(record).record
        self.made.setdefault(type(saved), []).append(saved.id)

    def shared(self) -> dict[str, Any]:
        return {
            "when": self.one_of(*WHENS[1:]),
            "where": self.one_of(*WHERES[1:]),
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
        record = self.existing()
        names = ("when", "where", "incident", "grade", "outcome", "part_of", "quantity", "accepted")
        changeable = [n for n in names if record and n in type(record).model_fields]
        if record is None or not changeable or record.retired is not None:
            return
        name = self.one_of(*changeable)
        values: dict[str, Callable[[], Any]] = {
            "when": lambda: self.one_of(*WHENS),
            "where": lambda: self.one_of(*WHERES),
            "incident": lambda: self.of(Incident),
            "part_of": lambda: self.of(Incident, Figure) if isinstance(record, Figure) else None,
            "grade": lambda: self.one_of(
                *(IncidentGrade if isinstance(record, Incident) else DamageGrade)
            ),
            "outcome": lambda: self.one_of(*Outcome),
            "quantity": lambda: self.dice.randint(1, 5),
            "accepted": lambda: self.one_of(*Accepted),
        }
        self.store.save(record.model_copy(update={name: values[name]()}))

    def retire(self) -> None:
        record = self.existing()
        if record is not None:
            if record.retired is None:
                self.store.retire(record, "told twice")
            else:
                self.store.restore(record)

    def approve(self) -> None:
        record = self.existing()
        if record is not None and record.review == Review.SUBMITTED and not record.retired:
            self.store.approve(record)

    def undo(self) -> None:
        self.store.undo()


def compare(store: Store) -> None:
    """Fails unless everything that can be asked of the kept tables is what memory says."""
    assert list(store.ask(differences)) == []
    counting = MemoryCounting.of(store.ask(read_book))
    kept: KeptCounting = store.ask(KeptCounting)
    for period, area, population in SCOPES:
        areas = [area] if area else []
        scope: Scope = store.ask(
            read_scope,
            period,
            start=store.settings.start,
            today=store.today,
            areas=areas,
            population=population,
        )
        assert count_all(kept, scope) == count_all(counting, scope)
        happened = Grounds.of(scope).happened
        for line in LINES[::4]:
            ground = Grounds.of(scope).for_line(line.code)
            cut = Cut(line.code, scope.population, (PLACE,))
            assert kept.spread(ground, cut) == counting.spread(ground, cut)
            for by in BY[:: len(period)]:
                if all(applies(line, dimension) for dimension in by):
                    asked = TableAsked(scope, ground, line, by)
                    assert make_table(kept, asked) == make_table(counting, asked)
            question = Question(scope, ground, line.code, Column.HIGH)
            expected = {
                (e.id, e.quantity, e.is_in) for e in explain(question, counting.tallies, str)
            }
            page = store.ask(records_behind, question, limit=1000)
            assert {(e.id, e.quantity, e.is_in) for e in page.rows} == expected
        about = {f.id for f in counting.incident_figures(happened)}
        assert {f.id for f in kept.incident_figures(happened)} == about


BY = [*combinations(DIMENSIONS, 2), *((name,) for name in DIMENSIONS)]


@given(seed=st.integers(0, 10**9), steps=st.integers(20, 80))
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_the_kept_totals_equal_the_recomputed_ones(
    template: Path, tmp_path_factory: pytest.TempPathFactory, seed: int, steps: int
) -> None:
    path = tmp_path_factory.mktemp("kept") / "a.fieldledger"
    shutil.copy(template, path)
    store = Store.open(path, clock=clock)
    try:
        hand = Hand(store, random.Random(seed))  # noqa: S311 - the same edits for a seed
        for _ in range(steps):
            try:
                hand.step()
            except LedgerError:
                continue
        compare(store)
    finally:
        store.close()
        path.unlink()


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Store]:
    from store.demo import build_demo

    build_demo(tmp_path / "demo.fieldledger")
    store = Store.open(tmp_path / "demo.fieldledger")
    yield store
    store.close()


def test_the_demo_counts_the_same_kept_and_recomputed(demo: Store) -> None:
    compare(demo)


def test_check_finds_totals_that_were_altered(demo: Store) -> None:
    demo.ask(lambda c: c.execute("UPDATE tally SET n = n + 1 WHERE rid = 40"))
    demo.ask(lambda c: c.execute("UPDATE tally_cell SET n = n + 1 WHERE first_month = '2023-02'"))
    found = [sentence for sentence in demo.check() if sentence]
    assert any("is not kept in the totals" in sentence for sentence in found)
    assert any("tally_cell" in sentence for sentence in found)
    with demo.together():
        demo.ask(rebuild)
    assert not any(demo.check())


def test_a_place_that_moves_takes_its_records_with_it(ledger: Store) -> None:
    camp = PlaceRecord(
        name="Camp 3", level=PlaceLevel.CAMP, parent="MMR002001", review=Review.SUBMITTED
    )
    camp = ledger.save(camp).record
    source = ledger.save(Source(name="Source A", kind="witness", review=Review.SUBMITTED)).record  # type: ignore[arg-type]
    dead = ledger.save(
        Casualty(
            outcome=Outcome.KILLED,
            status=PersonStatus.CIVILIAN,
            when=WHENS[1],
            where=Where(camp.id),
            review=Review.SUBMITTED,
        )
    ).record
    ledger.save(Citation(source=source.id, record=dead.id, review=Review.SUBMITTED))
    ledger.save(ledger.get(PlaceRecord, camp.id).model_copy(update={"parent": "MMR002002"}))
    compare(ledger)
    counting: KeptCounting = ledger.ask(KeptCounting)
    ground = Grounds.of(Scope(Stretch())).happened
    found = counting.spread(ground, Cut("killed", "civilians", ("township",)))
    assert set(found) == {("MMR002002",)}
