"""Ages as people say them: a least and a most, in whole years, and the words."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from store.digits import plainly
from store.errors import ParseError
from store.shapes import shape
from store.vocabulary import AgeGroup

OLDEST: Final = 120
_OF_AGE: Final = 18
_OLDER: Final = 60
_LONGEST: Final = 100
_BIRTH_YEARS: Final = range(1900, 2101)
_MONTHS_IN_A_YEAR: Final = 12
_DAYS_IN_A_YEAR: Final = 365
_DAYS_IN_A_WEEK: Final = 7
_FIRST_TEEN: Final = 13
_LAST_TEEN: Final = 19

_ADVICE: Final = "Type an age such as 34, 20+, under 18, 10-12 or 1 year and 6 months."

_NO_SIGNS: Final = str.maketrans(dict.fromkeys("()[]။", " "))

_Bounds = tuple[int | None, int | None]

_YEARS_OLD: Final = shape(
    "(?<=[0-9+])[ -]?(?:years?|yrs?|y/o|yo|y)(?:[ -]old)?(?: of age)?(?![a-z0-9])"
)
_N: Final = "([0-9]{1,4})"

_FORMS: Final[tuple[tuple[re.Pattern[str], Callable[..., _Bounds]], ...]] = tuple(
    (shape(form), bounds)
    for form, bounds in (
        (_N, lambda n: (n, n)),
        (rf"{_N} ?(?:\+|plus|(?:(?:and|or) )?(?:over|older|above|more|up))", lambda n: (n, None)),
        (rf"(?:at least|over|above|more than|older than|>=?) ?{_N}", lambda n: (n, None)),
        (rf"(?:under|below|less than|younger than|not yet|<) ?{_N}", lambda n: (None, n - 1)),
        (rf"{_N} (?:and|or) (?:under|younger|below|less)", lambda n: (None, n)),
        (rf"(?:up to|at most|<=) ?{_N}", lambda n: (None, n)),
        (rf"{_N} ?(?:-|~|\.\.|to|or) ?{_N}", lambda n, m: (n, m)),
        (rf"{_N}(?: ?½| and a half)", lambda n: (n, n)),
        (rf"between {_N} and {_N}", lambda n, m: (n, m)),
        (rf"running (?:age )?(?:of )?{_N}", lambda n: (n - 1, n)),
        (rf"{_N},? running", lambda n: (n - 1, n)),
        (
            "(?:in )?(?:(?:her|his|their|the) )?(?:(?:early|mid|late)[ -])?([1-9]|10|11)0'?s",
            lambda tens: (tens * 10, tens * 10 + 9),
        ),
        (
            "(?:in )?(?:(?:her|his|their|the) )?(?:(?:early|mid|late)[ -])?teens",
            lambda: (_FIRST_TEEN, _LAST_TEEN),
        ),
    )
)
"""What is said, without units, and the least and the most that its numbers make."""

# A bare m is a month only after a year: in lists, 34m is a man of 34.
_MONTHS: Final = shape(
    "(?:(?P<years>[0-9]{1,3})[ -]?(?:years?|yrs?|y),? ?(?:and )?"
    "(?P<rest>[0-9]{1,2})[ -]?(?:months?|mths?|mos?|m)"
    "|(?P<months>[0-9]{1,3})[ -]?(?:months?|mths?|mos?))(?:[ -]old)?"
)
_DAYS: Final = shape("([0-9]{1,3})[ -]?(days?|weeks?|wks?)(?:[ -]old)?")
_JUST_BORN: Final = shape("(?:an? )?new(?:ly)?[ -]?born(?: baby)?|မွေးကင်းစ(?:ကလေး)?")

_GUESS: Final = shape(
    r"(?:about|around|approx(?:imately|\.)?|roughly|circa|c\.|ca\.|~) ?(?P<rest>.+)"
    r"|(?P<rest2>.*[0-9].*?)(?: ?\?|ish)"
)
_UNKNOWN: Final = frozenset({"unknown", "not known", "not stated", "?"})
_YEAR: Final = shape("(?<![0-9])[0-9]{4}(?![0-9])")
_GROUPS: Final = shape(
    "(?:an? )?(?:child(?:ren)?|kids?|minors?|under-?age|adults?|infants?|bab(?:y|ies)|toddlers?|"
    "elderly|elders?|old(?:er)?|young|youths?|teenagers?|boys?|girls?|wom[ae]n|m[ae]n|"
    "ကလေး|လူကြီး|လူငယ်|သက်ကြီးရွယ်အို)"
)

_BURMESE: Final = (
    (r"^(?:အသက်|aged?:?|an? (?=[0-9])) ?", ""),
    (r"^(.+?) ?အောက်$", r"under \1"),
    (r"^(.+?) ?(?:အထက်|ကျော်)$", r"over \1"),
    (r"^(.+?) ?(?:ခန့်|လောက်|ဝန်းကျင်|ဝန်းကျင်ခန့်)$", r"about \1"),
    (r"^(.+?) ?နှစ် ?မပြည့်(?:သေး)?$", r"under \1"),
    (r"^(.+?) ?နှစ် ?ပြည့်$", r"\1"),
    (r"^(.+?) ?နှစ်ထဲ$", r"running \1"),
    (r"(?<=[0-9]) ?နှစ်ခွဲ(?:အရွယ်)?(?![\u1000-\u109f])", " and a half "),
    (r"^မသိ(?:ရ)?(?:သေး)?(?:ပါ)?$", "unknown"),
    (r"(?<=[0-9]) ?နှစ်(?:အရွယ်|သား|သမီး)?(?![\u1000-\u109f])", " years "),
    (r"(?<=[0-9]) ?လ(?:အရွယ်|သား|သမီး)?(?![\u1000-\u109f])", " months "),
    (r"(?<=[0-9]) ?ရက်(?:အရွယ်|သား|သမီး)?(?![\u1000-\u109f])", " days "),
)
"""What stands before an age goes; Burmese words become English ones."""


@dataclass(frozen=True, slots=True)
class Age:
    """How old somebody was at the time of the harm, in completed years, as far as was said.

    `least` or `most` is None where nobody said one; `said` keeps the words.
    """

    least: int | None
    most: int | None
    said: str = ""


def parse_age(text: str) -> Age:
    """The age that the text says, with the text, stripped, as its `said`.

    An age is never narrower than the words:

    - "over 20" and "20+" are 20 or more: somebody of 20 years and a month is over 20.
    - "about 30" and "unknown" have no bounds: how far "about" reaches nobody said, and the
      words keep what they tell.
    - "in her early 20s" is 20–29; a running age of 18 is 17–18 (the eighteenth year).
    - "newborn" is 0, the one word for an age that leaves no doubt.

    Raises:
        ParseError: it is no age, not 0 to 120, a birth year, or an age group.
    """
    said = text.strip()
    words = _in_english(said) if len(said) <= _LONGEST else ""
    _refuse_other_answers(words)
    if guess := _GUESS.fullmatch(words):
        parse_age(guess["rest"] or guess["rest2"])
        return Age(None, None, said)
    if words in _UNKNOWN:
        return Age(None, None, said)
    least, most = _bounds(words)
    if not all(bound is None or 0 <= bound <= OLDEST for bound in (least, most)):
        raise ParseError(f"An age is 0 to {OLDEST} years.")
    if least is not None and most is not None and least > most:
        raise ParseError("The smaller age comes first, as in 10-12.")
    return Age(least, most, said)


def format_age(age: Age) -> str:
    """The age in few letters: "34", "20+", "under 18", "10–12".

    What it gives can be typed again for the same bounds. Without bounds it is the words, if
    they name none, else "unknown".
    """
    if age.least is None and age.most is None:
        return age.said if _names_no_bounds(age.said) else "unknown"
    if age.most is None:
        return f"{age.least}+"
    if age.least is None:
        return f"under {age.most + 1}"
    return str(age.least) if age.least == age.most else f"{age.least}–{age.most}"


def age_group_of(age: Age) -> AgeGroup:
    """The group that the age is surely in: under 18, 18 and over, 60 and over, or unknown."""
    if age.most is not None and age.most < _OF_AGE:
        return AgeGroup.CHILD
    if age.least is None or age.least < _OF_AGE:
        return AgeGroup.UNKNOWN
    return AgeGroup.OLDER if age.least >= _OLDER else AgeGroup.ADULT


def _in_english(text: str) -> str:
    """The text in plain spelling and English words, for reading only."""
    words = " ".join(plainly(text).translate(_NO_SIGNS).split()).removesuffix(".")
    for burmese, english in _BURMESE:
        words = re.sub(burmese, english, words)
    return " ".join(words.split())


def _refuse_other_answers(words: str) -> None:
    """Nothing, unless the text is a birth year or an age group."""
    if any(int(year) in _BIRTH_YEARS for year in _YEAR.findall(words)):
        raise ParseError("That is a birth year. Type the age at the time of the harm, such as 34.")
    if _GROUPS.fullmatch(words):
        raise ParseError("Choose that in the age group; here only an age, such as 34 or under 18.")


def _names_no_bounds(said: str) -> bool:
    try:
        age = parse_age(said)
    except ParseError:
        return False
    return age.least is None and age.most is None


def _bounds(words: str) -> _Bounds:
    """The least and the most that the words say, not yet checked against 0 to 120."""
    if small := _completed_years(words):
        return small
    without_units = " ".join(_YEARS_OLD.sub("", words).split())
    for form, bounds in _FORMS:
        if found := form.fullmatch(without_units):
            return bounds(*map(int, found.groups()))
    raise ParseError(_ADVICE)


def _completed_years(words: str) -> tuple[int, int] | None:
    """The completed years, twice, of an age in months, weeks or days."""
    years = 0 if _JUST_BORN.fullmatch(words) else None
    if found := _MONTHS.fullmatch(words):
        months = int(found["months"] or found["rest"])
        years = int(found["years"] or 0) + months // _MONTHS_IN_A_YEAR
    elif found := _DAYS.fullmatch(words):
        days = int(found[1]) * (1 if found[2].startswith("d") else _DAYS_IN_A_WEEK)
        if days >= _DAYS_IN_A_YEAR:
            raise ParseError("From one year on, type the age in years or months.")
        years = 0
    return None if years is None else (years, years)
