"""Ages as people say them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.ages import Age, age_group_of, format_age, parse_age
from store.errors import ParseError
from store.vocabulary import AgeGroup
from tests.store.habits import Habit, habits, typed

BURMESE = str.maketrans("0123456789", "၀၁၂၃၄၅၆၇၈၉")


def bounds(text: str) -> tuple[int | None, int | None]:
    age = parse_age(text)
    return age.least, age.most


@pytest.mark.parametrize(
    ("said", "least", "most"),
    [
        ("34", 34, 34),
        ("0", 0, 0),
        ("34 years old", 34, 34),
        ("34-year-old", 34, 34),
        ("34y", 34, 34),
        ("aged 34", 34, 34),
        ("၃၄", 34, 34),
        ("အသက် ၃၄ နှစ်", 34, 34),
        ("အသက် (၃၄) နှစ်", 34, 34),
        ("20+", 20, None),
        ("20+ years", 20, None),
        ("over 20", 20, None),
        ("at least 20", 20, None),
        ("60 and over", 60, None),
        ("၆၀ နှစ်အထက်", 60, None),
        ("under 18", None, 17),
        ("under 18 years", None, 17),
        ("၁၈ နှစ်အောက်", None, 17),
        ("up to 18", None, 18),
        ("18 or younger", None, 18),
        ("10-12", 10, 12),
        ("10–12 years", 10, 12),
        ("between 10 and 12", 10, 12),
        ("10 to 12", 10, 12),
        ("1 year and 6 months", 1, 1),
        ("၁ နှစ် ၆ လ", 1, 1),
        ("1y6m", 1, 1),
        ("18 months", 1, 1),
        ("6 months", 0, 0),
        ("6-month-old", 0, 0),
        ("၆ လ", 0, 0),
        ("10 days", 0, 0),
        ("3 weeks", 0, 0),
        ("in her 20s", 20, 29),
        ("20s", 20, 29),
        ("early 30's", 30, 39),
        ("in his teens", 13, 19),
        ("running 18", 17, 18),
        ("18 running", 17, 18),
        ("running age of 18", 17, 18),
        ("၁၈ နှစ်ထဲ", 17, 18),
        ("34 yrs", 34, 34),
        ("a 34-year-old", 34, 34),
        ("၁၈ နှစ်ပြည့်", 18, 18),
        ("20＋", 20, None),
        ("≥60", 60, None),
        ("20 up", 20, None),
        ("၂၀ ကျော်", 20, None),
        ("၂၀ နှစ်ကျော်", 20, None),
        ("not yet 18", None, 17),
        ("၁၈ နှစ်မပြည့်", None, 17),
        ("≤17", None, 17),
        ("10~12", 10, 12),
        ("1½", 1, 1),
        ("၁ နှစ်ခွဲ", 1, 1),
        ("newborn", 0, 0),
        ("New-born baby", 0, 0),
        ("မွေးကင်းစ", 0, 0),
        ("about 40", None, None),
        ("၃၄ နှစ်ခန့်", None, None),
        ("မသိရသေးပါ", None, None),
        ("about 30", None, None),
        ("34?", None, None),
        ("unknown", None, None),
    ],
)
def test_an_age_is_read_as_said(said: str, least: int | None, most: int | None) -> None:
    assert parse_age(f" {said} ") == Age(least, most, said)


@pytest.mark.parametrize(
    ("said", "hint"),
    [
        ("1989", "birth year"),
        ("၁၉၈၉", "birth year"),
        ("born 1989", "birth year"),
        ("၁၉၈၉ ခုနှစ်", "birth year"),
        ("1989-1990", "birth year"),
        ("34 (born 1989)", "birth year"),
        ("1989?", "birth year"),
        ("underage", "age group"),
        ("child", "age group"),
        ("Adult", "age group"),
        ("an infant", "age group"),
        ("ကလေး", "age group"),
        ("121", "0 to 120"),
        ("running 0", "0 to 120"),
        ("under 0", "0 to 120"),
        ("about 300", "0 to 120"),
        ("12-10", "smaller age"),
        ("53 weeks", "years or months"),
        ("-3", "such as 34"),
        ("3.5", "such as 34"),
        ("", "such as 34"),
        ("1" * 5000, "such as 34"),
    ],
)
def test_what_is_no_age_is_told_what_is(said: str, hint: str) -> None:
    with pytest.raises(ParseError, match=hint) as refused:
        parse_age(said)
    assert not said or said not in refused.value.message.replace("0 to 120", "")


def test_a_man_of_34_is_no_child_of_34_months() -> None:
    with pytest.raises(ParseError):
        parse_age("34m")


def _said(form: str, least: int | None, most: int | None) -> tuple[str, int | None, int | None]:
    return form.format(least=least, most=most, above=(most or 0) + 1), least, most


YEARS = st.integers(0, 119)
SAID = st.one_of(
    st.builds(
        lambda form, n: _said(form, n, n),
        st.sampled_from(
            [
                "{least}",
                "{least} yrs",
                "{least} years old",
                "{least}-year-old",
                "age {least}",
                "{least} years and 6 months",
                "{least} and a half",
            ]
        ),
        YEARS,
    ),
    st.builds(
        lambda form, n: _said(form, n, None),
        st.sampled_from(
            ["{least}+", "over {least}", "at least {least}", "{least} and over", ">={least}"]
        ),
        YEARS,
    ),
    st.builds(
        lambda form, n: _said(form, None, n),
        st.sampled_from(["under {above}", "up to {most}", "{most} or younger", "<{above}"]),
        YEARS,
    ),
    st.builds(
        lambda form, n, m: _said(form, min(n, m), max(n, m)),
        st.sampled_from(["{least}-{most}", "{least} to {most}", "between {least} and {most}"]),
        YEARS,
        YEARS,
    ),
)
"""Texts for an age, with the least and the most years that they say."""


@given(SAID, habits)
def test_however_it_is_typed_it_means_the_same(
    said: tuple[str, int | None, int | None], how: list[Habit]
) -> None:
    text = typed(said[0], how)
    assert parse_age(text) == Age(said[1], said[2], text.strip())


@given(
    st.integers(1900, 2100), st.sampled_from(["{}", "born {}", "{}?", "34 ({})", "b. {}"]), habits
)
def test_a_birth_year_is_caught_however_it_is_typed(year: int, form: str, how: list[Habit]) -> None:
    with pytest.raises(ParseError, match="birth year"):
        parse_age(typed(form.format(year), how))


AGES = st.tuples(
    st.none() | st.integers(0, 120), st.none() | st.integers(0, 120), st.text(max_size=20)
).filter(lambda age: age[0] is None or age[1] is None or age[0] <= age[1])


@given(AGES)
def test_what_is_shown_can_be_typed_again(parts: tuple[int | None, int | None, str]) -> None:
    age = Age(*parts)
    assert bounds(format_age(age)) == (age.least, age.most)


@given(AGES, st.integers(0, 130))
def test_a_group_is_one_that_every_possible_age_is_in(
    parts: tuple[int | None, int | None, str], years: int
) -> None:
    age = Age(*parts)
    possible = (age.least or 0) <= years and (age.most is None or years <= age.most)
    match age_group_of(age):
        case AgeGroup.CHILD:
            assert not possible or years < 18
        case AgeGroup.ADULT:
            assert not possible or years >= 18
        case AgeGroup.OLDER:
            assert not possible or years >= 60
        case group:
            assert group is AgeGroup.UNKNOWN
            assert (age.least or 0) < 18
            assert age.most is None or age.most >= 18


@pytest.mark.parametrize(
    ("said", "group"),
    [
        ("17", "child"),
        ("running 18", "unknown"),
        ("18", "adult"),
        ("20+", "adult"),
        ("55-65", "adult"),
        ("60", "older"),
        ("60+", "older"),
        ("?", "unknown"),
    ],
)
def test_the_group_of_an_age(said: str, group: str) -> None:
    assert age_group_of(parse_age(said)) == group


@given(
    st.text()
    | st.from_regex(r"(over |under |running |about )?[0-9]{1,4}[-+ ]?[0-9]{0,4} ?(months?|y|s)?")
)
def test_any_text_is_an_age_or_a_parse_error(text: str) -> None:
    try:
        age = parse_age(text)
    except ParseError:
        return
    assert age.said == text.strip()
    assert all(bound is None or 0 <= bound <= 120 for bound in (age.least, age.most))
    assert age.least is None or age.most is None or age.least <= age.most
    assert bounds(text.translate(BURMESE)) == (age.least, age.most)


@given(st.integers(0, 120), st.integers(0, 11))
def test_months_never_round_up(years: int, months: int) -> None:
    assert bounds(f"{years} years {months} months") == (years, years)
    assert bounds(f"{months} months") == (0, 0)


@given(st.integers(1, 120))
def test_a_bound_said_is_the_widest_it_can_mean(years: int) -> None:
    assert bounds(f"over {years}") == (years, None)
    assert bounds(f"under {years}") == (None, years - 1)
    assert bounds(f"running {years}") == (years - 1, years)
    assert bounds(f"about {years}") == (None, None)
