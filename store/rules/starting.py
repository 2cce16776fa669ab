"""How far a new record may travel."""

from store.records import Casualty, Damage, Detention, Incident, PlaceRecord, Record, Source
from store.rules.likeness import OF_AGE
from store.vocabulary import (
    CAMP,
    HEALTH,
    Act,
    AgeGroup,
    EndedHow,
    IncidentKind,
    Means,
    Outcome,
    PlaceLevel,
    Sensitivity,
    YesNo,
)

_DEAD = frozenset({Outcome.KILLED, Outcome.DIED_FLEEING, Outcome.DIED_IN_CUSTODY})


def starting_sensitivity(record: Record, incident: Incident | None = None) -> Sensitivity:
    """The sensitivity with which a new record starts; `incident` is the one it belongs to.

    Sources, sexual violence, living minors, camps, and clinics in use start restricted, the
    rest at partner. Where it is not known whether a minor lives or a camp or clinic is in use,
    it is taken to be so; so is somebody who may be a minor by an age that was given.
    """
    match record:
        case Source():
            restricted = True
        case Incident():
            restricted = _is_sexual_violence(record)
        case Casualty():
            restricted = (
                Act.SEXUAL_VIOLENCE in (record.acts or ())
                or record.means == Means.SEXUAL_VIOLENCE
                or _is_sexual_violence(incident)
                or (record.outcome not in _DEAD and _may_be_minor(record))
            )
        case Detention():
            lives = record.ended_how != EndedHow.DIED
            restricted = _is_sexual_violence(incident) or (lives and _may_be_minor(record))
        case Damage():
            restricted = record.kind in CAMP | HEALTH and record.in_use != YesNo.NO
        case PlaceRecord():
            restricted = record.level == PlaceLevel.CAMP
        case _:
            restricted = False
    return Sensitivity.RESTRICTED if restricted else Sensitivity.PARTNER


def _is_sexual_violence(incident: Incident | None) -> bool:
    return incident is not None and (
        incident.kind == IncidentKind.SEXUAL_VIOLENCE or incident.means == Means.SEXUAL_VIOLENCE
    )


def _may_be_minor(person: Casualty | Detention) -> bool:
    age = person.age
    if age is None or (age.least is None and age.most is None):
        return person.age_group == AgeGroup.CHILD
    return person.age_group == AgeGroup.CHILD or age.least is None or age.least < OF_AGE
