"""What the merge screen has done on the store's thread: files read, merged and looked over."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from store.errors import LedgerError
from store.ledger import Store
from store.merging.planning import plan
from store.merging.receiving import Arrival, in_order, look_into, take
from store.merging.remarks import Remark, remarks_on
from store.merging.taking_back import take_back
from store.progress import Progress


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that cannot be merged, and why."""

    path: Path
    problem: LedgerError


@dataclass(frozen=True, slots=True)
class Looked:
    """The handoffs among some files, in the order in which they will be merged, and the others."""

    arrivals: tuple[Arrival, ...]
    unread: tuple[Unread, ...]

    def close(self) -> None:
        """Forgets what was read."""
        for arrival in self.arrivals:
            arrival.close()


@dataclass(slots=True)
class Told:
    """What came of merging: changes, records, open conflicts, what to look at, what stayed out."""

    changes: int = 0
    records: int = 0
    conflicts: int = 0
    remarks: list[Remark] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def look(store: Store, paths: Sequence[Path]) -> Generator[Progress, None, Looked]:
    """What the files hold; one that is refused does not keep the others out."""
    arrivals: list[Arrival] = []
    unread: list[Unread] = []
    try:
        for path in paths:
            try:
                arrivals.append((yield from look_into(store, path)))
            except LedgerError as problem:
                unread.append(Unread(path, problem))
    except BaseException:
        for arrival in arrivals:
            arrival.close()
        raise
    return Looked(tuple(in_order(arrivals)), tuple(unread))


def merge_all(store: Store, looked: Looked) -> Generator[Progress, None, Told]:
    """Merges one after the other, each all or nothing, then looks for what does not fit.

    Each is planned again, since one before it may have brought what it builds on.
    """
    told = Told()
    numbers: list[int] = []
    for arrival in looked.arrivals:
        handoff = arrival.handoff
        try:
            again = Arrival(handoff, (yield from store.ask(plan, handoff.connection)))
            done = yield from take(store, again)
        except LedgerError as problem:
            told.left_out.append(f"{_whose(arrival)}: {problem.title} {problem.advice}")
            continue
        numbers += [done.number] if done.number else []
        told.changes += done.changes
        told.records += done.records
        told.conflicts += done.conflicts
        told.left_out += [f"{r.device}: {r.why}" for r in again.planned.refused]
    for number in numbers:
        told.remarks += yield from store.do_in_steps(remarks_on, number)
    return told


def _whose(arrival: Arrival) -> str:
    manifest = arrival.handoff.manifest
    return f"{manifest.sender.prefix} {manifest.sequence}"


def undo_merge(store: Store) -> Generator[Progress, None, int]:
    """Takes the last merge back."""
    return (yield from store.do_in_steps(take_back))
