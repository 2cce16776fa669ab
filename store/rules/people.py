"""People: their age, and how much tells who it was."""

from collections.abc import Iterator

from store.ages import OLDEST, age_group_of
from store.records import Casualty, Detention, PersonFields
from store.rules.asked import Surroundings
from store.rules.finding import Breach, Level, Rule
from store.rules.likeness import incident_of, names_of
from store.vocabulary import AgeGroup, IncidentKind, Knowledge, Sex

ENOUGH = 2
"""How many things must be known of a person, so that it is not a rumour that is counted."""

_PEOPLE = (Casualty, Detention)


def _age_range(person: PersonFields, around: Surroundings) -> Iterator[Breach]:  # noqa: ARG001
    if person.age is None:
        return
    bounds = [bound for bound in (person.age.least, person.age.most) if bound is not None]
    if not all(0 <= bound <= OLDEST for bound in bounds):
        yield Breach("An age is 0 to 120 years: correct it.", ("age",))
    elif bounds != sorted(bounds):
        yield Breach("The smaller age comes first, as in 10-12.", ("age",))


def _age_group(person: PersonFields, around: Surroundings) -> Iterator[Breach]:  # noqa: ARG001
    age, group = person.age, person.age_group
    if group is None or age is None or (age.least is None and age.most is None):
        return
    right = age_group_of(age)
    if group != right:
        yield Breach(
            "The age group does not fit the age: by the age it is"
            f" “{right.label}”. Leave the group empty, or correct one of the two.",
            ("age_group", "age"),
        )


def _hardly_known(person: Casualty | Detention, around: Surroundings) -> Iterator[Breach]:
    if sum(_known(person)) >= ENOUGH:
        return
    if sum(_known(person)) + _was_seen(person, around) < ENOUGH:
        yield Breach(
            "Hardly anything tells who this was: at least two of name, sex or age, home, parent's"
            " name, or somebody who saw the body or grave.",
            ("name",),
        )


def _known(person: PersonFields) -> tuple[bool, ...]:
    """Of name, sex or age, home and parent, what is known."""
    age = person.age is not None and (person.age.least, person.age.most) != (None, None)
    group = person.age_group not in {None, AgeGroup.UNKNOWN}
    return (
        bool(names_of(person)),
        person.sex not in {None, Sex.UNKNOWN} or age or group,
        bool(person.home),
        bool(person.parent_name and person.parent_name.strip()),
    )


def _was_seen(person: Casualty | Detention, around: Surroundings) -> bool:
    """Whether the body or grave was found, or somebody saw it.

    A standing citation of the casualty itself says "saw", or its incident is a body found.
    Whoever saw only the incident did not see the body, and nobody saw that of a detainee.
    """
    if not isinstance(person, Casualty):
        return False
    incident = incident_of(person, around)
    if incident and incident.kind == IncidentKind.BODY_FOUND:
        return True
    return any(c.knowledge == Knowledge.SAW for c in around.citations_of(person.id))


RULES = (
    Rule("age-range", Level.ERROR, _PEOPLE, _age_range),
    Rule("age-group", Level.ERROR, _PEOPLE, _age_group),
    Rule("hardly-known", Level.WARNING, _PEOPLE, _hardly_known),
)
