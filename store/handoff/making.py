"""Handing on: one file of what changed, signed, sealed to its receiver, and written down."""

import hashlib
from collections.abc import Generator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from store.engine import Connection
from store.errors import LedgerError
from store.handoff import sealing
from store.handoff.content import Filling
from store.handoff.holdings import acknowledged, heads_to_json, spans_beyond
from store.handoff.keyring import OwnKeys, PinnedKey, own_keys
from store.handoff.manifest import EVERYTHING, NEW, ChainSpan, Manifest, write_manifest
from store.handoff.memory import file_of, new_memory
from store.handoff.minisig import digest_of
from store.handoff.naming import signature_of
from store.handoff.signing import comment_on
from store.ledger import Store
from store.paths import real_path
from store.progress import Progress
from store.publishing import new_file, refuse_taken
from store.saving import Saving
from store.telling import system_told
from store.unfinished_files import What, forget, written_out

NOBODY = ""
"""In the list of what was handed on: the receiver of a file that was left open for anybody."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be handed on to whom.

    Without a receiver it is left open. `everything` sends again what was acknowledged.
    """

    receiver: PinnedKey | None
    everything: bool = False
    is_open: bool = False

    @property
    def seals(self) -> bool:
        """Whether only the receiver is to be able to read it."""
        return self.receiver is not None and not self.is_open


@dataclass(frozen=True, slots=True)
class HandedOn:
    """A handoff that was written, and what is in it; `sha256` is that of its SQLite file."""

    path: Path
    manifest: Manifest
    sha256: str
    size: int
    is_sealed: bool
    fingerprint: str

    @property
    def signature(self) -> Path:
        """The signature's file."""
        return signature_of(self.path)

    @property
    def records(self) -> int:
        """How many records changed."""
        return self.manifest.rows["record"]


def waiting_for(connection: Connection, order: Order) -> tuple[ChainSpan, ...]:
    """The changes that such a handoff would carry now."""
    if order.everything or not order.receiver:
        return tuple(spans_beyond(connection, {}))
    return tuple(spans_beyond(connection, acknowledged(connection, order.receiver.party.person)))


def hand_on(store: Store, path: Path, order: Order) -> Generator[Progress, None, HandedOn]:
    """Writes a handoff to `path` and its signature beside it, yielding how far it is.

    It is made in memory: sealed, nothing of it is ever on the disk in the clear. If anything
    fails, or the generator is closed, there is neither a file nor an entry in the list.

    Raises:
        LedgerExists: there is something at `path` already, or where its signature goes.
        LedgerError: there is nothing to hand on, or more than a handoff can hold.
        LedgerUnusable: one of its subclasses.
    """
    place = real_path(path, follow=False)
    places = [signature_of(place), place]
    for each in places:
        refuse_taken(each)
    written: list[Path] = []
    naming = store.ask(written_out, What.HANDOFF, places, is_plain=not order.seals)
    try:
        with naming as writing, store.together():
            keys = store.do(own_keys)
            spans: tuple[ChainSpan, ...] = store.ask(waiting_for, order)
            _refuse_nothing(spans, order)
            file, manifest = yield from store.ask(_file, store, order, keys, spans)
            inside = (yield from sealing.packed(file)) if order.seals else file
            yield Progress("Sealing and writing")
            outside = _sealed(inside, order)
            signature = _signature(keys, inside, outside)
            contents = (signature, outside)
            for name, part, content in zip(places, writing.parts, contents, strict=True):
                _write(name, part, content)
                written.append(name)
            sha256 = hashlib.sha256(file).hexdigest()
            done = HandedOn(place, manifest, sha256, len(outside), order.seals, keys.fingerprint)
            store.do(_note_sent, done)
            store.ask(forget, writing)
    except BaseException:
        for name in written:
            with suppress(OSError):
                name.unlink()
        raise
    return done


def _refuse_nothing(spans: Sequence[ChainSpan], order: Order) -> None:
    if spans:
        return
    if order.everything or not order.receiver:
        raise LedgerError(
            "There is nothing to hand on: this ledger has no records yet.", "Nothing was written."
        )
    raise LedgerError(
        "There is nothing new: the receiver acknowledged all that is here. Nothing was written.",
        "If the receiver lost it, hand on everything once more.",
    )


def _file(
    connection: Connection,
    store: Store,
    order: Order,
    keys: OwnKeys,
    spans: Sequence[ChainSpan],
) -> Generator[Progress, None, tuple[bytes, Manifest]]:
    """The SQLite file; the same changes, rows and moment give the same bytes."""
    with closing(new_memory()) as memory:
        filling = Filling(connection, memory, spans)
        yield from filling.fill()
        receiver = order.receiver.party if order.receiver else None
        settings = store.settings
        manifest = Manifest(
            store.moment,
            settings.ledger,
            settings.device,
            keys.party,
            receiver,
            next_sequence(connection, receiver.person if receiver else NOBODY),
            NEW if any(span.first > 1 for span in spans) else EVERYTHING,
            tuple(spans),
            tuple(filling.sums),
        )
        write_manifest(memory, manifest)
        memory.execute("COMMIT")
        file = file_of(memory)
    if len(file) > sealing.LARGEST:
        raise LedgerError(
            "There is more to hand on than fits into one handoff (1 GB). Nothing was written.",
            "Hand on more often; for the first time, give the receiver a copy of the ledger.",
        )
    return file, manifest


def next_sequence(connection: Connection, person: str) -> int:
    """The number of the next handoff to somebody."""
    (last,) = connection.execute(
        'SELECT coalesce(max(sequence), 0) FROM handoff_sent WHERE "to" = ?', (person,)
    ).fetchone()
    return int(last) + 1


def _sealed(inside: bytes, order: Order) -> bytes:
    if not (order.seals and order.receiver):
        return inside
    return sealing.sealed(inside, order.receiver.party.seal)


def _signature(keys: OwnKeys, inside: bytes, outside: bytes) -> bytes:
    """Signs what is in the seal; the comment, signed too, is about the file as it is sent."""
    comment = comment_on(keys.secret.public, outside)
    return keys.secret.sign_content(digest_of(inside), comment).encode()


def _write(path: Path, part: Path, content: bytes) -> None:
    with new_file(path, part), system_told(), part.open("r+b") as file:
        file.write(content)


def _note_sent(saving: Saving, done: HandedOn) -> None:
    manifest = done.manifest
    heads = {span.chain: (span.last, span.hash) for span in manifest.chains}
    saving.connection.execute(
        'INSERT INTO handoff_sent(sha256, "to", sequence, at, chains, changes, sealed, "by")'
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            done.sha256,
            manifest.receiver.person if manifest.receiver else NOBODY,
            manifest.sequence,
            manifest.made_at,
            heads_to_json(heads),
            manifest.changes,
            int(done.is_sealed),
            manifest.sender.person,
        ),
    )
