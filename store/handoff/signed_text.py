"""Short texts that are signed: keys and receipts, small enough to go by any message.

    fieldledger key
    name: Naw Paw
    sign: RWQ…
    proof: …

A first line that says what it is, then names and values, then the signature of all lines above by
the key in the line `sign`. Blank lines, blanks around a line and a word that is broken into two
lines are forgiven: messengers and narrow screens do that.
"""

from base64 import b64decode, b64encode
from collections.abc import Iterable, Sequence
from pathlib import Path

from store.errors import LedgerError
from store.handoff.minisig import PublicKey, SecretKey
from store.telling import system_told

LONGEST = 1 << 20
"""Bytes that are looked at; no such text is longer."""

_NARROW = 64
"""Letters of a line that a narrow screen shows unbroken."""

_SIGN = "sign"
_PROOF = "proof"

Lines = Sequence[tuple[str, str]]


def signed_text(what: str, lines: Iterable[tuple[str, str]], key: SecretKey) -> str:
    """The text with these lines, signed; a value has neither line ends nor blanks around it."""
    said = _said(what, [*lines, (_SIGN, str(key.public))])
    proof = b64encode(key.sign(said.encode())).decode()
    return f"{said}{_PROOF}: {proof[:_NARROW]}\n{proof[_NARROW:]}\n"


def read_signed_text(what: str, text: str) -> tuple[PublicKey, Lines]:
    """The key that signed such a text, and its lines.

    Raises:
        ValueError: it is no such text, or was altered.
    """
    if len(text) > LONGEST:
        raise ValueError
    first, *others = filter(None, map(str.strip, text.split("\n")))
    *lines, (sign, key_text), (last, proof) = map(_line, _mended(others))
    if first != what or sign != _SIGN or last != _PROOF:
        raise ValueError
    key = PublicKey.read(key_text)
    said = _said(what, [*lines, (sign, key_text)])
    if not key.verifies(b64decode(proof, validate=True), said.encode()):
        raise ValueError
    return key, lines


def text_of_file(path: Path) -> str:
    """The short text in a file.

    Raises:
        LedgerError: it is no text, or longer than any that is meant.
        LedgerUnusable: one of its subclasses; the file cannot be read.
    """
    with system_told(), path.open("rb") as file:
        return short_text(file.read(LONGEST + 1))


def short_text(raw: bytes) -> str:
    """The bytes as text.

    Raises:
        LedgerError: they are none, or too many.
    """
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = ""
    if len(raw) > LONGEST or not text:
        raise LedgerError("That is not a short text in UTF-8.", "Nothing was changed.")
    return text


def _said(what: str, lines: Lines) -> str:
    return "".join(f"{line}\n" for line in (what, *(f"{name}: {value}" for name, value in lines)))


def _mended(lines: Iterable[str]) -> list[str]:
    """The lines, those without a name joined to the end of the one before."""
    mended: list[str] = []
    for line in lines:
        if ":" in line or not mended:
            mended.append(line)
        else:
            mended[-1] += line
    return mended


def _line(text: str) -> tuple[str, str]:
    name, marker, value = text.partition(":")
    if not marker:
        raise ValueError
    return name.strip(), value.strip()
