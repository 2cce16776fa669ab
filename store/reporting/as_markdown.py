"""A report as Markdown (CommonMark with the tables of GitHub)."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from store.counting.lines import Numbers
from store.escape import escape_controls
from store.reporting import wording
from store.reporting.crossing import crossed
from store.reporting.report import Report

_MEANT: Final = re.compile(r"([\\`*_\[\]<>|#~&])")
_COUNTED: Final = re.compile(r"\d[\d,–+ ()a-z]*")


def as_markdown(report: Report) -> str:
    """The report as Markdown; what a text holds of its signs is escaped."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    yield f"# {_safe(' · '.join(wording.heading(report)))}"
    yield ""
    if report.about.demo:
        yield "**DEMO**: an invented ledger beside numbers that were published."
        yield ""
    heading = ("", *wording.COLUMNS)
    yield from table([heading, *(_row(report, numbers) for numbers in report.lines)])
    yield ""
    yield _safe(wording.waiting(report))
    yield from _reported(report)
    for asked in (*report.always, *report.tables):
        yield from ("", f"## {_safe(wording.title(asked))}", "")
        yield from table(crossed(report, asked))
    for series in report.series:
        name = series.name or wording.counts_what(series.figures[-1])
        yield from ("", f"## Series: {_safe(name)}", "")
        yield from (f"- {_safe(wording.newly(step))}" for step in series.steps)
    yield from ("", "## The ledger and the method", "")
    yield from (f"- {_safe(sentence)}" for sentence in wording.about(report))
    yield from (f"- {_safe(sentence)}" for sentence in wording.METHOD)


def _row(report: Report, numbers: Numbers) -> tuple[str, ...]:
    label = f"– {numbers.line.label}" if numbers.line.within else numbers.line.label
    counted = ", ".join(filter(None, (wording.documented(numbers), wording.once(numbers))))
    return (
        label,
        counted,
        wording.spread(numbers),
        wording.in_short(report, numbers.line.code),
    )


def _reported(report: Report) -> Iterator[str]:
    if not report.besides and not report.unlisted:
        return
    yield from ("", "## Reported, beside ours in the same terms", "")
    heading = ("Source", "Reported", "Figure", "Ours in its terms", "Remarks")
    rows = [
        (
            beside.figure.source,
            f"{wording.number(beside.figure)} {wording.counts_what(beside.figure)}",
            beside.figure.code,
            wording.compared(beside),
            " ".join(filter(None, (wording.remarks(beside), wording.parts(report, beside.figure)))),
        )
        for beside in report.besides
    ]
    if rows:
        yield from table([heading, *rows])
    if unlisted := wording.unlisted(report):
        yield from ("", _safe(unlisted))


def table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The rows as a table, the first being its heading; columns of numbers to the right."""
    heading, *rest = rows
    yield _line(heading)
    numeric = [all(_COUNTED.fullmatch(row[n]) for row in rest) for n in range(len(heading))]
    yield "| " + " | ".join("---:" if right else "---" for right in numeric) + " |"
    yield from map(_line, rest)


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(map(_safe, cells)) + " |"


def _safe(text: str) -> str:
    return _MEANT.sub(r"\\\1", escape_controls(" ".join(text.split())))
