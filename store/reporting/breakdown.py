"""A measure broken down by one or two things, with the names of the places in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from store.counting.counted import counting_of
from store.counting.lines import Grounds
from store.counting.measures import BY_CODE, LINES
from store.counting.scope import Scope
from store.counting.tables import (
    ACROSS,
    DIMENSIONS,
    UNKNOWN,
    Cell,
    Table,
    TableAsked,
    applies,
    make_table,
)
from store.engine import Connection
from store.places import place
from store.reporting import wording

TOTAL: Final = "Total"


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A table of a measure; `names` has the places in it and those of the scope, by key."""

    scope: Scope
    table: Table
    names: Mapping[str, str]

    def label(self, dimension: int, code: str) -> str:
        """What a code of the first or second dimension means."""
        name = self.table.by[dimension]
        return wording.row_label(self.table, name, code, self.names.items())

    @property
    def places(self) -> str:
        """The area in words."""
        keys = self.scope.area.keys
        return ", ".join(self.names.get(key, key) for key in keys) or "everywhere"


@dataclass(frozen=True, slots=True)
class CrossedCell:
    """A cell of a table as it is drawn: what it counts, and which records those are.

    `by` and `labels` are without the dimensions of which the cell is a total.
    """

    cell: Cell
    by: tuple[str, ...]
    labels: tuple[str, ...]

    @property
    def text(self) -> str:
        """What is documented, and how far that may go: "4", "4–5"."""
        if self.cell.possible > self.cell.documented:
            return f"{self.cell.documented:,}–{self.cell.possible:,}"
        return f"{self.cell.documented:,}"


@dataclass(frozen=True, slots=True)
class CrossedRow:
    """A row: its label and its cells, the total last; `is_fixed` rows stay below when sorted."""

    label: str
    cells: tuple[CrossedCell, ...]
    is_fixed: bool


def breakdown(connection: Connection, scope: Scope, code: str, by: tuple[str, ...]) -> Breakdown:
    """A measure by one or two dimensions."""
    line, ground = BY_CODE[code], Grounds.of(scope).for_line(code)
    counting = counting_of(connection, scope.known_on)
    table = make_table(counting, TableAsked(scope, ground, line, by))
    keys = set(scope.area.keys)
    for name, axis in zip(by, table.axes, strict=True):
        keys |= set(axis) if name == "township" else set()
    found = {key: place(connection, key) for key in sorted(keys)}
    return Breakdown(scope, table, {key: known.name for key, known in found.items() if known})


def columns_of(found: Breakdown) -> tuple[str, ...]:
    """The titles of the columns behind the labels: the second dimension's codes, and the total."""
    if len(found.table.by) == 1:
        return (TOTAL,)
    return (*(found.label(1, code) for code in found.table.axes[1]), TOTAL)


def rows_of(found: Breakdown, sorted_by: int | None = None) -> Sequence[CrossedRow]:
    """The rows, the total last; sorted by a column, its largest number first.

    What is not known and what lies across months stay at the end.
    """
    table = found.table
    rows = [_row(found, code) for code in table.axes[0]]
    if sorted_by is not None:
        moving = [row for row in rows if not row.is_fixed]
        moving.sort(key=lambda row: -row.cells[sorted_by].cell.documented)
        rows = [*moving, *(row for row in rows if row.is_fixed)]
    return [*rows, _total_row(found)]


def _row(found: Breakdown, code: str) -> CrossedRow:
    table = found.table
    first = table.by[:1]
    label, is_fixed = found.label(0, code), code in {UNKNOWN, ACROSS}
    if len(table.by) == 1:
        return CrossedRow(label, (CrossedCell(table.at(code), first, (code,)),), is_fixed)
    each = [
        CrossedCell(table.at(code, column), table.by, (code, column)) for column in table.axes[1]
    ]
    total = CrossedCell(_summed(each), first, (code,))
    return CrossedRow(label, (*each, total), is_fixed)


def _total_row(found: Breakdown) -> CrossedRow:
    table = found.table
    total = CrossedCell(table.total, (), ())
    if len(table.by) == 1:
        return CrossedRow(TOTAL, (total,), is_fixed=True)
    rows, columns = table.axes
    below = [
        CrossedCell(
            _summed([CrossedCell(table.at(row, column), (), ()) for row in rows]),
            table.by[1:],
            (column,),
        )
        for column in columns
    ]
    return CrossedRow(TOTAL, (*below, total), is_fixed=True)


def _summed(cells: Sequence[CrossedCell]) -> Cell:
    return Cell(
        (),
        sum(crossed.cell.documented for crossed in cells),
        sum(crossed.cell.approved for crossed in cells),
        sum(crossed.cell.possible for crossed in cells),
    )


def dimensions_for(code: str) -> tuple[str, ...]:
    """By what a measure can be broken down."""
    return tuple(name for name in DIMENSIONS if applies(BY_CODE[code], name))


def measures_for(by: Sequence[str]) -> tuple[str, ...]:
    """The codes of the measures that can be broken down by all of some dimensions."""
    return tuple(line.code for line in LINES if all(applies(line, name) for name in by))
