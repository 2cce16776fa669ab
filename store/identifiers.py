"""Names that programs give: record ids (UUIDv7), chain ids, short codes."""

import re
from collections.abc import Callable
from datetime import datetime

from store.shapes import shape

RandomBytes = Callable[[int], bytes]
"""Gives that many random bytes; the demo ledger gives the same ones each time."""

_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32: no letter is taken for a digit when it is read out."""


_NAME_LETTERS = 16
_UUID = shape("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.ASCII)


def new_record_id(at: datetime, random_bytes: RandomBytes) -> str:
    """A UUID of version 7 (RFC 9562, 5.7): 48 bits of milliseconds, 74 random bits."""
    milliseconds = int(at.timestamp() * 1000)
    raw = bytearray(milliseconds.to_bytes(6, "big") + random_bytes(10))
    raw[6] = (raw[6] & 0x0F) | 0x70
    raw[8] = (raw[8] & 0x3F) | 0x80
    text = raw.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def new_chain_id(random_bytes: RandomBytes) -> str:
    """A name of 16 letters (80 random bits) for a chain, a device or a person."""
    number = int.from_bytes(random_bytes(10), "big")
    return "".join(_LETTERS[(number >> shift) & 31] for shift in range(75, -1, -5))


def is_record_id(text: str) -> bool:
    """Whether the text has the form of a record's id."""
    return _UUID.fullmatch(text) is not None


def is_chain_id(text: str) -> bool:
    """Whether `new_chain_id` could have given this name."""
    return len(text) == _NAME_LETTERS and set(text) <= set(_LETTERS)


def short_code(prefix: str, number: int) -> str:
    """A code for speech and paper, like `LKW2-0147`."""
    return f"{prefix}-{number:04d}"
