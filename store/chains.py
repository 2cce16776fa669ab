"""Writing changes to this opening's chain, reading them back, verifying every chain."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from store.engine import Connection
from store.errors import LedgerDamaged
from store.history import Body, Change, body_hash, change_hash, genesis_hash
from store.identifiers import RandomBytes, new_chain_id

Clock = Callable[[], datetime]

_Link = tuple[str, int, int, str, str, str, str, str, str | None, bytes, bytes, bytes, bytes]
CHANGE_COLUMNS = "chain, seq, lamport, at, actor, kind, record, op, body"


def stamp(at: datetime) -> str:
    """A moment as it is stored: UTC, to the second. It is what the laptop said, no more."""
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def day_of(at: datetime) -> date:
    """The day of a moment where the laptop is: what "today" means to the person at it."""
    return at.astimezone().date()


def changes_of(connection: Connection, record: str) -> list[Change]:
    """All changes of one record that this ledger holds, purged ones with an empty body."""
    rows = connection.execute(f"SELECT {CHANGE_COLUMNS} FROM change WHERE record = ?", (record,))
    return [change_of(row) for row in rows]


def change_of(row: tuple[str, int, int, str, str, str, str, str, str | None]) -> Change:
    """The change in a row of its columns, up to its body.

    Raises:
        LedgerDamaged: the body is none that this program wrote.
    """
    return Change(*row[:8], body_of(row[8]))


def body_of(text: str | None) -> Body | None:
    """What the text of a body says, None where it was purged.

    Raises:
        LedgerDamaged: it is none that this program wrote.
    """
    try:
        return Body.from_json(text) if text is not None else None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise LedgerDamaged from None


def take_over(connection: Connection, rows: Iterable[Sequence[object]]) -> None:
    """Writes changes that another ledger wrote, as its table `change` has them, verified before."""
    connection.executemany(
        f"INSERT INTO change({CHANGE_COLUMNS}, salt, body_hash, prev, hash)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )


@dataclass
class ChainWriter:
    """Writes to the chain of one opening of a ledger; the chain begins with its first change.

    Every call runs inside the caller's transaction; `go_back` must follow its rolling back.
    """

    connection: Connection
    device: str
    person: str
    clock: Clock
    random_bytes: RandomBytes
    _chain: str = ""
    _seq: int = 0
    _last: bytes = field(default=b"")

    def write(self, kind: str, record: str, op: str, body: Body, lamport: int) -> Change:
        """Appends one change and gives it back."""
        if not self._chain:
            self._begin()
        self._seq += 1
        at = stamp(self.clock())
        change = Change(self._chain, self._seq, lamport, at, self.person, kind, record, op, body)
        text, salt = body.to_json(), self.random_bytes(16)
        hashed = body_hash(salt, text)
        prev, self._last = self._last, change_hash(change, hashed, self._last)
        self.connection.execute(
            f"INSERT INTO change({CHANGE_COLUMNS}, salt, body_hash, prev, hash)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(self._chain, self._seq, lamport, at, self.person, kind, record, op),
                *(text, salt, hashed, prev, self._last),
            ),
        )
        return change

    def _begin(self) -> None:
        heads = self.connection.execute(
            "SELECT chain, max(seq), lower(hex(hash)) FROM change GROUP BY chain ORDER BY chain"
        ).fetchall()
        chain, began_at = new_chain_id(self.random_bytes), stamp(self.clock())
        saw = json.dumps(heads)
        self._last = genesis_hash(chain, self.device, self.person, began_at, saw)
        self.connection.execute(
            "INSERT INTO chain VALUES (?, ?, ?, ?, ?, ?)",
            (chain, self.device, self.person, began_at, saw, self._last),
        )
        self._chain = chain

    def mark(self) -> tuple[str, int, bytes]:
        """Where the chain stands, for `go_back`."""
        return self._chain, self._seq, self._last

    def go_back(self, mark: tuple[str, int, bytes]) -> None:
        """Goes back to where the chain stood, after the transaction was rolled back."""
        self._chain, self._seq, self._last = mark


def broken_chains(connection: Connection) -> Iterator[str]:
    """One sentence for every place at which a chain does not verify."""
    chains = connection.execute("SELECT id, device, person, began_at, saw, genesis FROM chain")
    for chain, device, person, began_at, saw, genesis in chains.fetchall():
        if genesis_hash(chain, device, person, began_at, saw) != genesis:
            yield f"Chain {chain} does not begin as it was begun."
        yield from _broken_links(connection, chain, genesis)


def _broken_links(connection: Connection, chain: str, genesis: bytes) -> Iterator[str]:
    rows = connection.execute(
        f"SELECT {CHANGE_COLUMNS}, salt, body_hash, prev, hash FROM change"
        " WHERE chain = ? ORDER BY seq",
        (chain,),
    )
    expected, last = 1, genesis
    for row in rows:
        link: _Link = row
        *_, salt, hashed, prev, stored = link
        body = link[8]
        change = Change(*link[:8], None)
        if change.seq != expected:
            yield f"Chain {chain} misses change {expected}."
        if body is not None and body_hash(salt, body) != hashed:
            yield f"Chain {chain}, change {change.seq}: its content was altered."
        if prev != last or change_hash(change, hashed, prev) != stored:
            yield f"Chain {chain}, change {change.seq}: it does not follow the one before."
        expected, last = change.seq + 1, stored
