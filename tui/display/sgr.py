"""Weight, lines and colours of a cell as codes for the terminal (SGR of ECMA-48)."""

from functools import lru_cache

PLAIN = ""
"""The codes of a cell without weight, lines and colours of its own."""

_RESET = "\x1b[m"
_DEFAULT_COLOURS = frozenset({"39", "49"})
_EXTENDED = frozenset({"38", "48"})
_PARTS_OF_EXTENDED = {"5": 3, "2": 5}  # one of 256 colours, or red, green and blue
# Reversed, struck, framed, underlined and overlined blanks show the colour of the letters too.
_SEEN_ON_BLANKS = frozenset({"4", "7", "9", "21", "51", "52", "53"})
_GROUND = "ground"
_LETTERS = "letters"
_COLOURS = (
    (_LETTERS, {*range(30, 40), *range(90, 98)}),
    (_GROUND, {*range(40, 50), *range(100, 108)}),
)


@lru_cache(4096)
def visible(codes: str, *, is_blank: bool) -> str:
    """Those of the codes that can be seen, without the terminal's own colours.

    Of a blank that is its ground, unless a line or the like shows on it.
    """
    slots = _slots(codes)
    if is_blank and not _SEEN_ON_BLANKS & slots.keys():
        return slots.get(_GROUND, PLAIN)
    return ";".join(slots.values())


@lru_cache(4096)
def change(before: str, after: str) -> str:
    """What the terminal has to be sent so that it draws with other codes, in few bytes."""
    if before == after:
        return ""
    if not after:
        return _RESET
    old, new = _slots(before), _slots(after)
    if old.keys() <= new.keys():
        added = [code for slot, code in new.items() if old.get(slot) != code]
        return f"\x1b[{';'.join(added)}m" if added else ""
    return f"\x1b[0;{after}m"


@lru_cache(4096)
def _slots(codes: str) -> dict[str, str]:
    """The codes by what they set, in the order of that: attributes, the ground, the letters."""
    slots: dict[str, str] = {}
    parts = codes.split(";") if codes else []
    at = 0
    while at < len(parts):
        length = 1
        if parts[at] in _EXTENDED and at + 1 < len(parts):
            length = _PARTS_OF_EXTENDED.get(parts[at + 1], 1)
        code = ";".join(parts[at : at + length])
        at += length
        slots[_slot(code)] = code
    return {slot: slots[slot] for slot in sorted(slots) if slots[slot] not in _DEFAULT_COLOURS}


def _slot(code: str) -> str:
    number = int(code.partition(";")[0] or 0)
    return next((slot for slot, codes in _COLOURS if number in codes), code)
