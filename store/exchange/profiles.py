"""The profiles of an extract: how far a row must be allowed to travel, and what of it leaves."""

from dataclasses import dataclass
from typing import Final

from store.fields import FieldSpec, Leaves
from store.vocabulary import Sensitivity


@dataclass(frozen=True, slots=True)
class Profile:
    """Whom an extract is for, and what that lets out.

    `use` is the use of a name that consent must have been given for, '' for our own people.
    `travels` are the sensitivities of rows that may go so far. Without `exact_places` no place
    finer than a township leaves. With `may_tick` fields that stay otherwise may be ticked.
    """

    code: str
    label: str
    explained: str
    use: str
    travels: frozenset[Sensitivity]
    exact_places: bool = True
    may_tick: bool = False

    @property
    def is_internal(self) -> bool:
        """Whether everything leaves, as it stands."""
        return not self.use

    def lets_out(self, spec: FieldSpec, *, is_ticked: bool = False) -> bool:
        """Whether a field leaves at all; one that names a person needs consent besides."""
        match spec.meta.leaves:
            case Leaves.ROW | Leaves.NAMED:
                return True
            case Leaves.TICKED:
                return self.may_tick and is_ticked
            case Leaves.NEVER:
                return False


_HANDED_ON: Final = frozenset({Sensitivity.PUBLIC, Sensitivity.PARTNER})

INTERNAL: Final = Profile(
    "internal",
    "Internal",
    "For our own people: everything as it stands, with history, names and codes.",
    "",
    frozenset(Sensitivity),
)
COURT: Final = Profile(
    "court",
    "Court or UN",
    "For a court or the UN: names with consent for that use; further words only if ticked.",
    "court",
    _HANDED_ON,
    may_tick=True,
)
PARTNER: Final = Profile(
    "partner",
    "Partner",
    "For a partner organisation: names with consent for partners.",
    "partners",
    _HANDED_ON,
)
PUBLIC: Final = Profile(
    "public",
    "Public",
    "For anybody: only public rows, names with consent to publish, no place finer than a township.",
    "publish",
    frozenset({Sensitivity.PUBLIC}),
    exact_places=False,
)

ALL_PROFILES: Final = {profile.code: profile for profile in (INTERNAL, COURT, PARTNER, PUBLIC)}
"""The profiles by code, the widest first."""
