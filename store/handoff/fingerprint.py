"""A key as digits that two people can read out to each other, over the telephone or on paper."""

import hashlib

from store.digits import to_western
from store.handoff.minisig import PublicKey

GROUPS = 6
_DIGITS = 5


def fingerprint_of(key: PublicKey) -> str:
    """Thirty digits (100 bits) in six groups; digits are read alike in every language."""
    number = int.from_bytes(hashlib.blake2b(key.key, person=b"fieldledger key").digest())
    digits = f"{number % 10 ** (GROUPS * _DIGITS):0{GROUPS * _DIGITS}}"
    return " ".join(digits[n : n + _DIGITS] for n in range(0, len(digits), _DIGITS))


def same_fingerprint(typed: str, fingerprint: str) -> bool:
    """Whether what was typed is this fingerprint, whatever stands between its digits."""
    digits = "".join(c for c in to_western(typed) if c.isascii() and c.isdigit())
    return digits == fingerprint.replace(" ", "")
