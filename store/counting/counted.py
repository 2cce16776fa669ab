"""The counting of an open ledger: as it stands, or as it was known on a day."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol

from store.counting.bags import Count, Ground
from store.counting.comparing import Recounting
from store.counting.extent import Area, Stretch
from store.counting.facts import FigureFact
from store.counting.kept_counting import KeptCounting
from store.counting.known import read_book_known_on
from store.counting.lines import Counting
from store.counting.memory import MemoryCounting
from store.counting.ranges import Excess, Tree
from store.counting.tables import Spreading
from store.engine import Connection


class LedgerCounting(Counting, Spreading, Recounting, Protocol):
    """Everything that a report asks of a ledger."""

    def period_figures(self) -> Iterable[FigureFact]:
        """The standing figures that are about a period or since a date."""

    def incident_figures(self, ground: Ground) -> Iterable[FigureFact]:
        """The standing figures about incidents that touch the ground."""

    def count_incident_figures(self, ground: Ground) -> Mapping[tuple[str, str], int]:
        """How many those are, by measure and population."""

    def by_months(
        self, months: Sequence[Stretch], area: Area, population: str, line: str
    ) -> Sequence[tuple[Count, Excess]]:
        """What is counted in each of some stretches, and what accepted figures add there."""

    def excess_by_tree(
        self, ground: Ground, population: str, line: str
    ) -> Iterable[tuple[str, Excess]]:
        """What accepted figures add on a line to each whole incident, by its id."""

    def trees_among(self, roots: Iterable[str]) -> Iterable[Tree]:
        """Some of the whole incidents on which accepted figures stand."""


def counting_of(connection: Connection, known_on: date | None = None) -> LedgerCounting:
    """The counting of a ledger, with `known_on` from what was written until that day."""
    if known_on is None:
        return KeptCounting(connection)
    return MemoryCounting.of(read_book_known_on(connection, known_on))
