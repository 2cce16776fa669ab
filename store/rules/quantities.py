"""How many: what a number of people, buildings or events can be."""

from collections.abc import Iterator

from store.fields import fields_of
from store.kinds.plain import WholeKind
from store.records import Casualty, Damage, Detention, Figure
from store.rules.asked import Surroundings
from store.rules.finding import Breach, Level, Rule
from store.rules.likeness import names_of

_PEOPLE = (Casualty, Detention)


def _none_at_all(
    record: Casualty | Detention | Damage,
    around: Surroundings,  # noqa: ARG001
) -> Iterator[Breach]:
    if record.quantity < 1:
        yield Breach("A record stands for at least one: type 1 or more.", ("quantity",))


def _named_several(person: Casualty | Detention, around: Surroundings) -> Iterator[Breach]:  # noqa: ARG001
    if person.quantity > 1 and names_of(person):
        yield Breach(
            "Somebody with a name is one person: make it 1, and record the others by themselves.",
            ("quantity", "name"),
        )


def _below_zero(record: Figure | Damage, around: Surroundings) -> Iterator[Breach]:  # noqa: ARG001
    for spec in fields_of(type(record)):
        number = getattr(record, spec.name)
        if isinstance(spec.kind, WholeKind) and spec.name != "quantity" and (number or 0) < 0:
            yield Breach(f"“{spec.meta.label}” is a whole number, 0 or more.", (spec.name,))


RULES = (
    Rule("quantity", Level.ERROR, (*_PEOPLE, Damage), _none_at_all),
    Rule("named-quantity", Level.ERROR, _PEOPLE, _named_several),
    Rule("count-below-zero", Level.ERROR, (Figure, Damage), _below_zero),
)
