"""Signatures in minisign's format, which its own program checks: Ed25519 over BLAKE2b-512.

The format is that of minisign 0.12 (jedisct1.github.io/minisign), prehashed ("ED").
"""

import hashlib
from base64 import b64decode, b64encode
from dataclasses import dataclass
from functools import cached_property

_KEY = b"Ed"
_PREHASHED = b"ED"
_NUMBER_BYTES = 8
_KEY_BYTES = 32
_SIGNATURE_BYTES = 64
_UNTRUSTED = "untrusted comment: "
_TRUSTED = "trusted comment: "


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A public key: minisign's number for it, and the Ed25519 key itself."""

    number: bytes
    key: bytes

    def __str__(self) -> str:
        """The key in one line, as minisign's option -P takes it."""
        return b64encode(_KEY + self.number + self.key).decode()

    @classmethod
    def read(cls, text: str) -> "PublicKey":
        """The key that `str` wrote.

        Raises:
            ValueError: the text is none.
        """
        raw = _decoded(text, len(_KEY) + _NUMBER_BYTES + _KEY_BYTES)
        if not raw.startswith(_KEY):
            raise ValueError
        return cls(raw[2:10], raw[10:])

    def verifies(self, signature: bytes, message: bytes) -> bool:
        """Whether the owner of the key made this Ed25519 signature of the message."""
        from nacl.exceptions import CryptoError
        from nacl.signing import VerifyKey

        try:
            VerifyKey(self.key).verify(message, signature)
        except (CryptoError, ValueError):
            return False
        return True


@dataclass(frozen=True)
class SecretKey:
    """A key that signs, from its 32 secret bytes."""

    seed: bytes

    @cached_property
    def public(self) -> PublicKey:
        """Its public half; the number follows from the key."""
        from nacl.signing import SigningKey

        key = bytes(SigningKey(self.seed).verify_key)
        return PublicKey(hashlib.blake2b(key, digest_size=_NUMBER_BYTES).digest(), key)

    def sign(self, message: bytes) -> bytes:
        """The Ed25519 signature of a message: 64 bytes."""
        from nacl.signing import SigningKey

        return SigningKey(self.seed).sign(message).signature

    def sign_content(self, digest: bytes, comment: str) -> str:
        """The text of a `.minisig` file over content with this BLAKE2b-512 digest.

        The comment is signed, too: one line, which minisign shows.
        """
        signature = self.sign(digest)
        over_both = self.sign(signature + comment.encode())
        first = b64encode(_PREHASHED + self.public.number + signature).decode()
        second = b64encode(over_both).decode()
        return f"{_UNTRUSTED}signature\n{first}\n{_TRUSTED}{comment}\n{second}\n"

    def __repr__(self) -> str:
        return "SecretKey(…)"


@dataclass(frozen=True, slots=True)
class Signature:
    """What a `.minisig` file says; nothing of it is checked yet."""

    number: bytes
    signature: bytes
    comment: str
    over_both: bytes

    @classmethod
    def read(cls, text: str) -> "Signature":
        """The signature in the text of a `.minisig` file.

        Raises:
            ValueError: the text is none, or not of prehashed content.
        """
        untrusted, first, trusted, second, *rest = text.replace("\r\n", "\n").split("\n")
        if not untrusted.startswith(_UNTRUSTED) or not trusted.startswith(_TRUSTED) or any(rest):
            raise ValueError
        raw = _decoded(first, len(_PREHASHED) + _NUMBER_BYTES + _SIGNATURE_BYTES)
        if not raw.startswith(_PREHASHED):
            raise ValueError
        comment = trusted.removeprefix(_TRUSTED)
        return cls(raw[2:10], raw[10:], comment, _decoded(second, _SIGNATURE_BYTES))

    def has_true_comment(self, key: PublicKey) -> bool:
        """Whether the owner of the key wrote the comment, for this signature."""
        over = self.signature + self.comment.encode()
        return self.number == key.number and key.verifies(self.over_both, over)

    def is_of(self, digest: bytes, key: PublicKey) -> bool:
        """Whether the owner of the key signed content with this BLAKE2b-512 digest."""
        return self.number == key.number and key.verifies(self.signature, digest)


def digest_of(content: bytes | memoryview) -> bytes:
    """The BLAKE2b-512 digest that is signed in place of the content."""
    return hashlib.blake2b(content).digest()


def _decoded(text: str, length: int) -> bytes:
    raw = b64decode(text, validate=True)
    if len(raw) != length or b64encode(raw).decode() != text:
        raise ValueError
    return raw
