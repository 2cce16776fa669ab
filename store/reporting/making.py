"""Making a report of an open ledger in one of the formats, and writing down that it was made."""

import hashlib
import json
from collections.abc import Callable
from typing import Final

from store import logs
from store.counting.extent import DAWN, DUSK
from store.ledger import Store
from store.reporting.as_csv import as_csv
from store.reporting.as_html import as_html
from store.reporting.as_json import as_json
from store.reporting.as_markdown import as_markdown
from store.reporting.as_text import as_text
from store.reporting.pictures import Pictures, make_pictures
from store.reporting.report import Asked, Report, make_report

_PLAIN: Final[dict[str, Callable[[Report], str]]] = {
    "text": as_text,
    "markdown": as_markdown,
    "csv": as_csv,
    "json": as_json,
}

FORMATS: Final = (*_PLAIN, "html")


def written_report(store: Store, asked: Asked, form: str) -> tuple[Report, str]:
    """The report that is asked for, and its text in a format.

    Raises:
        KeyError: there is no such format.
    """
    report: Report = store.ask(make_report, store.settings, asked)
    if form != "html":
        return report, _PLAIN[form](report)
    pictures: Pictures = store.ask(make_pictures, report, store.settings.territory)
    return report, as_html(report, pictures)


def log_report(store: Store, report: Report, form: str, text: str, to: str = "") -> None:
    """Writes down in the ledger what was reported to whom, with its counts and its SHA-256."""
    scope = report.scope
    counts = {numbers.line.code: numbers.documented for numbers in report.lines}
    store.do(
        logs.write,
        "report_log",
        {
            "to": to,
            "format": form,
            "period_from": None if scope.stretch.first == DAWN else scope.stretch.first,
            "period_to": None if scope.stretch.last == DUSK else scope.stretch.last,
            "area": json.dumps(list(scope.area.keys)),
            "population": str(scope.population),
            "as_of": scope.as_of,
            "known_on": scope.known_on.isoformat() if scope.known_on else None,
            "tables": json.dumps([list(by) for by in report.asked.by]),
            "counts": json.dumps(counts),
            "sha256": hashlib.sha256(text.encode()).hexdigest(),
        },
    )
