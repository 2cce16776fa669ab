"""As known on a day: what had been written until then, and nothing of what came later."""

# ruff: noqa: D102 - The method of `Days` is called as what it stands for.

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from store.counting.counted import counting_of
from store.counting.extent import Stretch
from store.counting.lines import Counts, count_all
from store.counting.scope import Scope
from store.founded import Founding
from store.kinds import Where
from store.ledger import Store
from store.records import Casualty, Citation, Figure, Incident, Link, Source
from store.spans import Span
from store.vocabulary import (
    Accepted,
    DatePrecision,
    FigureKind,
    IncidentKind,
    LinkDecision,
    Measure,
    Outcome,
    PersonStatus,
    Population,
    Qualifier,
    Review,
    SourceKind,
)
from tests.store.counting.books import ends

FEBRUARY = Scope(Stretch("2023-02-01", "2023-02-28"), as_of="2023-03-06")
HARM = Span(date(2023, 2, 24), date(2023, 2, 24), DatePrecision.DAY)


@dataclass
class Days:
    """A laptop's clock that somebody sets."""

    day: int = 1

    def __call__(self) -> datetime:
        return datetime(2023, 3, self.day, 12, tzinfo=UTC)


@pytest.fixture
def days() -> Days:
    return Days()


@pytest.fixture
def dated(tmp_path: Path, days: Days) -> Iterator[Store]:
    """A ledger in which three people are recorded on 1 March, and things change after it."""
    dice = random.Random(3)  # noqa: S311 - the same ids in each run
    founding = Founding("Naw Paw (invented)", "LKW2")
    store = Store.create(
        tmp_path / "a.fieldledger", founding, clock=days, random_bytes=dice.randbytes
    )
    source = store.save(
        Source(name="Source A", kind=SourceKind.WITNESS, review=Review.SUBMITTED)
    ).record
    raid = store.save(
        Incident(
            kind=IncidentKind.RAID, when=HARM, where=Where("MMR002001"), review=Review.SUBMITTED
        )
    ).record
    store.save(Citation(source=source.id, record=raid.id, review=Review.SUBMITTED))
    dead = [
        store.save(
            Casualty(
                incident=raid.id,
                outcome=Outcome.KILLED,
                status=PersonStatus.CIVILIAN,
                review=Review.SUBMITTED,
            )
        ).record
        for _ in range(3)
    ]
    days.day = 2
    store.save(
        Link(
            a=dead[0].id,
            b=dead[1].id,
            decision=LinkDecision.SAME,
            reason="One man, told twice.",
            review=Review.SUBMITTED,
        )
    )
    days.day = 3
    store.save(
        Figure(
            source=source.id,
            incident=raid.id,
            kind=FigureKind.INCIDENT,
            measure=Measure.KILLED,
            population=Population.CIVILIANS,
            best=5,
            qualifier=Qualifier.EXACT,
            accepted=Accepted.ACCEPTED,
            told_on=HARM,
            text="five",
            review=Review.SUBMITTED,
        )
    )
    days.day = 4
    store.save(store.get(Casualty, dead[2].id).model_copy(update={"outcome": Outcome.INJURED}))
    days.day = 5
    # The date was wrong: the people of the incident move with it.
    march = Span(date(2023, 3, 1), date(2023, 3, 1), DatePrecision.DAY)
    store.save(store.get(Incident, raid.id).model_copy(update={"when": march}))
    days.day = 6
    yield store
    store.close()


def known(store: Store, day: int | None) -> Counts:
    on = date(2023, 3, day) if day else None
    counts: Counts = store.ask(lambda c: count_all(counting_of(c, on), FEBRUARY))
    return counts


@pytest.mark.parametrize(
    ("day", "documented", "spread"),
    [(1, 3, "3–3"), (2, 2, "2–2"), (3, 2, "5–5"), (4, 1, "5–5"), (5, 0, "0–0"), (6, 0, "0–0")],
)
def test_what_came_later_is_not_known_yet(
    dated: Store, day: int, documented: int, spread: str
) -> None:
    found = known(dated, day)
    assert found.line("killed").documented == documented
    assert ends(found) == spread


def test_known_today_is_what_the_ledger_says_now(dated: Store) -> None:
    assert known(dated, 6) == known(dated, None)


def test_what_is_retired_today_was_counted_yesterday(dated: Store, days: Days) -> None:
    (raid,) = dated.ask(lambda c: c.execute("SELECT id FROM incident").fetchone())
    days.day = 7
    dated.retire(dated.get(Incident, raid), "It did not happen.")
    assert known(dated, 4).line("injured").documented == 1
    assert known(dated, 7).line("injured").high == 0
