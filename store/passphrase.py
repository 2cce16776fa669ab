"""Passphrases: the one form in which each is used, whether typed or read from a key file."""

import os
import unicodedata
from pathlib import Path

from store.errors import KeyFileUnusable, PassphraseUnusable

LONGEST_KEY_FILE = 65_536
"""In bytes. A longer file was given by mistake."""


def normalise(passphrase: str) -> str:
    """The passphrase in NFC, so that keyboards that compose letters differently agree.

    Raises:
        PassphraseUnusable: it is empty (SQLCipher would write a plain file) or has a character
            that neither UTF-8 nor SQL can carry.
    """
    usable = unicodedata.normalize("NFC", passphrase)
    if not usable or "\0" in usable or any("\ud800" <= letter <= "\udfff" for letter in usable):
        raise PassphraseUnusable
    return usable


def quote(passphrase: str) -> str:
    """The normalised passphrase as an SQL string, because a key cannot be a parameter.

    Raises:
        PassphraseUnusable: as `normalise`.
    """
    return "'" + normalise(passphrase).replace("'", "''") + "'"


def read_key_file(path: str | os.PathLike[str]) -> str:
    """The passphrase in the file: UTF-8, one final line end removed, normalised.

    Raises:
        KeyFileUnusable: it cannot be read, is no UTF-8, or holds no passphrase.
    """
    try:
        with Path(path).open("rb") as file:
            content = file.read(LONGEST_KEY_FILE + 1)
        # Windows' Notepad may begin the file with a byte order mark, which nobody can type.
        text = content.decode("utf-8-sig")
    except (OSError, ValueError):
        raise KeyFileUnusable from None
    if len(content) > LONGEST_KEY_FILE:
        raise KeyFileUnusable
    try:
        return normalise(_without_line_end(text))
    except PassphraseUnusable:
        raise KeyFileUnusable from None


def _without_line_end(text: str) -> str:
    for end in ("\r\n", "\n", "\r"):
        if text.endswith(end):
            return text.removesuffix(end)
    return text
