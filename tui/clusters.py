"""Where one letter as people see it ends and the next begins.

UAX #29 with two changes for Burmese, whose readers take a syllable's signs with its letter:
every spacing vowel sign stays with its letter, and a stacked consonant with the one above.
"""

import unicodedata
from collections.abc import Iterator

_JOINER = "\u200d"
_INVISIBLE = frozenset("\u200b\u200c\u200d\u2060")
# The virama of Burmese, the coeng of Khmer and the sakot of Tai Tham put the next letter below.
_STACKING = frozenset("\u1039\u17d2\u1a60")
_HALFWIDTH_VOICING = frozenset("\uff9e\uff9f")


def clusters(text: str) -> Iterator[str]:
    """The letters of `text` as people see them; joined, they are `text` again."""
    start = 0
    for stop in _ends(text):
        yield text[start:stop]
        start = stop


def stop_before(text: str, position: int) -> int:
    """The start of the letter that ends at or spans `position`; 0 at the beginning."""
    start = 0
    for stop in _ends(text):
        if stop >= position:
            break
        start = stop
    return start


def stop_after(text: str, position: int) -> int:
    """The end of the letter that starts at or spans `position`, at most `len(text)`."""
    for stop in _ends(text):
        if stop > position:
            return stop
    return len(text)


def start_of_deletion(text: str, position: int) -> int:
    """Where backspace at `position` begins to delete.

    The signs of a syllable go one by one, in the order in which they were typed, as every
    Burmese keyboard has it; what was put in with one key, such as an emoji, goes as a whole.
    """
    start = stop_before(text, position)
    return position - 1 if text[start:position][:1].isalpha() else start


def _ends(text: str) -> Iterator[int]:
    """The index behind each letter of `text`."""
    flags = 0
    for at in range(1, len(text)):
        before, letter = text[at - 1], text[at]
        flags = flags + 1 if _is_flag_half(before) else 0
        if letter.isascii() or not _continues(before, letter, completes_flag=flags % 2 == 1):
            yield at
    if text:
        yield len(text)


def _continues(before: str, letter: str, *, completes_flag: bool) -> bool:
    category = unicodedata.category(letter)
    return (
        category[0] == "M"
        or letter in _INVISIBLE
        or before == _JOINER
        or (before in _STACKING and category[0] == "L")
        or (completes_flag and _is_flag_half(letter))
        or letter in _HALFWIDTH_VOICING
        or _is_vowel_jamo(letter)
        or _is_skin_tone(letter)
        or _is_tag(letter)
    )


def _is_flag_half(letter: str) -> bool:
    return "\U0001f1e6" <= letter <= "\U0001f1ff"


def _is_vowel_jamo(letter: str) -> bool:
    return "\u1160" <= letter <= "\u11ff"


def _is_skin_tone(letter: str) -> bool:
    return "\U0001f3fb" <= letter <= "\U0001f3ff"


def _is_tag(letter: str) -> bool:
    return "\U000e0020" <= letter <= "\U000e007f"
