"""A value that no column takes is refused with its field, and nothing is saved."""

import pytest
from pydantic import ValidationError

from store.ages import Age
from store.engine import Connection
from store.errors import RecordInvalid
from store.kinds import Where
from store.ledger import POINTS_NOWHERE, Store
from store.records import RECORD_TYPES, Casualty, Figure, Incident, PlaceRecord, Record
from store.unfit import UNFIT, unfit
from tests.store.test_ledger import an_incident

NOBODY = "00000000-0000-7000-8000-000000000000"


def with_value(model: type[Record], field: str, value: object) -> Record:
    """A draft with a value that the declarations would not let in."""
    return model().model_copy(update={field: value})


def counts(connection: Connection) -> list[int]:
    tables = ("record", "change", "incident", "casualty", "figure", "place")
    return [connection.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in tables]


@pytest.mark.parametrize(
    ("model", "field", "value"),
    [
        (Casualty, "age", Age(200, None)),
        (Casualty, "age", Age(12, 7)),
        (Casualty, "quantity", -1),
        (Casualty, "quantity", 1.5),
        (Casualty, "aka", ["no tuple of \ud800"]),
        (Figure, "best", -1),
        (Figure, "best", 2**63),
        (Figure, "best", True),
        (Incident, "where", Where(said="the border", lat=200.0, lon=97.0)),
        (Incident, "where", Where(said="the border", lat=float("nan"), lon=97.0)),
        (Incident, "kind", "an_unknown_one"),
        (Incident, "title", "with a \0"),
        (Incident, "title", "half a \ud800"),
        (Incident, "title", 5),
        (PlaceRecord, "lat", 10**30),
    ],
)
def test_a_value_that_no_column_takes_is_refused(
    ledger: Store, model: type[Record], field: str, value: object
) -> None:
    before = ledger.ask(counts)
    with pytest.raises(RecordInvalid) as refused:
        ledger.save(with_value(model, field, value))
    assert refused.value.findings == {field: (UNFIT,)}
    assert ledger.ask(counts) == before
    assert an_incident(ledger).code == "LKW2-0001"


@pytest.mark.parametrize(
    ("model", "field", "value"),
    [
        (Casualty, "incident", NOBODY),
        (Casualty, "home", "nowhere"),
        (Incident, "where", Where("nowhere")),
        (Incident, "id", "too short"),
    ],
)
def test_what_points_nowhere_is_refused_when_the_transaction_ends(
    ledger: Store, model: type[Record], field: str, value: object
) -> None:
    before = ledger.ask(counts)
    with pytest.raises(RecordInvalid) as refused:
        ledger.save(with_value(model, field, value))
    assert refused.value.findings == {"": (POINTS_NOWHERE,)}
    assert ledger.ask(counts) == before
    assert an_incident(ledger).code == "LKW2-0001"


def test_a_record_may_point_to_one_that_is_saved_after_it(ledger: Store) -> None:
    casualty = Casualty(incident=NOBODY)
    ledger.save_all([casualty, Incident(id=NOBODY, title="Shelling (invented)")])
    assert ledger.get(Incident, NOBODY).code == "LKW2-0002"


def test_a_code_of_a_newer_list_is_kept(ledger: Store) -> None:
    incident = an_incident(ledger)
    ledger.ask(
        lambda connection: connection.execute(
            "INSERT INTO code_incident_kind VALUES ('flood', 'Flood', 'Made by a newer one.', 99)"
        )
    )
    newer = incident.model_copy(update={"kind": "flood"})
    assert ledger.save(newer).record.kind == "flood"


@pytest.mark.parametrize("model", RECORD_TYPES.values())
def test_every_field_may_be_empty(ledger: Store, model: type[Record]) -> None:
    assert not ledger.ask(unfit, model())


def test_a_record_that_cannot_be_made_tells_no_value() -> None:
    with pytest.raises(ValidationError) as refused:
        Incident.model_validate({"title": ["Saw Secret"], "kind": "Saw Secret"})
    assert "Saw Secret" not in str(refused.value)
