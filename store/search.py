"""Full text: what is stored for searching, in which index a word is looked up, and how."""

import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from store.digits import to_western
from store.engine import Connection
from store.shapes import shape

SEARCH_DDL = (
    """CREATE TABLE search_text(
  rid INTEGER PRIMARY KEY,
  folded TEXT NOT NULL
) STRICT""",
    """CREATE VIRTUAL TABLE search_tri USING fts5(
  folded, content='search_text', content_rowid='rid', tokenize='trigram'
)""",
    # Not contentless_delete, which SQLite knows only from 3.43 on.
    """CREATE VIRTUAL TABLE search_syl USING fts5(
  folded, content='', prefix='1 2 3',
  tokenize="unicode61 remove_diacritics 0 categories 'L* N* Co M*'"
)""",
)
"""One row of folded text per record; its trigrams; the beginnings of its words and syllables."""

TRIGRAM = "search_tri"
SYLLABLE = "search_syl"

_MYANMAR = "\u1000-\u109f\ua9e0-\ua9ff\uaa60-\uaa7f"
_INITIALS = (
    "\u1000-\u102a\u103f\u104c-\u104f\u1050-\u1055\u105a-\u105d\u1061\u1065\u1066\u106e-\u1070"
    "\u1075-\u1081\u108e\ua9e0-\ua9e4\ua9e7-\ua9ef\ua9fa-\ua9fe\uaa60-\uaa6f\uaa71-\uaa76\uaa7a"
    "\uaa7e\uaa7f"
)
"""Myanmar consonants and independent vowels, those of Shan, Karen, Mon and Pa-O among them."""

_SYLLABLE_BREAK = shape(
    # A letter opens a syllable unless it is stacked under another, closes one (asat) or
    # carries one below it (virama); NFC puts the dot below before the asat.
    f"(?<=\\S)(?<!\u1039)(?=[{_INITIALS}](?!\u1037?[\u1039\u103a]))"
    f"|(?<=[{_MYANMAR}])(?=[^\\W_{_MYANMAR}])"
)

_ACCENTED = shape(
    # Latin letters, decomposed, and the combining marks on them.
    "([A-Za-z\u00aa-\u02af\u1d00-\u1dbf\u1e00-\u1eff\u2c60-\u2c7f\ua720-\ua7ff\uab30-\uab6f])"
    "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)


@dataclass(frozen=True, slots=True)
class FtsQuery:
    """One word as an index takes it: the index's table and a MATCH expression."""

    index: str
    match: str


def fold(text: str) -> str:
    """The text as it is compared: spelling, case, accents and invisible signs levelled.

    NFC, Myanmar digits as 0-9, casefolded, the accents of Latin letters off, zero-width signs
    out; control characters are spaces. Folding twice changes nothing.
    """
    if text.isascii() and text.isprintable():
        return text.casefold()
    visible = unicodedata.normalize("NFC", to_western(text).translate(_SEEN))
    decomposed = unicodedata.normalize("NFD", visible.casefold())
    return unicodedata.normalize("NFC", _ACCENTED.sub(r"\1", decomposed))


class _Seen(dict[int, str]):
    """What is left of one character, by code point: nothing, a space, or itself."""

    def __missing__(self, point: int) -> str:
        character = chr(point)
        match unicodedata.category(character):
            case "Cf":
                left = ""
            case "Cc":
                left = " "
            case "Cs":
                # Half of a surrogate pair has no UTF-8, and SQLite refuses it.
                left = "\ufffd"
            case _:
                left = "" if "\ufe00" <= character <= "\ufe0f" else character
        self[point] = left
        return left


_SEEN = _Seen()


def syllables(folded: str) -> str:
    """Folded text with spaces between its Myanmar syllables; other scripts go by word."""
    return _SYLLABLE_BREAK.sub(" ", folded)


def fts_queries(words: Iterable[str]) -> list[FtsQuery]:
    """For each word the index that can find it and what to ask there.

    Three characters and more are found anywhere in a text, one or two at the beginning of
    a word or syllable. Words without a letter or digit of at most two characters say nothing
    and are left out. Nothing in a word is ever taken for an operator.
    """
    queries: list[FtsQuery] = []
    for folded in dict.fromkeys(part for word in words for part in fold(word).split()):
        if len(folded) >= 3:  # noqa: PLR2004 - what the name trigram says
            queries.append(FtsQuery(TRIGRAM, quoted(folded)))
        elif any(unicodedata.category(c)[0] in "LN" for c in folded):
            # Of two consonants the second may close the first's syllable in what is still
            # to be typed, so both readings are asked for.
            readings = dict.fromkeys((folded, syllables(folded)))
            queries.append(FtsQuery(SYLLABLE, " OR ".join(f"{quoted(r)} *" for r in readings)))
    return queries


def quoted(term: str) -> str:
    """A term as an FTS5 string, in which nothing is syntax."""
    return '"' + term.replace('"', '""') + '"'


def match_sql(words: Iterable[str]) -> tuple[str, tuple[str, ...]]:
    """A condition that is true of the rows in which all words are found, with its parameters.

    The SQL has `{column}` where the column goes that holds the `rid`. If no word says
    anything, it is true of every row.
    """
    queries = fts_queries(words)
    conditions: list[str] = []
    parameters: list[str] = []
    for index in (TRIGRAM, SYLLABLE):
        matches = [f"({q.match})" for q in queries if q.index == index]
        if matches:
            conditions.append(f"{{column}} IN (SELECT rowid FROM {index} WHERE {index} MATCH ?)")
            parameters.append(" AND ".join(matches))
    return " AND ".join(conditions) or "TRUE", tuple(parameters)


def put(conn: Connection, rid: int, text: str) -> None:
    """Makes `text` what is found of row `rid`, whatever was before; empty text is nothing."""
    folded = fold(text)
    old = _stored(conn, rid)
    if old == folded:
        return
    if old is not None:
        _forget(conn, rid, old)
    if not folded.strip():
        return
    conn.execute("INSERT INTO search_text(rid, folded) VALUES (?, ?)", (rid, folded))
    conn.execute("INSERT INTO search_tri(rowid, folded) VALUES (?, ?)", (rid, folded))
    conn.execute("INSERT INTO search_syl(rowid, folded) VALUES (?, ?)", (rid, syllables(folded)))


def put_many(conn: Connection, texts: Mapping[int, str]) -> None:
    """As `put`, of many rows at once."""
    folded = {rid: fold(text) for rid, text in texts.items()}
    old = dict(
        conn.execute(
            "SELECT rid, folded FROM search_text WHERE rid IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(folded)),),
        ).fetchall()
    )
    for rid, text in old.items():
        if folded[rid] != text:
            _forget(conn, rid, text)
    new = [(rid, text) for rid, text in folded.items() if text.strip() and old.get(rid) != text]
    conn.executemany("INSERT INTO search_text(rid, folded) VALUES (?, ?)", new)
    conn.executemany("INSERT INTO search_tri(rowid, folded) VALUES (?, ?)", new)
    conn.executemany(
        "INSERT INTO search_syl(rowid, folded) VALUES (?, ?)",
        [(rid, syllables(text)) for rid, text in new],
    )


def remove(conn: Connection, rid: int) -> None:
    """Takes row `rid` out of the search; does nothing if it is not in it.

    Bytes of the removed words may stay in the file until `rebuild`.
    """
    old = _stored(conn, rid)
    if old is not None:
        _forget(conn, rid, old)


def rebuild(conn: Connection) -> None:
    """Makes both indexes anew from the folded texts.

    Needed after a purge, since an index keeps removed words until then, and whenever `fold`
    or `syllables` change what they make of a text.
    """
    conn.execute("INSERT INTO search_tri(search_tri) VALUES ('rebuild')")
    conn.execute("INSERT INTO search_syl(search_syl) VALUES ('delete-all')")
    texts: Sequence[tuple[int, str]]
    last = -1 << 63
    while texts := conn.execute(
        "SELECT rid, folded FROM search_text WHERE rid > ? ORDER BY rid LIMIT 1000", (last,)
    ).fetchall():
        conn.executemany(
            "INSERT INTO search_syl(rowid, folded) VALUES (?, ?)",
            [(rid, syllables(folded)) for rid, folded in texts],
        )
        last = texts[-1][0]


def _stored(conn: Connection, rid: int) -> str | None:
    row = conn.execute("SELECT folded FROM search_text WHERE rid = ?", (rid,)).fetchone()
    return None if row is None else str(row[0])


def _forget(conn: Connection, rid: int, old: str) -> None:
    """The index commands need the very words that were put in."""
    conn.execute(
        "INSERT INTO search_tri(search_tri, rowid, folded) VALUES ('delete', ?, ?)", (rid, old)
    )
    conn.execute(
        "INSERT INTO search_syl(search_syl, rowid, folded) VALUES ('delete', ?, ?)",
        (rid, syllables(old)),
    )
    conn.execute("DELETE FROM search_text WHERE rid = ?", (rid,))
