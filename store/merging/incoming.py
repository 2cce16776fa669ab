"""What a file brings that this ledger lacks, chain by chain, each link of it verified.

A file is any connection with the tables `device`, `person`, `chain` and `change` of a ledger; of
each chain it has all changes, or those from some number on.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from store.chains import CHANGE_COLUMNS, body_of
from store.engine import Connection
from store.errors import LedgerDamaged
from store.history import Body, Change, body_hash, change_hash, genesis_hash
from store.writing import LAST_LAMPORT

ChangeRow = tuple[str, int, int, str, str, str, str, str, str | None, bytes, bytes, bytes, bytes]
"""A row of `change` as it is stored: what was done, `salt`, `body_hash`, `prev`, `hash`."""

ROWS = f"SELECT {CHANGE_COLUMNS}, salt, body_hash, prev, hash FROM change"


@dataclass(frozen=True, slots=True)
class Part:
    """What one chain of the file has beyond what this ledger holds of it.

    `tip` is the hash that the first of its changes has to follow; `row` is the chain's own row.
    """

    chain: str
    first: int
    last: int
    tip: bytes
    row: tuple[str, str, str, str, str, bytes]

    @property
    def count(self) -> int:
        """How many changes it brings."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class Refusal:
    """One chain that is left out, on which device it was written, and why, as a sentence."""

    chain: str
    device: str
    why: str


class ChainRefused(Exception):  # noqa: N818 - what came of it, told as a sentence.
    """A chain that cannot be taken; its text says why, and holds nothing of a record."""


FORKED = (
    "It parts from what this ledger holds: change {seq} is another one there. One of the two was"
    " altered; keep this file, and ask how it came about."
)
MISSING = (
    "Changes {first} to {last} are missing before it: merge the earlier handoff first, or ask for"
    " one of everything."
)
ALTERED = "It was altered or damaged at change {seq}: ask for the file again."
UNREADABLE = "Change {seq} holds what this version of the program cannot read: install a newer one."
HOLLOW = "Change {seq} has no content, and no purging says so: ask for the file again."
OTHER_KIND = "Change {seq} makes one kind of record of another."


def incoming(ours: Connection, theirs: Connection) -> tuple[list[Part], list[Refusal]]:
    """What the file brings, and the chains that cannot be taken; their links are not followed."""
    parts: list[Part] = []
    refused: list[Refusal] = []
    prefixes = dict(theirs.execute("SELECT id, prefix FROM device").fetchall())
    spans = {
        chain: (first, last, count)
        for chain, first, last, count in theirs.execute(
            "SELECT chain, min(seq), max(seq), count(*) FROM change GROUP BY chain"
        )
    }
    rows = theirs.execute(
        "SELECT id, device, person, began_at, saw, genesis FROM chain ORDER BY id"
    )
    for row in rows.fetchall():
        if row[0] in spans:
            try:
                part = _part(ours, theirs, row, spans[row[0]])
            except ChainRefused as why:
                refused.append(Refusal(row[0], prefixes.get(row[1], ""), str(why)))
            else:
                parts += [part] if part else []
    return parts, refused


def _part(
    ours: Connection,
    theirs: Connection,
    row: tuple[str, str, str, str, str, bytes],
    span: tuple[int, int, int],
) -> Part | None:
    """What the chain brings, None if this ledger holds all of it.

    Raises:
        ChainRefused: it lacks changes, or is not the chain that this ledger holds.
    """
    chain, *begun, genesis = row
    first, last, count = span
    if genesis_hash(chain, *begun) != genesis:
        raise ChainRefused(ALTERED.format(seq=0))
    if count != last - first + 1:
        raise ChainRefused(MISSING.format(first=first, last=last))
    held, tip = _held(ours, chain, genesis)
    if first > held + 1:
        raise ChainRefused(MISSING.format(first=held + 1, last=first - 1))
    _refuse_fork(ours, theirs, chain, (first, min(held, last)))
    return Part(chain, held + 1, last, tip, row) if last > held else None


def _held(ours: Connection, chain: str, genesis: bytes) -> tuple[int, bytes]:
    """How far this ledger holds the chain, and the hash there."""
    known = ours.execute("SELECT genesis FROM chain WHERE id = ?", (chain,)).fetchone()
    if known and known[0] != genesis:
        raise ChainRefused(FORKED.format(seq=0))
    found = ours.execute(
        "SELECT seq, hash FROM change WHERE chain = ? ORDER BY seq DESC LIMIT 1", (chain,)
    ).fetchone()
    return (int(found[0]), bytes(found[1])) if found else (0, genesis)


def _refuse_fork(ours: Connection, theirs: Connection, chain: str, both: tuple[int, int]) -> None:
    """Nothing, if the last change that both hold is one and the same: so are those before it."""
    if both[0] > both[1] or _hash_at(ours, chain, both[1]) == _hash_at(theirs, chain, both[1]):
        return
    seqs = range(both[0], both[1] + 1)
    apart = next(s for s in seqs if _hash_at(ours, chain, s) != _hash_at(theirs, chain, s))
    raise ChainRefused(FORKED.format(seq=apart))


def _hash_at(connection: Connection, chain: str, seq: int) -> bytes:
    sql = "SELECT hash FROM change WHERE chain = ? AND seq = ?"
    return bytes(connection.execute(sql, (chain, seq)).fetchone()[0])


def verified(theirs: Connection, part: Part) -> Iterator[ChangeRow]:
    """The rows that a part brings, in order, each after its hashes were found right.

    Raises:
        ChainRefused: one of them is not what it says.
    """
    rows = theirs.execute(
        f"{ROWS} WHERE chain = ? AND seq BETWEEN ? AND ? ORDER BY seq",
        (part.chain, part.first, part.last),
    )
    tip, person = part.tip, part.row[2]
    for row in rows:
        found: ChangeRow = row
        seq, lamport, actor, body = found[1], found[2], found[4], found[8]
        salt, hashed, prev, stored = found[9:]
        if seq == part.first and prev != tip and seq > 1:
            raise ChainRefused(FORKED.format(seq=seq - 1))
        genuine = (
            prev == tip
            and change_hash(Change(*found[:8], None), hashed, prev) == stored
            and (body is None or body_hash(salt, body) == hashed)
        )
        if not genuine or actor != person:
            raise ChainRefused(ALTERED.format(seq=seq))
        if not 0 < lamport <= LAST_LAMPORT:
            raise ChainRefused(UNREADABLE.format(seq=seq))
        tip = stored
        yield found


def read_body(row: ChangeRow) -> Body | None:
    """What a change did, None if its content was purged.

    Raises:
        ChainRefused: this version cannot read it.
    """
    try:
        return body_of(row[8])
    except LedgerDamaged:
        raise ChainRefused(UNREADABLE.format(seq=row[1])) from None
