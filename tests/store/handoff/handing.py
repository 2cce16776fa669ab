"""Two ledgers that hand on to each other: a documenter's with records, and an office's."""

import random
from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from store.founded import Founding
from store.handoff.cards import card_of, read_card
from store.handoff.keyring import Keyring, PinnedKey, keyring_of, own_keys
from store.handoff.making import HandedOn, Order, hand_on
from store.handoff.opened import OpenedHandoff
from store.handoff.pinning import pin
from store.handoff.reading import read_handoff
from store.handoff.receipts import note_received, read_receipt, receipt_text
from store.ledger import Store
from tests.store.conftest import HOSTILE, clock

T = TypeVar("T")

DOCUMENTER = "Naw Paw (invented)"
OFFICE = f"Office {HOSTILE}"


def finished(job: Generator[Any, None, T]) -> T:
    """What a long job returns."""
    while True:
        try:
            next(job)
        except StopIteration as done:
            value: T = done.value
            return value


def new_ledger(path: Path, name: str, prefix: str, seed: int = 1) -> Store:
    dice = random.Random(seed)  # noqa: S311 - ids that are the same in each run
    founding = Founding(name, prefix)
    return Store.create(path, founding, clock=clock, random_bytes=dice.randbytes)


def ring(store: Store) -> Keyring:
    found: Keyring = store.ask(keyring_of)
    return found


def introduce(to: Store, who: Store) -> PinnedKey:
    """Gives one ledger the other's key, by its card."""
    party, _ = read_card(card_of(who.do(own_keys)))
    return to.do(pin, party, compared=True)


@dataclass
class Pair:
    """A documenter's ledger and an office's that know each other's keys."""

    folder: Path
    documenter: Store
    office: Store
    to_office: PinnedKey

    def hand_on(self, name: str = "a.handoff", *, everything: bool = False) -> HandedOn:
        """Hands on to the office, sealed."""
        order = Order(self.to_office, everything=everything)
        return finished(hand_on(self.documenter, self.folder / name, order))

    def hand_on_open(self, name: str = "open.handoff") -> HandedOn:
        """Hands on everything, for the office, and leaves it open."""
        order = Order(self.to_office, everything=True, is_open=True)
        return finished(hand_on(self.documenter, self.folder / name, order))

    def read(self, path: Path, trusting: str = "") -> OpenedHandoff:
        """Reads a file at the office."""
        return finished(read_handoff(path, ring(self.office), trusting))

    def acknowledge(self, done: HandedOn, take: Callable[[OpenedHandoff], None]) -> str:
        """Has the office take a handoff and say so; gives the receipt, read in by now."""
        with self.read(done.path) as handoff:
            take(handoff)
            self.office.do(note_received, handoff, 0)
        text = self.office.do(receipt_text, done.sha256)
        self.documenter.do(read_receipt, text)
        return text

    def close(self) -> None:
        """Lets go of both files."""
        self.documenter.close()
        self.office.close()
