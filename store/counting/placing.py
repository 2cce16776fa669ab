"""Where a record surely lies: the narrowest place that its place and its exactness allow.

Decided here, where DESIGN is silent: *near a village* is surely in what the village lies in, and
maybe not in the village; *between places*, *district* and *state* are no township, whatever place
was chosen to say so; and of an unknown place nothing is sure.
"""

from dataclasses import dataclass, field
from typing import Final, NamedTuple

from store.engine import Connection

_COLUMNS: Final = "key, level, parent, tract, township, district, state"


class Located(NamedTuple):
    """A place in the gazetteer and what it lies in, by keys."""

    key: str
    level: str
    parent: str | None
    tract: str | None
    township: str | None
    district: str | None
    state: str | None


class Spot(NamedTuple):
    """The narrowest place in which something surely lies, and its township; '' for none."""

    place: str = ""
    township: str = ""


NOWHERE: Final = Spot()


def spot_of(located: Located | None, precision: str) -> Spot:
    """Where something lies whose place is known that exactly."""
    if located is None or precision == "unknown":
        return NOWHERE
    if precision in {"between", "state"}:
        return Spot(located.state or "")
    if precision == "district":
        return Spot(located.district or located.state or "")
    township = located.township or ""
    if precision == "near_village" and located.key != township:
        return Spot(located.tract or located.parent or township, township)
    return Spot(located.key, township)


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The places of a ledger, looked up as they are asked for, or all read before."""

    connection: Connection
    _known: dict[str, Located | None] = field(default_factory=dict)

    @classmethod
    def read(cls, connection: Connection) -> "Gazetteer":
        """All places at once."""
        rows = connection.execute(f"SELECT {_COLUMNS} FROM location")
        return cls(connection, {row[0]: Located(*row) for row in rows})

    def spot(self, place: str, precision: str) -> Spot:
        """Where something lies whose place has that key and is known that exactly."""
        if not place:
            return NOWHERE
        if place not in self._known:
            sql = f"SELECT {_COLUMNS} FROM location WHERE key = ?"
            row = self.connection.execute(sql, (place,)).fetchone()
            self._known[place] = Located(*row) if row else None
        return spot_of(self._known[place], precision)
