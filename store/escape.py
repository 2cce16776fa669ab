"""Text from a ledger made safe to print: whatever is invisible or steers a terminal is spelt out.

Nothing that a person can read is changed. What they could not see, and what a terminal or a
reader's eye would obey, comes out as a control picture (`␊`) or as its number (`‹U+202E›`).
The spelling is for reading and cannot be undone: a ledger may hold the letters `␊` too.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from store.shapes import shape

_ALWAYS_SPELT = (
    "\x00-\x1f\x7f-\x9f"  # C0, delete, C1
    "\u00ad\u034f"  # soft hyphen, grapheme joiner
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks, overrides and isolates of direction
    "\u115f\u1160\u17b4\u17b5\u180e\u3164\uffa0"  # letters and vowels without a shape
    "\u2028\u2029"  # line and paragraph separators
    "\u2061-\u2065\u206a-\u206f\ufeff\ufff0-\ufffb"  # invisible operators, marks of byte order
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"  # controls of shorthand and of music
    "\ud800-\udfff"  # surrogates
    "\ue000-\uf8ff\U000f0000-\U0010ffff"  # private use
    "\ufdd0-\ufdef"  # noncharacters, and two at the end of every plane
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0xF0000, 0x10000))
    + "\U000e0000-\U000e001f\U000e0080-\U000e00ff\U000e01f0-\U000e0fff"
)
_JOINERS = "\u200b\u200c\u200d\u2060"
_JOINER = "\u200d"
_SELECTORS = "\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef"
_TAGS = "\U000e0020-\U000e007f"
_SUSPECT = shape(
    # The flag of a part of a country is a black flag, some tags and the closing tag.
    "(?P<flag>\U0001f3f4[\U000e0020-\U000e007e]{1,6}\U000e007f)"
    f"|[{_ALWAYS_SPELT}{_JOINERS}{_SELECTORS}{_TAGS}]"
)
_SELECTOR = shape(f"[{_SELECTORS}]")
# Hebrew to the phonetic extensions, the later Indic and Myanmar blocks, Arabic presentation
# forms: the scripts in which a joiner shapes a syllable or a space without width parts words.
_SHAPED_SCRIPT = shape("[\u0590-\u1dff\ua800-\uabff\ufb1d-\ufdcf]")
_ARABIC = shape("[\u0600-\u08ff]")
_MARK_HOLDER = "◌"
_VIRAMA_CLASS = 9  # Canonical_Combining_Class=Virama, Unicode chapter 4.3.


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of text as it is to be printed, and whether it spells something out."""

    text: str
    spelt: bool


def escape_controls(text: str) -> str:
    """`text` on one line, with nothing in it that a terminal obeys or an eye cannot see.

    Joiners, selectors and tags stay where a script or an emoji needs them; a combining mark
    with no letter before it gets a dotted circle to stand on.
    """
    return "".join(part.text for part in escaped_parts(text))


def escaped_parts(text: str) -> Iterator[Part]:
    """What `escape_controls` returns, in parts, so that a screen can tone down the spelt ones."""
    done = 0
    for at in _spelt_positions(text):
        if at > done:
            yield Part(_standing(text[done:at]), spelt=False)
        yield Part(_spelling(text[at]), spelt=True)
        done = at + 1
    if done < len(text):
        yield Part(_standing(text[done:]), spelt=False)


def stand_ins(text: str) -> str:
    """`text` in as many code points, one visible letter for each that would be spelt out.

    For fields in which a person edits and every position must stay where it is.
    """
    positions = list(_spelt_positions(text))
    if not positions:
        return text
    letters = list(text)
    for at in positions:
        spelling = _spelling(text[at])
        letters[at] = spelling if len(spelling) == 1 else "\N{REPLACEMENT CHARACTER}"
    return "".join(letters)


def _spelt_positions(text: str) -> Iterator[int]:
    if text.isascii() and text.isprintable():
        return
    for match in _SUSPECT.finditer(text):
        if match["flag"] is None and not _belongs(text, match.start()):
            yield match.start()


def _spelling(letter: str) -> str:
    number = ord(letter)
    if number < ord(" "):
        return chr(ord("␀") + number)
    return "␡" if letter == "\x7f" else f"‹U+{number:04X}›"


def _standing(text: str) -> str:
    is_mark = unicodedata.category(text[0]).startswith("M")
    return f"{_MARK_HOLDER}{text}" if is_mark else text


def _belongs(text: str, at: int) -> bool:
    """Whether the invisible letter at `at` shapes what stands around it."""
    letter, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if _SELECTOR.match(letter):
        return _can_be_selected(before)
    if letter not in _JOINERS or not before or not after:
        return False
    if letter == _JOINER:
        return _joins_pictures(before, after) or _joins_letters(before, after)
    return bool(_SHAPED_SCRIPT.match(before) and _SHAPED_SCRIPT.match(after))


def _can_be_selected(before: str) -> bool:
    if not before or _SUSPECT.match(before):
        return False
    return unicodedata.category(before)[0] in "LMNPS"


def _joins_pictures(before: str, after: str) -> bool:
    skin_tone_or_picture = unicodedata.category(before) in {"So", "Sk"}
    is_left = (skin_tone_or_picture and not before.isascii()) or before == "\ufe0f"
    return is_left and unicodedata.category(after) == "So"


def _joins_letters(before: str, after: str) -> bool:
    if _ARABIC.match(before) and _ARABIC.match(after):
        return True
    is_conjunct = unicodedata.combining(before) == _VIRAMA_CLASS
    return is_conjunct and unicodedata.category(after).startswith("L")
