"""Books of a few invented records, counted in memory."""

# ruff: noqa: ANN401 - A record is told by whichever of its fields matter.

from collections.abc import Iterable
from itertools import count
from typing import Any

from store.counting.bags import Ground
from store.counting.explaining import Column, Explained, Question, explain
from store.counting.extent import EVERYWHERE, Area, Stretch
from store.counting.facts import Book, Fact, FigureFact, LinkFact
from store.counting.lines import Counts, Grounds, Numbers, count_all
from store.counting.measures import BY_CODE
from store.counting.memory import MemoryCounting
from store.counting.scope import Scope
from store.counting.tables import Table, TableAsked, make_table
from store.vocabulary import Population

LOIKAW, DEMOSO, KAYAH = "MMR002001", "MMR002002", "MMR002"
VILLAGE = "168258"

IN_LOIKAW = Area((LOIKAW,), frozenset({LOIKAW, VILLAGE}), frozenset({KAYAH}))

_numbers = count(1)


def fact(table: str, **values: Any) -> Fact:
    """A submitted, cited record of one day in February 2023 in Loikaw."""
    number = next(_numbers)
    day = values.pop("on", "2023-02-24")
    known = {
        "id": f"{table}-{number:06d}",
        "rid": number,
        "code": f"TST-{number:04d}",
        "first": day,
        "last": day,
        "place": LOIKAW,
        "township": LOIKAW,
    }
    return Fact(table=table, **(known | values))


def incident(**values: Any) -> Fact:
    return fact("incident", **({"kind": "raid", "grade": "ungraded"} | values))


def casualty(outcome: str = "killed", **values: Any) -> Fact:
    """A civilian, killed unless another outcome is given."""
    return fact("casualty", outcome=outcome, **({"status": "civilian"} | values))


def detention(**values: Any) -> Fact:
    """Somebody arrested and still held, unless `left` says from when to when that ended."""
    how = values.pop("how", "released" if "left" in values else "held")
    left = values.pop("left", None)
    spans = {} if left is None else {"left_first": left[0], "left_last": left[1]}
    return fact("detention", outcome=how, **spans, **values)


def damage(kind: str = "home", grade: str = "destroyed", **values: Any) -> Fact:
    return fact("damage", kind=kind, grade=grade, **({"basis": "visited"} | values))


def link(a: Fact, b: Fact, decision: str) -> LinkFact:
    return LinkFact(f"link-{next(_numbers):06d}", a.id, b.id, decision)


def figure(number: int | None, about: Fact | None = None, **values: Any) -> FigureFact:
    """An accepted plain number of civilians killed, about an incident if one is given."""
    qualifier = values.get("qualifier", "exact")
    low = number if qualifier in {"exact", "at_least"} else None
    high = number if qualifier in {"exact", "up_to"} else None
    record = next(_numbers)
    known = {
        "id": f"figure-{record:06d}",
        "code": f"TST-{record:04d}",
        "source": "KNDF",
        "kind": "incident" if about else "period",
        "measure": "killed",
        "population": "civilians",
        "by": "anyone",
        "best": number,
        "low": low,
        "high": high,
        "accepted": "accepted",
        "incident": about.id if about else "",
    }
    return FigureFact(**(known | values))


def people(many: int, outcome: str = "killed", **values: Any) -> list[Fact]:
    """So many civilians, one record each."""
    return [casualty(outcome, **values) for _ in range(many)]


FEBRUARY = Scope(Stretch("2023-02-01", "2023-02-28"), EVERYWHERE, as_of="2023-03-06")
MARCH = Scope(Stretch("2023-03-01", "2023-03-31"), EVERYWHERE, as_of="2023-03-31")
QUARTER = Scope(Stretch("2023-01-01", "2023-03-31"), EVERYWHERE, as_of="2023-03-31")


def counting(
    facts: Iterable[Fact], links: Iterable[LinkFact] = (), figures: Iterable[FigureFact] = ()
) -> MemoryCounting:
    return MemoryCounting.of(Book.of(facts, links, figures))


def counts(
    facts: Iterable[Fact],
    links: Iterable[LinkFact] = (),
    figures: Iterable[FigureFact] = (),
    scope: Scope = FEBRUARY,
) -> Counts:
    return count_all(counting(facts, links, figures), scope)


def line(found: Counts, code: str = "killed") -> Numbers:
    return found.line(code)


def documented(facts: Iterable[Fact], code: str = "killed", scope: Scope = FEBRUARY) -> int:
    return counts(facts, scope=scope).line(code).documented


def ends(found: Counts, code: str = "killed") -> str:
    """The range in a few letters: `7–8`, `35+`."""
    numbers = found.line(code)
    if numbers.open:
        return f"{numbers.low}+"
    return f"{numbers.low}–{numbers.high}"


def table(
    found: MemoryCounting, code: str, *by: str, scope: Scope = FEBRUARY, **asked: bool
) -> Table:
    ground = Grounds.of(scope).for_line(code)
    return make_table(found, TableAsked(scope, ground, BY_CODE[code], by, **asked))


def behind(
    found: MemoryCounting, code: str, column: Column, scope: Scope = FEBRUARY
) -> dict[str, Explained]:
    """The records behind a number, by their ids."""
    question = Question(scope, Grounds.of(scope).for_line(code), code, column)
    codes = {t.id: t.code for t in found.tallies}
    return {e.id: e for e in explain(question, found.tallies, lambda r: codes.get(r, r))}


def of(population: str, scope: Scope = FEBRUARY) -> Scope:
    return scope.of(Population(population))


ALWAYS_EVERYWHERE = Ground(Stretch())
