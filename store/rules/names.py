"""Whether two names, romanised by different hands, may be one."""

import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from typing import Final, NamedTuple

from store.place_names import squeeze
from store.search import fold

ALIKE: Final = 85
"""The least ratio (0–100) of two skeletons that may be one name."""

ALIKE_LOCAL: Final = 90
"""The least ratio of two names in a script that is written as it is said."""

_SHORT: Final = 4
"""Skeletons with fewer letters must be the same: one other letter is another name."""

_HONORIFICS: Final = frozenset(
    {
        *("u", "daw", "ko", "ma", "maung", "mg", "saya", "sayar", "sayama", "sayadaw", "ashin"),
        *("thara", "dr", "sir", "rev", "pastor", "father", "fr", "brother", "sister", "bishop"),
        *("st", "saint"),
    }
)
"""What is put before a name or left out, of people and of the saints of churches."""

_FEMALE_AND_MALE: Final = (
    (frozenset({"daw", "ma"}), frozenset({"u", "ko", "maung", "mg"})),
    (frozenset({"naw"}), frozenset({"saw"})),
    (frozenset({"nang", "nan"}), frozenset({"sai"})),
)
"""First words of Burmese, Karen and Shan names that tell a woman's from a man's."""

_CLOSED = "(?![aeiou])"
_NASAL = f"(?:ngt|nt|ng|nn|n|mm|m){_CLOSED}"
_STOP = f"(?:tt|t|kk|ck|k|pp|p|d|c){_CLOSED}"

_SOUNDS: Final = (
    # Rhymes that end in a nasal: aung ong ohn, aing ein, in, an, un.
    (f"(?:au|aw|ou|ow|oh|o){_NASAL}|o(?:wn|hn|n)e\\b", "on"),
    (f"(?:ai|ei|ay|ey|ae|e){_NASAL}|(?:i|a)ne\\b", "en"),
    (f"(?:ee|ii|i|y){_NASAL}", "in"),
    (f"(?:ah|ar|aa|a){_NASAL}", "an"),
    (f"(?:oo|u){_NASAL}", "un"),
    # Rhymes that a stop cuts short, whichever it is written with: auk out, eik et, it, at, ut.
    (f"(?:au|aw|ou|ow|oa|o){_STOP}|o[kt]e\\b", "ot"),
    (f"(?:ai|ei|ay|ey|ea|e){_STOP}|[ai][kt]e\\b", "et"),
    (f"(?:ee|i|y){_STOP}", "it"),
    (f"(?:ah|ar|a){_STOP}", "at"),
    (f"(?:oo|u){_STOP}", "ut"),
    # Open rhymes.
    ("aw|au|ao|oe|oh|ow|or|oa|o(?!o|u)", "o"),
    ("oo|ou|ue|u", "u"),
    ("aye|ay(?![aou])|ae|ai|ei|ey(?![aou])|eh|ea|e(?!e)", "e"),
    ("ar|ah|aa|a", "a"),
    ("ee|ie|i|y(?![aeiou])", "i"),
    # Opening consonants: breath and voice are written by some and left out by others.
    ("h?ky|khy|hgy|gy|ch|j", "c"),
    ("hk|kh|gh|g|k|q", "k"),
    ("hp|ph|bh|b|f|p", "p"),
    ("ht|th|dh|d|t", "t"),
    ("hs|sh|z|s|c|x", "s"),
    ("hng|ng|hn|n", "n"),
    ("hm|m", "m"),
    ("hl|l", "l"),
    ("hr|r", "r"),
    ("hw|wh|w|v", "w"),
    ("y", "y"),
    ("h(?=[aeiou])", "h"),
)
"""How a sound is written by different hands, the longer before the shorter, and its sign."""

_SOUND: Final = re.compile("|".join(f"({written})" for written, _ in _SOUNDS))
_SIGNS: Final = tuple(sign for _, sign in _SOUNDS)
_LATIN: Final = re.compile("[a-z]+")
_REPEATED: Final = re.compile(r"(.)\1+")


class NameKey(NamedTuple):
    """A name as it is compared: its first word, its skeletons, its letters in another script."""

    first: str
    skeletons: tuple[str, ...]
    local: str


def skeleton(name: str) -> str:
    """The sounds of a romanised Burmese, Karen or Karenni name, without its honorific.

    Spellings of one sound give one sign: "U Htoo Aung" and "Htu Awng" are both `tuon`. Empty
    if nothing of the name is in Latin letters.
    """
    return next(iter(name_key(name).skeletons), "")


@lru_cache(maxsize=16384)
def name_key(name: str) -> NameKey:
    """The name as it is compared; what looks like an honorific may be part of it, too."""
    # Folding what needs none costs more than all the rest.
    words: list[str] = _LATIN.findall(name.lower() if name.isascii() else fold(name))
    sounds = [_sounds(word) for word in words]
    readings = [sounds[1:], sounds] if words and words[0] in _HONORIFICS else [sounds]
    skeletons = tuple(_REPEATED.sub(r"\1", "".join(reading)) for reading in readings)
    sounding = tuple(filter(None, skeletons))
    return NameKey(words[0], sounding, "") if sounding else NameKey("", (), squeeze(name))


def names_alike(some: Iterable[NameKey], others: Iterable[NameKey]) -> bool:
    """Whether any of the one's names may be any of the other's."""
    compared = tuple(others)
    return any(_alike(a, b) for a in some for b in compared)


def letters_alike(a: str, b: str, least: float) -> bool:
    """Whether so many of a hundred letters are the same in both, in the same order."""
    return _ratio()(a, b, score_cutoff=least) > 0


@cache
def _ratio() -> Callable[..., float]:
    """The measure of likeness, whose library takes its time to load and is rarely needed."""
    from rapidfuzz.fuzz import ratio

    return ratio


def _alike(a: NameKey, b: NameKey) -> bool:
    if not a.skeletons or not b.skeletons:
        return bool(a.local) and letters_alike(a.local, b.local, ALIKE_LOCAL)
    sound_alike = any(_sound_alike(x, y) for x in a.skeletons for y in b.skeletons)
    return sound_alike and not _woman_and_man(a.first, b.first)


def _sound_alike(a: str, b: str) -> bool:
    if min(len(a), len(b)) < _SHORT:
        return a == b
    return letters_alike(a, b, ALIKE)


def _woman_and_man(a: str, b: str) -> bool:
    return any(
        (a in female and b in male) or (a in male and b in female)
        for female, male in _FEMALE_AND_MALE
    )


@lru_cache(maxsize=8192)
def _sounds(word: str) -> str:
    """The signs of one word; names are made of few words, so that most were met before."""
    return "".join(_SIGNS[(found.lastindex or 1) - 1] for found in _SOUND.finditer(word))
