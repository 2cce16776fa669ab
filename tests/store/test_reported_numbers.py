"""Numbers as people report them."""

import pytest

from store.errors import ParseError
from store.reported_numbers import ReportedNumber, read_reported
from store.vocabulary import Qualifier


@pytest.mark.parametrize(
    ("typed", "expected"),
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
        ("some", ReportedNumber(qualifier=Qualifier.UNKNOWN_SOME)),
        ("None", ReportedNumber(qualifier=Qualifier.NONE)),
        ("0", ReportedNumber(best=0, qualifier=Qualifier.EXACT)),
    ],
)
def test_a_number_is_read_as_it_was_said(typed: str, expected: ReportedNumber) -> None:
    assert read_reported(typed) == expected


@pytest.mark.parametrize("typed", ["", "eight", "-8", "12-5", "1-2-3-4", "about 5-12", "8.5", "+"])
def test_what_is_no_such_number_is_refused_in_words(typed: str) -> None:
    with pytest.raises(ParseError):
        read_reported(typed)
