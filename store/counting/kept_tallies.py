"""Kept tallies as rows: written, and read back as they were tallied."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from store.counting.kept_schema import POPULATIONS, SIDES
from store.counting.kept_shares import fitting_columns
from store.counting.tally import Dims, Tally
from store.engine import Connection
from store.kinds import SQLValue

DIMS_COLUMNS: Final = ", ".join(f'd."{name}"' for name in Dims._fields)
"""The dimensions of `d`, in the order of `Dims`."""

_KEPT: Final = (
    *("why", "quantity", "n", "sure", "first", "last", "place", "township"),
    *("left_first", "left_last"),
)
_SELECT: Final = f"""SELECT own.id, t.rid, own.kind, {", ".join(f"t.{name}" for name in _KEPT)},
  other.id, node.id, tree.id, thing.id, {DIMS_COLUMNS}
FROM tally AS t JOIN record AS own ON own.rid = t.rid
JOIN tally_dims AS d ON d.id = t.dims
LEFT JOIN record AS other ON other.rid = t.other
LEFT JOIN record AS node ON node.rid = t.node
LEFT JOIN record AS tree ON tree.rid = t.tree
LEFT JOIN record AS thing ON thing.rid = t.thing"""

COLUMNS: Final = (
    *("rid", "dims", "why", "other", "quantity", "n", "sure", "first", "last"),
    *("place", "township", "node", "tree", "thing", "left_first", "left_last"),
)


def tallies_where(connection: Connection, condition: str, *values: SQLValue) -> list[Tally]:
    """The kept tallies (`t` in the condition) for which a condition is true; codes are left out."""
    return [_tally(row) for row in connection.execute(f"{_SELECT} WHERE {condition}", values)]


def _tally(row: tuple[Any, ...]) -> Tally:
    record, rid, _, *rest = row
    kept = dict(zip(_KEPT, rest[: len(_KEPT)], strict=True))
    other, node, tree, thing, *dims = rest[len(_KEPT) :]
    return Tally(
        id=record,
        rid=rid,
        code="",
        dims=Dims(*dims),
        other=other or "",
        node=node or "",
        tree=tree or "",
        thing=thing or "",
        **kept,
    )


def row_of(tally: Tally, dims: int, rids: Mapping[str, int]) -> tuple[SQLValue, ...]:
    """The row of a tally, in the order of `COLUMNS`; `rids` numbers the records it points to."""
    return (
        *(tally.rid, dims, tally.why, rids.get(tally.other)),
        *(tally.quantity, tally.n, tally.sure, tally.first, tally.last),
        *(tally.place, tally.township),
        *(rids.get(tally.node), rids.get(tally.tree), rids.get(tally.thing)),
        *(tally.left_first, tally.left_last),
    )


def dims_by_id(connection: Connection, among: Iterable[int] | None = None) -> dict[int, Dims]:
    """The combinations of dimensions that occur, by number; all of them, or some."""
    names = ", ".join(f'"{name}"' for name in Dims._fields)
    sql, values = f"SELECT id, {names} FROM tally_dims", ()
    if among is None:
        rows = connection.execute(sql, values)
    else:
        listed = (json.dumps(sorted(among)),)
        rows = connection.execute(f"{sql} WHERE id IN (SELECT value FROM json_each(?))", listed)
    return {row[0]: Dims(*row[1:]) for row in rows}


def numbers_of_dims(connection: Connection, wanted: Iterable[Dims]) -> dict[Dims, int]:
    """The numbers of some combinations of dimensions, new ones being added."""
    found: dict[Dims, int] = {}
    for dims in set(wanted):
        row = connection.execute(_FIND, dims).fetchone()
        if row is None:
            row = connection.execute(_ADD, (*dims, *fitting_columns(dims))).fetchone()
        found[dims] = int(row[0])
    return found


_NAMES: Final = tuple(f'"{name}"' for name in Dims._fields)
_FIND: Final = "SELECT id FROM tally_dims WHERE " + " AND ".join(f"{name} = ?" for name in _NAMES)
_FITTING: Final = ("what", "fits_what", *(f"fits_{name}" for name in (*POPULATIONS, *SIDES)))
_ADD: Final = (
    f"INSERT INTO tally_dims({', '.join((*_NAMES, *_FITTING))})"
    f" VALUES ({', '.join('?' * len((*_NAMES, *_FITTING)))}) RETURNING id"
)


def rows_among(connection: Connection, rids: Iterable[int]) -> Iterator[dict[str, Any]]:
    """The rows of kept tallies as they are, by the numbers of their records."""
    found = connection.execute(
        f"SELECT {', '.join(COLUMNS)} FROM tally WHERE rid IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(rids)),),
    )
    for row in found:
        yield dict(zip(COLUMNS, row, strict=True))
