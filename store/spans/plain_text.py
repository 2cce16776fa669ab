"""A typed date in one plain spelling: small letters, western digits, English month names."""

import re
from typing import Final

from store.digits import to_western
from store.spans.months import BURMESE_NAMES, FULL_NAMES

LONGEST: Final = 100
"""Texts with more characters than this are no date, and not worth reading."""

_INVISIBLE: Final = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))

_SPELLINGS: Final = (
    # The same sound or the same look, spelled in more than one way.
    ("\u102b", "\u102c"),  # tall aa, aa
    ("\u102f\u102d", "\u102d\u102f"),  # u and i, in either order
    ("\u1037\u103a", "\u103a\u1037"),  # dot below and asat, in either order
    ("\u1029", "\u101e\u103c"),  # the letter o, and sa with ra below it
    ("\u1014\u1039", "\u1014\u103a"),  # a stacked na
    ("သြဂတ်", "သြဂုတ်"),
)

_ZERO_AS_WA: Final = re.compile("(?<=[\u1000-\u103f])\u1040(?=[\u1000-\u103f])")

_BURMESE_WORDS: Final = (
    (r"(?:ယနေ့|ဒီနေ့)", "today"),
    (r"မနေ့(?:က)?", "yesterday"),
    (r"(?<=[0-9]) ?(?:ခုနှစ်|ခု|နှစ်)(?![\u1000-\u109f])", " "),
    (r"(?<=[0-9]) ?ရက်(?:နေ့)?(?![\u1000-\u109f])", " "),
)
"""Burmese words with what they are in the plain spelling; "year" and "day" go."""

_SIGNS: Final = str.maketrans(
    {**dict.fromkeys("‐‑‒–—―−", "-"), **dict.fromkeys("’‘ʼ`", "'"), "၊": ",", "။": " ", "…": ".."}
)

_MONTH_THEN_DAYS: Final = re.compile(
    r"(?:(?P<y1>[0-9]{4}),? )?(?P<month>[a-z]{3,9})\.? ?"
    r"(?P<a>[0-9]{1,2})(?:st|nd|rd|th)? ?- ?(?P<b>[0-9]{1,2})(?:st|nd|rd|th)?"
    r"(?:,? (?P<y2>[0-9]{4}))?"
)


def _spelled_alike(text: str) -> str:
    for spelling, ours in _SPELLINGS:
        text = text.replace(spelling, ours)
    return _ZERO_AS_WA.sub("\u101d", text)


_BURMESE_MONTHS: Final = tuple(
    (re.compile(_spelled_alike(burmese) + "လ?"), f" {english.lower()} ")
    for burmese, english in zip(BURMESE_NAMES, FULL_NAMES, strict=True)
)


def plain(text: str) -> str:
    """The text in the spelling that dates are read from; it is for reading, never for keeping.

    `၂၀၂၃ ခုနှစ် ဖေဖော်ဝါရီလ ၂၄ ရက်` becomes `2023 february 24`, and `Feb 24–27, 2023` becomes
    `24-27 feb 2023`.
    """
    text = _spelled_alike(text.translate(_INVISIBLE).translate(_SIGNS))
    for month, english in _BURMESE_MONTHS:
        text = month.sub(english, text)
    text = to_western(text).lower()
    for word, plainly in _BURMESE_WORDS:
        text = re.sub(_spelled_alike(word), plainly, text)
    text = re.sub(r"^(?:on|in|during) ", "", " ".join(text.split()).replace(" ,", ","))
    return _days_first(re.sub(r"(?<!\.)\.$", "", text))


def _days_first(text: str) -> str:
    """`feb 24-27, 2023` and `2023 feb 24-27` with the days before the month."""
    found = _MONTH_THEN_DAYS.fullmatch(text)
    if not found or (found["y1"] is None) is (found["y2"] is None):
        return text
    return f"{found['a']}-{found['b']} {found['month']} {found['y1'] or found['y2']}"
