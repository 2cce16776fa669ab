"""What the kept columns of many rows are derived from, read at once."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Self

from store.engine import Connection
from store.kept import BACKING, Neighbours
from store.kinds import SQLValue
from store.places import Place
from store.records import RECORD_TYPES, Record
from store.rows import Row, rows_where

_AMONG = "IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class ReadNeighbours(Neighbours):
    """The neighbours of some rows, as they stood when these were read."""

    parents: dict[str, Row] = field(default_factory=dict)
    backed: frozenset[str] = frozenset()
    places: dict[str, Place | None] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        connection: Connection,
        model: type[Record],
        rows: Sequence[Row],
        places: dict[str, Place | None],
    ) -> Self:
        """What the kept columns of these rows may ask for; `places` are those read before."""
        parents: dict[str, Row] = {}
        if model.within:
            above = sorted({str(row[model.within]) for row in rows if row[model.within]})
            found = rows_where(
                connection, RECORD_TYPES[model.within], f"id {_AMONG}", json.dumps(above)
            )
            parents = {str(row["id"]): row for row in found}
        backed = connection.execute(
            f"SELECT record FROM citation WHERE record {_AMONG} AND {BACKING}",
            (json.dumps([row["id"] for row in rows]),),
        )
        return cls(connection, parents, frozenset(record for (record,) in backed), places)

    def parent(self, model: type[Record], row: Row) -> Row | None:
        """As it was read."""
        return self.parents.get(str(row[model.within])) if model.within else None

    def place(self, key: str) -> Place | None:
        """As it was when it was first asked for."""
        if key not in self.places:
            self.places[key] = Neighbours.place(self, key)
        return self.places[key]

    def is_backed(self, record: SQLValue) -> bool:
        """As the citations were read."""
        return record in self.backed
