"""Makes a ledger of a million records in minutes: one that was saved record by record, many times.

Every copy has ids, codes, names and days of its own; its changes go on with the chain and hash
as a save would have them, its words are in the full text, and what is kept of the counts is made
by the program itself. `python -m tests.benchmarks.grown_ledger PATH TIMES [--check]`
"""

import re
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

from store.chains import stamp
from store.counting.kept_totals import rebuild
from store.database import open_database
from store.engine import Connection
from store.history import Change, body_hash, change_hash
from store.kinds import SQLValue, quoted
from store.ledger import Store
from store.passphrase import quote
from store.records import RECORD_TYPES
from store.rows import columns_of
from store.search import put as put_words
from tests.benchmarks.made_ledger import NOW, made_ledger

BASE = 20_000
PASSPHRASE = "a passphrase (invented)"  # noqa: S105 - of ledgers without a secret
_STEPS = 50
_ID_TIME = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}(?=-7)")
_CODE = re.compile(r"(BM-)(\d+)", re.IGNORECASE)
_NUMBER = re.compile(r"(\d+)(?= \(invented\))")
_DAY_MS = 86_400_000


def grown_ledger(path: Path, times: int, base: int = BASE) -> Path:
    """A ledger with `times` times `base` records; made once, then kept."""
    if path.exists():
        return path
    part = path.with_suffix(".part")
    part.unlink(missing_ok=True)
    made_ledger(part, base)
    store = Store.open(part)
    try:
        for copy in range(1, times):
            with store.together():
                store.ask(_copy, copy, base)
        with store.together():
            store.ask(rebuild)
    finally:
        store.close()
    part.rename(path)
    return path


def encrypted_copy(plain: Path, path: Path) -> Path:
    """The same ledger with the passphrase; made once, then kept."""
    if path.exists():
        return path
    part = path.with_suffix(".part")
    part.unlink(missing_ok=True)
    connection = open_database(plain)
    try:
        key = quote(PASSPHRASE)
        connection.execute(f"ATTACH DATABASE ? AS sealed KEY {key}", (str(part),))
        connection.execute("SELECT sqlcipher_export('sealed')")
        for pragma in ("application_id", "user_version"):
            (number,) = connection.execute(f"PRAGMA main.{pragma}").fetchone()
            connection.execute(f"PRAGMA sealed.{pragma}={number}")
        connection.execute("DETACH DATABASE sealed")
    finally:
        connection.close()
    part.rename(path)
    return path


def _copy(connection: Connection, copy: int, base: int) -> None:
    """Writes all records of the base once more, their changes and their words."""
    moved = _mover(copy, base)
    shift = copy * base
    kinds = connection.execute("SELECT rid, id, kind FROM record WHERE rid <= ?", (base,))
    rows = [(rid + shift, moved(record), kind) for rid, record, kind in kinds.fetchall()]
    connection.executemany("INSERT INTO record VALUES (?, ?, ?)", rows)
    for model in RECORD_TYPES.values():
        names = ", ".join(map(quoted, columns_of(model)))
        found = connection.execute(
            f"SELECT {names} FROM {quoted(model.table)} WHERE rid <= ?", (base,)
        ).fetchall()
        places = ", ".join("?" * len(columns_of(model)))
        connection.executemany(
            f"INSERT INTO {quoted(model.table)}({names}) VALUES ({places})",
            [(row[0] + shift, *map(moved, row[1:])) for row in found],
        )
    _copy_changes(connection, moved, shift, base)
    words = connection.execute("SELECT rid, folded FROM search_text WHERE rid <= ?", (base,))
    for rid, folded in words.fetchall():
        put_words(connection, rid + shift, str(moved(folded)))
    connection.execute("UPDATE setting SET value = ? WHERE key = 'counter'", (str(shift + base),))


def _copy_changes(
    connection: Connection, moved: Callable[[SQLValue], SQLValue], shift: int, base: int
) -> None:
    columns = "chain, seq, lamport, at, actor, kind, record, op, body, salt"
    found = connection.execute(f"SELECT {columns} FROM change WHERE seq <= ?", (base,)).fetchall()
    (last,) = connection.execute("SELECT hash FROM change WHERE seq = ?", (shift,)).fetchone()
    rows = []
    for chain, seq, lamport, at, actor, kind, record, op, body, salt in found:
        again = Change(
            *(chain, seq + shift, lamport, str(moved(at)), actor, kind, str(moved(record)), op),
            None,
        )
        text = str(moved(body))
        hashed = body_hash(salt, text)
        prev, last = last, change_hash(again, hashed, last)
        about = (again.chain, again.seq, lamport, again.at, actor, kind, again.record, op)
        rows.append((*about, text, salt, hashed, prev, last))
    connection.executemany(f"INSERT INTO change VALUES ({', '.join('?' * 13)})", rows)


def _mover(copy: int, base: int) -> Callable[[SQLValue], SQLValue]:
    """What changes a value into that of a copy: ids, codes, numbers in names, the day of it."""
    milliseconds = int(NOW.timestamp() * 1000) + copy * _DAY_MS
    digits = f"{milliseconds:012x}"
    time_of_id = f"{digits[:8]}-{digits[8:]}"
    made, again = stamp(NOW), stamp(NOW + timedelta(days=copy))

    def numbered(found: re.Match[str]) -> str:
        return f"{found[1]}{int(found[2]) + copy * base:04d}"

    def another(found: re.Match[str]) -> str:
        return str((int(found[1]) + copy * 7919) % 10**6)

    def moved(value: SQLValue) -> SQLValue:
        if not isinstance(value, str) or value.isalpha():
            return value
        if value == made:
            return again
        text = _ID_TIME.sub(time_of_id, value)
        return _NUMBER.sub(another, _CODE.sub(numbered, text))

    return moved


def _wrong(path: Path) -> Iterator[str]:
    store = Store.open(path)
    try:
        yield from filter(None, store.check())
    finally:
        store.close()


def main(path: Path, times: int, *, check: bool) -> None:
    """Makes the ledger and tells how long it took, and with `check` what is wrong with it."""
    began = time.perf_counter()
    grown_ledger(path, times, base=BASE if times > 1 and not check else BASE // 40)
    megabytes = path.stat().st_size / 1e6
    sys.stdout.write(f"{time.perf_counter() - began:.0f} s, {megabytes:.0f} MB\n")
    if check:
        found = list(_wrong(path))
        sys.stdout.write(f"{len(found)} things are wrong {found[:5]}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), check="--check" in sys.argv)
