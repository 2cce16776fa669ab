"""Zawgyi is recognised and converted; Unicode is left alone."""

from hypothesis import given
from hypothesis import strategies as st

from store.zawgyi import Encoding, encoding_of, to_unicode

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


@given(st.text(alphabet=st.characters(max_codepoint=0x0FFF)))
def test_text_without_burmese_is_never_taken_for_zawgyi(text: str) -> None:
    assert encoding_of(text) is Encoding.UNICODE
