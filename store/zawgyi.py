"""Burmese text in the old Zawgyi encoding: recognised, and converted when somebody wants it."""

import re
import warnings
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from myanmartools import ZawgyiDetector

_MYANMAR = re.compile("[\u1000-\u109f]")
SURELY_UNICODE, SURELY_ZAWGYI = 0.05, 0.95
"""Probabilities between the two are a question to the person: short words look like both."""


class Encoding(StrEnum):
    """How the Burmese letters of a text are encoded."""

    UNICODE = "unicode"
    ZAWGYI = "zawgyi"
    UNSURE = "unsure"


def encoding_of(text: str) -> Encoding:
    """The likely encoding; text without Burmese letters is Unicode.

    Ask about a whole text or column: of single words one in two hundred is taken wrongly.
    """
    if not has_burmese(text):
        return Encoding.UNICODE
    probability = _detector().get_zawgyi_probability(text)
    if probability >= SURELY_ZAWGYI:
        return Encoding.ZAWGYI
    return Encoding.UNICODE if probability <= SURELY_UNICODE else Encoding.UNSURE


def has_burmese(text: str) -> bool:
    """Whether a letter of the Myanmar block stands in the text, in whichever encoding."""
    return bool(_MYANMAR.search(text))


def unicode_of(text: str) -> str:
    """The text in Unicode if it is surely Zawgyi and a conversion changes it, else ''."""
    if encoding_of(text) is not Encoding.ZAWGYI:
        return ""
    converted = to_unicode(text)
    return converted if converted != text else ""


def to_unicode(text: str) -> str:
    """The text converted from Zawgyi to Unicode; other letters stay as they are."""
    from para import zg_to_unicode

    return str(zg_to_unicode(text, force=True))


@cache
def _detector() -> "ZawgyiDetector":
    from myanmartools import ZawgyiDetector

    with warnings.catch_warnings():
        # It reads its model by a function that Python 3.11 and 3.12 call deprecated, 3.13 not.
        warnings.simplefilter("ignore", DeprecationWarning)
        return ZawgyiDetector()
