"""Plans, merges and conflicts in words, the same on the screen and on the command line."""

from collections.abc import Iterable, Iterator

from store.merging.applying import Merged
from store.merging.planning import Fate, Plan
from store.merging.remarks import About, Remark
from store.quantities import quantity
from store.records import RECORD_TYPES

TITLES = ("", "new", "changed", "same", "conflicting")


def plan_rows(plan: Plan) -> list[tuple[str, ...]]:
    """A line of numbers for each kind of record that the file has."""
    counts = plan.counts
    kinds = sorted({kind for kind, _ in counts} | plan.same.keys(), key=_place)
    return [
        (
            called(kind),
            str(counts[kind, Fate.NEW]),
            str(counts[kind, Fate.CHANGED]),
            str(plan.same.get(kind, 0)),
            str(counts[kind, Fate.CONFLICTING]),
        )
        for kind in kinds
    ]


def _place(kind: str) -> int:
    kinds = list(RECORD_TYPES)
    return kinds.index(kind) if kind in kinds else len(kinds)


def called(kind: str) -> str:
    """What people call several records of a kind."""
    return RECORD_TYPES[kind].many if kind in RECORD_TYPES else kind


def plan_sentences(plan: Plan) -> Iterator[str]:
    """What a plan says besides its numbers."""
    if not plan.parts and not plan.refused:
        yield "Nothing in it is new: this ledger has all of it already."
    if plan.purged:
        yield (
            f"It brings a purging: the content of {quantity(plan.purged, 'change')} would be taken"
            " out of this ledger for good. Backups made before, that of this merge too, still hold"
            " it: destroy them afterwards."
        )
    for refusal in plan.refused:
        yield f"Left out, what {refusal.device or 'a laptop'} wrote. {refusal.why}"


def merged_sentences(done: Merged, backup: str = "") -> Iterator[str]:
    """What a merge did."""
    if not done.changes:
        yield "Nothing was new; the ledger is as it was."
        return
    yield f"Merged {quantity(done.changes, 'change')} of {quantity(done.records, 'record')}."
    if done.conflicts:
        yield f"{quantity(done.conflicts, 'conflict')} to settle."
    if backup:
        yield f"Backup before it: {backup}"


def remark_lines(remarks: Iterable[Remark]) -> Iterator[tuple[str, ...]]:
    """What to look at: what it is about, the record, the sentence."""
    for remark in remarks:
        yield ABOUT[remark.about], remark.code, remark.sentence


ABOUT = {
    About.DOUBLE: "Likely double",
    About.CODE: "Code used twice",
    About.CIRCLE: "Circle of parts",
    About.RULE: "Rule broken",
    About.POINTS: "Points nowhere yet",
    About.NEWER: "Newer version",
}
