"""What is around a record: what it points to, and what points to it."""

from collections.abc import Iterator
from dataclasses import dataclass

from store.engine import Connection
from store.fields import FieldSpec, fields_of, groups_of
from store.kinds import ReferenceKind, quoted
from store.records import RECORD_TYPES, Citation, Figure, Record
from store.rows import rows_where
from store.summaries import Summary, summarised, summary_of

MOST = 500
"""How many neighbours of one kind are listed; a list shows them all."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A record beside another one, and what it is to it: "Casualty", "Backs", "Part of"."""

    role: str
    summary: Summary


def around(connection: Connection, record: Record) -> tuple[Neighbour, ...]:
    """The records that a record points to, then those that point to it, kind by kind.

    Retired ones are among them and say so. Of each kind there are at most `MOST`.
    """
    return (*_pointed_to(connection, record), *_pointing(connection, record))


def _pointed_to(connection: Connection, record: Record) -> Iterator[Neighbour]:
    for spec in _references(type(record)):
        target = getattr(record, spec.name)
        summary = summary_of(connection, target) if target else None
        if summary:
            yield Neighbour(spec.meta.label, summary)


def _pointing(connection: Connection, record: Record) -> Iterator[Neighbour]:
    for model in RECORD_TYPES.values():
        for spec in _references(model):
            if spec.kind.table not in ("", type(record).table):  # type: ignore[attr-defined]
                continue
            where = f"{quoted(spec.name)} = ? AND id <> ? LIMIT {MOST:d}"
            sql = f"rid IN (SELECT rid FROM {quoted(model.table)} WHERE {where})"
            for row in rows_where(connection, model, sql, record.id, record.id):
                yield Neighbour(
                    _role(model, spec), summarised(connection, model, row, beside=record.id)
                )


def _references(model: type[Record]) -> list[FieldSpec]:
    return [spec for spec in fields_of(model) if isinstance(spec.kind, ReferenceKind)]


_ROLES = {
    ("incident", "part_of"): "Has as part",
    (Figure.table, "part_of"): "Has as part",
    (Figure.table, "replaces"): "Replaced by",
    (Citation.table, "record"): "Backed by",
    (Citation.table, "source"): "Backs",
}
"""What a record is to the one it points to, where it is not simply one of its kind."""


def _role(model: type[Record], spec: FieldSpec) -> str:
    return _ROLES.get((model.table, spec.name), model.one)


def conflicts_of(connection: Connection, record: Record) -> tuple[str, ...]:
    """The names of the fields to which two people gave different values without knowing it."""
    found = connection.execute(
        "SELECT part FROM conflict WHERE record = ? ORDER BY part", (record.id,)
    ).fetchall()
    groups = groups_of(type(record))
    return tuple(groups[part][0].meta.label if part in groups else part for (part,) in found)
