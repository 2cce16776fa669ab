"""Which records an extract takes: the chosen incidents and whatever belongs to them."""

import json
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from store.engine import Connection
from store.errors import FilterInvalid
from store.fields import FieldSpec, fields_of
from store.gazetteer import ANCESTOR_LEVELS
from store.kinds import ReferenceKind, quoted
from store.kinds.placed import PlaceKind, PlacesKind, WhereKind
from store.ledger import Store
from store.query import read_filter, select_ids, sentence
from store.records import (
    RECORD_TYPES,
    Citation,
    Figure,
    Incident,
    Link,
    PlaceRecord,
    Record,
    Source,
)

EVERYTHING = "Everything in the ledger"


@dataclass(frozen=True, slots=True)
class Scope:
    """What an extract takes; `words` says the filter to a person.

    `records` holds ids by table, `places` keys of the table `location`. `others` are records
    that are referred to and stay behind, each with its table.
    """

    words: str
    terms: tuple[str, ...]
    records: dict[str, AbstractSet[str]]
    places: AbstractSet[str]
    others: dict[str, str] = field(default_factory=dict)


def choose(store: Store, terms: Sequence[str], model: type[Record] = Incident) -> Scope:
    """What the terms choose of one kind of record, and what belongs to it; everything without any.

    Raises:
        FilterInvalid: a term means nothing, or says nothing: it would let more leave than meant.
    """
    wanted = read_filter(model, terms, store.lookup)
    if len(wanted.terms) < len(terms):
        raise FilterInvalid("A term of the filter says nothing, so nothing was written.")
    if wanted.terms:
        words = sentence(model, wanted, store.lookup)
        chosen = frozenset(store.ask(select_ids, model, wanted))
        records: dict[str, AbstractSet[str]] = store.ask(_belonging, model, chosen)
    else:
        words = EVERYTHING
        records = {table: store.ask(_ids, table) for table in RECORD_TYPES}
    places: set[str] = store.ask(_used_places, records)
    places.update(store.settings.territory)
    places = store.ask(_with_ancestors, places | records[PlaceRecord.table])
    records[PlaceRecord.table] = store.ask(_ids, PlaceRecord.table) & places
    others: dict[str, str] = store.ask(_left_behind, records)
    return Scope(words, tuple(terms) if wanted.terms else (), records, places, others)


def _ids(connection: Connection, table: str) -> set[str]:
    return {record for (record,) in connection.execute(f"SELECT id FROM {quoted(table)}")}


def _belonging(
    connection: Connection, model: type[Record], wanted: AbstractSet[str]
) -> dict[str, AbstractSet[str]]:
    """Of every kind the records that are about the wanted ones, back them or follow from that."""
    chosen: dict[str, AbstractSet[str]] = {table: frozenset() for table in RECORD_TYPES}
    chosen[model.table] = wanted
    if model is Incident:
        for other in RECORD_TYPES.values():
            if column := _to_incident(other):
                chosen[other.table] = _where(connection, other.table, (column,), wanted)
    elif column := _to_incident(model):
        # Without its incident nobody could tell when and where it was.
        incidents = _pairs(connection, model.table, column)
        chosen[Incident.table] = {to for record, to in incidents if to and record in wanted}
    elif model is Source:
        for table in (Citation.table, Figure.table):
            chosen[table] = _where(connection, table, ("source",), wanted)
    _add_backing(connection, chosen)
    everything = frozenset().union(*chosen.values())
    chosen[Link.table] |= _where(connection, Link.table, ("a", "b"), everything)
    return chosen


def _to_incident(model: type[Record]) -> str:
    """The field by which a record belongs to an incident, '' if there is none."""
    return "incident" if model is Figure else model.within


def _add_backing(connection: Connection, chosen: dict[str, AbstractSet[str]]) -> None:
    """Adds the citations of what was chosen, and the sources of citations and figures."""
    everything = frozenset().union(*chosen.values())
    chosen[Citation.table] |= _where(connection, Citation.table, ("record",), everything)
    chosen[Source.table] |= {
        source
        for table in (Citation.table, Figure.table)
        for record, source in _pairs(connection, table, "source")
        if record in chosen[table] and source
    }


def _pairs(connection: Connection, table: str, column: str) -> Iterator[tuple[str, str | None]]:
    yield from connection.execute(f"SELECT id, {quoted(column)} FROM {quoted(table)}")


def _where(
    connection: Connection, table: str, columns: Iterable[str], wanted: AbstractSet[str]
) -> AbstractSet[str]:
    """The ids of the rows of which one of the columns holds one of the ids."""
    return frozenset(
        record
        for column in columns
        for record, target in _pairs(connection, table, column)
        if target in wanted
    )


def _used_places(connection: Connection, records: dict[str, AbstractSet[str]]) -> set[str]:
    used: set[str] = set()
    for table, spec in _specs(PlaceKind, PlacesKind, WhereKind):
        for record, value in _pairs(connection, table, spec.column_names[0]):
            if value is not None and record in records[table]:
                used.update(json.loads(value) if isinstance(spec.kind, PlacesKind) else [value])
    return used


def _specs(*kinds: type) -> Iterator[tuple[str, FieldSpec]]:
    for table, model in RECORD_TYPES.items():
        for spec in fields_of(model):
            if isinstance(spec.kind, kinds):
                yield table, spec


def _with_ancestors(connection: Connection, keys: AbstractSet[str]) -> set[str]:
    """Those of the keys that the table of places has, and all that they lie in."""
    above = ", ".join(("parent", *ANCESTOR_LEVELS))
    found: set[str] = set()
    waiting = set(keys)
    while waiting:
        rows = connection.execute(
            f"SELECT key, {above} FROM location WHERE key IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(waiting)),),
        ).fetchall()
        found.update(row[0] for row in rows)
        waiting = {key for row in rows for key in row[1:] if key} - found
    return found


def _left_behind(connection: Connection, records: dict[str, AbstractSet[str]]) -> dict[str, str]:
    """The records, with their kinds, that chosen ones point to and that are not chosen."""
    pointed_to = {
        target
        for table, spec in _specs(ReferenceKind)
        for record, target in _pairs(connection, table, spec.column_names[0])
        if target and record in records[table]
    }
    outside = sorted(pointed_to - frozenset().union(*records.values()))
    return dict(
        connection.execute(
            "SELECT id, kind FROM record WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(outside),),
        ).fetchall()
    )
