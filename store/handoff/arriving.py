"""From the file that came to the SQLite file in it: whole, signed by whom, unsealed, unpacked.

The file is hostile until its signature is found right, and its content after that, too: whoever
signed it may mean harm or be careless. Nothing is written anywhere.
"""

import hashlib
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

from store.errors import HandoffRejected, LedgerMissing, SenderUnknown
from store.handoff import sealing
from store.handoff.fingerprint import fingerprint_of, same_fingerprint
from store.handoff.keyring import Keyring
from store.handoff.minisig import PublicKey, digest_of
from store.handoff.naming import signature_of
from store.handoff.signing import LONGEST as LONGEST_SIGNATURE
from store.handoff.signing import HandoffSignature
from store.paths import real_path
from store.progress import Progress
from store.telling import system_told

ALTERED = "This handoff was altered or cut short on its way; nothing was changed."
NOT_OURS = "This handoff is sealed to somebody else's key; nothing was changed."
NO_HANDOFF = "This file is not a handoff; nothing was changed."
TOO_LARGE = "This handoff is larger than any that can be true; nothing was changed."
UNSIGNED = "The signature of this handoff is not beside it; nothing was changed."

_SQLITE = b"SQLite format 3\0"


@dataclass(frozen=True, slots=True)
class Sent:
    """The file as it came, and the signature beside it, which is proved to be about that file."""

    content: bytes
    signature: HandoffSignature

    @property
    def is_sealed(self) -> bool:
        """Whether only its receiver can read it."""
        return self.content.startswith(sealing.MAGIC)

    @property
    def fingerprint(self) -> str:
        """That of the key which signed it."""
        return fingerprint_of(self.signature.key)


@dataclass(frozen=True, slots=True)
class Arrived:
    """The SQLite file of a handoff as bytes, which the owner of `key` signed."""

    file: bytes
    key: PublicKey
    is_sealed: bool

    @property
    def sha256(self) -> str:
        """What the handoff is called by in receipts."""
        return hashlib.sha256(self.file).hexdigest()


def take(path: Path) -> Sent:
    """The file at `path`, if it is as it was when somebody signed it.

    Raises:
        HandoffRejected: it is no handoff, not signed, or was altered.
        LedgerUnusable: one of its subclasses; it cannot be read.
    """
    place = real_path(path, follow=True)
    content = _read(place, sealing.LARGEST)
    if len(content) > sealing.LARGEST:
        raise HandoffRejected(TOO_LARGE)
    if not content.startswith((_SQLITE, sealing.MAGIC)):
        raise HandoffRejected(NO_HANDOFF, "Choose the file that the sender made with hand off.")
    try:
        signature = HandoffSignature.read(_read(_beside(path, place), LONGEST_SIGNATURE))
    except LedgerMissing:
        raise HandoffRejected(
            UNSIGNED, "It comes with a second file that ends in .minisig: ask for both."
        ) from None
    except ValueError:
        raise HandoffRejected(
            "The signature of this handoff is none, or was altered; nothing was changed."
        ) from None
    if hashlib.sha256(content).hexdigest() != signature.file_sha256:
        raise HandoffRejected(ALTERED)
    return Sent(content, signature)


def _beside(path: Path, place: Path) -> Path:
    """The signature beside the file, or beside the link that led to it."""
    return real_path(signature_of(path), follow=True) if path != place else signature_of(place)


def _read(place: Path, largest: int) -> bytes:
    """The file's content, and of a larger one its beginning, one byte too long."""
    with system_told():
        if place.exists() and not place.is_file():
            raise HandoffRejected(NO_HANDOFF, "Choose the file that the sender made.")
        with place.open("rb") as file:
            return file.read(largest + 1)


def arrive(sent: Sent, keys: Keyring, trusting: str = "") -> Generator[Progress, None, Arrived]:
    """The SQLite file in it; `trusting` is the fingerprint of a key that need not be pinned.

    Raises:
        SenderUnknown: its key is pinned to nobody, nor is its fingerprint the one that is trusted.
        HandoffRejected: it is sealed to somebody else, or not what was signed.
    """
    key = sent.signature.key
    if keys.signing(key) is None and not same_fingerprint(trusting, sent.fingerprint):
        raise SenderUnknown(sent.fingerprint)
    inside = sent.content
    if sent.is_sealed:
        yield Progress("Unsealing")
        inside = _unsealed(sent.content, keys)
    yield Progress("Checking the signature")
    if not sent.signature.signature.is_of(digest_of(inside), key):
        raise HandoffRejected(ALTERED)
    file = (yield from _unpacked(inside)) if sent.is_sealed else inside
    if not file.startswith(_SQLITE):
        raise HandoffRejected(NO_HANDOFF)
    return Arrived(file, key, sent.is_sealed)


def _unsealed(content: bytes, keys: Keyring) -> bytes:
    if keys.own is None:
        raise HandoffRejected(NOT_OURS, "Open it in the ledger whose key it was sealed to.")
    try:
        return sealing.unsealed(content, keys.own.identity)
    except sealing.SealBroken:
        raise HandoffRejected(
            NOT_OURS, "Send this ledger's key to the sender, and have them hand on once more."
        ) from None


def _unpacked(inside: bytes) -> Generator[Progress, None, bytes]:
    try:
        return (yield from sealing.unpacked(inside, sealing.LARGEST))
    except sealing.TooLarge:
        raise HandoffRejected(TOO_LARGE) from None
    except ValueError:
        raise HandoffRejected(ALTERED) from None
