"""An invented ledger for filters and lists: `church` has everything, the others lack something."""

from pathlib import Path
from typing import Any

from store.fields import field_of
from store.founded import Founding
from store.ledger import Store
from store.records import Casualty, Citation, Figure, Incident, PlaceRecord, Record, Source
from store.vocabulary import (
    Act,
    FigureKind,
    IncidentKind,
    Measure,
    Outcome,
    PlaceLevel,
    Population,
    Qualifier,
    Review,
    SourceKind,
)
from tests.store.conftest import HOSTILE, clock

ODD = f"{HOSTILE} ,:\"'%_{{0}}"


def filled_ledger(folder: Path) -> Store:
    """A new ledger in the folder, with some records of most kinds."""
    path = folder / "a.fieldledger"
    store = Store.create(path, Founding("Naw Paw (invented)", "LKW2"), clock=clock)
    church = _incidents(store)
    _harm(store, church)
    _figures(store, church)
    return store


def put(store: Store, model: type[Record], **values: object) -> Any:  # noqa: ANN401
    """Saves a record; a text for a date, a place or an age is read as typed."""
    read: dict[str, Any] = {
        name: store.read_field(field_of(model, name), value)
        if isinstance(value, str) and field_of(model, name).kind.name != "text"
        else value
        for name, value in values.items()
    }
    return store.save(model(**({"review": Review.SUBMITTED} | read))).record


def _incidents(store: Store) -> Incident:
    church = put(
        *(store, Incident),
        title="Church shelled",
        kind=IncidentKind.SHELLING,
        when="24 Feb 2023",
        where="Pan Kan, Loikaw",
        actor="LIB 102",
        narrative="They came at night, သန်းခေါင်.",
    )
    air = put(
        *(store, Incident),
        title="Planes over the market",
        kind=IncidentKind.AIRSTRIKE,
        when="Feb 2023",
        where="Demoso",
        part_of=church.code,
    )
    put(store, Incident, title="Raid", kind=IncidentKind.RAID, when="2022", where="by the river")
    put(store, Incident, title="Since March", kind=IncidentKind.ARSON, when="from 1 Mar 2023")
    put(store, Incident, title="Nobody knows when", when="unknown", review=Review.DRAFT)
    put(store, Incident, title=ODD, review=Review.DRAFT)
    store.retire(put(store, Incident, title="A double", when="Feb 2023"), "Entered twice")
    witness = put(store, Source, name="Source A", kind=SourceKind.WITNESS)
    put(store, Citation, source=witness.code, record=church.code, told_on="25 Feb 2023")
    store.approve(store.get(Incident, air.id))
    return store.get(Incident, church.id)


def _harm(store: Store, church: Incident) -> None:
    paw = put(
        *(store, Casualty),
        name="Naw Paw",
        incident=church.code,
        outcome=Outcome.KILLED,
        age="34",
        aka="Ma Paw; Aunt",
    )
    put(
        *(store, Casualty),
        name="Saung Pyaung",
        outcome=Outcome.INJURED,
        age="10-12",
        when="Jan 2023",
        where="Loikaw",
        acts=(Act.TORTURE,),
        quantity=1,
    )
    put(store, Casualty, outcome=Outcome.KILLED, quantity=4, age="about 30", where="Demoso")
    store.ask(
        lambda connection: connection.execute(
            "INSERT INTO conflict VALUES (?, 'name', '[]')", (paw.id,)
        )
    )


def _figures(store: Store, church: Incident) -> None:
    put(
        *(store, Figure),
        source="KNDF",
        incident=church.code,
        kind=FigureKind.INCIDENT,
        measure=Measure.KILLED,
        population=Population.CIVILIANS,
        best=8,
        qualifier=Qualifier.EXACT,
        period="Feb 2023",
        scope="Loikaw; Demoso",
        published_on="6 Mar 2023",
        text="eight civilians",
    )
    put(store, PlaceRecord, name="Camp 3", level=PlaceLevel.CAMP, parent="Demoso", lat=19.5)
