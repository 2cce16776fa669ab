"""Ids for outside: the same in every extract of a ledger for one use, and telling nothing.

A record's own id carries the moment of its making and its code the device, so neither leaves.
"""

import hmac
from typing import Final

from store.saving import Saving

_SETTING: Final = "pseudonyms"
_SECRET_BYTES: Final = 32
_DIGITS: Final = 16


class Pseudonyms:
    """Gives every record another id, by a secret of the ledger and a use.

    Extracts for different uses have different ids, so that they cannot be laid side by side.
    """

    def __init__(self, secret: bytes, use: str) -> None:
        self._secret = secret
        self._use = use
        self._given: dict[str, str] = {}

    def __call__(self, record: str) -> str:
        """The record's id outside: 16 hexadecimal digits."""
        given = self._given.get(record)
        if given is None:
            message = f"{self._use}\0{record}".encode()
            given = hmac.digest(self._secret, message, "sha256").hex()[:_DIGITS]
            self._given[record] = given
        return given


def secret_of(saving: Saving) -> bytes:
    """The ledger's secret, made when it is first needed; it never leaves.

    Runs inside the caller's transaction.
    """
    connection = saving.connection
    row = connection.execute("SELECT value FROM setting WHERE key = ?", (_SETTING,)).fetchone()
    if row is not None:
        return bytes.fromhex(row[0])
    secret = saving.random_bytes(_SECRET_BYTES)
    connection.execute("INSERT INTO setting VALUES (?, ?)", (_SETTING, secret.hex()))
    return secret
