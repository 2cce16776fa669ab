"""Sealing to a receiver's key and opening what was sealed to ours, in the format of age.

The format is that of age-encryption.org/v1, as the programs age and rage read it. What is sealed
is packed before (RFC 1952), since sealed bytes cannot be packed any more.
"""

import zlib
from collections.abc import Generator

from store.progress import Progress

MAGIC = b"age-encryption.org/v1\n"

LARGEST = 1 << 30
"""Bytes that a handoff may have, sealed or unpacked: it is never on the disk in the clear, so it
must fit into the memory of an old laptop."""

_GZIP = 16 + zlib.MAX_WBITS
_CHUNK = 1 << 20


class SealBroken(Exception):  # noqa: N818 - named after what is the matter, as errors are
    """It is sealed to another key, or what is sealed was altered."""


class TooLarge(Exception):  # noqa: N818 - as above
    """It unpacks to more than may come in."""


def new_seal_key() -> tuple[str, str]:
    """A new secret key (an age identity) and its public half (an age recipient)."""
    from pyrage.x25519 import Identity

    identity = Identity.generate()
    return str(identity), str(identity.to_public())


def read_recipient(text: str) -> str:
    """The public key, if it is one.

    Raises:
        ValueError: it is none.
    """
    from pyrage import RecipientError
    from pyrage.x25519 import Recipient

    try:
        recipient = str(Recipient.from_str(text))
    except RecipientError:
        raise ValueError from None
    if recipient != text:
        raise ValueError
    return recipient


def packed(content: bytes) -> Generator[Progress, None, bytes]:
    """The content packed; the same content gives the same bytes."""
    packer = zlib.compressobj(wbits=_GZIP)
    parts = []
    for at in range(0, len(content), _CHUNK):
        yield Progress("Packing", at, len(content))
        parts.append(packer.compress(content[at : at + _CHUNK]))
    return b"".join([*parts, packer.flush()])


def unpacked(content: bytes, largest: int) -> Generator[Progress, None, bytes]:
    """What was packed.

    Raises:
        TooLarge: it has more than `largest` bytes; no more than that was unpacked.
        ValueError: it is not packed, or not whole.
    """
    unpacker = zlib.decompressobj(wbits=_GZIP)
    parts, size, waiting = [], 0, content
    try:
        while not unpacker.eof:
            part = unpacker.decompress(waiting, _CHUNK)
            waiting = unpacker.unconsumed_tail
            size += len(part)
            if not part and not waiting:
                break
            if size > largest:
                raise TooLarge
            parts.append(part)
            yield Progress("Unpacking", len(content) - len(waiting), len(content))
    except zlib.error:
        raise ValueError from None
    if not unpacker.eof or unpacker.unused_data:
        raise ValueError
    return b"".join(parts)


def sealed(content: bytes, recipient: str) -> bytes:
    """The content, which only the owner of the recipient's key can read."""
    from pyrage import encrypt
    from pyrage.x25519 import Recipient

    return bytes(encrypt(content, [Recipient.from_str(recipient)]))


def unsealed(content: bytes, identity: str) -> bytes:
    """What was sealed to this key.

    Raises:
        SealBroken: it was sealed to another, or altered.
    """
    from pyrage import DecryptError, decrypt
    from pyrage.x25519 import Identity

    try:
        return bytes(decrypt(content, [Identity.from_str(identity)]))
    except DecryptError:
        raise SealBroken from None
