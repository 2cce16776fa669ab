"""What a newer version wrote is shown as far as this one knows it."""

import pytest

from store.errors import ChangeTooNew
from store.ledger import Store
from store.records import ChangeId, Incident
from store.versions import UNSHOWN
from tests.store.merging.test_what_does_not_fit import Laptops, forged, taken
from tests.store.test_ledger import an_incident

UNREADABLE = [{"when_precision": "season"}, {"waived": "[]"}]


def newer(laptops: Laptops, values: dict[str, object]) -> tuple[Store, Incident, ChangeId]:
    """A ledger that took over what a newer version made of an incident, and that change."""
    a, b, _ = laptops
    incident = an_incident(a)
    taken(b, forged(a, Incident, incident.id, **values))
    held = b.get(Incident, incident.id)
    return b, held, b.history(held)[-1].change


@pytest.mark.parametrize("values", UNREADABLE)
def test_the_history_tells_of_it(laptops: Laptops, values: dict[str, object]) -> None:
    store, incident, change = newer(laptops, values)
    (version,) = (v for v in store.history(incident) if v.change == change)
    assert [field.after for field in version.fields] == [UNSHOWN]


@pytest.mark.parametrize("values", UNREADABLE)
def test_it_cannot_be_brought_back(laptops: Laptops, values: dict[str, object]) -> None:
    store, incident, change = newer(laptops, values)
    with pytest.raises(ChangeTooNew):
        store.bring_back(incident, change)
