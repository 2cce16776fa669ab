"""A report as CSV (RFC 4180, UTF-8) with a row of HXL hashtags under the column names.

One row for each line, each figure beside it and each cell of a table; `section` says which, and
every row repeats what was asked, so that no number stands naked when a row is copied elsewhere.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Final

from store.counting.comparing import Beside
from store.counting.extent import DAWN, DUSK
from store.counting.lines import Numbers
from store.counting.tables import UNKNOWN, Table
from store.reporting import wording
from store.reporting.report import Report

COLUMNS: Final[Mapping[str, str]] = {
    "section": "#meta+section",
    "measure": "#indicator+code",
    "label": "#indicator+name",
    "documented": "#indicator+documented+num",
    "approved": "#indicator+approved+num",
    "people": "#indicator+unique+num",
    "low": "#indicator+min+num",
    "high": "#indicator+max+num",
    "open": "#indicator+max+open",
    "month": "#date+month",
    "township_code": "#adm3+code",
    "township_name": "#adm3+name",
    "by": "#indicator+category+type",
    "value": "#indicator+category+code",
    "by_2": "#indicator+category+type+second",
    "value_2": "#indicator+category+code+second",
    "source": "#meta+source",
    "figure": "#meta+id",
    "figure_kind": "#meta+type",
    "figure_population": "#population+type+reported",
    "least": "#indicator+reported+min+num",
    "best": "#indicator+reported+num",
    "most": "#indicator+reported+max+num",
    "qualifier": "#meta+qualifier",
    "ours": "#indicator+documented+compared+num",
    "comparable": "#meta+comparable",
    "reason": "#meta+comparable+reason",
    "period_from": "#date+start",
    "period_to": "#date+end",
    "area": "#geo+code",
    "population": "#population+type",
    "as_of": "#date+reported",
    "known_on": "#date+known",
}
"""Column → HXL hashtag (HXL standard 1.1)."""

Row = dict[str, object]


def as_csv(report: Report) -> str:
    """The report as CSV: names, hashtags, rows. Nothing in the cells is altered."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerow(COLUMNS.values())
    asked = _asked(report)
    for row in _rows(report):
        whole = row | asked
        writer.writerow([_cell(whole.get(name)) for name in COLUMNS])
    return text.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else value


def _asked(report: Report) -> Row:
    scope = report.scope
    return {
        "period_from": None if scope.stretch.first == DAWN else scope.stretch.first,
        "period_to": None if scope.stretch.last == DUSK else scope.stretch.last,
        "area": " ".join(scope.area.keys),
        "as_of": scope.as_of,
        "known_on": scope.known_on,
    }


def _rows(report: Report) -> Iterator[Row]:
    population = {"population": str(report.scope.population)}
    for numbers in report.lines:
        yield _line(numbers) | population
    for code, besides in report.reported.items():
        for beside in besides:
            yield _figure(code, beside) | population
    for code, many in report.unlisted.items():
        row: Row = {"section": "unlisted figures", "measure": code, "value": many}
        yield row | population
    for what, many in (*report.counts.waiting.items(), ("undecided", report.counts.undecided)):
        yield {"section": "waiting", "value": what, "documented": many} | population
    for what, said in _ledger(report).items():
        yield {"section": "ledger", "by": what, "value": _cell(said)} | population
    for table in (*report.always, *report.tables):
        yield from _cells(report, table)


def _ledger(report: Report) -> Row:
    about = report.about
    return {
        "start": about.start,
        "territory": ", ".join(about.territory),
        "causes": about.causes,
        "actors": about.actors,
        "demo": about.demo,
    }


def _line(numbers: Numbers) -> Row:
    line = numbers.line
    return {
        "section": "line",
        "measure": line.code,
        "label": wording.label_of_line(line.code, line.label),
        "documented": numbers.documented,
        "approved": numbers.approved,
        "people": numbers.once,
        "low": numbers.low,
        "high": numbers.high,
        "open": numbers.open,
    }


def _figure(code: str, beside: Beside) -> Row:
    figure = beside.figure
    return {
        "section": "figure",
        "measure": figure.measure or code,
        "label": wording.counts_what(figure),
        "source": figure.source,
        "figure": figure.code,
        "figure_kind": figure.kind,
        "figure_population": figure.population,
        "least": figure.low if figure.least is None else figure.least,
        "best": figure.best,
        "most": figure.high if figure.most is None else figure.most,
        "qualifier": figure.qualifier,
        "ours": beside.ours,
        "comparable": beside.is_comparable,
        "reason": beside.reason,
    }


def _cells(report: Report, table: Table) -> Iterator[Row]:
    for cell in table.cells:
        row: Row = {
            "section": "table",
            "measure": table.line.code,
            "label": wording.title(table),
            "documented": cell.documented,
            "approved": cell.approved,
            "high": cell.possible,
            "population": table.population,
        }
        for n, (name, code) in enumerate(zip(table.by, cell.labels, strict=True)):
            suffix = f"_{n + 1}" if n else ""
            row |= {f"by{suffix}": name, f"value{suffix}": code}
            if name == "month":
                row["month"] = code
            elif name == "township":
                row["township_code"] = None if code == UNKNOWN else code
                row["township_name"] = report.places.get(code)
        yield row
