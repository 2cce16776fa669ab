"""What was handed on and what came in, as lists to look at."""

from dataclasses import dataclass

from store.engine import Connection


@dataclass(frozen=True, slots=True)
class SentHandoff:
    """One handoff that left; `acknowledged_at` is None until its receipt was read in.

    `receiver` is a person's id, '' where it was left open for anybody; `name` is what they are
    called here.
    """

    sha256: str
    receiver: str
    name: str
    sequence: int
    at: str
    changes: int
    is_sealed: bool
    acknowledged_at: str | None
    conflicts: int | None


@dataclass(frozen=True, slots=True)
class ReceivedHandoff:
    """One handoff that was merged here."""

    sha256: str
    sender: str
    name: str
    prefix: str
    sequence: int
    at: str
    changes: int
    conflicts: int


_NAMES = (
    "(SELECT {column} FROM pinned_key AS k WHERE k.person = {person}"
    " ORDER BY given_up_at IS NOT NULL LIMIT 1)"
)


def sent_handoffs(connection: Connection) -> list[SentHandoff]:
    """What left this ledger, the newest first."""
    name = _NAMES.format(column="name", person='s."to"')
    rows = connection.execute(
        f"SELECT s.sha256, s.\"to\", coalesce({name}, ''), s.sequence, s.at, s.changes, s.sealed,"
        " r.at, r.conflicts FROM handoff_sent AS s LEFT JOIN receipt AS r USING (sha256)"
        " ORDER BY s.rid DESC"
    )
    return [
        SentHandoff(sha256, to, name, sequence, at, changes, bool(sealed), acknowledged, conflicts)
        for sha256, to, name, sequence, at, changes, sealed, acknowledged, conflicts in rows
    ]


def received_handoffs(connection: Connection) -> list[ReceivedHandoff]:
    """What was merged into this ledger, the newest first."""
    name, prefix = (_NAMES.format(column=c, person='h."from"') for c in ("name", "prefix"))
    rows = connection.execute(
        f"SELECT h.sha256, h.\"from\", coalesce({name}, ''), coalesce({prefix}, ''), h.sequence,"
        " h.at, h.changes, h.conflicts FROM handoff_received AS h ORDER BY h.rid DESC"
    )
    return [ReceivedHandoff(*row) for row in rows.fetchall()]
