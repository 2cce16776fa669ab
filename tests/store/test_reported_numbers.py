"""Numbers as people report them."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import ParseError
from store.reported_numbers import ReportedNumber, read_reported
from store.vocabulary import Qualifier
from tests.store.habits import Habit, habits, typed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8", ReportedNumber(best=8, qualifier=Qualifier.EXACT)),
        ("1,352", ReportedNumber(best=1352, qualifier=Qualifier.EXACT)),
        ("၁၂", ReportedNumber(best=12, qualifier=Qualifier.EXACT)),
        ("5-12", ReportedNumber(5, None, 12, Qualifier.EXACT)),
        ("5 to 12", ReportedNumber(5, None, 12, Qualifier.EXACT)),
        ("5–8–12", ReportedNumber(5, 8, 12, Qualifier.EXACT)),
        ("35+", ReportedNumber(best=35, qualifier=Qualifier.AT_LEAST)),
        ("At least 35", ReportedNumber(best=35, qualifier=Qualifier.AT_LEAST)),
        ("more than 1,000", ReportedNumber(best=1000, qualifier=Qualifier.AT_LEAST)),
        ("~30", ReportedNumber(best=30, qualifier=Qualifier.ABOUT)),
        ("some 30", ReportedNumber(best=30, qualifier=Qualifier.ABOUT)),
        ("up to 12", ReportedNumber(best=12, qualifier=Qualifier.UP_TO)),
        ("35＋", ReportedNumber(best=35, qualifier=Qualifier.AT_LEAST)),
        ("၃၅ ကျော်", ReportedNumber(best=35, qualifier=Qualifier.AT_LEAST)),
        ("အနည်းဆုံး ၃၅", ReportedNumber(best=35, qualifier=Qualifier.AT_LEAST)),
        ("၃၀ ခန့်", ReportedNumber(best=30, qualifier=Qualifier.ABOUT)),
        ("အများဆုံး ၁၂", ReportedNumber(best=12, qualifier=Qualifier.UP_TO)),
        ("၁၂ ဦး", ReportedNumber(best=12, qualifier=Qualifier.EXACT)),
        ("some", ReportedNumber(qualifier=Qualifier.UNKNOWN_SOME)),
        ("None", ReportedNumber(qualifier=Qualifier.NONE)),
        ("0", ReportedNumber(best=0, qualifier=Qualifier.EXACT)),
    ],
)
def test_a_number_is_read_as_it_was_said(text: str, expected: ReportedNumber) -> None:
    assert read_reported(text) == expected


@pytest.mark.parametrize("text", ["", "eight", "-8", "12-5", "1-2-3-4", "about 5-12", "8.5", "+"])
def test_what_is_no_such_number_is_refused_in_words(text: str) -> None:
    with pytest.raises(ParseError):
        read_reported(text)


NUMBERS = st.integers(0, 999_999_999)


@given(st.lists(NUMBERS, min_size=1, max_size=3), habits)
def test_numbers_rise_however_they_are_typed(numbers: list[int], how: list[Habit]) -> None:
    least, *between, most = sorted([*numbers, numbers[0]])
    said = read_reported(typed("-".join(map(str, (least, *between, most)[-3:])), how))
    assert said.most == most
    assert said.qualifier is Qualifier.EXACT
    if numbers != sorted(numbers):
        with pytest.raises(ParseError):
            read_reported("-".join(map(str, numbers)))


@given(
    NUMBERS,
    st.sampled_from(
        [
            ("at least {}", Qualifier.AT_LEAST),
            ("{}+", Qualifier.AT_LEAST),
            ("about {}", Qualifier.ABOUT),
            ("~{}", Qualifier.ABOUT),
            ("up to {}", Qualifier.UP_TO),
            ("{}", Qualifier.EXACT),
        ]
    ),
    habits,
)
def test_how_it_was_said_is_kept_however_it_is_typed(
    number: int, said: tuple[str, Qualifier], how: list[Habit]
) -> None:
    form, qualifier = said
    read = read_reported(typed(form.format(number), how))
    assert read == ReportedNumber(best=number, qualifier=qualifier)


@given(st.text() | st.from_regex("[0-9+~<>=, -]{1,12}", fullmatch=True))
def test_any_text_is_such_a_number_or_a_parse_error(text: str) -> None:
    with suppress(ParseError):
        read = read_reported(text)
        numbers = [n for n in (read.least, read.best, read.most) if n is not None]
        assert numbers == sorted(numbers)
        assert numbers or read.qualifier in {Qualifier.UNKNOWN_SOME, Qualifier.NONE}
