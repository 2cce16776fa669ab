"""What the reader does with altered bytes that are soundly signed: it reads them, or says no."""

import gzip
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from store.errors import HandoffRejected
from store.handoff import sealing
from store.handoff.cards import card_of, read_card
from store.handoff.keyring import Keyring, OwnKeys, own_keys
from store.handoff.minisig import digest_of
from store.handoff.naming import signature_of
from store.handoff.reading import read_handoff
from store.handoff.signing import comment_on
from tests.store.handoff.handing import Pair, finished, ring
from tests.store.handoff.hostile import sent
from tests.store.handoff.mutations import Mutation, mutated


@dataclass(frozen=True)
class Fire:
    """A reader with its keys, and an honest handoff to alter."""

    pair: Pair
    honest: bytes
    keys: Keyring
    sender: OwnKeys
    seal: str

    @classmethod
    def at(cls, pair: Pair, honest: bytes) -> "Fire":
        """The office of a pair as the target."""
        return cls(
            *(pair, honest, ring(pair.office), pair.documenter.do(own_keys)),
            pair.office.do(own_keys).party.seal,
        )

    def file(self, mutations: list[Mutation]) -> bool:
        """Alters the SQLite file; tells whether it was read."""
        altered = mutated(self.honest, mutations)
        return self._read(altered, altered)

    def packed(self, mutations: list[Mutation]) -> bool:
        """Alters what is in the seal."""
        altered = mutated(gzip.compress(self.honest, mtime=0), mutations)
        return self._read(altered, sealing.sealed(altered, self.seal))

    def sealed(self, mutations: list[Mutation]) -> bool:
        """Alters the seal itself."""
        inside = gzip.compress(self.honest, mtime=0)
        return self._read(inside, mutated(sealing.sealed(inside, self.seal), mutations))

    def signature(self, mutations: list[Mutation]) -> bool:
        """Alters the signature."""
        comment = comment_on(self.sender.secret.public, self.honest)
        text = self.sender.secret.sign_content(digest_of(self.honest), comment)
        path = sent(self.pair.folder / "fired", self.honest, self.honest, self.sender)
        signature_of(path).write_bytes(mutated(text.encode(), mutations))
        with suppress(HandoffRejected):
            finished(read_handoff(path, self.keys)).close()
            return True
        return False

    def card(self, mutations: list[Mutation]) -> bool:
        """Alters a key that goes by message."""
        text = mutated(card_of(self.sender).encode(), mutations).decode(errors="surrogateescape")
        with suppress(HandoffRejected):
            assert read_card(text)[0] == self.sender.party
            return True
        return False

    def _read(self, inside: bytes, outside: bytes) -> bool:
        path = sent(self.pair.folder / "fired", inside, outside, self.sender)
        with suppress(HandoffRejected), finished(read_handoff(path, self.keys)) as handoff:
            sums = handoff.manifest.rows
            for table in ("change", "record", "incident"):
                count = handoff.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
                assert count == sums[table]
            return True
        return False

    @property
    def targets(self) -> dict[str, Callable[[list[Mutation]], bool]]:
        """Everything that can be altered, by name."""
        return {
            "file": self.file,
            "packed": self.packed,
            "sealed": self.sealed,
            "signature": self.signature,
            "card": self.card,
        }
