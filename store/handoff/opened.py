"""A handoff that was read and found whole, unaltered and sound in every row."""

from dataclasses import dataclass
from typing import Self

from store.engine import Connection
from store.handoff.manifest import Manifest


@dataclass(frozen=True, slots=True)
class OpenedHandoff:
    """A handoff that was verified, with a connection to what it holds.

    It comes from `reading.read_handoff(path, keys, trusting="")`, a generator that yields
    `Progress` and returns one of these; `keys` is what `keyring.keyring_of(connection)` found in
    a ledger. Close it.

    `connection` leads to a database in memory with the tables of `store.handoff.layout`, made by
    this program out of checked rows, and with an index of `change` by record. It refuses to
    write. `sha256` names the handoff: the hash of its SQLite file, whether that came sealed or
    open. `fingerprint` is that of the keys it was signed with.

    What was checked: the signature, by a key that is pinned here or whose fingerprint the caller
    gave; the counts and the content hash of every table; every row against its model; of every
    chain the genesis, and each link from the first change that travels to the last one. What a
    reader that knows no ledger cannot check is left to the merge: whether the ledger holds the
    change before each chain's first one (`ChainSpan.before`), what the records point to, and
    where a body was purged, that a purging did it.
    """

    connection: Connection
    manifest: Manifest
    sha256: str
    fingerprint: str
    sealed: bool

    def close(self) -> None:
        """Forgets everything of the handoff."""
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
