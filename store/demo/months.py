"""The other months and townships, invented: what makes the totals since the coup.

Killed 34 more civilians, two of them in custody; died in flight 11; detained 32, of whom 21
still held; homes destroyed 201; religious buildings 8. Every day lies inside its month, and
none in a month that a reported period cuts.
"""

from itertools import cycle

from store.demo.pen import INVENTED, Pen
from store.demo.scene import Scene
from store.records import Link, PlaceRecord
from store.vocabulary import (
    ActorKind,
    BuildingKind,
    DamageGrade,
    Denomination,
    EndedHow,
    IncidentKind,
    LinkDecision,
    Means,
    Outcome,
    PersonStatus,
    PlaceLevel,
    YesNo,
)

TOWNSHIPS = (
    "Loikaw",
    "Demoso",
    "Hpruso",
    "Shadaw",
    "Bawlake",
    "Hpasawng",
    "Mese",
    "Pekon",
    "Pinlaung",
)
_BEYOND_THE_FOUR = ("Shadaw", "Bawlake", "Hpasawng", "Mese", "Pinlaung")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_KINDS = (
    ("Shelling", IncidentKind.SHELLING, Means.ARTILLERY_MORTAR),
    ("Raid", IncidentKind.RAID, Means.SMALL_ARMS),
    ("Air strike", IncidentKind.AIRSTRIKE, Means.AIRSTRIKE_JET),
    ("Homes burnt", IncidentKind.ARSON, Means.ARSON),
    ("Mine", IncidentKind.LANDMINE_EXPLOSION, Means.LANDMINE_IED),
    ("Arrests", IncidentKind.ARREST_OPERATION, None),
    ("Clash", IncidentKind.GROUND_CLASH, Means.SMALL_ARMS),
    ("Drone attack", IncidentKind.DRONE_ATTACK, Means.DRONE),
)

_HOMES = (22, 5, 12, 3, 8, 15, 7, 30, 4, 9, 11, 6, 18, 2, 13, 5, 10, 21)
_WORSHIP = (
    (BuildingKind.CHURCH, Denomination.BAPTIST),
    (BuildingKind.CHURCH, Denomination.ROMAN_CATHOLIC),
    (BuildingKind.PAGODA, Denomination.THERAVADA_BUDDHIST),
    (BuildingKind.MONASTERY, Denomination.THERAVADA_BUDDHIST),
    (BuildingKind.CHURCH, Denomination.ANGLICAN),
    (BuildingKind.SPIRIT_SHRINE, Denomination.TRADITIONAL),
    (BuildingKind.CLERGY_HOUSE_OR_CONVENT, Denomination.ROMAN_CATHOLIC),
    (BuildingKind.HINDU_TEMPLE, Denomination.HINDU),
)
_KILLED = 32
_DIED_FLEEING = 11
_HELD_NAMED, _HELD_GROUP = 16, 5
_RELEASED = 7


def add_other_months(pen: Pen) -> None:
    """Adds two incidents a month from February 2021 to January 2023, then the fifth township."""
    scenes = [_scene(pen, number, when, where) for number, (when, where) in enumerate(_plan())]
    _kill(scenes)
    _let_flee(pen, scenes)
    _detain(pen, scenes)
    _destroy(scenes)
    _harm_others(scenes)


def _plan() -> list[tuple[str, str]]:
    """When and where, in words: days, ranges of days and bare months."""
    plan: list[tuple[str, str]] = []
    places = cycle(TOWNSHIPS)
    for number in range(24):
        year, month = 2021 + (number + 1) // 12, _MONTHS[(number + 1) % 12]
        first = f"{2 + number % 20} {month} {year}"
        second = (
            f"{month} {year}"
            if number % 3 == 0
            else f"{10 + number % 9}-{20 + number % 8} {month} {year}"
        )
        plan += [(first, next(places)), (second, next(places))]
    plan += [(f"{3 + 4 * n} Feb 2023", place) for n, place in enumerate(_BEYOND_THE_FOUR)]
    return plan


def _scene(pen: Pen, number: int, when: str, where: str) -> Scene:
    name, kind, means = _KINDS[number % len(_KINDS)]
    return Scene(
        pen,
        f"{name} in {where}, {when}",
        kind,
        when,
        where,
        sources=(number, number + 1) if number % 4 == 0 else (number,),
        told_on=when,
        approve=number % 2 == 0,
        means=means,
        actor_kind=ActorKind.STATE_FORCES if number % 5 else ActorKind.UNKNOWN,
    )


def _of(scenes: list[Scene], *kinds: IncidentKind) -> list[Scene]:
    return [scene for scene in scenes if scene.incident.kind in kinds]


def _kill(scenes: list[Scene]) -> None:
    """Civilians killed, one after the other where weapons were used."""
    where = _of(
        scenes,
        IncidentKind.SHELLING,
        IncidentKind.AIRSTRIKE,
        IncidentKind.LANDMINE_EXPLOSION,
        IncidentKind.DRONE_ATTACK,
    )
    for number, scene in zip(range(_KILLED), cycle(where), strict=False):
        scene.person(Outcome.KILLED, str(6 + number * 2 % 70))


def _let_flee(pen: Pen, scenes: list[Scene]) -> None:
    """Deaths in flight, some of them in a camp that is not on any list of places."""
    camp = pen.add(
        PlaceRecord,
        name=f"Camp Demo {INVENTED}",
        level=PlaceLevel.CAMP,
        parent=pen.read(PlaceRecord, "parent", "Demoso"),
    )
    raids = cycle(_of(scenes, IncidentKind.RAID))
    for number, scene in zip(range(_DIED_FLEEING), raids, strict=False):
        scene.person(
            Outcome.DIED_FLEEING,
            f"{60 + number}+" if number % 3 else f"{number + 1} months",
            in_flight=YesNo.YES,
            means=Means.HARDSHIP_IN_FLIGHT,
            notes=f"Died in {camp.name}." if number == 0 else None,
        )


def _detain(pen: Pen, scenes: list[Scene]) -> None:
    """Arrests: most still held, some released, one escaped, one disappeared, two died."""
    arrests = _of(scenes, IncidentKind.ARREST_OPERATION, IncidentKind.RAID)
    places = cycle(arrests)
    arrests[0].taken_nameless(_HELD_GROUP, authority="Garrison (invented)")
    for number in range(_HELD_NAMED):
        next(places).taken(str(18 + number), authority="Garrison (invented)")
    for number in range(_RELEASED):
        next(places).taken(str(25 + number), released="unknown" if number % 2 else "1 Mar 2023")
    next(places).taken("28", ended="unknown", ended_how=EndedHow.ESCAPED)
    next(places).taken("33", ended="unknown", ended_how=EndedHow.DISAPPEARED)
    for age, when in (("36", "4 Oct 2022"), ("51", "Dec 2022")):
        scene = next(places)
        held = scene.taken(age, arrested="Sep 2022", ended=when, ended_how=EndedHow.DIED)
        dead = scene.person(
            Outcome.DIED_IN_CUSTODY,
            age,
            name=held.name,
            sex=held.sex,
            when=when,
            died_on=when,
            means=Means.TORTURE_BEATING,
        )
        pen.add(
            Link,
            a=held.id,
            b=dead.id,
            decision=LinkDecision.SAME_PERSON,
            reason="The arrest that ended in this death.",
        )


def _destroy(scenes: list[Scene]) -> None:
    """Homes and religious buildings destroyed, and others that were only damaged."""
    burnt = _of(scenes, IncidentKind.ARSON, IncidentKind.SHELLING, IncidentKind.AIRSTRIKE)
    for number, (homes, scene) in enumerate(zip(_HOMES, cycle(burnt), strict=False)):
        scene.building(BuildingKind.HOME, homes)
        if number % 3 == 0:
            scene.building(BuildingKind.HOME, 2, DamageGrade.SEVERE)
        if number % 6 == 1:
            scene.building(BuildingKind.SCHOOL, 1, DamageGrade.MODERATE, "Demo School")
    for (kind, denomination), scene in zip(_WORSHIP, cycle(burnt), strict=False):
        scene.worship(kind, f"Demo {kind.label}", denomination)


def _harm_others(scenes: list[Scene]) -> None:
    """Injured people, somebody missing, and fighters, who are not civilians."""
    struck = _of(scenes, IncidentKind.SHELLING, IncidentKind.DRONE_ATTACK)
    for number, scene in enumerate(struck):
        scene.nameless(Outcome.INJURED, 1 + number % 5)
    clashes = _of(scenes, IncidentKind.GROUND_CLASH)
    clashes[0].person(Outcome.MISSING, "19")
    clashes[1].person(Outcome.KILLED, "24", status=PersonStatus.ARMED_GROUP_MEMBER)
    clashes[2].person(Outcome.KILLED, "30", status=PersonStatus.PARTICIPATING)
