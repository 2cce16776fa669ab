"""People and buildings counted once (DESIGN, Counting 5), beside the counts of their events.

Decided here, where DESIGN is silent: of several events of one person or building the one that
stands for most says for how many; and a building counts in a measure only if the worst grade that
it had within the scope is one of that measure's.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from store.counting.bags import Ground
from store.counting.extent import Extent
from store.counting.fitting import Fit, fits
from store.counting.standing import Standing
from store.counting.tally import Tally

_WORST_FIRST: Final = ("destroyed", "severe", "moderate", "slight")


def repeated(
    tallies: Iterable[Tally], ground: Ground, line: str, population: str, by: str = "anyone"
) -> int:
    """By how many the documented number of a line is larger than that of people or buildings.

    The tallies are those of the things that occur more than once; others count as they are.
    """
    things: dict[str, list[Tally]] = {}
    for tally in tallies:
        counts = tally.dims.standing == Standing.COUNTS and tally.thing
        if counts and ground.extent(tally) is Extent.INSIDE:
            things.setdefault(tally.thing, []).append(tally)
    return sum(_too_many(events, line, population, by) for events in things.values())


def _too_many(events: list[Tally], line: str, population: str, by: str) -> int:
    fitting = [t for t in events if fits(t.dims, line, population, by) is Fit.SURE]
    if not fitting:
        return 0
    together = sum(t.n for t in fitting)
    worst = _worst([t for t in events if t.dims.table == "damage"])
    if worst and worst not in {t.dims.grade for t in fitting}:
        return together
    return together - max(t.n for t in fitting)


def _worst(damages: list[Tally]) -> str:
    """The worst grade of a building that is more than hearsay, '' if it has none."""
    grades: Mapping[str, int] = {grade: n for n, grade in enumerate(_WORST_FIRST)}
    seen = [t.dims.grade for t in damages if t.dims.grade in grades and t.dims.basis != "report"]
    return min(seen, key=lambda grade: grades[grade], default="")
