"""Disaggregation: a measure by one or two dimensions, with its unknown row and its totals.

Every table adds up to its line: whatever is not known has a row. Sexual violence has no row of
its own unless asked for; what happened by it stands among *other*, so that the totals hold and
nobody can be picked out.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from typing import Final, Protocol

from store.counting.bags import Count, Ground
from store.counting.extent import DAWN, DUSK
from store.counting.fitting import PEOPLE_ROWS, people_row
from store.counting.measures import Counted, Line
from store.counting.scope import Scope
from store.counting.tally import Dims
from store.vocabulary import (
    ActorKind,
    AgeGroup,
    BuildingKind,
    CodeList,
    DamageGrade,
    IncidentGrade,
    IncidentKind,
    Means,
    Outcome,
    PersonStatus,
    Sex,
)

UNKNOWN: Final = "unknown"
ACROSS: Final = "across"
"""The row of what happened within the period, in one month or another of it."""

_SEXUAL_VIOLENCE: Final = "sexual_violence"
_OTHER: Final = "other"

_FIELDS: Final[Mapping[str, Callable[[Dims], str]]] = {
    "sex": lambda dims: dims.sex,
    "age": lambda dims: dims.age,
    "status": lambda dims: dims.status,
    "outcome": lambda dims: dims.outcome,
    "means": lambda dims: dims.means,
    "actor": lambda dims: dims.actor,
    "kind": lambda dims: dims.kind,
    "grade": lambda dims: dims.grade,
    "people": people_row,
}

DIMENSIONS: Final = ("month", "township", *_FIELDS)
"""What a table can be made by; any two of them."""

PLACE: Final = "place"
"""The narrowest place that is known: what maps are drawn by, and no table."""

_OF_PEOPLE: Final = frozenset({"sex", "age", "status", "outcome", "people"})
HELD: Final = "held"
_ENDS: Final = (HELD, "released", "escaped", "died", "disappeared", "unknown")


@dataclass(frozen=True, slots=True)
class Cell:
    """One row of a table: its codes, one for each dimension, and what is counted there.

    `possible` counts what is documented there and what may belong there besides.
    """

    labels: tuple[str, ...]
    documented: int
    approved: int
    possible: int


@dataclass(frozen=True, slots=True)
class Table:
    """A measure by one or two dimensions; `axes` has the codes of each in their order."""

    by: tuple[str, ...]
    line: Line
    population: str
    axes: tuple[tuple[str, ...], ...]
    cells: tuple[Cell, ...]
    total: Cell

    def at(self, *labels: str) -> Cell:
        """The cell with those codes; an empty one where nothing is counted."""
        found = (cell for cell in self.cells if cell.labels == labels)
        return next(found, Cell(labels, 0, 0, 0))


class Spreading(Protocol):
    """What tables ask of a ledger, in memory or in its kept tables."""

    def spread(self, ground: Ground, cut: "Cut") -> Mapping[tuple[str, ...], Count]:
        """What is counted on the ground, by the codes of the cut's dimensions."""


@dataclass(frozen=True, slots=True)
class Cut:
    """What is asked of each record for a table: a line, whose people, by what."""

    line: str
    population: str
    by: tuple[str, ...]
    with_sexual_violence: bool = False

    def label(self, dims: Dims, dimension: str) -> str:
        """The code of a record in a dimension other than month and township."""
        code = _FIELDS[dimension](dims) or UNKNOWN
        hidden = code == _SEXUAL_VIOLENCE and not self.with_sexual_violence
        return _OTHER if hidden else code

    def labels(self, dims: Dims, month: str, township: str, place: str = "") -> tuple[str, ...]:
        """The codes of a record in all dimensions of the table."""
        given = {"month": month, "township": township or UNKNOWN, PLACE: place or UNKNOWN}
        if self.line in {"still_held", "in_detention"}:
            given["outcome"] = HELD
        return tuple(given[d] if d in given else self.label(dims, d) for d in self.by)


def month_of(first: str, last: str) -> str:
    """The month in which a span lies, or that it lies across months, or is not known."""
    if first == DAWN or last == DUSK:
        return UNKNOWN
    return first[:7] if first[:7] == last[:7] else ACROSS


def applies(line: Line, dimension: str) -> bool:
    """Whether a line can be told apart by a dimension: buildings have no sex."""
    if line.counted in {Counted.BUILDINGS, Counted.EVENTS}:
        return dimension not in _OF_PEOPLE
    return not (line.counted is Counted.DETAINED and dimension in {"status", "means"})


@dataclass(frozen=True, slots=True)
class TableAsked:
    """Which table is asked for: of which line, by what, on which ground."""

    scope: Scope
    ground: Ground
    line: Line
    by: tuple[str, ...]
    with_sexual_violence: bool = False

    @property
    def cut(self) -> Cut:
        """What is asked of each record."""
        return Cut(self.line.code, self.scope.population, self.by, self.with_sexual_violence)


def make_table(spreading: Spreading, asked: TableAsked) -> Table:
    """The table of a line by one or two dimensions."""
    cut, line, ground = asked.cut, asked.line, asked.ground
    found = spreading.spread(ground, cut)
    total = _sum(found.values(), len(cut.by))
    if line.code == "detained" and "outcome" in cut.by:
        held = spreading.spread(Ground(ground.stretch, ground.area, asked.scope.as_of), cut)
        found = ended_as_of(found, held, cut.by.index("outcome"))
    cells = [Cell(labels, c.documented, c.approved, c.possible) for labels, c in found.items()]
    axes = tuple(_axis(d, n, line, cells) for n, d in enumerate(cut.by))
    empty = tuple(axis[-1] for axis in axes)
    if empty not in found:
        cells.append(Cell(empty, 0, 0, 0))
    places = [{code: n for n, code in enumerate(axis)} for axis in axes]
    cells.sort(key=lambda c: [p[code] for p, code in zip(places, c.labels, strict=True)])
    return Table(cut.by, line, cut.population, axes, tuple(cells), total)


def ended_as_of(
    arrested: Mapping[tuple[str, ...], Count],
    held: Mapping[tuple[str, ...], Count],
    place: int,
) -> dict[tuple[str, ...], Count]:
    """Arrests by how the detention had ended on the as-of day, which may be before it ended.

    Both are by how it has ended by now; `place` is where that stands among the codes. Whoever
    was arrested after the as-of day is *unknown* on it. Somebody who may still be held may belong
    to two rows.
    """
    found: dict[tuple[str, ...], Count] = {}

    def add(labels: tuple[str, ...], ended: str, count: Count) -> None:
        changed = (*labels[:place], ended, *labels[place + 1 :])
        found[changed] = found.get(changed, Count()).plus(count)

    for labels, count in arrested.items():
        still = held.get(labels, Count())
        gone = count.minus(replace(still, possible=still.documented))
        add(labels, UNKNOWN if labels[place] == HELD else labels[place], gone)
        add(labels, HELD, still)
    return {labels: count for labels, count in found.items() if count.possible}


def _sum(counts: Iterable[Count], dimensions: int) -> Cell:
    every = reduce(Count.plus, counts, Count())
    return Cell(("total",) * dimensions, every.documented, every.approved, every.possible)


def _axis(dimension: str, place: int, line: Line, cells: Iterable[Cell]) -> tuple[str, ...]:
    """The codes that occur in a dimension, in their order, what is not known last."""
    codes = {cell.labels[place] for cell in cells} | {UNKNOWN}
    if dimension == "month":
        codes |= {ACROSS}
        known = sorted(codes - {ACROSS, UNKNOWN})
        return (*known, ACROSS, UNKNOWN)
    if dimension == "people":
        return tuple(PEOPLE_ROWS)
    order = {code: n for n, code in enumerate(_codes(dimension, line))}
    known = sorted(codes - {UNKNOWN}, key=lambda code: (order.get(code, len(order)), code))
    return (*known, UNKNOWN)


def _codes(dimension: str, line: Line) -> Sequence[str]:
    if dimension == "outcome" and line.counted is Counted.DETAINED:
        return _ENDS
    codes = code_list(dimension, line)
    return [str(code) for code in codes] if codes else ()


def code_list(dimension: str, line: Line) -> type[CodeList] | None:
    """The code list of a dimension, None for months, townships, rows of people, ends."""
    buildings = line.counted is Counted.BUILDINGS
    lists: dict[str, type[CodeList]] = {
        "sex": Sex,
        "age": AgeGroup,
        "status": PersonStatus,
        "outcome": Outcome,
        "means": Means,
        "actor": ActorKind,
        "kind": BuildingKind if buildings else IncidentKind,
        "grade": DamageGrade if buildings else IncidentGrade,
    }
    if dimension == "outcome" and line.counted is Counted.DETAINED:
        return None
    return lists.get(dimension)


def read_dimensions(text: str) -> tuple[str, ...]:
    """The dimensions that a command names, with commas between them; at most two.

    Raises:
        ParseError: one of them is none, or there are more than two.
    """
    from store.errors import ParseError

    names = [_NAMED.get(n, n) for part in text.split(",") if (n := part.strip().casefold())]
    wanted = tuple(dict.fromkeys(names))
    if not wanted or len(wanted) > _MOST or not set(wanted) <= set(DIMENSIONS):
        raise ParseError(f"A table is made by one or two of {', '.join(DIMENSIONS)}.")
    return wanted


_MOST: Final = 2
_NAMED: Final = {"age_group": "age", "age group": "age", "agegroup": "age"}
