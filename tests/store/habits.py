"""How people type and paste: other digits, wide signs, blanks that do not break, unseen marks."""

from collections.abc import Callable

from hypothesis import strategies as st

_BURMESE = str.maketrans("0123456789", "၀၁၂၃၄၅၆၇၈၉")
_SHAN = str.maketrans("0123456789", "႐႑႒႓႔႕႖႗႘႙")
_WIDE = str.maketrans({chr(n): chr(n + 0xFEE0) for n in range(ord("!"), ord("~") + 1)})
_DASHES = str.maketrans("-", "–")
_HALF_BURMESE = str.maketrans("13579", "၁၃၅၇၉")

Habit = Callable[[str], str]

HABITS: tuple[Habit, ...] = (
    lambda text: text.translate(_BURMESE),
    lambda text: text.translate(_SHAN),
    lambda text: text.translate(_WIDE),
    lambda text: text.translate(_HALF_BURMESE),
    lambda text: text.translate(_DASHES),
    lambda text: text.replace(" ", "\u00a0"),
    lambda text: text.replace(" ", "\u202f\u200b"),
    lambda text: text.replace(" ", "  "),
    lambda text: f"\u200f{text}\u200e",
    "\u2060".join,
    lambda text: f"\t {text}\u3000",
    str.upper,
)
"""Each leaves the meaning of a number, a date, an age or a point as it is."""

habits = st.lists(st.sampled_from(HABITS), max_size=3, unique=True)


def typed(text: str, how: list[Habit]) -> str:
    """The text as somebody with these habits types it."""
    for habit in how:
        text = habit(text)
    return text
