"""THE place where a kind of record or a field is added: one file each, one line a field."""

from store.records.casualty import Casualty
from store.records.citation import Citation
from store.records.damage import Damage
from store.records.detention import Detention
from store.records.figure import Figure
from store.records.incident import Incident
from store.records.link import Link
from store.records.person import PersonFields
from store.records.place import PlaceRecord
from store.records.record import ChangeId, Record
from store.records.source import Source

__all__ = [
    "RECORD_TYPES",
    "Casualty",
    "ChangeId",
    "Citation",
    "Damage",
    "Detention",
    "Figure",
    "Incident",
    "Link",
    "PersonFields",
    "PlaceRecord",
    "Record",
    "Source",
    "record_type",
]

RECORD_TYPES: dict[str, type[Record]] = {
    model.table: model
    for model in (
        Incident,
        Casualty,
        Detention,
        Damage,
        Figure,
        Source,
        Citation,
        PlaceRecord,
        Link,
    )
}


def record_type(name: str) -> type[Record]:
    """The kind of record that a table's name, or its plural, means.

    Raises:
        KeyError: there is none of that name.
    """
    wanted = name.strip().casefold()
    for table, model in RECORD_TYPES.items():
        if wanted in (table, model.many.casefold(), f"{table}s"):
            return model
    raise KeyError(wanted)
