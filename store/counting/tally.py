"""A record as counting sees it, whatever the report asks for: how it stands, for how many.

What is decided here does not depend on a period, a place or a population, so that it can be kept
beside the record and be added up in any way.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from store.counting.extent import NEVER
from store.counting.facts import Book, Fact
from store.counting.linking import Linking, doubtful, read_links
from store.counting.standing import Judge, Judged, Standing, Why


class Dims(NamedTuple):
    """What tables, populations and measures ask of a record; codes, '' where nobody asked.

    `outcome` of a detention is how it ended, `held` if it did not. `kind` is that of the
    building, else that of the incident; `grade` that of the damage, else of the incident.
    """

    table: str
    standing: str
    approved: int
    outcome: str = ""
    status: str = ""
    sex: str = ""
    age: str = ""
    means: str = ""
    actor: str = ""
    kind: str = ""
    grade: str = ""
    basis: str = ""
    lived_in: int = 0


@dataclass(frozen=True, slots=True)
class Tally:
    """One record's share in counts.

    It stands for `quantity`; `n` is for how many it counts as documented (of a group the rest),
    `sure` for how many at the low end. `node` is the
    surviving incident that it belongs to, `tree` the whole that this is a part of ('' without an
    incident); `thing` the first record of the same person or building, '' if it is alone.
    """

    id: str
    rid: int
    code: str
    dims: Dims
    why: str
    other: str
    quantity: int
    n: int
    sure: int
    first: str
    last: str
    place: str
    township: str
    node: str
    tree: str
    thing: str
    left_first: str = NEVER
    left_last: str = NEVER

    @property
    def cell_place(self) -> str:
        """The township, else the wider place that is known, '' for none."""
        return self.township or self.place


@dataclass(frozen=True, slots=True)
class Tallies:
    """The tallies of a book, by record, with what else follows from its links."""

    by_id: Mapping[str, Tally] = field(default_factory=dict)
    linking: Linking = field(default_factory=Linking)
    parents: Mapping[str, str] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Tally]:
        return iter(self.by_id.values())


def tally_up(book: Book, only: Iterable[str] | None = None) -> Tallies:
    """The tallies of all records of a book, or of some; the others are what they depend on."""
    linking = read_links(book)
    judge = Judge.of(book, linking)
    judged = {record: judge(fact) for record, fact in book.facts.items()}
    wanted = book.facts if only is None else {r: book.facts[r] for r in only if r in book.facts}
    left = _low_end_leaves_out(book, linking, judged)
    parents = _parents(book, judge)
    trees = {node: root_of(node, parents) for node in parents}
    by_id: dict[str, Tally] = {}
    for record, fact in wanted.items():
        tally = _tally(fact, judge, judged, trees)
        by_id[record] = replace(tally, sure=0) if record in left else tally
    return Tallies(by_id, linking, {node: above for node, above in parents.items() if above})


def _low_end_leaves_out(
    book: Book, linking: Linking, judged: Mapping[str, Judged]
) -> frozenset[str]:
    counted = {
        record: book.facts[record]
        for pair in linking.doubts
        for record in pair
        if judged[record].standing is Standing.COUNTS
    }
    return doubtful(linking.doubts, counted)


def _parents(book: Book, judge: Judge) -> dict[str, str]:
    """Every surviving incident with the one it is a part of, '' for a whole; without circles."""
    parents: dict[str, str] = {}
    for fact in book.facts.values():
        if fact.table == "incident" and judge.linking.surviving(fact.id) == fact.id:
            whole = judge.whole_of(fact)
            parents[fact.id] = whole.id if whole and not whole.retired else ""
    for node in sorted(parents):
        if _goes_round(node, parents):
            parents[node] = ""
    return parents


def _goes_round(node: str, parents: Mapping[str, str]) -> bool:
    seen: set[str] = set()
    at = parents.get(node, "")
    while at and at not in seen:
        if at == node:
            return True
        seen.add(at)
        at = parents.get(at, "")
    return False


def root_of(node: str, parents: Mapping[str, str]) -> str:
    """The whole that an incident is a part of in the end, itself if of none."""
    while above := parents.get(node, ""):
        node = above
    return node


def _tally(
    fact: Fact, judge: Judge, judged: Mapping[str, Judged], trees: Mapping[str, str]
) -> Tally:
    incident = judge.incident_of(fact)
    found = judged[fact.id]
    n = _rest(fact, judge, judged)
    if not n and fact.quantity and found.standing in {Standing.COUNTS, Standing.POSSIBLE}:
        found = replace(found, why=Why.ALL_NAMED)
    node = incident.id if incident else ""
    return Tally(
        id=fact.id,
        rid=fact.rid,
        code=fact.code,
        dims=_dims(fact, incident, found.standing),
        why=found.why,
        other=found.other,
        quantity=1 if fact.table == "incident" else fact.quantity,
        n=n,
        sure=n if found.standing is Standing.COUNTS else 0,
        first=fact.first,
        last=fact.last,
        place=fact.place,
        township=fact.township,
        node=node,
        tree=trees.get(node, node),
        thing=judge.linking.one_thing.get(fact.id, ""),
        left_first=fact.left_first,
        left_last=fact.left_last,
    )


def _rest(fact: Fact, judge: Judge, judged: Mapping[str, Judged]) -> int:
    """For how many a record counts: of a group only those whom no documented record names."""
    if fact.table == "incident":
        return 1
    members = judge.linking.groups.get(fact.id, ())
    named = sum(
        judge.book.facts[m].quantity for m in members if judged[m].standing is Standing.COUNTS
    )
    return max(fact.quantity - named, 0)


def _dims(fact: Fact, incident: Fact | None, standing: Standing) -> Dims:
    own = fact.table in {"incident", "damage"}
    return Dims(
        fact.table,
        standing,
        int(fact.review == "approved"),
        fact.outcome,
        fact.status,
        fact.sex,
        fact.age,
        fact.means or (incident.means if incident else ""),
        incident.actor if incident else "",
        fact.kind if own or incident is None else incident.kind,
        fact.grade if own or incident is None else incident.grade,
        fact.basis,
        int(fact.lived_in),
    )
