"""Names that nobody bears: every one of them says that it is invented."""

import random

from store.demo.pen import INVENTED
from store.vocabulary import Sex

_WOMEN = ("Naw", "Mu", "Ma", "Daw", "Maw")
_MEN = ("Saw", "Khu", "Ko", "U", "Sai")
_NAMES = ("Ah Demo", "Bleh Demo", "Eh Demo", "Htoo Demo", "Lah Demo", "Moe Demo", "Paw Demo")
_MORE = ("Reh", "Meh", "Soe", "Shar", "Phaw", "Taw", "Wah", "Lwin", "Hay")


def invented_person(dice: random.Random) -> tuple[str, Sex]:
    """A name, marked as invented, and a sex that goes with it."""
    sex = dice.choice((Sex.FEMALE, Sex.MALE))
    title = dice.choice(_WOMEN if sex is Sex.FEMALE else _MEN)
    return f"{title} {dice.choice(_NAMES)} {dice.choice(_MORE)} {INVENTED}", sex
