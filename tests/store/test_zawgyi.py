"""Zawgyi is recognised and converted; Unicode is left alone."""

from hypothesis import given
from hypothesis import strategies as st

from store.zawgyi import Encoding, encoding_of, to_unicode, unicode_of
from tests.store.gazetteers import shipped_places

PAIRS = (
    ("\u101c\u103c\u102d\u1033\u1004\u1039\u1031\u1000\u102c\u1039", "လွိုင်ကော်"),
    ("\u1031\u1019\u102c\u1004\u1039\u1031\u1019\u102c\u1004\u1039", "မောင်မောင်"),
    ("\u1031\u1012\u102b\u1039\u1031\u1021\u1038", "ဒေါ်အေး"),
)


def test_zawgyi_is_recognised_and_converted() -> None:
    for zawgyi, unicode in PAIRS:
        assert encoding_of(zawgyi) is Encoding.ZAWGYI
        assert to_unicode(zawgyi) == unicode


def test_unicode_is_left_alone() -> None:
    for _, unicode in PAIRS:
        assert encoding_of(unicode) is Encoding.UNICODE


def test_of_the_names_of_places_hardly_one_is_taken_for_zawgyi() -> None:
    names = shipped_places().execute(
        "SELECT DISTINCT name_local FROM location WHERE name_local <> ''"
    )
    taken = {name for (name,) in names if unicode_of(name)}
    assert len(taken) <= 2


@given(st.lists(st.sampled_from(PAIRS), min_size=1, max_size=4), st.sampled_from([" ", "၊ ", ""]))
def test_zawgyi_is_converted_whatever_stands_around_it(
    pairs: list[tuple[str, str]], between: str
) -> None:
    zawgyi, unicode = (between.join(texts) for texts in zip(*pairs, strict=True))
    assert unicode_of(f"Naw Paw {zawgyi} (34)") == f"Naw Paw {unicode} (34)"
    assert unicode_of(unicode) == ""


@given(st.text(alphabet=st.characters(max_codepoint=0x0FFF)))
def test_text_without_burmese_is_never_taken_for_zawgyi(text: str) -> None:
    assert encoding_of(text) is Encoding.UNICODE
