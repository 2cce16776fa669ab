"""What a handoff's signature says: over the content, and in its comment over the file sent.

The signature is of the SQLite file, or of what was sealed (the SQLite file packed), so that it
still proves who wrote it when the seal is off. Its comment, which is signed as well, holds the
public key and the SHA-256 of the file as it is sent: whether that is unaltered can be told
without opening the seal. The comment holds no name, no date and no number.
"""

import hashlib
import re
from dataclasses import dataclass

from store.handoff.minisig import PublicKey, Signature

_COMMENT = re.compile(r"key=(?P<key>[A-Za-z0-9+/=]+) file=(?P<file>[0-9a-f]{64})", re.ASCII)

LONGEST = 4096
"""Bytes of a signature file that are looked at; none is longer."""


def comment_on(key: PublicKey, outside: bytes) -> str:
    """The comment of the signature of a handoff that is sent as these bytes."""
    return f"key={key} file={hashlib.sha256(outside).hexdigest()}"


@dataclass(frozen=True, slots=True)
class HandoffSignature:
    """The signature of a handoff, whose comment is proved to be by the owner of `key`."""

    key: PublicKey
    signature: Signature
    file_sha256: str

    @classmethod
    def read(cls, content: bytes) -> "HandoffSignature":
        """The signature in the bytes of its file.

        Raises:
            ValueError: it is none, or its comment was altered.
        """
        if len(content) > LONGEST:
            raise ValueError
        signature = Signature.read(content.decode())
        said = _COMMENT.fullmatch(signature.comment)
        if not said:
            raise ValueError
        key = PublicKey.read(said["key"])
        if not signature.has_true_comment(key):
            raise ValueError
        return cls(key, signature, said["file"])
