"""Numbers as people report them: "8", "5-12", "5-8-12", "35+", "at least 35", "some"."""

import re
from dataclasses import dataclass
from typing import Final

from store.digits import parse_whole, plainly
from store.errors import ParseError
from store.vocabulary import Qualifier

_ADVICE: Final = (
    "Type 8, 5-12, 5-8-12 (least, best, most), 35+, at least 35, about 30, up to 12, some or none."
)
_SAID: Final = (
    (re.compile("(?:at least|over|more than|min|>=|အနည်းဆုံး) ?"), Qualifier.AT_LEAST),
    (
        re.compile(r"(?:about|around|nearly|some|approx\.?|circa|ca\.?|~|≈) ?(?=\d)"),
        Qualifier.ABOUT,
    ),
    (re.compile("(?:up to|as many as|at most|max|<=|အများဆုံး) ?"), Qualifier.UP_TO),
)
_SAID_AFTER: Final = (
    (re.compile(r" ?(?:\+|ကျော်|or more)$"), Qualifier.AT_LEAST),
    (re.compile(" ?(?:ခန့်|လောက်)$"), Qualifier.ABOUT),
)
_SOME: Final = frozenset({"some", "several", "many", "few", "a few", "unknown", "?"})
_NONE: Final = frozenset({"none", "no", "nobody", "zero"})
_BETWEEN: Final = re.compile(r"\s*(?:-|–|—|\bto\b|/)\s*")
_MOST_PARTS: Final = 3


@dataclass(frozen=True, slots=True)
class ReportedNumber:
    """A number as it was said: least, best, most, and how; what was not said is None."""

    least: int | None = None
    best: int | None = None
    most: int | None = None
    qualifier: Qualifier | None = None


def read_reported(text: str) -> ReportedNumber:
    """What was said; two numbers are the least and the most, of three the middle is the best.

    Raises:
        ParseError: it is no number as people report them, or its parts do not rise.
    """
    words = plainly(text)
    if words in _SOME:
        return ReportedNumber(qualifier=Qualifier.UNKNOWN_SOME)
    if words in _NONE:
        return ReportedNumber(qualifier=Qualifier.NONE)
    qualifier, words = _how_said(words)
    numbers = [_whole(part) for part in _BETWEEN.split(words)]
    if len(numbers) > _MOST_PARTS or (qualifier and len(numbers) > 1):
        raise ParseError(_ADVICE)
    if numbers != sorted(numbers):
        raise ParseError("The numbers must rise from the least to the most.")
    if len(numbers) == 1:
        return ReportedNumber(best=numbers[0], qualifier=qualifier or Qualifier.EXACT)
    best = numbers[1] if len(numbers) == _MOST_PARTS else None
    return ReportedNumber(numbers[0], best, numbers[-1], Qualifier.EXACT)


def _how_said(words: str) -> tuple[Qualifier | None, str]:
    """What a word before or after the number says of it, and the number without that word."""
    for pattern, code in _SAID:
        if found := pattern.match(words):
            return code, words[found.end() :]
    for pattern, code in _SAID_AFTER:
        if found := pattern.search(words):
            return code, words[: found.start()]
    return None, words


def _whole(part: str) -> int:
    try:
        return parse_whole(part)
    except ParseError:
        raise ParseError(_ADVICE) from None
