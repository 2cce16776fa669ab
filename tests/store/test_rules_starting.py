"""How far a record may travel when it is new."""

from typing import Any

import pytest

from store.ages import parse_age
from store.records import RECORD_TYPES, Casualty, Damage, Detention, Incident, PlaceRecord, Record
from store.rules import starting_sensitivity
from store.vocabulary import (
    CAMP,
    HEALTH,
    Act,
    AgeGroup,
    BuildingKind,
    EndedHow,
    IncidentKind,
    Means,
    Outcome,
    PlaceLevel,
    Sensitivity,
    YesNo,
)

RESTRICTED, PARTNER = Sensitivity.RESTRICTED, Sensitivity.PARTNER


@pytest.mark.parametrize("model", RECORD_TYPES.values())
def test_an_empty_record_starts_as_its_kind_does(model: type[Record]) -> None:
    assert starting_sensitivity(model()) is model().sensitivity


@pytest.mark.parametrize(
    "record",
    [
        Incident(kind=IncidentKind.SEXUAL_VIOLENCE),
        Incident(means=Means.SEXUAL_VIOLENCE),
        Casualty(outcome=Outcome.KILLED, acts=(Act.TORTURE, Act.SEXUAL_VIOLENCE)),
        Casualty(outcome=Outcome.KILLED, means=Means.SEXUAL_VIOLENCE),
        PlaceRecord(level=PlaceLevel.CAMP),
    ],
)
def test_sexual_violence_and_camps_start_restricted(record: Record) -> None:
    assert starting_sensitivity(record) is RESTRICTED


def test_whoever_is_recorded_at_sexual_violence_starts_restricted() -> None:
    incident = Incident(kind=IncidentKind.SEXUAL_VIOLENCE)
    for record in (Casualty(outcome=Outcome.KILLED), Detention()):
        assert starting_sensitivity(record, incident) is RESTRICTED
        assert starting_sensitivity(record, Incident()) is PARTNER


@pytest.mark.parametrize("outcome", [None, *Outcome])
def test_a_minor_who_may_live_starts_restricted(outcome: Outcome | None) -> None:
    dead = {Outcome.KILLED, Outcome.DIED_FLEEING, Outcome.DIED_IN_CUSTODY}
    child = Casualty(outcome=outcome, age=parse_age("12"))
    assert starting_sensitivity(child) is (PARTNER if outcome in dead else RESTRICTED)


@pytest.mark.parametrize(
    ("age", "minor"),
    [
        ({"age": parse_age("17")}, True),
        ({"age": parse_age("running 18")}, True),
        ({"age": parse_age("under 20")}, True),
        ({"age_group": AgeGroup.CHILD}, True),
        ({"age": parse_age("18")}, False),
        ({"age": parse_age("20+")}, False),
        ({"age": parse_age("about 12"), "age_group": AgeGroup.CHILD}, True),
        ({"age": parse_age("unknown")}, False),
        ({"age_group": AgeGroup.UNKNOWN}, False),
        ({}, False),
    ],
)
def test_who_may_be_a_minor(age: dict[str, Any], minor: bool) -> None:
    expected = RESTRICTED if minor else PARTNER
    assert starting_sensitivity(Casualty(outcome=Outcome.INJURED, **age)) is expected
    assert starting_sensitivity(Detention(**age)) is expected
    assert starting_sensitivity(Detention(ended_how=EndedHow.DIED, **age)) is PARTNER


@pytest.mark.parametrize("kind", BuildingKind)
@pytest.mark.parametrize("in_use", [None, *YesNo])
def test_camps_and_clinics_start_restricted_unless_out_of_use(
    kind: BuildingKind, in_use: YesNo | None
) -> None:
    restricted = kind in CAMP | HEALTH and in_use is not YesNo.NO
    found = starting_sensitivity(Damage(kind=kind, in_use=in_use))
    assert found is (RESTRICTED if restricted else PARTNER)
