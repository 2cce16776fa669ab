"""Reading a handoff that came in: nothing of it is believed before it was checked."""

from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from store.engine import Connection, IntegrityError, connect
from store.errors import HandoffRejected, KeyChanged
from store.handoff import arriving
from store.handoff.arriving import Arrived, Sent
from store.handoff.cards import check_party
from store.handoff.content import CHUNK
from store.handoff.fingerprint import fingerprint_of
from store.handoff.judging import MOMENT, WRONG, Judge, Judges, is_clean, wrong_unless
from store.handoff.keyring import Keyring
from store.handoff.layout import checking_tables, columns, contents, key_of
from store.handoff.links import ChainJudge
from store.handoff.manifest import Manifest, TableSum, read_manifest, write_manifest
from store.handoff.memory import Error, Memory, memory_of
from store.handoff.opened import OpenedHandoff
from store.handoff.shape import columns_found
from store.handoff.sums import Summing, Values
from store.identifiers import is_chain_id
from store.kinds import quoted
from store.progress import Progress
from store.records import RECORD_TYPES
from store.rows import empty_row

FORGED = "What this handoff says of itself is not true; nothing was changed."
UNSOUND = "This handoff holds what no ledger writes; nothing was changed."
DAMAGED = "This handoff is damaged inside; nothing was changed."
RESEALED = "This handoff was meant for somebody else and sealed anew to us; nothing was changed."
ANOTHERS = "This handoff is signed by somebody else than it says; nothing was changed."

Reading = Generator[Progress, None, OpenedHandoff]


def read_handoff(path: Path, keys: Keyring, trusting: str = "") -> Reading:
    """What a handoff holds, once all of it was checked, yielding how far that is.

    Close it. `keys` are those of the ledger it was sent to; `trusting` is the fingerprint of a
    key that is pinned to nobody and was compared, or is only to be looked at.

    Raises:
        SenderUnknown: it is signed with a key that is neither pinned nor the trusted one.
        KeyChanged: it is signed with another key than the sender's pinned one.
        HandoffRejected: it is not whole, unaltered, sealed to us and true in all that it says.
        LedgerUnusable: one of its subclasses; the file cannot be read.
    """
    return (yield from open_sent(arriving.take(path), keys, trusting))


def open_sent(sent: Sent, keys: Keyring, trusting: str = "") -> Reading:
    """As `read_handoff`, of a file whose bytes were taken already."""
    arrived = yield from arriving.arrive(sent, keys, trusting)
    copy = _new_copy()
    try:
        manifest = yield from _checked(arrived, keys, copy)
        copy.execute("PRAGMA query_only=ON")
    except BaseException:
        copy.close()
        raise
    return OpenedHandoff(
        copy, manifest, arrived.sha256, fingerprint_of(arrived.key), arrived.is_sealed
    )


def _new_copy() -> Connection:
    copy = connect(":memory:", isolation_level=None, check_same_thread=False)
    for statement in checking_tables().values():
        copy.execute(statement)
    copy.execute("CREATE INDEX change_record ON change(record)")
    return copy


def _checked(
    arrived: Arrived, keys: Keyring, copy: Connection
) -> Generator[Progress, None, Manifest]:
    """The manifest of what was copied, row by row, each of them checked."""
    try:
        memory = memory_of(arrived.file)
    except Error:
        raise HandoffRejected(DAMAGED) from None
    try:
        yield Progress("Checking the file")
        found = columns_found(memory)
        if memory.execute("PRAGMA quick_check(1)").fetchall() != [("ok",)]:
            raise HandoffRejected(DAMAGED)
        manifest = _manifest(memory, arrived, keys)
        copy.execute("BEGIN")
        yield from _Copying(memory, copy, manifest, found).all()
        write_manifest(copy, manifest)
        copy.execute("COMMIT")
    except (Error, UnicodeError):
        raise HandoffRejected(DAMAGED) from None
    except IntegrityError:
        raise HandoffRejected(UNSOUND) from None
    finally:
        memory.close()
    return manifest


def _manifest(memory: Memory, arrived: Arrived, keys: Keyring) -> Manifest:
    """The manifest, if it was made by the owner of the key and is meant for us or for anybody."""
    try:
        manifest = read_manifest(memory)
        check_party(manifest.sender)
        wrong_unless(MOMENT.fullmatch(manifest.made_at) is not None)
        wrong_unless(is_chain_id(manifest.ledger) and is_chain_id(manifest.device))
        if manifest.receiver:
            check_party(manifest.receiver)
    except WRONG:
        raise HandoffRejected(FORGED) from None
    known = keys.signing(arrived.key)
    if manifest.sender.sign != str(arrived.key):
        raise HandoffRejected(ANOTHERS)
    if known is None:
        if keys.of(manifest.sender.person):
            raise KeyChanged(fingerprint_of(arrived.key))
    elif known.person != manifest.sender.person:
        raise HandoffRejected(ANOTHERS)
    seal = manifest.receiver.seal if manifest.receiver else ""
    if arrived.is_sealed and (keys.own is None or seal != keys.own.party.seal):
        raise HandoffRejected(RESEALED, "Ask the sender whom they sent it to.")
    return manifest


@dataclass
class _Copying:
    """Rows on their way from the file into tables of our own, judged and summed up in passing."""

    memory: Memory
    copy: Connection
    manifest: Manifest
    found: Mapping[str, tuple[str, ...]]
    judges: Judges = field(default_factory=Judges)

    def all(self) -> Generator[Progress, None, None]:
        """Copies all tables.

        Raises:
            HandoffRejected: a row is none that a ledger writes, or the manifest is not true.
        """
        claimed = {table.name: table for table in self.manifest.tables}
        if claimed.keys() != self.found.keys():
            raise HandoffRejected(FORGED)
        for table in sorted(self.found, key=_ORDER.__getitem__):
            try:
                if self._count(table) != claimed[table].rows:
                    raise HandoffRejected(FORGED)
                summed = yield from self._table(table, claimed[table].rows)
            except WRONG:
                raise HandoffRejected(UNSOUND) from None
            if summed != claimed[table]:
                raise HandoffRejected(FORGED)

    def _count(self, table: str) -> int:
        return int(self.memory.execute(f"SELECT count(*) FROM {quoted(table)}").fetchone()[0])

    def _table(self, table: str, total: int) -> Generator[Progress, None, TableSum]:
        judge = self._judge(table)
        names, order = self.found[table], ", ".join(map(quoted, key_of(table)))
        summing = Summing(table)
        rows = self.memory.execute(
            f"SELECT {', '.join(map(quoted, names))} FROM {quoted(table)} ORDER BY {order}"
        )
        judged = _judged(summing.passing(rows), judge, _filling(table, names))
        places = ", ".join("?" * len(columns(table)))
        sql = f"INSERT INTO {quoted(table)} VALUES ({places})"
        done = -1
        while done < summing.rows:
            done = summing.rows
            self.copy.executemany(sql, islice(judged, CHUNK))
            yield Progress("Checking every row", summing.rows, total)
        if isinstance(judge, ChainJudge):
            judge.finish()
        return summing.sum

    def _judge(self, table: str) -> Judge:
        if table != "change":
            return self.judges.of(table)
        chains = self.judges.chains
        wrong_unless(chains.keys() == {span.chain for span in self.manifest.chains})
        for span in self.manifest.chains:
            wrong_unless(span.first > 1 or span.before == chains[span.chain][_GENESIS])
        actors = {chain: str(row[_PERSON]) for chain, row in chains.items()}
        return ChainJudge(self.manifest.chains, actors, self.judges.records)


_PERSON, _GENESIS = (columns("chain").index(name) for name in ("person", "genesis"))
_LAST = ("device", "person", "location", "chain", "record", *RECORD_TYPES, "change")
_ORDER = {name: _LAST.index(name) + 1 if name in _LAST else 0 for name in contents()}
"""Codes first, then what the rows after them refer to."""


def _filling(table: str, names: tuple[str, ...]) -> tuple[Values, tuple[int, ...]] | None:
    """A row with nothing in it and where the file's columns go; None if it has all of them."""
    wanted = columns(table)
    if names == wanted:
        return None
    nothing = empty_row(RECORD_TYPES[table]) if table in RECORD_TYPES else dict.fromkeys(wanted, "")
    return tuple(nothing[name] for name in wanted), tuple(wanted.index(name) for name in names)


def _judged(
    rows: Iterator[Values], judge: Judge, filling: tuple[Values, tuple[int, ...]] | None
) -> Iterator[Values]:
    for row in rows:
        whole = row
        if filling:
            filled = list(filling[0])
            for at, value in zip(filling[1], row, strict=True):
                filled[at] = value
            whole = tuple(filled)
        wrong_unless(is_clean(whole))
        judge(whole)
        yield whole
