"""What a report is asked for: which days, which places, whom, as of when, as known when."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from store.counting.extent import ALWAYS, DAWN, DUSK, EVERYWHERE, Area, Extent, Stretch, area_of
from store.engine import Connection
from store.errors import ParseError
from store.places import resolve_place
from store.spans import read_period
from store.vocabulary import By, Population


@dataclass(frozen=True, slots=True)
class Scope:
    """The days, the places and the people that are counted, and whose doing.

    `as_of` is the day on which somebody must be held to be *still held*. `known_on` is the day
    as of which the ledger is read, None for as it stands. `by` narrows a recount to what one
    side did; a report itself counts what anybody did.
    """

    stretch: Stretch = ALWAYS
    area: Area = EVERYWHERE
    population: Population = Population.CIVILIANS
    as_of: str = DUSK
    known_on: date | None = None
    by: By = By.ANYONE

    def holds(self, first: str, last: str, place: str) -> Extent:
        """How a span and a place lie to it, both together."""
        return min(self.stretch.holds(first, last), self.area.holds(place))

    @property
    def last_day(self) -> str:
        """The day on which *in detention* is asked: the period's last, or the as-of day before it.

        Nobody can say who is held on a day that has not come.
        """
        return min(self.stretch.last, self.as_of)

    def of(self, population: Population) -> "Scope":
        """The same scope for other people."""
        return replace(self, population=population)


def read_scope(  # noqa: PLR0913 - what a report is asked for
    connection: Connection,
    period: str,
    *,
    start: date,
    today: date,
    areas: Iterable[str] = (),
    population: str = "",
    as_of: str = "",
    known_on: str = "",
) -> Scope:
    """The scope that the words of a command mean; `start` is the ledger's own first day.

    Without a population civilians are counted, without an as-of day it is `today`.

    Raises:
        ParseError: a word means nothing, or several places.
    """
    return Scope(
        read_stretch(period, start=start),
        read_area(connection, areas),
        read_population(population),
        (read_day(as_of) or today).isoformat(),
        read_day(known_on),
    )


def read_stretch(text: str, *, start: date) -> Stretch:
    """The days that the words of a period mean; `start` is the ledger's own first day.

    Raises:
        ParseError: they mean none.
    """
    first, last = read_period(text, start=start)
    return Stretch(first.isoformat() if first else DAWN, last.isoformat() if last else DUSK)


def read_area(connection: Connection, names: Iterable[str]) -> Area:
    """The area made of places, each by its name or its code; everywhere without any.

    Raises:
        ParseError: one of them is no place, or several.
    """
    keys = [resolve_place(connection, name) for part in names if (name := part.strip())]
    return area_of(connection, keys)


def read_population(text: str) -> Population:
    """The population with that code; civilians for none.

    Raises:
        ParseError: there is none with that code.
    """
    try:
        return Population(text.strip().casefold() or Population.CIVILIANS)
    except ValueError:
        codes = ", ".join(Population)
        raise ParseError(f"The population is one of {codes}.") from None


def read_day(text: str) -> date | None:
    """The one day that the text means, None for no text.

    Raises:
        ParseError: it means none, or more than one.
    """
    if not text.strip():
        return None
    first, last = read_period(text, start=date.min)
    if first is None or first != last:
        raise ParseError("Give one day, written YYYY-MM-DD.")
    return first
