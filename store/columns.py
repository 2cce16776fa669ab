"""What the table of a kind of record holds besides its fields, and what its list is sorted by."""

from store.fields import fields_of
from store.kinds import Column
from store.records import Record

REVISION = Column("rev", "INTEGER NOT NULL DEFAULT 0")
"""The number of the record's changes in this file: never exported, never hashed."""

CITED = Column("cited", "INTEGER NOT NULL DEFAULT 0", "cited IN (0, 1)")
EFFECTIVE = (
    Column("eff_from", "TEXT NOT NULL DEFAULT ''"),
    Column("eff_to", "TEXT NOT NULL DEFAULT ''"),
    Column("eff_precision", "TEXT NOT NULL DEFAULT ''"),
)
EFFECTIVE_PLACE = (
    Column("eff_place", "TEXT NOT NULL DEFAULT ''"),
    Column("eff_place_name", "TEXT NOT NULL DEFAULT ''"),
    Column("eff_township", "TEXT NOT NULL DEFAULT ''"),
)
"""Date and place as they count: the record's own, else its incident's. Kept for lists and
counting, recomputed from the records whenever one of them changes, never handed on."""


def kept_columns(model: type[Record]) -> tuple[Column, ...]:
    """The columns of a kind of record that the program derives and nobody types."""
    dated = EFFECTIVE if model.dated_by else ()
    placed = EFFECTIVE_PLACE if model.placed_by else ()
    return (REVISION, *dated, *placed, *((CITED,) if model.cites else ()))


OPEN_END = "9999-12-31"
"""Stands in `eff_to` for a span without a last day, so that it overlaps what comes after."""


def sort_columns(model: type[Record]) -> dict[str, str]:
    """The fields that a list of these records can be sorted by, each with its column."""
    columns: dict[str, str] = {}
    for spec in fields_of(model):
        if not spec.meta.list:
            continue
        if spec.name == model.dated_by:
            columns[spec.name] = "eff_from"
        elif spec.name == model.placed_by:
            columns[spec.name] = "eff_place_name"
        elif column := spec.kind.sort_column(spec.name):
            columns[spec.name] = column
    return columns
