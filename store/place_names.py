"""What the name of a place says by itself: how it is compared, what it is short for."""

import re
import unicodedata
from itertools import chain

from store.search import fold
from store.shapes import shape
from store.vocabulary import PlaceLevel

_BRACKETED = shape(r"\s*\(([^()]*)\)\s*")
_LEVEL_ENDING = shape(r"\s*(?:\b(?:town|ward)|ရပ်ကွက်)\s*$", re.IGNORECASE)
_ALSO_CALLED = frozenset({"a", "aka", "ခေါ်"})
_QUALIFIERS = frozenset(
    fold(
        """north south east west upper lower middle shan kayah kayan kayin kayaw karen ka yin pao
        pa daung myanmar gyi lay auk paw haung thit ywar ka kha gway _ -
        တောင် မြောက် အရှေ့ ရှေ့ အနောက် နောက် အထက် ထက် အောက် အပေါ် ပေါ် အလယ် တောင်ပိုင်း
        မြောက်ပိုင်း အလယ်ပိုင်း ရှမ်း ကယား ကယန်း ကရင် ပအိုဝ့် ပဒေါင် မြန်မာ ကြီး လေး ဟောင်း သစ်
        ရွာသစ် ရွာဟောင်း အထက်ရွာ အောက်ရွာ က ခ"""
    ).split()
)
"""Words that tell one half of a village from the other and name nothing by themselves."""

_LEVEL_WORDS = (
    (PlaceLevel.TRACT, ("villagetract", "tract", "ကျေးရွာအုပ်စု", "အုပ်စု")),
    (PlaceLevel.TOWNSHIP, ("township", "tsp", "မြို့နယ်")),
    (PlaceLevel.TOWN, ("town", "မြို့")),
    (PlaceLevel.VILLAGE, ("village", "ကျေးရွာ", "ရွာ")),
    (PlaceLevel.WARD, ("ward", "ရပ်ကွက်")),
    (PlaceLevel.DISTRICT, ("district", "ခရိုင်")),
    (PlaceLevel.STATE, ("state", "region", "ပြည်နယ်", "တိုင်းဒေသကြီး", "တိုင်း")),
    (PlaceLevel.CAMP, ("camp", "စခန်း")),
)
"""How people say what a place is, after its name; squeezed, the longer before the shorter."""

_SAID_WITH_NAME = {
    PlaceLevel.TRACT: "tract",
    PlaceLevel.TOWNSHIP: "township",
    PlaceLevel.DISTRICT: "district",
}
_ANOTHER_STATE = frozenset(
    {"kayin", "karen", "kayinstate", "karenstate", "ကရင်", "ကရင်ပြည်နယ်", "ကရင်ပြည်"}
)


def squeeze(text: str) -> str:
    """A name as names are compared: folded, with nothing but letters, marks and digits.

    Spaces and hyphens of romanised names are anybody's choice: "Loi Kaw" is "Loikaw".
    """
    return fold(text).translate(_LETTERS)


class _Letters(dict[int, str]):
    """What is left of one character, by code point: itself if it is part of a word."""

    def __missing__(self, point: int) -> str:
        character = chr(point)
        self[point] = character if unicodedata.category(character)[0] in "LMN" else ""
        return self[point]


_LETTERS = _Letters()


def without_level(squeezed: str) -> tuple[str, PlaceLevel] | None:
    """A squeezed name without the word that says what it is, and that level; None if without.

    "loikawtownship" is the township "loikaw".
    """
    for level, words in _LEVEL_WORDS:
        for word in words:
            if squeezed.endswith(word) and squeezed != word:
                return squeezed.removesuffix(word), level
    return None


def without_brackets(name: str) -> str:
    """A name without what stands in brackets, brackets included."""
    return _BRACKETED.sub(" ", name)


def with_level(name: str, level: str) -> str:
    """A name with the word that says what it is, for the levels that share their names."""
    word = _SAID_WITH_NAME.get(PlaceLevel(level))
    if word is None or name.casefold().endswith((word, "zone")):
        return name
    return f"{name} {word}"


def may_mean_kayah(squeezed: str) -> bool:
    """Whether this is Kayin (Karen) state's name, which is often written for Kayah (Karenni)."""
    return squeezed in _ANOTHER_STATE


def shorter_names(level: PlaceLevel, name: str, name_local: str) -> tuple[str, ...]:
    """Other names that a name itself gives: either part of "A (B)", a ward without "Ward".

    What only tells two halves of a village apart ("North", "Shan", "2") is no name, and half
    of a state is not the state.
    """
    given = (name, name_local)
    urban = level in {PlaceLevel.TOWN, PlaceLevel.WARD}
    if level is PlaceLevel.STATE or not (urban or "(" in name or "(" in name_local):
        return ()
    names = list(chain.from_iterable(map(_parts, given)))
    if urban:
        names += [_LEVEL_ENDING.sub("", text) for text in (*names, *given)]
    kept = dict.fromkeys(n for n in map(str.strip, names) if len(n) > 1)
    return tuple(n for n in kept if n not in given)


def _parts(name: str) -> list[str]:
    """The parts of a name with brackets that are names."""
    parts = _BRACKETED.split(name)
    outside, inside = [p for p in parts[::2] if p], parts[1::2]
    if len(outside) > 1 and not any(p in _ALSO_CALLED for p in inside):
        outside = []
    return outside + [p for p in inside if not _tells_apart(p)]


def _tells_apart(part: str) -> bool:
    """Whether words in brackets only tell two halves of one village apart."""
    words = fold(part).replace("ဝ", "0").split()
    return all(w in _QUALIFIERS or w in _ALSO_CALLED or w.isdigit() for w in words)
