"""A report as plain text, for a terminal or a letter."""

from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap
from typing import Final

from wcwidth import wcswidth

from store.counting.lines import Numbers
from store.counting.tables import Table
from store.escape import escape_controls
from store.reporting import wording
from store.reporting.crossing import crossed
from store.reporting.report import Report

WIDTH: Final = 80


def as_text(report: Report) -> str:
    """The report as lines of text; what is invisible or steers a terminal is spelt out."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    if report.about.demo:
        yield "DEMO: an invented ledger beside numbers that were published"
    yield from _wrapped(" · ".join(wording.heading(report)))
    yield ""
    rows = [("", *wording.COLUMNS), *(_row(report, numbers) for numbers in report.lines)]
    yield from columns(rows)
    yield ""
    yield from _wrapped(wording.waiting(report))
    yield from _reported(report)
    for table in (*report.always, *report.tables):
        yield ""
        yield from _table(report, table)
    yield from _series(report)
    yield ""
    yield from _about(report)


def _row(report: Report, numbers: Numbers) -> tuple[str, ...]:
    """One line; with more than one figure beside it, their number."""
    label = f"  {numbers.line.label}" if numbers.line.within else numbers.line.label
    counted = ", ".join(filter(None, (wording.documented(numbers), wording.once(numbers))))
    return label, counted, wording.spread(numbers), wording.in_short(report, numbers.line.code)


def _reported(report: Report) -> Iterator[str]:
    if not report.besides:
        return
    yield ""
    yield "Reported, beside ours in the same terms"
    for beside in report.besides:
        figure = beside.figure
        yield from _wrapped(
            f"{figure.source}: {wording.number(figure)} {wording.counts_what(figure)} "
            f"[{figure.code}]. {wording.compared(beside)} {wording.remarks(beside)}",
            "  ",
        )


def _table(report: Report, table: Table) -> Iterator[str]:
    yield from _wrapped(wording.title(table))
    yield from columns(crossed(report, table))


def _series(report: Report) -> Iterator[str]:
    for series in report.series:
        yield ""
        figure = series.figures[-1]
        name = series.name or f"{figure.source}, {wording.counts_what(figure)}"
        yield from _wrapped(f"Series: {name}")
        for step in series.steps:
            yield from _wrapped(f"  {wording.newly(step)}", "  ")


def _about(report: Report) -> Iterator[str]:
    for sentence in wording.about(report):
        yield from _wrapped(sentence)
    yield ""
    for sentence in wording.METHOD:
        yield from _wrapped(sentence)


def _wrapped(text: str, indent: str = "") -> Iterator[str]:
    """The text in lines of at most `WIDTH` letters, all but the first indented."""
    safe = escape_controls(" ".join(text.split()))
    first = indent if text.startswith("  ") else ""
    yield from wrap(
        safe,
        WIDTH,
        initial_indent=first,
        subsequent_indent=f"{first}{'  ' if indent else ''}",
        break_long_words=False,
        break_on_hyphens=False,
    ) or [""]


def columns(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The rows with aligned columns, numbers to the right; widths are those of a terminal."""
    shown = [[_lead(cell) + escape_controls(cell.strip()) for cell in row] for row in rows]
    widths = [max(map(_cells, column)) for column in zip(*shown, strict=True)]
    for row in shown:
        cells = [
            " " * (width - _cells(cell)) + cell
            if cell.isdigit()
            else (cell + " " * (width - _cells(cell)))
            for cell, width in zip(row, widths, strict=True)
        ]
        yield "  ".join(cells).rstrip()


def _lead(cell: str) -> str:
    return cell[: len(cell) - len(cell.lstrip(" "))]


def _cells(text: str) -> int:
    width = wcswidth(text)
    return width if width >= 0 else len(text)
