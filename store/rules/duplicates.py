"""Records that are likely about one and the same."""

from collections.abc import Callable, Iterator

from store.records import Casualty, Damage, Detention, Incident, Record
from store.rules.asked import Likeness, Surroundings
from store.rules.finding import Breach, Level, Rule
from store.rules.likeness import (
    SEXES,
    is_dated,
    likeness_of,
    may_share_township,
    meet,
    widened,
    within_km,
)
from store.rules.names import NameKey, name_key, names_alike
from store.vocabulary import SPECIALLY_PROTECTED

DAYS = 3
"""How far two days may lie apart that two people gave for one."""

YEARS = 5
"""How far two ages may lie apart that two people guessed for one."""

INCIDENT_KM = 5
BUILDING_KM = 1

MOST_OTHERS = 5
"""So many others are pointed out at once; the rest comes up when these are decided."""

Test = Callable[[Likeness], bool]


def _doubles(record: Record, around: Surroundings) -> Iterator[Breach]:
    like = likeness_of(record, around)
    test = _TESTS[type(record)](like)
    if test is None:
        return
    linked = around.linked_with(record.id) if record.id else ()
    others = [
        other.id
        for other in around.possible_doubles(type(record), widened(like, DAYS))
        if other.id != record.id and other.id not in linked and test(other)
    ]
    if isinstance(record, Incident):
        others = [other for other in others if not _is_part(record, other, around)]
    if others:
        yield Breach(
            "This may be on record already: compare the two, then say whether they are the same.",
            (_CURSOR[type(record)],),
            tuple(sorted(others)[:MOST_OTHERS]),
        )


def _person_test(like: Likeness) -> Test | None:
    """Names alike, sex and age possible, within days of each other in one township."""
    names = _keys(like)
    days = widened(like, DAYS)

    def test(other: Likeness) -> bool:
        return (
            may_share_township(like, other)
            and meet(days, other)
            and _may_share_sex(like, other)
            and like.least <= other.most + YEARS
            and other.least <= like.most + YEARS
            and names_alike(names, _keys(other))
        )

    return test if names else None


def _incident_test(like: Likeness) -> Test | None:
    """Of one kind, on a common day, at one place or close by."""

    def test(other: Likeness) -> bool:
        return (
            like.kind == other.kind
            and is_dated(other)
            and meet(like, other)
            and (_at_one_place(like, other) or within_km(like, other, INCIDENT_KM) is True)
        )

    located = like.place or like.lat is not None
    return test if like.kind and is_dated(like) and located else None


def _damage_test(like: Likeness) -> Test | None:
    """Of one kind, within days of each other, at one place, and of one name or owner.

    Without names to compare, two are taken for one only where a village hardly has two: of
    schools, clinics, camps and religious buildings, never of homes.
    """
    names, owner = _keys(like), _owner(like)
    days = widened(like, DAYS)
    few = like.kind in SPECIALLY_PROTECTED

    def test(other: Likeness) -> bool:
        if like.kind != other.kind or not meet(days, other) or not _may_share_place(like, other):
            return False
        others, other_owner = _keys(other), _owner(other)
        if names and others:
            return names_alike(names, others)
        if owner and other_owner:
            return names_alike(owner, other_owner)
        return few and _at_one_place(like, other)

    return test if like.kind and (names or owner or few) else None


def _is_part(incident: Incident, other: str, around: Surroundings) -> bool:
    """Whether one of the two incidents is a part of the other, which lies at its time and place."""
    whole = around.pointed_to(Incident, "part_of", other)
    return incident.part_of == other or (whole is not None and whole == incident.id)


def _keys(like: Likeness) -> tuple[NameKey, ...]:
    return tuple(map(name_key, like.names))


def _owner(like: Likeness) -> tuple[NameKey, ...]:
    return (name_key(like.owner),) if like.owner.strip() else ()


def _may_share_sex(a: Likeness, b: Likeness) -> bool:
    return a.sex == b.sex or a.sex not in SEXES or b.sex not in SEXES


def _at_one_place(a: Likeness, b: Likeness) -> bool:
    return bool(a.place) and a.place == b.place


def _may_share_place(a: Likeness, b: Likeness) -> bool:
    """Whether two buildings can stand at one place, by township, place and point."""
    at_one = _at_one_place(a, b) or within_km(a, b, BUILDING_KM) is not False
    return may_share_township(a, b) and at_one


_TESTS: dict[type[Record], Callable[[Likeness], Test | None]] = {
    Casualty: _person_test,
    Detention: _person_test,
    Incident: _incident_test,
    Damage: _damage_test,
}
_CURSOR: dict[type[Record], str] = {
    Casualty: "name",
    Detention: "name",
    Incident: "when",
    Damage: "name",
}

RULES = (Rule("likely-duplicate", Level.WARNING, tuple(_TESTS), _doubles),)
