"""Which changes somebody has by now, and which a handoff to them must carry."""

import json
from collections.abc import Iterator, Mapping

from store.engine import Connection
from store.handoff.manifest import ChainSpan

Heads = Mapping[str, tuple[int, bytes]]
"""By chain, the number of the last change that somebody has, and its hash."""


def heads_of(connection: Connection) -> Heads:
    """What this ledger has."""
    # By chain and from its end: grouping would read every change with its body.
    last = "SELECT seq, hash FROM change WHERE chain = ? ORDER BY seq DESC LIMIT 1"
    chains = connection.execute("SELECT id FROM chain").fetchall()
    found = {chain: connection.execute(last, (chain,)).fetchone() for (chain,) in chains}
    return {chain: head for chain, head in found.items() if head}


def acknowledged(connection: Connection, person: str) -> Heads:
    """What a receiver has by their receipts, of the changes that this ledger has.

    A receipt that names a change this ledger does not have, or has with another hash, says
    nothing about its chain.
    """
    rows = connection.execute('SELECT chains FROM receipt WHERE "from" = ?', (person,)).fetchall()
    found: dict[str, tuple[int, bytes]] = {}
    for (text,) in rows:
        for chain, (last, last_hash) in heads_from_json(text).items():
            if last > found.get(chain, (0, b""))[0] and _has(connection, chain, last, last_hash):
                found[chain] = (last, last_hash)
    return found


def _has(connection: Connection, chain: str, seq: int, change_hash: bytes) -> bool:
    row = connection.execute(
        "SELECT hash FROM change WHERE chain = ? AND seq = ?", (chain, seq)
    ).fetchone()
    return bool(row == (change_hash,))


def spans_beyond(connection: Connection, known: Heads) -> Iterator[ChainSpan]:
    """The changes of this ledger that are not among those known, chain by chain, in order."""
    for chain, (last, last_hash) in sorted(heads_of(connection).items()):
        acknowledged_to, before = known.get(chain, (0, b""))
        if acknowledged_to == 0:
            (before,) = connection.execute(
                "SELECT genesis FROM chain WHERE id = ?", (chain,)
            ).fetchone()
        if last > acknowledged_to:
            yield ChainSpan(chain, acknowledged_to + 1, last, before, last_hash)


def heads_to_json(heads: Heads) -> str:
    """The heads as the ledger keeps them."""
    return json.dumps({chain: [last, h.hex()] for chain, (last, h) in sorted(heads.items())})


def heads_from_json(text: str) -> Heads:
    """The heads that `heads_to_json` wrote."""
    said: dict[str, tuple[int, str]] = json.loads(text)
    return {chain: (last, bytes.fromhex(h)) for chain, (last, h) in said.items()}
