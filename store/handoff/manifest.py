"""Who made a handoff, when, for whom, and what is in it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

from store.engine import Connection
from store.handoff.layout import FORMAT
from store.header import SCHEMA_VERSION
from store.settings import read_prefix

EVERYTHING = "all"
NEW = "new"
"""What a handoff holds: all changes, or those that the receiver had not acknowledged."""

_HASH_BYTES = 32
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who hands on or receives: the person of a ledger, with its two public keys.

    `sign` is a minisign public key, `seal` an age recipient.
    """

    person: str
    name: str
    prefix: str
    sign: str
    seal: str


@dataclass(frozen=True, slots=True)
class ChainSpan:
    """The changes of one chain that travel: from number `first` to `last`, without a gap.

    `before` is the hash that the first one follows, the chain's genesis if that is number 1;
    `hash` is the last one's.
    """

    chain: str
    first: int
    last: int
    before: bytes
    hash: bytes


@dataclass(frozen=True, slots=True)
class TableSum:
    """How many rows a table has, and the SHA-256 over all of them."""

    name: str
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a handoff says of itself; that it is true has been checked of one that was read.

    `made_at` is what the sender's laptop said. `sequence` counts the handoffs of the sender's
    ledger to this receiver, from 1; `receiver` is None where the file was left open for anybody.
    """

    made_at: str
    ledger: str
    device: str
    sender: Party
    receiver: Party | None
    sequence: int
    holds: str
    chains: tuple[ChainSpan, ...]
    tables: tuple[TableSum, ...]
    schema: int = SCHEMA_VERSION
    format: int = FORMAT

    @property
    def changes(self) -> int:
        """How many changes travel."""
        return sum(span.last - span.first + 1 for span in self.chains)

    @property
    def rows(self) -> Mapping[str, int]:
        """How many rows each table has."""
        return {table.name: table.rows for table in self.tables}


def write_manifest(connection: Connection, manifest: Manifest) -> None:
    """Fills the manifest's three tables."""
    connection.executemany("INSERT INTO manifest VALUES (?, ?)", sorted(_pairs(manifest)))
    connection.executemany(
        "INSERT INTO manifest_chain VALUES (?, ?, ?, ?, ?)",
        [(s.chain, s.first, s.last, s.before, s.hash) for s in manifest.chains],
    )
    connection.executemany(
        "INSERT INTO manifest_table VALUES (?, ?, ?)",
        [(t.name, t.rows, t.sha256) for t in manifest.tables],
    )


def _pairs(manifest: Manifest) -> Iterator[tuple[str, str]]:
    for name in ("format", "schema", "made_at", "ledger", "device", "sequence", "holds"):
        yield name, str(getattr(manifest, name))
    for role, party in (("sender", manifest.sender), ("receiver", manifest.receiver)):
        if party:
            for entry in fields(Party):
                yield f"{role}_{entry.name}", getattr(party, entry.name)


def read_manifest(connection: Connection) -> Manifest:
    """The manifest of a file whose tables are known to be those of a handoff.

    Raises:
        ValueError, KeyError, TypeError: it is none that this program writes.
    """
    said: dict[str, str] = dict(connection.execute("SELECT key, value FROM manifest").fetchall())
    manifest = _read(connection, said)
    if dict(_pairs(manifest)) != said:
        raise ValueError
    return manifest


def _read(connection: Connection, said: Mapping[str, str]) -> Manifest:
    spans = connection.execute("SELECT * FROM manifest_chain ORDER BY chain").fetchall()
    sums = connection.execute("SELECT * FROM manifest_table ORDER BY name").fetchall()
    read_prefix(said["sender_prefix"])
    holds = said["holds"]
    if holds not in (EVERYTHING, NEW):
        raise ValueError
    return Manifest(
        said["made_at"],
        said["ledger"],
        said["device"],
        _party("sender", said),
        _party("receiver", said) if "receiver_person" in said else None,
        _number(said["sequence"]),
        holds,
        tuple(_span(*row) for row in spans),
        tuple(_sum(*row) for row in sums),
        _number(said["schema"]),
        _number(said["format"]),
    )


def _party(role: str, said: Mapping[str, str]) -> Party:
    return Party(*(said[f"{role}_{entry.name}"] for entry in fields(Party)))


def _number(text: str) -> int:
    if not re.fullmatch("[1-9][0-9]{0,8}", text, re.ASCII):
        raise ValueError
    return int(text)


def _span(chain: str, first: int, last: int, before: bytes, last_hash: bytes) -> ChainSpan:
    if not 1 <= first <= last or len(before) != _HASH_BYTES or len(last_hash) != _HASH_BYTES:
        raise ValueError
    return ChainSpan(chain, first, last, before, last_hash)


def _sum(name: str, rows: int, sha256: str) -> TableSum:
    if rows < 0 or not _SHA256.fullmatch(sha256):
        raise ValueError
    return TableSum(name, rows, sha256)
