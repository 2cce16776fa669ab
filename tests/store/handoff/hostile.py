"""Making hostile handoffs: opened up, altered and signed anew by whoever means harm."""

import hashlib
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from store.handoff import layout, sealing
from store.handoff.keyring import OwnKeys, own_keys
from store.handoff.memory import Memory
from store.handoff.minisig import digest_of
from store.handoff.naming import signature_of
from store.handoff.signing import comment_on
from store.handoff.sums import Summing
from store.kinds import quoted
from tests.store.handoff.handing import Pair

Harm = Callable[[Memory], object]


def sql(*statements: str) -> Harm:
    """Harm that is done by statements."""

    def do(memory: Memory) -> None:
        for statement in statements:
            memory.execute(statement)

    return do


def harmed(file: bytes, harm: Harm, *, balanced: bool = True) -> bytes:
    """The SQLite file after the harm; `balanced`: with a manifest that agrees with its rows."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as memory:
        memory.deserialize(file)
        memory.execute("PRAGMA writable_schema=ON")
        harm(memory)
        if balanced:
            balance(memory)
        memory.execute("PRAGMA writable_schema=OFF")
        return memory.serialize()


def balance(memory: Memory) -> None:
    """Has the manifest say what the tables hold."""
    for table in layout.contents():
        names = ", ".join(map(quoted, layout.columns(table)))
        order = ", ".join(map(quoted, layout.key_of(table)))
        try:
            rows = memory.execute(f"SELECT {names} FROM {quoted(table)} ORDER BY {order}")
            summing = Summing(table)
            for _ in summing.passing(rows):
                pass
        except (sqlite3.Error, UnicodeError):
            continue
        memory.execute(
            "UPDATE manifest_table SET rows = ?, sha256 = ? WHERE name = ?",
            (summing.sum.rows, summing.sum.sha256, table),
        )


def sent(path: Path, inside: bytes, outside: bytes, keys: OwnKeys) -> Path:
    """Writes a handoff and its signature, as the owner of the keys would."""
    comment = comment_on(keys.secret.public, outside)
    path.write_bytes(outside)
    signature_of(path).write_text(keys.secret.sign_content(digest_of(inside), comment))
    return path


def sent_open(pair: Pair, file: bytes, keys: OwnKeys | None = None) -> Path:
    """The file, left open, signed by the documenter or by whoever has the keys."""
    return sent(pair.folder / "hostile", file, file, keys or pair.documenter.do(own_keys))


def sent_sealed(pair: Pair, inside: bytes, keys: OwnKeys | None = None) -> Path:
    """Whatever is inside, sealed to the office and signed."""
    outside = sealing.sealed(inside, pair.office.do(own_keys).party.seal)
    return sent(pair.folder / "hostile", inside, outside, keys or pair.documenter.do(own_keys))


def state_of(path: Path) -> str:
    """The hash of a ledger's file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
