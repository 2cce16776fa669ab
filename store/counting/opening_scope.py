"""What is counted before anybody has asked: the last month of which something is recorded."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from store.counting.extent import DAWN, Area, area_of
from store.counting.scope import Scope, read_stretch
from store.engine import Connection
from store.settings import Settings

DEMO_PERIOD: Final = "2023-02"
DEMO_AREA: Final = ("MMR002001", "MMR002003", "MMR002002", "MMR014010")
"""What the demo ledger opens on: the month and the townships that its reports speak of."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """The first and the last month, as YYYY-MM, of which something is recorded; '' for none."""

    first: str
    last: str


def opening_scope(connection: Connection, settings: Settings, today: date) -> Scope:
    """The last month up to today of which something is recorded, everywhere.

    Where nothing is, it is everything since the ledger's start.
    """
    as_of = today.isoformat()
    if settings.demo:
        stretch = read_stretch(DEMO_PERIOD, start=settings.start)
        return Scope(stretch, area_of(connection, DEMO_AREA), as_of=as_of)
    last = recorded_months(connection, today).last
    period = last or f"start..{max(today, settings.start).isoformat()}"
    return Scope(read_stretch(period, start=settings.start), as_of=as_of)


def recorded_months(connection: Connection, today: date) -> Recorded:
    """Between which months the records lie that have a date, as far as today."""
    first, last = connection.execute(
        f"""SELECT (SELECT min(first) FROM tally WHERE first > '{DAWN}'),
(SELECT max(first) FROM tally WHERE first > '{DAWN}' AND first <= ?)""",
        (today.isoformat(),),
    ).fetchone()
    return Recorded((first or "")[:7] if last else "", (last or "")[:7])


@dataclass(frozen=True, slots=True)
class AreaChoice:
    """A place in which one may want to count: its name, what it is, whether it is in the area."""

    key: str
    name: str
    level: str
    within: str


def area_choices(connection: Connection, territory: Iterable[str]) -> tuple[AreaChoice, ...]:
    """The states and townships of a territory, of everywhere if it has none."""
    area: Area = area_of(connection, territory)
    rows = connection.execute(
        """SELECT location.key, location.name, location.level, coalesce(state.name, '')
FROM location LEFT JOIN location AS state
  ON state.key = location.state AND state.key <> location.key
WHERE location.level IN ('state', 'township')
ORDER BY location.level, state.name, location.name, location.key"""
    )
    return tuple(
        AreaChoice(key, name, level, within)
        for key, name, level, within in rows
        if not area.keys or key in area.inside or key in area.around
    )
