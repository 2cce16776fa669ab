"""Series (DESIGN, Counting 11): what later reports add to earlier ones, and parts of a figure.

Decided here, where DESIGN is silent: reports of one series follow each other by the day up to
which they count, then by the day on which they were reported. What two reports imply was newly
reported is a range where one of them gives no plain number; it falls if it cannot be zero or
more. A part that gives only a least number leaves at most the rest.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from store.counting.facts import FigureFact


@dataclass(frozen=True, slots=True)
class Step:
    """From one report of a series to the next: what is newly reported, at least and at most.

    None is an end that the words of the two do not give. `falls` is true where the later one is
    surely below the earlier one, which a total since a date cannot be.
    """

    earlier: FigureFact
    later: FigureFact
    low: int | None
    high: int | None

    @property
    def falls(self) -> bool:
        """Whether the later report is surely below the earlier one."""
        return self.high is not None and self.high < 0


@dataclass(frozen=True, slots=True)
class Series:
    """Reports that continue each other, the oldest first, with the steps between them."""

    name: str
    figures: tuple[FigureFact, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Parts:
    """A figure with the parts that are stated of it, and the rest, which is not specified.

    The rest is the least and the most it can be; None is an end that is not given. `exceeds` is
    true where the parts are surely more than the whole, which they may not be.
    """

    whole: FigureFact
    parts: tuple[FigureFact, ...]
    least_rest: int | None
    most_rest: int | None
    exceeds: bool


def series_of(figures: Iterable[FigureFact]) -> tuple[Series, ...]:
    """The series among standing figures since a date: by name, else by what they count.

    A series without a name is one source's total of one measure, population, side and place,
    since one day.
    """
    groups: dict[tuple[object, ...], list[FigureFact]] = {}
    for figure in figures:
        if figure.stands and figure.kind == "cumulative":
            groups.setdefault(_key(figure), []).append(figure)
    return tuple(
        _series(group) for _, group in sorted(groups.items(), key=lambda g: str(g[0])) if group[1:]
    )


def _key(figure: FigureFact) -> tuple[object, ...]:
    counted = (figure.measure, figure.population, figure.by)
    if figure.series:
        return (figure.series.casefold().strip(), *counted)
    return ("", figure.source, *counted, frozenset(figure.places), figure.first)


def _series(figures: list[FigureFact]) -> Series:
    ordered = sorted(figures, key=lambda f: (f.last or f.reported, f.reported, f.id))
    steps = [step(a, b) for a, b in pairwise(ordered)]
    return Series(ordered[0].series, tuple(ordered), tuple(steps))


def step(earlier: FigureFact, later: FigureFact) -> Step:
    """What the later of two reports says was newly reported since the earlier one."""
    return Step(earlier, later, _less(later.low, earlier.high), _less(later.high, earlier.low))


def _less(a: int | None, b: int | None) -> int | None:
    return None if a is None or b is None else a - b


def parts_of(whole: FigureFact, figures: Iterable[FigureFact]) -> Parts:
    """A figure with those of the figures that are parts of it."""
    parts = tuple(f for f in figures if f.stands and f.part_of == whole.id and f.id != whole.id)
    lows = [part.low or 0 for part in parts]
    highs = [part.high for part in parts]
    most_of_parts = None if None in highs else sum(high for high in highs if high is not None)
    least_rest = _less(whole.low, most_of_parts)
    most_rest = _less(whole.high, sum(lows))
    return Parts(
        whole,
        parts,
        None if least_rest is None else max(least_rest, 0),
        None if most_rest is None else max(most_rest, 0),
        most_rest is not None and most_rest < 0,
    )
