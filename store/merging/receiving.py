"""A handoff from its file into this ledger: read and verified, planned, backed up, merged.

The reading refuses what is not whole, true and for us; the plan says what would happen; nothing
is written before somebody has agreed to that. A file is never believed twice: what is merged is
the copy that was checked.
"""

from collections.abc import Generator, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from store.connection import FileConnection
from store.database import backup_to
from store.engine import Connection
from store.errors import HandoffRejected
from store.handoff.keyring import keyring_of
from store.handoff.opened import OpenedHandoff
from store.handoff.reading import read_handoff
from store.handoff.receipts import note_received
from store.ledger import Store
from store.merging.applying import Merged, Source, merge
from store.merging.planning import Plan, plan
from store.progress import Progress
from store.saving import Saving


@dataclass(frozen=True, slots=True)
class Arrival:
    """A handoff that was read and found whole, and what merging it would do. Close it."""

    handoff: OpenedHandoff
    planned: Plan

    def close(self) -> None:
        """Forgets what was read."""
        self.handoff.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def look_into(store: Store, path: Path, trusting: str = "") -> Generator[Progress, None, Arrival]:
    """What a file holds and what merging it would do; the ledger is not changed.

    Raises:
        HandoffRejected: the file is not whole, not true or not for us; SenderUnknown among them.
    """
    handoff = yield from read_handoff(path, store.ask(keyring_of), trusting)
    try:
        planned = yield from store.ask(plan, handoff.connection)
    except BaseException:
        handoff.close()
        raise
    return Arrival(handoff, planned)


def take(store: Store, arrival: Arrival) -> Generator[Progress, None, Merged]:
    """Merges what arrived, all of it or nothing, with a backup before it.

    What this ledger has already is noted as received, so that a receipt can say so.

    Raises:
        HandoffRejected: every chain of it was refused.
        LedgerUnusable: the backup cannot be written, or the ledger; nothing was merged.
    """
    planned = arrival.planned
    if planned.refused and not planned.parts:
        raise HandoffRejected(advice=planned.refused[0].why)
    backup = ""
    if planned.parts:
        yield Progress("Making a backup")
        backup = str(store.ask(backed_up, store.moment))
    source = Source(arrival.handoff.sha256, backup)
    return (yield from store.do_in_steps(_merged, arrival, source))


def _merged(saving: Saving, arrival: Arrival, source: Source) -> Generator[Progress, None, Merged]:
    done = yield from merge(saving, arrival.handoff.connection, arrival.planned, source)
    note_received(saving, arrival.handoff, done.conflicts)
    return done


def backed_up(connection: Connection, moment: str) -> Path | None:
    """Where a copy of the ledger lies that was made just now; None of one in memory.

    It is encrypted as the ledger is, and lies beside it: `name.before-merge-20230306-120000…`.
    """
    if not isinstance(connection, FileConnection):
        return None
    said = moment.translate({ord(c): None for c in "-:Z"}).replace("T", "-")
    path = _free(connection.path, f"before-merge-{said}")
    backup_to(connection, path)
    return path


def _free(ledger: Path, word: str) -> Path:
    """A name beside the ledger that nothing has yet."""
    names = (f"{ledger.stem}.{word}{n}{ledger.suffix}" for n in ("", *range(2, 1000)))
    return next(path for name in names if not (path := ledger.with_name(name)).exists())


def in_order(arrivals: Iterable[Arrival]) -> list[Arrival]:
    """What arrived in the order in which it was made: a sender's earlier handoffs first."""
    return sorted(
        arrivals,
        key=lambda a: (a.handoff.manifest.sender.person, a.handoff.manifest.sequence),
    )
