"""What links do to counting: who survives, who is one of a group, what is undecided.

Decided here, where DESIGN is silent:

- Links are taken in the order of their ids, which are the same in every ledger. A `same` makes
  the record that survives so far of its second end one with that of its first end, so that each
  new one takes exactly one record out, and a circle takes out all but one.
- Only two records of one kind can be the same; two events of one person may be a casualty and a
  detention.
- Of a `part_of_group` the record that stands for more is the group; of two alike, the second.
- Members leave the group only while they are themselves documented: a draft or an uncited name
  takes nobody away. A member of a member is taken out of the nearer group alone.
- Of an `unsure` pair the low end keeps the record that stands for more (then the older one),
  since each was counted one by one.
"""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Final

from store.counting.facts import Book, Fact, LinkFact

_ONE_THING: Final = {
    "same_person": frozenset({"casualty", "detention"}),
    "same_building": frozenset({"damage"}),
}
"""The decisions about two events of one, and the kinds of record that they join."""


@dataclass(frozen=True, slots=True)
class Linking:
    """What the links of a book decide.

    `survivor` has every absorbed record with the one that stands for it. `groups` has every
    group with its members, both surviving. `doubts` are the undecided pairs of surviving
    records. `one_thing` has every record that is an event of one person or building with
    others, with the first of them.
    """

    survivor: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    doubts: tuple[tuple[str, str], ...] = ()
    one_thing: Mapping[str, str] = field(default_factory=dict)

    def surviving(self, record: str) -> str:
        """The record that stands for this one: itself, unless it was absorbed."""
        return self.survivor.get(record, record)


def read_links(book: Book) -> Linking:
    """What the links of a book decide; ends that are not in the book are passed over."""
    survivor = _survivors(book)
    pairs = {
        decision: _pairs(book, survivor, decision) for decision in ("part_of_group", *_ONE_THING)
    }
    there = {record for record, fact in book.facts.items() if not fact.retired}
    return Linking(
        survivor,
        _groups(book, pairs["part_of_group"]),
        undecided_pairs(book.links, survivor, there),
        _one_things(book, pairs),
    )


def _survivors(book: Book) -> dict[str, str]:
    """Every absorbed record with its survivor."""
    absorbed: dict[str, str] = {}
    for link in book.links:
        a, b = book.facts.get(link.a), book.facts.get(link.b)
        if link.decision != "same" or a is None or b is None or a.table != b.table:
            continue
        # A record that was retired stands for nobody, and takes nobody with it.
        if a.retired or b.retired:
            continue
        kept, lost = _end(absorbed, a.id), _end(absorbed, b.id)
        if kept != lost:
            absorbed[lost] = kept
    return {record: _end(absorbed, record) for record in absorbed}


def _end(above: Mapping[str, str], record: str) -> str:
    while record in above:
        record = above[record]
    return record


def _pairs(book: Book, survivor: Mapping[str, str], decision: str) -> list[tuple[str, str]]:
    """The surviving ends of the links with a decision, those that have become one left out."""
    found: list[tuple[str, str]] = []
    for link in book.links:
        if link.decision != decision or link.a not in book.facts or link.b not in book.facts:
            continue
        a, b = survivor.get(link.a, link.a), survivor.get(link.b, link.b)
        if a != b and not (book.facts[a].retired or book.facts[b].retired):
            found.append((a, b))
    return found


def undecided_pairs(
    links: Iterable[LinkFact], survivor: Mapping[str, str], there: AbstractSet[str]
) -> tuple[tuple[str, str], ...]:
    """The pairs of surviving records that are undecided and were not decided otherwise since.

    `survivor` has the absorbed records, `there` the records that are not retired.
    """
    pairs: dict[str, list[tuple[str, str]]] = {"unsure": [], "not_same": []}
    for link in links:
        a, b = survivor.get(link.a, link.a), survivor.get(link.b, link.b)
        if link.decision in pairs and a != b and {a, b} <= there:
            pairs[link.decision].append(_sorted((a, b)))
    settled = set(pairs["not_same"])
    return tuple(pair for pair in dict.fromkeys(pairs["unsure"]) if pair not in settled)


def _sorted(pair: tuple[str, str]) -> tuple[str, str]:
    a, b = sorted(pair)
    return a, b


def _groups(book: Book, pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Every group with its members; a link that would close a circle is passed over."""
    groups: dict[str, list[str]] = {}
    for a, b in pairs:
        first, second = book.facts[a], book.facts[b]
        if first.table != second.table or first.table == "incident":
            continue
        group, member = (a, b) if first.quantity > second.quantity else (b, a)
        if member not in groups.get(group, ()) and group not in _below(groups, member):
            groups.setdefault(group, []).append(member)
    return {
        group: tuple(m for m in members if not _is_below_another(groups, m, members))
        for group, members in groups.items()
    }


def _below(groups: Mapping[str, list[str]], record: str) -> set[str]:
    """The record and all that are members of it, or of its members."""
    found: set[str] = set()
    waiting = [record]
    while waiting:
        at = waiting.pop()
        if at not in found:
            found.add(at)
            waiting += groups.get(at, ())
    return found


def _is_below_another(groups: Mapping[str, list[str]], member: str, members: list[str]) -> bool:
    return any(other != member and member in _below(groups, other) for other in members)


def _one_things(book: Book, pairs: Mapping[str, list[tuple[str, str]]]) -> dict[str, str]:
    """Every record of several that are events of one, with the first of these by number."""
    above: dict[str, str] = {}
    for decision, tables in _ONE_THING.items():
        for a, b in pairs[decision]:
            if not {book.facts[a].table, book.facts[b].table} <= tables:
                continue
            first, second = sorted(
                (_end(above, a), _end(above, b)), key=lambda record: book.facts[record].rid
            )
            if first != second:
                above[second] = first
    joined = {record: _end(above, record) for record in above}
    return joined | {first: first for first in joined.values()}


def doubtful(doubts: Iterable[tuple[str, str]], counted: Mapping[str, Fact]) -> frozenset[str]:
    """Of undecided records that all count, those that the low end leaves out.

    Records between which there are doubts, directly or through others, may all be one: the low
    end keeps the one that stands for most, the oldest of several.
    """
    above: dict[str, str] = {}
    for a, b in doubts:
        if a in counted and b in counted and counted[a].table == counted[b].table:
            first, second = _end(above, a), _end(above, b)
            if first != second:
                above[second] = first
    clusters: dict[str, set[str]] = {}
    for record in above:
        clusters.setdefault(_end(above, record), {_end(above, record)}).add(record)
    left: set[str] = set()
    for cluster in clusters.values():
        kept = min(cluster, key=lambda r: (-counted[r].quantity, counted[r].id))
        left |= cluster - {kept}
    return frozenset(left)
