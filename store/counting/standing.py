"""What counts (DESIGN, Counting 2): how a record stands, and the sentence that says why.

Decided here, where DESIGN is silent:

- *A date at least to the year*: both ends are known, and a year (366 days) holds them. Anything
  vaguer, and a place vaguer than a township, counts at the high end alone.
- A retired incident takes its records with it, as a discounted one does; a part of a discounted
  whole is judged by its own grade.
- A draft incident does not keep its submitted records from counting.
- An incident that is part of one of the same kind is not another event of that kind, so that
  telling an incident in parts does not multiply it.
- A submitted record without an outcome or kind, which only a merge can bring, is left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from store.counting.extent import DAWN, DUSK
from store.counting.facts import Book, Fact
from store.counting.linking import Linking

_DAYS_OF_A_YEAR: Final = 366
_REVIEWED: Final = frozenset({"submitted", "approved"})


class Standing(StrEnum):
    """How far a record counts, whatever the report asks for."""

    COUNTS = "counts"
    POSSIBLE = "possible"
    DRAFT = "draft"
    RETURNED = "returned"
    UNCITED = "uncited"
    OUT = "out"


WAITING: Final = (Standing.DRAFT, Standing.RETURNED, Standing.UNCITED)


class Why(StrEnum):
    """The rule that decided how a record stands."""

    DOCUMENTED = "documented"
    RETIRED = "retired"
    SAME = "same"
    INCIDENT_RETIRED = "incident_retired"
    DISCOUNTED = "discounted"
    DRAFT = "draft"
    RETURNED = "returned"
    NOTHING_SAID = "nothing_said"
    UNCITED = "uncited"
    PART_OF_SAME_KIND = "part_of_same_kind"
    UNVERIFIABLE = "unverifiable"
    UNDATED = "undated"
    UNPLACED = "unplaced"
    ALL_NAMED = "all_named"


SENTENCES: Final[Mapping[Why, str]] = {
    Why.DOCUMENTED: "Documented: submitted or approved, with outcome, date, place and source.",
    Why.RETIRED: "Left out: it was retired.",
    Why.SAME: "Left out: it is the same as {other}, which counts.",
    Why.INCIDENT_RETIRED: "Left out: its incident was retired.",
    Why.DISCOUNTED: "Left out: its incident is discounted.",
    Why.DRAFT: "Waiting: it is a draft.",
    Why.RETURNED: "Waiting: it was returned with a question.",
    Why.NOTHING_SAID: "Left out: it says neither outcome nor kind.",
    Why.UNCITED: "Waiting: no source backs it.",
    Why.PART_OF_SAME_KIND: "Left out: it is a part of {other}, an event of the same kind.",
    Why.UNVERIFIABLE: "High end only: its incident cannot be verified.",
    Why.UNDATED: "High end only: its date is not known at least to the year.",
    Why.UNPLACED: "High end only: its place is not known at least to the township.",
    Why.ALL_NAMED: "Counts no one more: all of the group are recorded one by one.",
}


@dataclass(frozen=True, slots=True)
class Judged:
    """How one record stands, by which rule, and the id of the record that the rule speaks of."""

    standing: Standing
    why: Why
    other: str = ""


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges the records of a book by the second rule; `backed` has the survivors with a source."""

    book: Book
    linking: Linking
    backed: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def of(cls, book: Book, linking: Linking) -> "Judge":
        """A judge who knows whose citations followed to whom."""
        backed = {linking.surviving(fact.id) for fact in book.facts.values() if fact.cited}
        return cls(book, linking, frozenset(backed))

    def incident_of(self, fact: Fact) -> Fact | None:
        """The surviving incident of a record, or an incident's own survivor."""
        record = fact.id if fact.table == "incident" else fact.incident
        return self.book.facts.get(self.linking.surviving(record)) if record else None

    def __call__(self, fact: Fact) -> Judged:
        """How the record stands: the first rule that applies decides."""
        return self._left_out(fact) or self._waiting(fact) or self._vague(fact)

    def _left_out(self, fact: Fact) -> Judged | None:
        incident = self.incident_of(fact)
        if fact.retired:
            return Judged(Standing.OUT, Why.RETIRED)
        if (other := self.linking.surviving(fact.id)) != fact.id:
            return Judged(Standing.OUT, Why.SAME, other)
        if incident and incident.retired:
            return Judged(Standing.OUT, Why.INCIDENT_RETIRED, incident.id)
        if incident and incident.grade == "discounted":
            return Judged(Standing.OUT, Why.DISCOUNTED, incident.id)
        return None

    def _waiting(self, fact: Fact) -> Judged | None:
        if fact.review not in _REVIEWED:
            is_draft = fact.review != "returned"
            return (
                Judged(Standing.DRAFT, Why.DRAFT)
                if is_draft
                else Judged(Standing.RETURNED, Why.RETURNED)
            )
        if not says_what(fact):
            return Judged(Standing.OUT, Why.NOTHING_SAID)
        if whole := self._whole_of_same_kind(fact):
            return Judged(Standing.OUT, Why.PART_OF_SAME_KIND, whole.id)
        if not self._is_backed(fact):
            return Judged(Standing.UNCITED, Why.UNCITED)
        return None

    def _vague(self, fact: Fact) -> Judged:
        incident = self.incident_of(fact)
        if incident and incident.grade == "unverifiable":
            return Judged(Standing.POSSIBLE, Why.UNVERIFIABLE, incident.id)
        if not is_dated(fact.first, fact.last):
            return Judged(Standing.POSSIBLE, Why.UNDATED)
        if not fact.township:
            return Judged(Standing.POSSIBLE, Why.UNPLACED)
        return Judged(Standing.COUNTS, Why.DOCUMENTED)

    def _is_backed(self, fact: Fact) -> bool:
        incident = self.incident_of(fact)
        return fact.id in self.backed or (incident is not None and incident.id in self.backed)

    def _whole_of_same_kind(self, fact: Fact) -> Fact | None:
        """The nearest whole of an incident that is of its own kind and can count for it."""
        seen = {fact.id}
        at = self.whole_of(fact)
        while at is not None and at.id not in seen:
            if at.kind == fact.kind and self._counts_as_whole(at):
                return at
            seen.add(at.id)
            at = self.whole_of(at)
        return None

    def _counts_as_whole(self, whole: Fact) -> bool:
        """Whether a whole is documented itself, so that its parts need not be."""
        if self._left_out(whole) or whole.review not in _REVIEWED or not self._is_backed(whole):
            return False
        return self._vague(whole).standing is Standing.COUNTS

    def whole_of(self, fact: Fact) -> Fact | None:
        """The surviving incident that a surviving incident is a part of."""
        if fact.table != "incident" or not fact.part_of:
            return None
        whole = self.book.facts.get(self.linking.surviving(fact.part_of))
        return None if whole is None or whole.id == fact.id else whole


def says_what(fact: Fact) -> bool:
    """Whether it has an outcome or a kind; a detention is one by itself."""
    if fact.table == "casualty":
        return bool(fact.outcome)
    return fact.table == "detention" or bool(fact.kind)


def is_dated(first: str, last: str) -> bool:
    """Whether a span is known at least to the year."""
    if first == DAWN or last == DUSK or first > last:
        return False
    return (date.fromisoformat(last) - date.fromisoformat(first)).days < _DAYS_OF_A_YEAR
