"""Rule 6: which date and which place; wholly inside, partly; the rows across and unknown."""

from dataclasses import replace

import pytest

from store.counting.lines import count_all
from store.counting.memory import MemoryCounting
from store.counting.placing import Located, spot_of
from store.counting.reading import read_book
from store.counting.scope import Scope
from store.fields import field_of
from store.kinds import Where
from store.ledger import Store
from store.records import Casualty, Citation, Source
from store.vocabulary import Outcome, PersonStatus, Review, SourceKind
from tests.store.counting.books import (
    DEMOSO,
    FEBRUARY,
    IN_LOIKAW,
    KAYAH,
    LOIKAW,
    MARCH,
    QUARTER,
    VILLAGE,
    casualty,
    counting,
    counts,
    ends,
    incident,
    table,
)

LOIKAW_IN_FEBRUARY: Scope = replace(FEBRUARY, area=IN_LOIKAW)


def test_a_raid_across_two_months_is_in_neither_and_in_the_quarter() -> None:
    raid = incident(first="2023-02-24", last="2023-03-03")
    dead = [
        casualty(incident=raid.id, first=raid.first, last=raid.last, quantity=2),
    ]
    for month in (FEBRUARY, MARCH):
        found = counts([raid, *dead], scope=month)
        assert found.line("killed").documented == 0
        assert ends(found) == "0–2"
    quarter = counts([raid, *dead], scope=QUARTER)
    assert quarter.line("killed").documented == 2
    by_month = table(counting([raid, *dead]), "killed", "month", scope=QUARTER)
    assert by_month.at("across").documented == 2
    assert by_month.total.documented == 2


def test_a_month_lies_in_its_month_and_a_year_in_its_year() -> None:
    month = casualty(first="2023-02-01", last="2023-02-28")
    year = casualty(first="2023-01-01", last="2023-12-31")
    assert ends(counts([month, year])) == "1–2"
    assert ends(counts([month, year], scope=QUARTER)) == "1–2"


@pytest.mark.parametrize(
    ("place", "township", "expected"),
    [
        (LOIKAW, LOIKAW, "1–1"),
        (VILLAGE, LOIKAW, "1–1"),
        (DEMOSO, DEMOSO, "0–0"),
        (KAYAH, "", "0–1"),
        ("", "", "0–1"),
    ],
)
def test_a_place_lies_inside_partly_or_outside(place: str, township: str, expected: str) -> None:
    dead = casualty(place=place, township=township)
    assert ends(counts([dead], scope=LOIKAW_IN_FEBRUARY)) == expected


def test_the_township_that_nobody_knows_has_a_row() -> None:
    found = counting([casualty(), casualty(place=KAYAH, township="")])
    by_township = table(found, "killed", "township")
    assert by_township.at(LOIKAW).documented == 1
    unknown = by_township.at("unknown")
    assert (unknown.documented, unknown.possible) == (0, 1)


PAN_KAN = Located(VILLAGE, "village", "MMR002001009", "MMR002001009", LOIKAW, "MMR002D001", KAYAH)


@pytest.mark.parametrize(
    ("precision", "expected"),
    [
        ("", (VILLAGE, LOIKAW)),
        ("exact", (VILLAGE, LOIKAW)),
        ("village", (VILLAGE, LOIKAW)),
        ("near_village", ("MMR002001009", LOIKAW)),
        ("between", (KAYAH, "")),
        ("district", ("MMR002D001", "")),
        ("state", (KAYAH, "")),
        ("unknown", ("", "")),
    ],
)
def test_how_exact_a_place_is_decides_where_it_surely_lies(
    precision: str, expected: tuple[str, str]
) -> None:
    assert spot_of(PAN_KAN, precision) == expected


@pytest.mark.parametrize(
    ("died_on", "february", "march"),
    [("", "1–1", "0–0"), ("9 Mar 2023", "0–0", "1–1"), ("unknown", "0–1", "0–1")],
)
def test_a_death_in_custody_counts_when_the_person_died_as_far_as_that_is_known(
    ledger: Store, died_on: str, february: str, march: str
) -> None:
    source = ledger.save(
        Source(name="Source A", kind=SourceKind.WITNESS, review=Review.SUBMITTED)
    ).record
    dead = Casualty(
        outcome=Outcome.DIED_IN_CUSTODY,
        status=PersonStatus.CIVILIAN,
        when=ledger.read_field(field_of(Casualty, "when"), "24 Feb 2023"),
        died_on=ledger.read_field(field_of(Casualty, "died_on"), died_on),
        where=Where(LOIKAW),
        review=Review.SUBMITTED,
    )
    dead = ledger.save(dead).record
    ledger.save(Citation(source=source.id, record=dead.id, review=Review.SUBMITTED))
    found = MemoryCounting.of(ledger.ask(read_book))
    assert ends(count_all(found, FEBRUARY), "killed_in_custody") == february
    assert ends(count_all(found, MARCH), "killed_in_custody") == march


def test_a_wound_of_february_that_killed_in_march_is_counted_in_february(ledger: Store) -> None:
    """Hit on 24 February, died on 9 March: the day of death stands beside it."""
    source = ledger.save(
        Source(name="Source A", kind=SourceKind.WITNESS, review=Review.SUBMITTED)
    ).record
    dead = Casualty(
        outcome=Outcome.KILLED,
        status=PersonStatus.CIVILIAN,
        when=ledger.read_field(field_of(Casualty, "when"), "24 Feb 2023"),
        died_on=ledger.read_field(field_of(Casualty, "died_on"), "9 Mar 2023"),
        where=Where(LOIKAW),
        review=Review.SUBMITTED,
    )
    dead = ledger.save(dead).record
    ledger.save(Citation(source=source.id, record=dead.id, review=Review.SUBMITTED))
    found = MemoryCounting.of(ledger.ask(read_book))
    assert ends(count_all(found, FEBRUARY)) == "1–1"
    assert ends(count_all(found, MARCH)) == "0–0"
