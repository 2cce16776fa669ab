"""Buildings: the denomination of religious ones, and what destruction rests on."""

from collections.abc import Iterator

from store.records import Damage
from store.rules.asked import Surroundings
from store.rules.finding import Breach, Level, Rule
from store.vocabulary import RELIGIOUS, DamageGrade, GradeBasis


def _no_denomination(damage: Damage, around: Surroundings) -> Iterator[Breach]:  # noqa: ARG001
    if damage.kind in RELIGIOUS and damage.denomination is None:
        yield Breach(
            "A religious building has a denomination: choose it; unknown is an answer.",
            ("denomination",),
        )


def _hearsay(damage: Damage, around: Surroundings) -> Iterator[Breach]:  # noqa: ARG001
    if damage.grade == DamageGrade.DESTROYED and damage.grade_basis == GradeBasis.REPORT:
        yield Breach(
            "Destroyed by hearsay alone counts in no total: say who saw it, or choose possible.",
            ("grade_basis", "grade"),
        )


RULES = (
    Rule("denomination", Level.ERROR, (Damage,), _no_denomination),
    Rule("destroyed-on-report", Level.WARNING, (Damage,), _hearsay),
)
