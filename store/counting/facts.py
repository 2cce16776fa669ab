"""What counting needs to know of records, as plain values: no SQL, no models, no clock."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from store.counting.extent import DAWN, DUSK, NEVER


@dataclass(frozen=True, slots=True)
class Fact:
    """One incident, casualty, detention or damage, as far as counting asks.

    `table` says which. `first` and `last` are the days between which it counts, its incident's
    where it has none of its own; of a death in custody those of the death. `place` is the
    narrowest place in which it surely lies, '' if none is known, and `township` the township of
    that place, '' if it is not known so closely. `cited` is 1 if a citation of its own or of
    its incident backs it. What a record of its kind does not have is ''.

    `left_first` and `left_last` are the days between which a detention ended, NEVER for one that
    did not end, and '' for one that ended on a day nobody knows: it has ended, whenever asked.
    """

    id: str
    rid: int
    table: str
    code: str = ""
    review: str = "submitted"
    retired: bool = False
    cited: bool = True
    quantity: int = 1
    first: str = DAWN
    last: str = DUSK
    place: str = ""
    township: str = ""
    incident: str = ""
    part_of: str = ""
    outcome: str = ""
    status: str = ""
    sex: str = ""
    age: str = ""
    means: str = ""
    actor: str = ""
    kind: str = ""
    grade: str = ""
    basis: str = ""
    lived_in: bool = False
    left_first: str = NEVER
    left_last: str = NEVER


@dataclass(frozen=True, slots=True)
class LinkFact:
    """A standing decision about two records: submitted or approved, and not retired."""

    id: str
    a: str
    b: str
    decision: str


@dataclass(frozen=True, slots=True)
class FigureFact:
    """One number that somebody reported, as far as counting and comparing ask.

    `low` and `high` are the ends that its words give, None where they give none. `first` and
    `last` are its period, None where it states no such end; `places` is empty where it states no
    scope. `stands` is true of one that is submitted or approved, not retired and replaced by none;
    `is_of_some` of one that is a part of a figure of its own measure and population.
    """

    id: str
    code: str = ""
    source: str = ""
    kind: str = "incident"
    measure: str = ""
    population: str = "not_stated"
    by: str = ""
    least: int | None = None
    best: int | None = None
    most: int | None = None
    low: int | None = None
    high: int | None = None
    qualifier: str = "exact"
    covers_fleeing: str = ""
    covers_custody: str = ""
    first: str | None = None
    last: str | None = None
    period_said: str = ""
    places: tuple[str, ...] = ()
    scope_said: str = ""
    incident: str = ""
    accepted: str = "undecided"
    stands: bool = True
    part_of: str = ""
    is_of_some: bool = False
    series: str = ""
    reported: str = ""

    @property
    def is_accepted(self) -> bool:
        """Whether a range may rest on it."""
        return self.stands and self.accepted == "accepted"

    @property
    def opens_top(self) -> bool:
        """Whether its words leave the top open: at least so many."""
        return self.qualifier == "at_least" and self.high is None


@dataclass(frozen=True, slots=True)
class Book:
    """Records, the decisions about them and the figures, all in memory."""

    facts: Mapping[str, Fact] = field(default_factory=dict)
    links: tuple[LinkFact, ...] = ()
    figures: tuple[FigureFact, ...] = ()

    @classmethod
    def of(
        cls,
        facts: Iterable[Fact],
        links: Iterable[LinkFact] = (),
        figures: Iterable[FigureFact] = (),
    ) -> "Book":
        """A book of these; the links in the order of their ids, which every ledger shares."""
        ordered = sorted(links, key=lambda link: link.id)
        return cls({fact.id: fact for fact in facts}, tuple(ordered), tuple(figures))
