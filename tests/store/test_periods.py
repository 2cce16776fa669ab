"""The periods that reports are asked for."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import ParseError
from store.spans import read_period

START = date(2021, 2, 1)


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2023", "2023-01-01", "2023-12-31"),
        ("၂၀၂၃", "2023-01-01", "2023-12-31"),
        ("2023-Q1", "2023-01-01", "2023-03-31"),
        ("2023-q4", "2023-10-01", "2023-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-02-24", "2023-02-24", "2023-02-24"),
        ("2023-02-24..2023-03", "2023-02-24", "2023-03-31"),
        (" 2021 .. 2022-Q2 ", "2021-01-01", "2022-06-30"),
        ("start..2023-02-28", "2021-02-01", "2023-02-28"),
        ("start..", "2021-02-01", ""),
        ("2023..", "2023-01-01", ""),
        ("..2023", "", "2023-12-31"),
    ],
)
def test_a_period_has_its_first_and_its_last_day(typed: str, first: str, last: str) -> None:
    assert read_period(typed, start=START) == (day(first), day(last))


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "..",
        "start",
        "1850",
        "2023-Q5",
        "2023-13",
        "2023-2",
        "2023-02-30",
        "2023-Q1-01",
        "24 Feb 2023",
        "2023..2022",
        "2021..2022..2023",
        "start..2021-01-31",
    ],
)
def test_what_is_no_period_is_refused(typed: str) -> None:
    with pytest.raises(ParseError):
        read_period(typed, start=START)


@given(st.text() | st.from_regex(r"[0-9]{4}(-[Q0-9]{2}){0,2}(\.\.)?[0-9-]{0,10}", fullmatch=True))
def test_any_text_is_a_period_or_a_parse_error(text: str) -> None:
    with suppress(ParseError):
        first, last = read_period(text, start=START)
        assert first or last
        assert not first or not last or first <= last
