"""A report as JSON, as CONTRACT has it.

Beside the keys of CONTRACT: `ledger` says what the ledger covers; a line about buildings has
`buildings`, the number of them behind the documented damages (`people` holds the same); a figure
has `measure` where it is another than its line's, `remarks`, and where parts of it are stated
`parts`, `not_specified` and `parts_exceed`; a line has `unlisted`, the number of figures about
single incidents where they are too many to be listed; `other` has the figures that no line of ours
compares with; `series` what later reports add to earlier ones. The `tables` begin with those that
stand in every report.
"""

import json
from typing import Any

from store.counting.comparing import Beside
from store.counting.extent import DAWN, DUSK
from store.counting.lines import Numbers
from store.counting.measures import Counted
from store.counting.series import Parts, Series
from store.counting.tables import Cell, Table
from store.reporting.report import Report


def as_json(report: Report) -> str:
    """The report as one JSON object, the same to the byte for the same ledger."""
    return json.dumps(as_object(report), ensure_ascii=False, indent=2) + "\n"


def as_object(report: Report) -> dict[str, Any]:
    """The report as plain values."""
    scope, about = report.scope, report.about
    return {
        "period": {
            "from": None if scope.stretch.first == DAWN else scope.stretch.first,
            "to": None if scope.stretch.last == DUSK else scope.stretch.last,
        },
        "area": list(scope.area.keys),
        "population": str(scope.population),
        "as_of": scope.as_of,
        "known_on": scope.known_on.isoformat() if scope.known_on else None,
        "lines": [_line(report, numbers) for numbers in report.lines],
        "waiting": dict(report.counts.waiting),
        "undecided": report.counts.undecided,
        "tables": [_table(table) for table in (*report.always, *report.tables)],
        "other": [_reported(report, beside, "") for beside in report.beside("")],
        "series": [_series(series) for series in report.series],
        "ledger": {
            "start": about.start.isoformat(),
            "territory": list(about.territory),
            "causes": about.causes,
            "actors": about.actors,
            "demo": about.demo,
        },
    }


def _line(report: Report, numbers: Numbers) -> dict[str, Any]:
    line = numbers.line
    buildings = {"buildings": numbers.once} if line.counted is Counted.BUILDINGS else {}
    return {
        "measure": line.code,
        "documented": numbers.documented,
        "approved": numbers.approved,
        "people": numbers.once,
        **buildings,
        "low": numbers.low,
        "high": numbers.high,
        "open": numbers.open,
        "reported": [_reported(report, beside, line.code) for beside in report.beside(line.code)],
        **_unlisted(report, line.code),
    }


def _unlisted(report: Report, line: str) -> dict[str, int]:
    many = report.unlisted.get(line, 0)
    return {"unlisted": many} if many else {}


def _reported(report: Report, beside: Beside, line: str) -> dict[str, Any]:
    figure = beside.figure
    parts = next((_parts(p) for p in report.parts if p.whole.id == figure.id), {})
    measure = {"measure": figure.measure} if figure.measure != line else {}
    remarks = {"remarks": list(beside.remarks)} if beside.remarks else {}
    return {
        "figure": figure.code,
        "source": figure.source,
        "kind": figure.kind,
        **measure,
        "least": figure.low if figure.least is None else figure.least,
        "best": figure.best,
        "most": figure.high if figure.most is None else figure.most,
        "qualifier": figure.qualifier,
        "ours": beside.ours,
        "comparable": beside.is_comparable,
        "reason": beside.reason or None,
        **remarks,
        **parts,
    }


def _parts(found: Parts) -> dict[str, Any]:
    return {
        "parts": [
            {
                "figure": part.code,
                "measure": part.measure,
                "population": part.population,
                "least": part.low if part.least is None else part.least,
                "best": part.best,
                "most": part.high if part.most is None else part.most,
                "qualifier": part.qualifier,
            }
            for part in found.parts
        ],
        "not_specified": {"least": found.least_rest, "most": found.most_rest},
        "parts_exceed": found.exceeds,
    }


def _series(series: Series) -> dict[str, Any]:
    """A series: its figures, the oldest first, and what each step says was newly reported."""
    return {
        "name": series.name,
        "measure": series.figures[0].measure,
        "figures": [figure.code for figure in series.figures],
        "steps": [
            {
                "from": step.earlier.code,
                "to": step.later.code,
                "newly_least": step.low,
                "newly_most": step.high,
                "falls": step.falls,
            }
            for step in series.steps
        ],
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "by": list(table.by),
        "measure": table.line.code,
        "population": table.population,
        "rows": [_row(table, cell) for cell in table.cells],
        "total": _counted(table.total),
    }


def _row(table: Table, cell: Cell) -> dict[str, Any]:
    return dict(zip(table.by, cell.labels, strict=True)) | _counted(cell)


def _counted(cell: Cell) -> dict[str, Any]:
    return {"documented": cell.documented, "approved": cell.approved, "high": cell.possible}
