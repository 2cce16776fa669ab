"""Numbers as people here type them: in Burmese, Shan, Arabic or western digits."""

import re
from typing import Final

from store.errors import ParseError

_ZEROS: Final = ("\u1040", "\u1090", "\u0660", "\u06f0", "\uff10")
"""The zero of each script read: Myanmar, Shan, Arabic-Indic, eastern Arabic-Indic, fullwidth."""

_WESTERN: Final = {ord(zero) + n: str(n) for zero in _ZEROS for n in range(10)}

# The letter wa looks like the zero, and many keyboards and people give it in numbers: ၂ဝ၂၃.
# It is a zero after a digit, unless a word starts with it.
_WA_AS_ZERO: Final = re.compile(
    "(?<=[\u1040-\u1049])\u101d+(?=[\u1040-\u1049]|[^\u1000-\u109f]|\\Z)"
)

_WHOLE: Final = re.compile("[0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3}){1,2}")


def to_western(text: str) -> str:
    """The text with the digits of every script that is read turned into 0–9.

    The Burmese letter wa typed for a zero within a Burmese number becomes 0, too. Everything
    else is left as it is.
    """
    return _WA_AS_ZERO.sub(lambda was: "0" * len(was[0]), text).translate(_WESTERN)


def parse_whole(text: str) -> int:
    """The whole number typed, 0 to 999,999,999; commas may part the thousands.

    Raises:
        ParseError: it is anything else: signed, a fraction, a number in words, too large.
    """
    number = to_western(text).strip()
    if not _WHOLE.fullmatch(number):
        raise ParseError("Type a whole number, 0 or more, in digits, such as 12 or 1,352.")
    return int(number.replace(",", ""))
