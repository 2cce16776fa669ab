"""A report as plain text, for a terminal of eighty columns or a letter."""

from collections.abc import Iterator

from store.counting.lines import Numbers
from store.reporting import wording
from store.reporting.crossing import crossed
from store.reporting.layout import listed, tabled, wrapped
from store.reporting.report import Report


def as_text(report: Report) -> str:
    """The report as lines of text; what is invisible or steers a terminal is spelt out."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    if report.about.demo:
        yield "DEMO: an invented ledger beside numbers that were published"
    yield from wrapped(" · ".join(wording.heading(report)))
    yield ""
    yield from listed(
        [("", *wording.COLUMNS), *(_row(report, numbers) for numbers in report.lines)]
    )
    yield ""
    yield from wrapped(wording.waiting(report))
    yield from _reported(report)
    for table in (*report.always, *report.tables):
        yield ""
        yield from wrapped(wording.title(table))
        yield from tabled(crossed(report, table))
    yield from _series(report)
    yield ""
    yield from _about(report)


def _row(report: Report, numbers: Numbers) -> tuple[str, ...]:
    label = f"  {numbers.line.label}" if numbers.line.within else numbers.line.label
    counted = ", ".join(filter(None, (wording.documented(numbers), wording.once(numbers))))
    return label, counted, wording.spread(numbers), wording.in_short(report, numbers.line.code)


def _reported(report: Report) -> Iterator[str]:
    unlisted = wording.unlisted(report)
    if report.besides or unlisted:
        yield ""
        yield "Reported, beside ours in the same terms"
    for beside in report.besides:
        figure = beside.figure
        told = (
            f"{figure.source}: {wording.number(figure)} {wording.counts_what(figure)} "
            f"[{figure.code}]. {wording.compared(beside)} {wording.remarks(beside)} "
            f"{wording.parts(report, figure)}"
        )
        yield from wrapped(told, "", "  ")
    if unlisted:
        yield from wrapped(unlisted)


def _series(report: Report) -> Iterator[str]:
    for series in report.series:
        yield ""
        figure = series.figures[-1]
        name = series.name or f"{figure.source}, {wording.counts_what(figure)}"
        yield from wrapped(f"Series: {name}")
        for step in series.steps:
            yield from wrapped(wording.newly(step), "  ", "    ")


def _about(report: Report) -> Iterator[str]:
    for sentence in wording.about(report):
        yield from wrapped(sentence)
    yield ""
    for sentence in wording.METHOD:
        yield from wrapped(sentence)
