"""Passphrases: one form of each, whoever types it, and key files."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.database import create_database, open_database
from store.engine import connect
from store.errors import KeyFileUnusable, PassphraseUnusable
from store.passphrase import LONGEST_KEY_FILE, normalise, quote, read_key_file


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
def test_a_quoted_passphrase_reaches_the_engine_as_it_is(passphrase: str) -> None:
    conn = connect(":memory:")
    assert conn.execute(f"SELECT {quote(passphrase)}").fetchone() == (normalise(passphrase),)
    conn.close()


@pytest.mark.parametrize("passphrase", ["", "\0", "a\0b", "\ud800", "a\udcff"])
def test_a_passphrase_that_cannot_be_used(passphrase: str) -> None:
    with pytest.raises(PassphraseUnusable) as caught:
        normalise(passphrase)
    assert passphrase == "" or passphrase not in str(caught.value)


@pytest.mark.parametrize(
    ("content", "passphrase"),
    [
        (b"correct horse", "correct horse"),
        (b"correct horse\n", "correct horse"),
        (b"correct horse\r\n", "correct horse"),
        (b"correct horse\r", "correct horse"),
        (b"correct horse\n\n", "correct horse\n"),
        (b"correct horse \r\n", "correct horse "),
        (b" two\nlines\n", " two\nlines"),
        (b"\xef\xbb\xbfnotepad\r\n", "notepad"),
        ("e\u0301\n".encode(), "\xe9"),
        ("ပြည်သူ\n".encode(), "ပြည်သူ"),
    ],
)
def test_a_key_file(tmp_path: Path, content: bytes, passphrase: str) -> None:
    (tmp_path / "key").write_bytes(content)
    assert read_key_file(tmp_path / "key") == passphrase


@pytest.mark.parametrize(
    "content",
    [b"", b"\n", b"\r\n", b"\xff\xfe", b"a\0b", b"a" * (LONGEST_KEY_FILE + 1)],
    ids=["empty", "line end", "windows line end", "no utf-8", "nul", "too long"],
)
def test_a_key_file_that_holds_no_passphrase(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "key").write_bytes(content)
    with pytest.raises(KeyFileUnusable):
        read_key_file(tmp_path / "key")


def test_a_key_file_that_is_none(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing", tmp_path / "a\0b"):
        with pytest.raises(KeyFileUnusable):
            read_key_file(path)


@pytest.mark.parametrize("letters", ["é ö", "ဦး ကြည်", "Å", "한글"])
def test_a_passphrase_is_the_same_however_the_keyboard_composes_it(
    tmp_path: Path, letters: str
) -> None:
    composed, split = (unicodedata.normalize(form, letters) for form in ("NFC", "NFD"))
    path = tmp_path / "a"
    create_database(path, split, lambda conn: conn.execute("CREATE TABLE t (a)")).close()
    open_database(path, composed).close()
    open_database(path, split).close()
