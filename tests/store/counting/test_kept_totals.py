"""The kept totals are what counting anew gives, after any sequence of edits."""

import random
import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.counting.behind import figures_behind, records_behind
from store.counting.explaining import Column, Question, explain
from store.counting.extent import DAWN, DUSK, Area, Stretch
from store.counting.kept_counting import KeptCounting
from store.counting.kept_totals import differences, rebuild
from store.counting.lines import Grounds, count_all
from store.counting.measures import LINES, Line
from store.counting.memory import MemoryCounting
from store.counting.reading import read_book
from store.counting.scope import Scope, read_area, read_scope
from store.counting.tables import DIMENSIONS, PLACE, Cut, TableAsked, applies, make_table
from store.errors import LedgerError
from store.founded import Founding
from store.kinds import Where
from store.ledger import Store
from store.records import Casualty, Citation, Figure, Incident, PlaceRecord, Source
from store.vocabulary import (
    Accepted,
    FigureKind,
    IncidentKind,
    Measure,
    Outcome,
    PersonStatus,
    PlaceLevel,
    Population,
    Qualifier,
    Review,
)
from tests.store.conftest import clock
from tests.store.counting.hand import WHENS, WHERES, Hand

SCOPES = (
    ("2023-02", "", "civilians"),
    ("2023-02-10..2023-03-02", "Loikaw", "all"),
    ("start..2023-03-06", "", "civilians"),
    ("2022", "Kayah", "children"),
    ("..2023-02-20", "Pan Kan, Loikaw", "women"),
)


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


def compare(store: Store) -> None:
    """Fails unless everything that can be asked of the kept tables is what memory says."""
    assert list(store.ask(differences)) == []
    counting = MemoryCounting.of(store.ask(read_book))
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
        compare_scope(store, counting, scope, LINES[::4], BY[:: len(period)])


def compare_scope(
    store: Store,
    counting: MemoryCounting,
    scope: Scope,
    lines: Iterable[Line],
    tables: Iterable[tuple[str, ...]],
) -> None:
    """Fails unless the lines, tables and explanations of a scope are what memory says."""
    kept: KeptCounting = store.ask(KeptCounting)
    counts = count_all(kept, scope)
    assert counts == count_all(counting, scope)
    happened = Grounds.of(scope).happened
    for line in lines:
        ground = Grounds.of(scope).for_line(line.code)
        cut = Cut(line.code, scope.population, (PLACE,))
        assert kept.spread(ground, cut) == counting.spread(ground, cut)
        for by in tables:
            if all(applies(line, dimension) for dimension in by):
                asked = TableAsked(scope, ground, line, by)
                assert make_table(kept, asked) == make_table(counting, asked)
        question = Question(scope, ground, line.code, Column.HIGH)
        expected = {(e.id, e.quantity, e.is_in) for e in explain(question, counting.tallies, str)}
        page = store.ask(records_behind, question, limit=1000)
        assert {(e.id, e.quantity, e.is_in) for e in page.rows} == expected
        if not ground.held_on:
            of = (scope.area, str(scope.population), line.code)
            for stretches in (MONTHS, LONGER):
                assert kept.by_months(stretches, *of) == counting.by_months(stretches, *of)
        behind = (*page.rows, *store.ask(figures_behind, question))
        assert sum(e.quantity for e in behind if e.is_in) == counts.line(line.code).high
    about = {f.id for f in counting.incident_figures(happened)}
    assert {f.id for f in kept.incident_figures(happened)} == about
    many = counting.count_incident_figures(happened)
    assert kept.count_incident_figures(happened) == many


MONTHS = [
    Stretch("2022-12-01", "2022-12-31"),
    Stretch("2023-02-01", "2023-02-28"),
    Stretch("2023-02-10", "2023-02-28"),
    Stretch("2023-03-01", "2023-03-31"),
]
LONGER = [
    Stretch("2021-01-01", "2021-12-31"),
    Stretch("2022-11-01", "2022-12-31"),
    Stretch("2023-01-01", "2023-03-31"),
]
BY = [*combinations(DIMENSIONS, 2), *((name,) for name in DIMENSIONS)]


@given(seed=st.integers(0, 10**9), steps=st.integers(20, 80))
@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
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
            with suppress(LedgerError):
                hand.step()
        compare(store)
    finally:
        store.close()
        path.unlink()


@pytest.fixture(scope="module")
def tangled(
    template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Store, MemoryCounting]]:
    """A ledger after some hundred edits, and its counting in memory."""
    path = tmp_path_factory.mktemp("kept") / "tangled.fieldledger"
    shutil.copy(template, path)
    store = Store.open(path, clock=clock)
    hand = Hand(store, random.Random(11))  # noqa: S311 - the same edits in each run
    for _ in range(300):
        with suppress(LedgerError):
            hand.step()
    yield store, MemoryCounting.of(store.ask(read_book))
    store.close()


DAYS = st.dates(date(2021, 11, 1), date(2023, 4, 30)).map(date.isoformat)
ENDS_OF_MONTHS = st.sampled_from(["2022-01-01", "2022-12-31", "2023-02-01", "2023-02-28"])
AREAS = st.lists(
    st.sampled_from(["Kayah", "Loikaw", "Demoso", "168258", "MMR002D001", "MMR002001009"]),
    max_size=3,
)


@given(
    ends=st.tuples(*[st.one_of(DAYS, ENDS_OF_MONTHS, st.sampled_from([DAWN, DUSK]))] * 2),
    areas=AREAS,
    population=st.sampled_from(list(Population)),
    as_of=DAYS,
    line=st.sampled_from(LINES),
    by=st.sampled_from([*combinations(DIMENSIONS, 2), *((name,) for name in DIMENSIONS)]),
)
@settings(max_examples=40, deadline=None)
def test_whatever_is_asked_the_kept_totals_answer_as_memory_does(  # noqa: PLR0913 - a whole scope
    tangled: tuple[Store, MemoryCounting],
    *,
    ends: tuple[str, str],
    areas: list[str],
    population: Population,
    as_of: str,
    line: Line,
    by: tuple[str, ...],
) -> None:
    store, counting = tangled
    area: Area = store.ask(read_area, areas)
    scope = Scope(Stretch(*sorted(ends)), area, population, as_of)
    compare_scope(store, counting, scope, [line], [by])


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
    demo.ask(lambda c: c.execute("UPDATE tally_line SET possible = 9 WHERE what = 'killed'"))
    demo.ask(lambda c: c.execute("DELETE FROM tally_doubt"))
    demo.ask(lambda c: c.execute("UPDATE tally_figure SET population = 'children'"))
    demo.ask(lambda c: c.execute("INSERT INTO tally_range SELECT 1, '', '', 0, 0, 0, '', '', ''"))
    found = " ".join(demo.check())
    for words in (
        *("is not kept in the totals", "tally_cell", "tally_line"),
        *("undecided pairs", "ranges kept", "figures kept"),
    ):
        assert words in found, words
    with demo.together():
        demo.ask(rebuild)
    assert not any(demo.check())


def test_a_part_that_moves_within_its_whole_changes_the_range(ledger: Store) -> None:
    source = ledger.save(Source(name="Source A", kind="witness", review=Review.SUBMITTED)).record  # type: ignore[arg-type]
    shared: dict[str, Any] = {
        "kind": IncidentKind.RAID,
        "when": WHENS[1],
        "where": WHERES[1],
        "review": Review.SUBMITTED,
    }

    def part_of(whole: str | None) -> Incident:
        return ledger.save(Incident(**shared, part_of=whole)).record

    def reported(number: int, about: Incident) -> None:
        figure = Figure(
            source=source.id,
            incident=about.id,
            kind=FigureKind.INCIDENT,
            measure=Measure.KILLED,
            population=Population.CIVILIANS,
            best=number,
            qualifier=Qualifier.EXACT,
            accepted=Accepted.ACCEPTED,
            published_on=WHENS[1],
            text="told",
            review=Review.SUBMITTED,
        )
        ledger.save(figure)

    whole = part_of(None)
    one, two = part_of(whole.id), part_of(whole.id)
    piece = part_of(one.id)
    for number, about in ((10, one), (4, two), (6, piece)):
        reported(number, about)
    low: list[int] = []
    for above in (one, two, whole):
        piece = ledger.save(
            ledger.get(Incident, piece.id).model_copy(update={"part_of": above.id})
        ).record
        compare(ledger)
        scope = Scope(Stretch("2023-02-01", "2023-02-28"), as_of="2023-03-06")
        low.append(count_all(ledger.ask(KeptCounting), scope).line("killed").low)
    assert low == [14, 16, 20]


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
