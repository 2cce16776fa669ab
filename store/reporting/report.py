"""A report: what was asked, what was counted, what was reported beside it, what it rests on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from store.counting.bags import Ground
from store.counting.besides import besides
from store.counting.comparing import Beside
from store.counting.counted import LedgerCounting, counting_of
from store.counting.lines import Counts, Grounds, Numbers, count_all
from store.counting.measures import BY_CODE, LINES
from store.counting.scope import Scope
from store.counting.series import Parts, Series, series_of
from store.counting.tables import Table, TableAsked, applies, make_table
from store.engine import Connection
from store.places import label_of, place
from store.settings import Settings
from store.vocabulary import Population

_PEOPLE_LINES: Final = ("killed", "died_fleeing", "injured", "missing", "detained")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a report is asked for: its scope, and the tables, each by one or two dimensions.

    Without `with_people` the tables that stand in every report are left out: what is seen at a
    glance has them one key away.
    """

    scope: Scope
    by: tuple[tuple[str, ...], ...] = ()
    with_sexual_violence: bool = False
    with_people: bool = True


@dataclass(frozen=True, slots=True)
class About:
    """What the ledger says of itself, with places by name."""

    start: date
    territory: tuple[str, ...]
    causes: str
    actors: str
    demo: bool


@dataclass(frozen=True, slots=True)
class Report:
    """A report, whole: every format shows it, each in its own way.

    `reported` has the figures beside each line, by its code; under '' those that no line of ours
    compares with. `always` are the tables that stand in every report: whose deaths they were.
    `places` has the name of every place that the report speaks of, by its key; `unlisted` how many
    figures about single incidents there are on a line that are too many to be listed; `parts` the
    figures listed of which parts are stated.
    """

    asked: Asked
    about: About
    counts: Counts
    reported: Mapping[str, tuple[Beside, ...]]
    always: tuple[Table, ...]
    tables: tuple[Table, ...]
    series: tuple[Series, ...]
    places: Mapping[str, str] = field(default_factory=dict)
    unlisted: Mapping[str, int] = field(default_factory=dict)
    parts: tuple[Parts, ...] = ()

    @property
    def scope(self) -> Scope:
        """The scope that was asked for."""
        return self.asked.scope

    def beside(self, code: str) -> tuple[Beside, ...]:
        """The figures on a line."""
        return self.reported.get(code, ())

    @property
    def besides(self) -> tuple[Beside, ...]:
        """All figures, line by line, those without a line last."""
        codes = (*(numbers.line.code for numbers in self.lines), "")
        return tuple(beside for code in codes for beside in self.beside(code))

    @property
    def lines(self) -> tuple[Numbers, ...]:
        """The lines, in order."""
        return self.counts.lines


def make_report(connection: Connection, settings: Settings, asked: Asked) -> Report:
    """The report on a ledger that is asked for."""
    counting = counting_of(connection, asked.scope.known_on)
    counts = count_all(counting, asked.scope)
    reported = besides(connection, counting, asked.scope)
    tables = tuple(_tables(counting, asked, counts))
    return Report(
        asked,
        _about(connection, settings),
        counts,
        reported.by_line,
        tuple(_always(counting, asked, counts)) if asked.with_people else (),
        tables,
        series_of(beside.figure for found in reported.by_line.values() for beside in found),
        _names(connection, asked, tables),
        reported.unlisted,
        reported.parts,
    )


def _about(connection: Connection, settings: Settings) -> About:
    territory = tuple(label_of(connection, key) for key in settings.territory)
    return About(settings.start, territory, settings.causes, settings.actors, settings.demo)


def _always(counting: LedgerCounting, asked: Asked, counts: Counts) -> Iterable[Table]:
    """Girls to men of every line about people, and whose deaths they were, whoever is asked for."""
    grounds = Grounds.of(asked.scope)
    for code in _PEOPLE_LINES:
        if counts.line(code).high:
            yield _table(counting, asked.scope, grounds.for_line(code), code, ("people",))
    everybody = asked.scope.of(Population.ALL)
    by_status = _table(counting, everybody, grounds.happened, "killed", ("status",))
    if by_status.total.possible:
        yield by_status


def _table(
    counting: LedgerCounting, scope: Scope, ground: Ground, code: str, by: tuple[str, ...]
) -> Table:
    return make_table(counting, TableAsked(scope, ground, BY_CODE[code], by))


def _tables(counting: LedgerCounting, asked: Asked, counts: Counts) -> Iterable[Table]:
    """The tables asked for, of every line that has anything to tell apart."""
    grounds = Grounds.of(asked.scope)
    for by in asked.by:
        for line in LINES:
            tells = all(applies(line, dimension) for dimension in by)
            if tells and counts.line(line.code).high:
                yield make_table(
                    counting,
                    TableAsked(
                        *(asked.scope, grounds.for_line(line.code), line, by),
                        asked.with_sexual_violence,
                    ),
                )


def _names(connection: Connection, asked: Asked, tables: Iterable[Table]) -> dict[str, str]:
    """The names of all places that the report speaks of, by their keys."""
    keys = set(asked.scope.area.keys)
    for table in tables:
        for dimension, axis in zip(table.by, table.axes, strict=True):
            if dimension == "township":
                keys |= set(axis)
    found = {key: place(connection, key) for key in sorted(keys)}
    return {key: known.name for key, known in found.items() if known}
