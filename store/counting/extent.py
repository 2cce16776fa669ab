"""How a span and a place lie to what a report asks for: inside, partly or outside."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from store.engine import Connection
from store.gazetteer import ANCESTOR_LEVELS
from store.place_finding import BELOW

DAWN: Final = "0000-01-01"
"""Stands for the first day of a span whose beginning nobody knows."""

DUSK: Final = "9999-12-31"
"""Stands for the last day of a span that is open or unknown, as in the kept columns."""

NEVER: Final = "9999-99-99"
"""Stands for the end of what did not end; it lies after every day."""


class Extent(IntEnum):
    """How much of what can be true lies inside; the larger, the surer."""

    OUTSIDE = 0
    PARTLY = 1
    INSIDE = 2


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days from `first` to `last`, both included, as `YYYY-MM-DD`; DAWN and DUSK are open."""

    first: str = DAWN
    last: str = DUSK

    def holds(self, first: str, last: str) -> Extent:
        """How a span lies to it; a span that nobody knows goes from DAWN to DUSK."""
        if first > self.last or last < self.first:
            return Extent.OUTSIDE
        inside = first >= self.first and last <= self.last
        return Extent.INSIDE if inside else Extent.PARTLY


@dataclass(frozen=True, slots=True)
class Area:
    """The places asked for, by key, none being everywhere; what lies in them, what around them."""

    keys: tuple[str, ...] = ()
    inside: frozenset[str] = frozenset()
    around: frozenset[str] = frozenset()

    def holds(self, place: str) -> Extent:
        """How a place lies to it; '' is a place that nobody knows, which may be any."""
        if not self.keys or place in self.inside:
            return Extent.INSIDE
        if not place or place in self.around:
            return Extent.PARTLY
        return Extent.OUTSIDE


EVERYWHERE: Final = Area()
ALWAYS: Final = Stretch()


def area_of(connection: Connection, keys: Iterable[str]) -> Area:
    """The area made of places, by their keys; without any it is everywhere."""
    wanted = tuple(dict.fromkeys(keys))
    if not wanted:
        return EVERYWHERE
    asked = json.dumps(wanted)
    below = connection.execute(
        f"WITH RECURSIVE sought(key) AS (SELECT value FROM json_each(?)), {BELOW}"
        " SELECT key FROM inside",
        (asked,),
    )
    inside = frozenset(wanted).union(key for (key,) in below)
    above = ", ".join(ANCESTOR_LEVELS)
    rows = connection.execute(
        f"""WITH RECURSIVE above(key) AS (
  SELECT value FROM json_each(?)
  UNION SELECT location.parent FROM location JOIN above ON location.key = above.key
  WHERE location.parent IS NOT NULL
) SELECT location.key, {above} FROM location JOIN above ON location.key = above.key""",
        (asked,),
    )
    around = frozenset(key for row in rows for key in row if key)
    return Area(wanted, inside, around - inside)
