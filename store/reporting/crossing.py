"""A table laid out: one dimension as rows, or one against the other, with totals."""

from typing import Final

from store.counting.tables import Cell, Table
from store.reporting import wording
from store.reporting.report import Report

TOTAL: Final = "Total"


def shown(cell: Cell) -> str:
    """What a cell says: what is documented, and how far that may go: "4", "4–5"."""
    if cell.possible > cell.documented:
        return f"{cell.documented:,}–{cell.possible:,}"
    return f"{cell.documented:,}"


def crossed(report: Report, table: Table) -> list[tuple[str, ...]]:
    """The rows of a table as text, its heading first and its total last."""
    if len(table.by) == 1:
        return _single(report, table)
    names = report.places.items()
    rows, columns = table.axes
    first, second = table.by
    heading = [wording.row_label(table, second, code, names) for code in columns]
    lines = [(wording.dimension(first), *heading, TOTAL)]
    for row in rows:
        cells = [table.at(row, column) for column in columns]
        label = wording.row_label(table, first, row, names)
        lines.append((label, *map(shown, cells), shown(_summed(cells))))
    below = [_summed([table.at(row, column) for row in rows]) for column in columns]
    return [*lines, (TOTAL, *map(shown, below), shown(table.total))]


def _single(report: Report, table: Table) -> list[tuple[str, ...]]:
    (name,) = table.by
    names = report.places.items()
    lines: list[tuple[str, ...]] = [(wording.dimension(name), "Documented", "Approved", "Up to")]
    lines += [
        (wording.row_label(table, name, code, names), *_numbers(table.at(code)))
        for code in table.axes[0]
    ]
    return [*lines, (TOTAL, *_numbers(table.total))]


def _numbers(cell: Cell) -> tuple[str, str, str]:
    return f"{cell.documented:,}", f"{cell.approved:,}", f"{cell.possible:,}"


def _summed(cells: list[Cell]) -> Cell:
    return Cell(
        (),
        sum(cell.documented for cell in cells),
        sum(cell.approved for cell in cells),
        sum(cell.possible for cell in cells),
    )
