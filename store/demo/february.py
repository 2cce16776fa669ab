"""February 2023 in four townships, invented: seven civilians killed, and every difficulty.

Killed 7 (2 of them children; 5 approved) and 1 of unknown status; injured 11; died in flight
1; homes destroyed 9 in three records, one clinic, three religious buildings; detained 4, of
whom 3 still held on 6 March 2023. Beside them a draft, a returned and an uncited record.
"""

from typing import Any

from store.demo.pen import INVENTED, Pen
from store.demo.scene import Scene
from store.records import Casualty, Incident, Link
from store.vocabulary import (
    ActorKind,
    AgeGroup,
    BuildingKind,
    Denomination,
    IncidentGrade,
    IncidentKind,
    LinkDecision,
    Means,
    Outcome,
    PersonStatus,
    Review,
    Sex,
    YesNo,
)

_JETS: dict[str, Any] = {"means": Means.AIRSTRIKE_JET, "actor_kind": ActorKind.STATE_FORCES}
_GUNS: dict[str, Any] = {"means": Means.ARTILLERY_MORTAR, "actor_kind": ActorKind.STATE_FORCES}


def add_february(pen: Pen) -> None:
    """Adds the month's incidents and the cases that need a second look."""
    _air_strike(pen)
    _shelling(pen)
    _raid(pen)
    _mines(pen)
    _whole_with_parts(pen)
    _flight(pen)
    _arrest(pen)
    _unfinished(pen)


def _air_strike(pen: Pen) -> None:
    """Three killed, one of them recorded twice; four injured nobody can name; four homes."""
    scene = Scene(
        pen,
        "Air strike on a village in Demoso",
        IncidentKind.AIRSTRIKE,
        "5 Feb 2023",
        "Daw Ta Say, Demoso",
        sources=(0, 2),
        told_on="6 Feb 2023",
        approve=True,
        grade=IncidentGrade.FAIR,
        grade_reason="Two sources with different origins.",
        **_JETS,
    )
    scene.person(Outcome.KILLED, "9", sex=Sex.FEMALE, age_group=AgeGroup.CHILD)
    woman = scene.person(
        Outcome.KILLED,
        "34",
        name=f"နော်ဒီမို {INVENTED}",
        sex=Sex.FEMALE,
        age_group=AgeGroup.ADULT,
        parent_name=f"Saw Demo {INVENTED}",
    )
    scene.person(Outcome.KILLED, "60+", sex=Sex.MALE, age_group=AgeGroup.OLDER)
    scene.nameless(Outcome.INJURED, 4)
    scene.building(BuildingKind.HOME, 4)
    again = scene.person(
        Outcome.KILLED,
        "30-35",
        name=f"Naw Demo {INVENTED}",
        sex=Sex.FEMALE,
        age_group=AgeGroup.ADULT,
        approve=False,
        notes="Told a second time by a relative, with the name in Latin letters.",
    )
    pen.add(
        Link,
        a=woman.id,
        b=again.id,
        decision=LinkDecision.SAME,
        reason="Same village, day, age and parent; one name is a transcription of the other.",
    )


def _shelling(pen: Pen) -> None:
    """Two killed, one a child; three injured; a church. One more person was sent back."""
    scene = Scene(
        pen,
        "Shelling over two days near Pekon",
        IncidentKind.SHELLING,
        "11-12 Feb 2023",
        "Pekon",
        sources=(1,),
        told_on="14 Feb 2023",
        approve=True,
        **_GUNS,
    )
    scene.person(Outcome.KILLED, "12", sex=Sex.MALE, age_group=AgeGroup.CHILD)
    scene.person(Outcome.KILLED, "20+", sex=Sex.MALE, age_group=AgeGroup.ADULT)
    for age in ("19", "45", "52"):
        scene.person(Outcome.INJURED, age)
    scene.worship(BuildingKind.CHURCH, "St Demo Church", Denomination.ROMAN_CATHOLIC)
    scene.person(
        Outcome.KILLED,
        "40",
        approve=False,
        review=Review.RETURNED,
        review_comment="Is this the man whom the other caller named? Please ask for his father.",
    )


def _raid(pen: Pen) -> None:
    """Known to the month: one killed of unknown age, three men taken, three homes burnt."""
    scene = Scene(
        pen,
        "Raid on a village in Hpruso, homes burnt",
        IncidentKind.RAID,
        "Feb 2023",
        "Hpruso",
        sources=(2, 4),
        told_on="1 Mar 2023",
        means=Means.ARSON,
        actor_kind=ActorKind.STATE_FORCES,
    )
    scene.person(Outcome.KILLED, "unknown", age_group=AgeGroup.UNKNOWN, means=Means.SMALL_ARMS)
    scene.taken("23", sex=Sex.MALE, authority="Light infantry (invented)")
    scene.taken("31", sex=Sex.MALE, authority="Light infantry (invented)")
    scene.taken(
        "17-18", sex=Sex.MALE, authority="Light infantry (invented)", released="27 Feb 2023"
    )
    scene.building(BuildingKind.HOME, 3)


def _mines(pen: Pen) -> None:
    """One civilian and one person of unknown status killed, two injured."""
    scene = Scene(
        pen,
        "Mine on a field path outside Loikaw",
        IncidentKind.LANDMINE_EXPLOSION,
        "24 Feb 2023",
        "Loikaw",
        sources=(3,),
        told_on="25 Feb 2023",
        means=Means.LANDMINE_IED,
        actor_kind=ActorKind.UNKNOWN,
    )
    scene.person(Outcome.KILLED, "27", age_group=AgeGroup.ADULT)
    scene.person(
        Outcome.KILLED,
        "about 30",
        sex=Sex.MALE,
        status=PersonStatus.UNKNOWN,
        status_basis="Wore no uniform; nobody there knew him.",
        waived={"hardly-known": "Nobody there knew him; he was buried before anybody came."},
    )
    for age in ("38", "41"):
        scene.person(Outcome.INJURED, age)
    other = Scene(
        pen,
        "Explosion heard on the same path",
        IncidentKind.UXO_EXPLOSION,
        "24 Feb 2023",
        "Loikaw",
        sources=(5,),
        told_on="26 Feb 2023",
        means=Means.UXO,
    )
    pen.add(
        Link,
        a=scene.incident.id,
        b=other.incident.id,
        decision=LinkDecision.UNSURE,
        reason="One explosion or two: the callers disagree on the hour.",
    )


def _whole_with_parts(pen: Pen) -> None:
    """A week's attack in two parts: two injured, two homes, a clinic, a monastery, a mosque."""
    whole = Scene(
        pen,
        "Attack on the edge of Demoso town, in two parts",
        IncidentKind.GROUND_CLASH,
        "17-19 Feb 2023",
        "Demoso",
        sources=(4,),
        told_on="20 Feb 2023",
        actor_kind=ActorKind.STATE_FORCES,
    )
    first = Scene(
        pen,
        "First part: shelling of the market quarter",
        IncidentKind.SHELLING,
        "17 Feb 2023",
        "Demoso",
        sources=(4,),
        told_on="20 Feb 2023",
        part_of=whole.incident.id,
        **_GUNS,
    )
    first.person(Outcome.INJURED, "29")
    first.person(Outcome.INJURED, "8", age_group=AgeGroup.CHILD)
    first.building(BuildingKind.HOME, 2)
    first.worship(BuildingKind.MOSQUE, "Demo Mosque", Denomination.MUSLIM)
    second = Scene(
        pen,
        "Second part: air strike on the clinic road",
        IncidentKind.AIRSTRIKE,
        "18 Feb 2023",
        "Demoso",
        sources=(3, 5),
        told_on="20 Feb 2023",
        part_of=whole.incident.id,
        **_JETS,
    )
    second.building(BuildingKind.CLINIC, name="Demo Clinic", in_use=YesNo.YES)
    second.worship(BuildingKind.MONASTERY, "Demo Monastery", Denomination.THERAVADA_BUDDHIST)


def _flight(pen: Pen) -> None:
    """One old person who died of illness while fleeing."""
    scene = Scene(
        pen,
        "Flight from the shelling, without medicine",
        IncidentKind.FORCED_DISPLACEMENT,
        "20 Feb 2023",
        "Loikaw",
        sources=(1,),
        told_on="22 Feb 2023",
        means=Means.HARDSHIP_IN_FLIGHT,
    )
    scene.person(
        Outcome.DIED_FLEEING,
        "70+",
        sex=Sex.FEMALE,
        age_group=AgeGroup.OLDER,
        in_flight=YesNo.YES,
    )


def _arrest(pen: Pen) -> None:
    """One person arrested and still held."""
    scene = Scene(
        pen,
        "Arrest at a checkpoint in Loikaw",
        IncidentKind.ARREST_OPERATION,
        "9 Feb 2023",
        "Loikaw",
        sources=(1,),
        told_on="10 Feb 2023",
        actor_kind=ActorKind.POLICE,
    )
    scene.taken("44", authority="Police (invented)", charged="21 Feb 2023", law_section="505(a)")


def _unfinished(pen: Pen) -> None:
    """What waits: two drafts, and somebody for whom no source is named yet."""
    pen.add(
        Incident,
        review=Review.DRAFT,
        narrative=f"Smoke over the hills behind Loikaw, a caller will ring again {INVENTED}",
        when="26 Feb 2023",
        where="Loikaw",
    )
    pen.add(
        Casualty,
        review=Review.DRAFT,
        name=f"Ko Demo {INVENTED}",
        when="24 Feb 2023",
        where="Loikaw",
        notes="Brought to the clinic; what became of him is not known yet.",
    )
    pen.add(
        Casualty,
        name=f"Mu Demo {INVENTED}",
        sex=Sex.FEMALE,
        age="26",
        age_group=AgeGroup.ADULT,
        status=PersonStatus.CIVILIAN,
        outcome=Outcome.KILLED,
        when="Feb 2023",
        where="Demoso",
        means=Means.ARTILLERY_MORTAR,
    )
