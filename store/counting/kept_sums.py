"""What rows add up to, in memory, and how it is brought to the tables that hold such sums."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from store.counting.kept_shares import (
    CELL_AMOUNTS,
    LINE_AMOUNTS,
    Amount,
    CellKey,
    LineKey,
    Row,
    cell_amount,
    cell_of,
    line_shares,
)
from store.counting.standing import Standing
from store.counting.tally import Dims
from store.engine import Connection
from store.kinds import quoted

Key = tuple[Any, ...]
_Found = dict[Key, Amount]

_TABLES: Final[Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "tally_dims": (("id",), CELL_AMOUNTS),
    "tally_cell": (CellKey._fields, CELL_AMOUNTS),
    "tally_line": (LineKey._fields, LINE_AMOUNTS),
}
"""The tables that hold sums: the columns of their keys, and what is added up."""


@dataclass(slots=True)
class Sums:
    """What rows add to each table of sums; rows may be taken out, too."""

    tables: dict[str, _Found] = field(default_factory=lambda: {table: {} for table in _TABLES})

    def add(self, row: Row, dims: Dims, sign: int) -> None:
        """Puts a row in (1) or takes it out (-1); what is left out of every count is in none."""
        if dims.standing == Standing.OUT:
            return
        amount = cell_amount(row)
        self._put("tally_dims", (row["dims"],), amount, sign)
        if cell := cell_of(row, dims):
            self._put("tally_cell", cell, amount, sign)
        for key, share in line_shares(row, dims):
            self._put("tally_line", key, share, sign)

    def _put(self, table: str, key: Key, amount: Amount, sign: int) -> None:
        found = self.tables[table]
        old = found.get(key)
        if old is None:
            found[key] = amount if sign > 0 else tuple(-a for a in amount)
        else:
            found[key] = tuple(o + sign * a for o, a in zip(old, amount, strict=True))

    def write(self, connection: Connection) -> None:
        """Adds the sums to what the tables hold; a cell without records goes."""
        for table, found in self.tables.items():
            changed = {key: amount for key, amount in found.items() if any(amount)}
            if changed:
                _write(connection, table, changed)


def _write(connection: Connection, table: str, changed: Mapping[Key, Amount]) -> None:
    keys, amounts = _TABLES[table]
    added = ", ".join(f"{name} = {name} + ?" for name in amounts)
    same = " AND ".join(f"{quoted(name)} = ?" for name in keys)
    if table == "tally_dims":
        connection.executemany(
            f"UPDATE {table} SET {added} WHERE {same}",
            [(*amount, *key) for key, amount in changed.items()],
        )
        return
    places = ", ".join("?" * (len(keys) + len(amounts)))
    more = ", ".join(f"{name} = {name} + excluded.{name}" for name in amounts)
    connection.executemany(
        f"INSERT INTO {table} VALUES ({places}) ON CONFLICT DO UPDATE SET {more}",
        [(*key, *amount) for key, amount in changed.items()],
    )
    fewer = [key for key, amount in changed.items() if amount[0] < 0]
    connection.executemany(f"DELETE FROM {table} WHERE {same} AND records = 0", fewer)


def kept_sums(connection: Connection, table: str) -> _Found:
    """What a table of sums holds, by key; what has no records is left out."""
    keys, amounts = _TABLES[table]
    names = ", ".join(map(quoted, (*keys, *amounts)))
    rows: Iterable[tuple[Any, ...]] = connection.execute(
        f"SELECT {names} FROM {table} WHERE records <> 0"
    )
    return {row[: len(keys)]: row[len(keys) :] for row in rows}
