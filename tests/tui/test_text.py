"""Values become drawable without losing letters, columns or the terminal."""

import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from store.escape import escape_controls, escaped_parts, stand_ins
from tui.clusters import clusters, stop_after, stop_before
from tui.text import ELLIPSIS, cells, fit, shown

FAMILY = "👨\u200d👩\u200d👧\u200d👦"
SCOTLAND = "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
HOSTILE = [
    "Ma Thida [UNVERIFIED] [/b] မောင်မောင် أحمد",
    "[/b][bold]",
    FAMILY * 4,
    "🇲🇲🇹🇭🇲",
    "x" * 10_000,
    "မြန်မာ" * 2_000,
    "a" + "\u0301" * 10_000,
    "\x1b]0;title\x07",
    "\ud800 alone \udfff",
    "nul\x00\x00",
    "\u202egnp.exe\u202c \u2066\u2069\u200e\u200f",
    "one\r\ntwo\u2028three\x85four\ttab",
    "\ufe0f\u200d\u0301",
    "❤️\u200d🔥 1️⃣ 👍🏽",
    "\U000e0041\U000e0042 " + SCOTLAND,
    "\ue000\U000fffff\ufdd0",
    "ក្ក ក្ស ක්\u200dය ل\u200dم",
]
# Every kind of letter that the rules of escaping and measuring treat in a way of its own.
TROUBLE = (
    "a 1#’[/]…‹◌\n\r\t\x00\x1b\x7f\x85\xa0\xad\u0301\u034f\u061c\u200b\u200c\u200d\u200e\u202e"
    "\u2028\u2060\u2066\ufe0e\ufe0f\ufeff\u180b\u180e\u3000\ud800\udfff\ue000\ufdd0\uffff"
    "ကာျှ္်ငါး။၁\u1a60ក្ខكلأ\u0600ක්ය한ᄀ\u1161\u11a8\uff9eア\u3164\u115f"
    "❤♂👩👧🏽🇲🇹🏴\U000e0067\U000e007f\U000e0001\U000e0100\u20e3漢\U000f0000\U0010fffe"
)
any_text = st.one_of(
    st.text(max_size=80),
    st.text(st.characters(), max_size=40),
    st.text(st.sampled_from(TROUBLE), max_size=60),
    st.lists(st.sampled_from([*HOSTILE[:4], FAMILY, SCOTLAND, "ကာ", "က္က", " "])).map("".join),
)


def harmful(text: str) -> list[str]:
    return [
        letter
        for letter in text
        if unicodedata.category(letter) in {"Cc", "Cs", "Co", "Zl", "Zp"}
        or unicodedata.bidirectional(letter) in {"LRO", "RLO", "LRE", "RLE", "PDF"}
        or unicodedata.bidirectional(letter) in {"LRI", "RLI", "FSI", "PDI"}
        or letter in "\u200e\u200f\u061c"
        or ord(letter) & 0xFFFE == 0xFFFE
        or 0xFDD0 <= ord(letter) <= 0xFDEF
    ]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("width", [1, 2, 3, 7, 20, 80])
def test_hostile_values_fit(text: str, width: int) -> None:
    for drawn in (fit(text, width), fit(text, width, right=True)):
        assert cells(drawn) == width
        assert not harmful(drawn)
    assert cells(shown(text, width=width).plain) <= width


@given(any_text, st.integers(0, 40))
@example("က\u200dက\u200dက", 2)
@example("a\ufe0f\u200d", 1)
def test_fit_takes_exactly_its_width(text: str, width: int) -> None:
    assert cells(fit(text, width)) == width


@given(any_text, any_text, st.integers(1, 20))
def test_neighbours_do_not_change_each_other(left: str, right: str, width: int) -> None:
    assert cells(fit(left, width) + fit(right, width)) == 2 * width


@given(any_text)
def test_nothing_harmful_is_drawn(text: str) -> None:
    assert not harmful(escape_controls(text))
    assert not harmful(shown(text).plain)
    assert not harmful(stand_ins(text))
    assert not harmful(shown(text, single_line=False).plain.replace("\n", ""))


@given(any_text)
def test_clusters_joined_are_the_text(text: str) -> None:
    found = list(clusters(text))
    assert "".join(found) == text
    assert all(found)


@given(any_text, st.integers(0, 60))
def test_stops_surround_a_position(text: str, position: int) -> None:
    position = min(position, len(text))
    before, after = stop_before(text, position), stop_after(text, position)
    assert before < position or before == position == 0
    assert after > position or after == position == len(text)


@given(st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=40))
def test_what_can_be_read_is_left_alone(text: str) -> None:
    shapeless = "\u115f\u1160\u3164\uffa0"
    readable = "".join(letter for letter in text if letter not in shapeless)
    assert escape_controls(readable) == readable
    assert stand_ins(readable) == readable


@given(any_text)
def test_stand_ins_keep_every_position(text: str) -> None:
    assert len(stand_ins(text)) == len(text)


@given(any_text)
def test_parts_joined_are_the_escaped_text(text: str) -> None:
    assert "".join(part.text for part in escaped_parts(text)) == escape_controls(text)


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("a\nb", "a␊b"),
        ("a\r\nb", "a␍␊b"),
        ("\x1b]0;x\x07", "␛]0;x␇"),
        ("\x7f\x85", "␡‹U+0085›"),
        ("\u202eabc", "‹U+202E›abc"),
        ("\ud800", "‹U+D800›"),
        ("\U0010ffff", "‹U+10FFFF›"),
        ("\u0301a", "◌\u0301a"),
        ("\n\u0301a", "␊◌\u0301a"),
        ("ad\u200bmin", "ad‹U+200B›min"),
        ("ကျေး\u200bရွာ", "ကျေး\u200bရွာ"),
        ("ကျေး\u200b", "ကျေး‹U+200B›"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("ක්\u200dය", "ක්\u200dය"),
        ("a\u200db", "a‹U+200D›b"),
        (FAMILY, FAMILY),
        (SCOTLAND, SCOTLAND),
        ("❤️\u200d🔥👍🏽\u200d🔥", "❤️\u200d🔥👍🏽\u200d🔥"),
        ("a\U000e0041", "a‹U+E0041›"),
        ("x\ufe0f\ufe0f", "x\ufe0f‹U+FE0F›"),
        ("\ufe0f", "‹U+FE0F›"),
    ],
)
def test_spellings(text: str, escaped: str) -> None:
    assert escape_controls(text) == escaped


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("မြန်မာ", ["မြ", "န်", "မာ"]),
        ("က္ကာ", ["က္ကာ"]),
        ("ကျေးဇူး", ["ကျေး", "ဇူး"]),
        ("ខ្មែរ", ["ខ្មែ", "រ"]),
        ("e\u0301a", ["e\u0301", "a"]),
        (FAMILY + "x", [FAMILY, "x"]),
        ("🇲🇲🇹🇭🇲", ["🇲🇲", "🇹🇭", "🇲"]),
        (SCOTLAND + "🏴", [SCOTLAND, "🏴"]),
        ("👍🏽ok", ["👍🏽", "o", "k"]),
        ("각ᄀ\u1161\u11a8", ["각", "ᄀ\u1161\u11a8"]),
    ],
)
def test_letters_as_people_see_them(text: str, letters: list[str]) -> None:
    assert list(clusters(text)) == letters


@pytest.mark.parametrize(
    ("text", "width", "drawn"),
    [
        ("Naw Paw", 10, "Naw Paw   "),
        ("Naw Paw", 7, "Naw Paw"),
        ("Naw Paw", 5, "Naw …"),
        ("漢字仮名", 5, "漢字…"),
        ("漢字仮名", 4, "漢… "),
        ("မြန်မာ", 2, "မြ…"),
        ("", 3, "   "),
        ("abc", 0, ""),
        ("abc", -1, ""),
    ],
)
def test_cut_and_padded(text: str, width: int, drawn: str) -> None:
    assert fit(text, width) == drawn


def test_numbers_stand_to_the_right() -> None:
    assert fit("41", 5, right=True) == "   41"
    assert fit("၄၁", 5, right=True) == "   ၄၁"


def test_markup_is_never_read() -> None:
    for text in ("Ko Aung [UNVERIFIED]", "[/b]", "[@click=app.quit]x[/]", "$n"):
        assert shown(text).plain == text
        assert not shown(text).spans


def test_escapes_are_toned_down() -> None:
    content = shown("a\u202eb\nc")
    assert content.plain == "a‹U+202E›b␊c"
    assert [(span.start, span.end, span.style) for span in content.spans] == [
        (1, 9, "dim"),
        (10, 11, "dim"),
    ]
    cut = shown("a\u202eb\nc", width=5)
    assert cut.plain == "a‹U+…"
    assert [(span.start, span.end) for span in cut.spans] == [(1, 4)]


def test_lines_are_kept_when_asked_for() -> None:
    content = shown("one\r\ntwo\nthree\rfour", single_line=False)
    assert content.plain == "one\ntwo\nthree␍four"
    cut = shown("one two\nthree four", width=4, single_line=False)
    assert cut.plain == "one…\nthr…"


@pytest.mark.parametrize("letter", ["x", "မ", "\u0301", "\u202e"])
def test_long_values_cost_no_more_than_their_column(letter: str) -> None:
    text = letter * 1_000_000
    started = time.process_time()
    for _ in range(100):
        assert ELLIPSIS in fit(text, 20)
    # Measuring a million letters a hundred times takes minutes.
    assert time.process_time() - started < 5
