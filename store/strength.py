"""How long a passphrase would withstand guessing."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

_LONGEST = 72  # characters, beyond which the estimate costs too much and changes nothing


class Strength(StrEnum):
    """What a passphrase is worth against somebody who has the file and several fast machines."""

    WEAK = "weak"
    FAIR = "fair"
    STRONG = "strong"


@dataclass(frozen=True, slots=True)
class Estimate:
    """How strong a passphrase is, and how long guessing it takes, in words."""

    strength: Strength
    withstands: str


_FAIR_FROM = 12.0
_STRONG_FROM = 15.0
"""Powers of ten of guesses. A fast machine tries some 10,000 a second on a ledger's key."""


def estimate(passphrase: str, known: Iterable[str] = ()) -> Estimate:
    """The estimate for a passphrase; words in `known`, like the documenter's name, add nothing.

    The estimate is zxcvbn's, for 10,000 guesses a second.
    """
    if not passphrase:  # zxcvbn breaks at it.
        return Estimate(Strength.WEAK, "no time")
    from zxcvbn import zxcvbn

    words = [word for text in known for word in (text, *text.split()) if word]
    found = zxcvbn(passphrase[:_LONGEST], user_inputs=words)
    power = float(found["guesses_log10"])
    strength = Strength.STRONG if power >= _STRONG_FROM else Strength.FAIR
    if power < _FAIR_FROM:
        strength = Strength.WEAK
    return Estimate(
        strength, str(found["crack_times_display"]["offline_slow_hashing_1e4_per_second"])
    )
