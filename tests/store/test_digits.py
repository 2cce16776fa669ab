"""Numbers in the digits of several scripts."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.digits import parse_whole, to_western
from store.errors import ParseError
from tests.store.habits import Habit, habits, typed

SCRIPTS = ("၀၁၂၃၄၅၆၇၈၉", "႐႑႒႓႔႕႖႗႘႙", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "０１２３４５６７８９")


@pytest.mark.parametrize("digits", SCRIPTS)
def test_every_script_becomes_western(digits: str) -> None:
    assert to_western(f"a{digits}b") == "a0123456789b"


def test_wa_within_a_burmese_number_is_a_zero() -> None:
    assert to_western("၂ဝ၂၃") == "2023"
    assert to_western("၁ဝဝ") == "100"


def test_wa_in_words_stays() -> None:
    for words in ("ဇန်နဝါရီ", "၃ ဝါ", "၂ဝန်ထမ်း", "ဝ"):
        assert to_western(words).count("ဝ") == 1


@given(st.text())
def test_turning_twice_is_turning_once(text: str) -> None:
    assert to_western(to_western(text)) == to_western(text)


@given(st.integers(0, 999_999_999), st.sampled_from(["{}", "{:,}", "{} ဦး", "{}ယောက်"]), habits)
def test_a_number_is_the_same_however_it_is_typed(number: int, form: str, how: list[Habit]) -> None:
    assert parse_whole(typed(form.format(number), how)) == number


@pytest.mark.parametrize(
    "text",
    ["", "-1", "+1", "1.5", "1,5", "1,35,2", ",352", "²", "½", "twelve", "1 2", "१२", "1" * 10],
)
def test_what_is_not_a_whole_number_is_refused(text: str) -> None:
    with pytest.raises(ParseError):
        parse_whole(text)


@given(st.text() | st.from_regex("[0-9,.+-]{1,12}", fullmatch=True))
def test_any_text_is_a_number_or_a_parse_error(text: str) -> None:
    with suppress(ParseError):
        assert 0 <= parse_whole(text) <= 999_999_999
