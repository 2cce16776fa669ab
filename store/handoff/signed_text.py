"""Short texts that are signed: keys and receipts, small enough to go by any message.

    fieldledger key
    name: Naw Paw
    sign: RWQ…
    proof: …

A first line that says what it is, then names and values, then the signature of all lines above by
the key in the line `sign`. Blank lines and blanks around a line are forgiven: messengers add them.
"""

from base64 import b64decode, b64encode
from collections.abc import Iterable, Sequence

from store.handoff.minisig import PublicKey, SecretKey

LONGEST = 65_536
"""Letters that are looked at; no such text is longer."""

_SIGN = "sign"
_PROOF = "proof"

Lines = Sequence[tuple[str, str]]


def signed_text(what: str, lines: Iterable[tuple[str, str]], key: SecretKey) -> str:
    """The text with these lines, signed; a value has neither line ends nor blanks around it."""
    said = _said(what, [*lines, (_SIGN, str(key.public))])
    return f"{said}{_PROOF}: {b64encode(key.sign(said.encode())).decode()}\n"


def read_signed_text(what: str, text: str) -> tuple[PublicKey, Lines]:
    """The key that signed such a text, and its lines.

    Raises:
        ValueError: it is no such text, or was altered.
    """
    if len(text) > LONGEST:
        raise ValueError
    first, *others = filter(None, map(str.strip, text.split("\n")))
    *lines, (sign, key_text), (last, proof) = map(_line, others)
    if first != what or sign != _SIGN or last != _PROOF:
        raise ValueError
    key = PublicKey.read(key_text)
    said = _said(what, [*lines, (sign, key_text)])
    if not key.verifies(b64decode(proof, validate=True), said.encode()):
        raise ValueError
    return key, lines


def _said(what: str, lines: Lines) -> str:
    return "".join(f"{line}\n" for line in (what, *(f"{name}: {value}" for name, value in lines)))


def _line(text: str) -> tuple[str, str]:
    name, marker, value = text.partition(":")
    if not marker:
        raise ValueError
    return name.strip(), value.strip()
