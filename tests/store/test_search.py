"""Full text: folding, syllables, quoting, and two indexes that stay in step."""

import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from store.engine import Connection, connect
from store.search import (
    SEARCH_DDL,
    SYLLABLE,
    TRIGRAM,
    fold,
    fts_queries,
    match_sql,
    put,
    rebuild,
    remove,
    syllables,
)

HOSTILE = (
    'air"',
    '"',
    '""',
    "' OR 1=1 --",
    "NOT AND OR",
    "NEAR(a b, 2)",
    "folded:secret",
    "{folded} : x",
    "-abc",
    "^abc",
    "abc*",
    "a*",
    "(",
    ")",
    "abc) OR (def",
    "a\x00b",
    "abc\x00def",
    "\ud800",
    "+",
    ";",
    "%s {column} {0}",
    "\u200b",
    "۞",
)


@pytest.fixture
def conn() -> Iterator[Connection]:
    connection = empty()
    yield connection
    connection.close()


def empty() -> Connection:
    connection = connect(":memory:")
    for statement in SEARCH_DDL:
        connection.execute(statement)
    return connection


def found(conn: Connection, *words: str) -> list[int]:
    sql, parameters = match_sql(words)
    rows = conn.execute(
        f"SELECT rid FROM search_text WHERE {sql.format(column='rid')} ORDER BY rid", parameters
    )
    return [row[0] for row in rows]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Daw Ta Ngay", "daw ta ngay"),
        ("၂၀၂၃ ခု", "2023 ခု"),
        ("Pékon ÀÇ", "pekon ac"),
        ("STRAẞE", "strasse"),
        ("က\u200bခ\u200d\ufeff", "ကခ"),
        ("မြို\u1095့", unicodedata.normalize("NFC", "မြို5့")),
        ("န့်", "န့်"),
        ("နှ\u103a\u1037", "နှ\u1037\u103a"),
        ("a\nb\x00c", "a b c"),
        ("й", "й"),
    ],
)
def test_fold_levels_what_people_write_differently(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_fold_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_fold_is_idempotent_for_every_character() -> None:
    wrong = [n for n in range(0x20000) if fold(fold(chr(n))) != fold(chr(n))]
    assert not wrong


@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_plain_ascii_takes_a_short_cut_with_the_same_result(text: str) -> None:
    assert fold(text) == fold(text + "\u200b")


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("လွိုင်ကော်မြို့နယ်", "လွိုင် ကော် မြို့ နယ်"),
        ("ဓမ္မာရုံရပ်ကွက်", "ဓမ္မာ ရုံ ရပ် ကွက်"),
        ("မင်္ဂလာ", "မင်္ဂ လာ"),
        ("ယောက်ျား", "ယောက်ျား"),
        ("ဥပဒေ", "ဥ ပ ဒေ"),
        ("ပအိုဝ့်", "ပ အိုဝ့်"),
        ("ၵၢၼ်ၽိုၼ်ႉ", "ၵၢၼ် ၽိုၼ်ႉ"),
        ("အဖွဲ့12ယောက်abc", "အ ဖွဲ့ 12 ယောက် abc"),
        ("loi kaw", "loi kaw"),
        ("no.1ward", "no.1ward"),
        ("", ""),
    ],
)
def test_syllables_break_before_a_letter_that_opens_one(text: str, broken: str) -> None:
    assert syllables(fold(text)) == broken


@given(st.text())
def test_syllables_only_add_spaces(text: str) -> None:
    assert syllables(text).replace(" ", "") == text.replace(" ", "")


def test_three_characters_go_to_the_trigrams_and_fewer_to_the_syllables() -> None:
    indexes = [query.index for query in fts_queries(["abc", "ab", "က", "ကို", "ကမ"])]
    assert indexes == [TRIGRAM, SYLLABLE, SYLLABLE, TRIGRAM, SYLLABLE]


def test_what_says_nothing_is_left_out() -> None:
    assert fts_queries(["", " ", "(", '"', "\u200b", "--"]) == []
    assert match_sql(["("]) == ("TRUE", ())


def test_a_word_is_asked_for_once() -> None:
    assert len(fts_queries(["Abc", "abc", "ABC abc"])) == 1


@pytest.mark.parametrize("word", HOSTILE)
def test_no_input_is_syntax(conn: Connection, word: str) -> None:
    put(conn, 1, "nothing of the kind")
    assert found(conn, word, "kind") in ([], [1])
    put(conn, 2, f"kind {word}")
    assert 2 in found(conn, word, "kind")


def test_operators_are_words(conn: Connection) -> None:
    put(conn, 1, "alpha beta")
    put(conn, 2, "alpha or beta not gamma")
    assert found(conn, "alpha", "NOT") == [2]
    assert found(conn, "alpha OR") == [2]
    assert found(conn, "folded:alpha") == []


def test_words_are_found_within_words_and_letters_at_their_beginning(conn: Connection) -> None:
    put(conn, 1, "Saung Pyaung လွိုင်ကော်")
    assert found(conn, "yaun") == [1]
    assert found(conn, "py") == [1]
    assert found(conn, "ya") == []
    assert found(conn, "င်ကော") == [1]
    assert found(conn, "ကော") == [1]
    assert found(conn, "က") == [1]
    assert found(conn, "လွ") == [1]
    assert found(conn, "င်") == []


def test_two_consonants_are_found_however_the_second_is_meant(conn: Connection) -> None:
    put(conn, 1, "ကမ်း")
    put(conn, 2, "ကမာ")
    assert found(conn, "ကမ") == [1, 2]


def test_all_words_must_be_there_and_digits_may_be_burmese(conn: Connection) -> None:
    put(conn, 1, "၃ homes burned in Demoso")
    put(conn, 2, "4 homes burned in Demoso")
    assert found(conn, "homes", "3") == [1]
    assert found(conn, "BURNED", "၄") == [2]
    assert found(conn, "homes", "5") == []


def test_changing_a_text_leaves_nothing_of_the_old_one(conn: Connection) -> None:
    put(conn, 7, "alpha ကော်")
    put(conn, 7, "beta လွိုင်")
    assert found(conn, "alpha") == found(conn, "al") == found(conn, "က") == []
    assert found(conn, "beta") == found(conn, "လ") == [7]


def test_putting_the_same_text_again_changes_nothing(conn: Connection) -> None:
    put(conn, 1, "Alpha")
    before = conn.total_changes
    put(conn, 1, "ALPHA")
    assert conn.total_changes == before


def test_empty_text_is_no_text(conn: Connection) -> None:
    put(conn, 1, "alpha")
    put(conn, 1, " \n ")
    assert conn.execute("SELECT count(*) FROM search_text").fetchone() == (0,)


def test_removing_what_is_not_there_does_nothing(conn: Connection) -> None:
    remove(conn, 5)
    assert conn.execute("SELECT count(*) FROM search_text").fetchone() == (0,)


def test_rebuilding_restores_both_indexes(conn: Connection) -> None:
    for rid in range(1, 2502):
        put(conn, rid, f"alpha number {rid} ကော်")
    conn.execute("INSERT INTO search_tri(search_tri) VALUES ('delete-all')")
    conn.execute("INSERT INTO search_syl(search_syl) VALUES ('delete-all')")
    assert found(conn, "alpha") == found(conn, "က") == []
    rebuild(conn)
    assert len(found(conn, "alpha")) == len(found(conn, "က")) == 2501
    assert found(conn, "2500") == [2500]


def test_rebuilding_takes_removed_words_out_of_the_file(conn: Connection) -> None:
    put(conn, 1, "nothing to hide")
    put(conn, 2, "witness zephyrine")
    remove(conn, 2)
    rebuild(conn)
    for table in ("search_tri_data", "search_syl_data"):
        blocks = b"".join(row[0] for row in conn.execute(f"SELECT block FROM {table}"))
        assert b"zep" not in blocks
        assert b"witness" not in blocks


def test_a_page_of_text_without_a_space_is_found(conn: Connection) -> None:
    word = "ကော်လွိုင်" * 2000
    put(conn, 1, f"x{word}y")
    assert found(conn, word) == [1]


def test_many_words_are_no_error(conn: Connection) -> None:
    words = [f"w{n:04d}" for n in range(3000)]
    put(conn, 1, " ".join(words))
    assert found(conn, *words) == [1]
    assert found(conn, *words, "absent") == []


WORDS = st.text(
    alphabet=st.one_of(
        st.characters(),
        st.characters(min_codepoint=0x1000, max_codepoint=0x109F),
        st.sampled_from("\u200b\u200d\u0301\"'*()-:^ \n"),
    ),
    max_size=30,
)


@settings(max_examples=300)
@given(st.lists(WORDS, min_size=1, max_size=4))
@example(["\u1031က", "၅၀ဝ", "e\u0301", "İ"])
def test_any_text_is_found_by_each_of_its_words_until_it_is_removed(texts: list[str]) -> None:
    conn = empty()
    for rid, text in enumerate(texts, start=1):
        put(conn, rid, text)
    for rid, text in enumerate(texts, start=1):
        for word in text.split():
            if any(unicodedata.category(c)[0] == "L" for c in word):
                assert rid in found(conn, word)
    rebuild(conn)
    for rid in range(1, len(texts) + 1):
        remove(conn, rid)
    for text in texts:
        for word in fold(text).split():
            for query in fts_queries([word]):
                rows = conn.execute(
                    f"SELECT rowid FROM {query.index} WHERE {query.index} MATCH ?", (query.match,)
                )
                assert rows.fetchall() == []
    assert conn.execute("SELECT count(*) FROM search_text").fetchone() == (0,)
    conn.close()
