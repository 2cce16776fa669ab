"""Numbers as people here type them: in Burmese, Shan, Arabic or western digits."""

from typing import Final

from store.errors import ParseError
from store.shapes import shape
from store.signs import with_plain_signs

_ZEROS: Final = ("\u1040", "\u1090", "\u0660", "\u06f0", "\uff10")
"""The zero of each script read: Myanmar, Shan, Arabic-Indic, eastern Arabic-Indic, fullwidth."""

_WESTERN: Final = {ord(zero) + n: str(n) for zero in _ZEROS for n in range(10)}

# The letter wa looks like the zero, and many keyboards and people give it in numbers: ၂ဝ၂၃.
# It is a zero after a digit, unless a word starts with it.
_WA_AS_ZERO: Final = shape("(?<=[\u1040-\u1049])\u101d+(?=[\u1040-\u1049]|[^\u1000-\u109f]|\\Z)")

_WHOLE: Final = shape(
    "(?P<number>[0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3}){1,2})"
    # Burmese says after a number what was counted: people, or round things like houses.
    " ?(?:ဦး|ယောက်|လုံး)?"
)


def to_western(text: str) -> str:
    """The text with the digits of every script that is read turned into 0–9.

    The Burmese letter wa typed for a zero within a Burmese number becomes 0, too. Everything
    else is left as it is.
    """
    return _WA_AS_ZERO.sub(lambda was: "0" * len(was[0]), text).translate(_WESTERN)


def plainly(text: str) -> str:
    """The text for reading: plain signs, western digits, small letters, single blanks."""
    return " ".join(to_western(with_plain_signs(text)).lower().split())


def parse_whole(text: str) -> int:
    """The whole number typed, 0 to 999,999,999; commas may part the thousands.

    Raises:
        ParseError: it is anything else: signed, a fraction, a number in words, too large.
    """
    found = _WHOLE.fullmatch(plainly(text))
    if not found:
        raise ParseError("Type a whole number, 0 or more, in digits, such as 12 or 1,352.")
    return int(found["number"].replace(",", ""))
