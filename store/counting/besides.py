"""The figures that belong beside a report, line by line, each with ours in its terms.

Figures about single incidents stand with their incidents; where they are many, a report says how
many instead of listing them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from store.counting.comparing import Beside, compare, is_about_them, shown_in
from store.counting.counted import LedgerCounting
from store.counting.extent import Area, area_of
from store.counting.lines import Grounds
from store.counting.measures import LINE_OF
from store.counting.scope import Scope
from store.counting.series import Parts, parts_of
from store.engine import Connection

MOST_LISTED: Final = 200


@dataclass(frozen=True, slots=True)
class Besides:
    """The figures beside each line, by its code, under '' those that no line compares with.

    `unlisted` has how many figures about single incidents there are besides, where they are too
    many to be listed.
    """

    by_line: Mapping[str, tuple[Beside, ...]] = field(default_factory=dict)
    unlisted: Mapping[str, int] = field(default_factory=dict)
    parts: tuple[Parts, ...] = ()


def besides(
    connection: Connection, counting: LedgerCounting, scope: Scope, most: int = MOST_LISTED
) -> Besides:
    """The figures that belong beside a scope."""
    areas: dict[tuple[str, ...], Area] = {}

    def of(keys: tuple[str, ...]) -> Area:
        if keys not in areas:
            areas[keys] = area_of(connection, keys)
        return areas[keys]

    happened = Grounds.of(scope).happened
    unlisted: dict[str, int] = {}
    for (measure, population), many in counting.count_incident_figures(happened).items():
        if is_about_them(population, scope):
            line = LINE_OF.get(measure, "")  # type: ignore[call-overload]
            unlisted[line] = unlisted.get(line, 0) + many
    known = list(counting.period_figures())
    shown = [f for f in known if shown_in(f, scope)]
    if sum(unlisted.values()) <= most:
        figures = list(counting.incident_figures(happened)) if unlisted else []
        known += figures
        shown += [f for f in figures if is_about_them(f.population, scope)]
        unlisted = {}
    found: dict[str, list[Beside]] = {}
    for figure in sorted(shown, key=lambda f: (f.kind == "incident", f.source, f.code, f.id)):
        beside = compare(counting, figure, of, as_of=scope.as_of)
        found.setdefault(beside.line, []).append(beside)
    wholes = {figure.part_of for figure in known}
    parts = tuple(parts_of(figure, known) for figure in shown if figure.id in wholes)
    return Besides({line: tuple(listed) for line, listed in found.items()}, unlisted, parts)
