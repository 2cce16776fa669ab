"""Scopes and numbers in the words of the screen."""

from datetime import date
from typing import Final

from store.counting.comparing import Beside
from store.counting.extent import DAWN, DUSK, Stretch
from store.counting.lines import Numbers
from store.counting.scope import Scope
from store.reporting import wording
from store.reporting.bars import month_after, month_of, months_said
from store.reporting.report import Report
from store.settings import Settings
from store.spans import Span, format_span
from store.vocabulary import DatePrecision

_QUARTER: Final = 3


def period_words(stretch: Stretch, start: date, as_of: str) -> str:
    """A period in few words: "Feb 2023", "Jan–Mar 2023", "2023", "since 1 Feb 2021"."""
    if stretch.first == DAWN or stretch.last == DUSK:
        since = stretch.first == start.isoformat() and stretch.last == DUSK
        return f"since {wording.day(stretch.first)}" if since else wording.days(stretch)
    if stretch.first == start.isoformat() and stretch.last == as_of:
        return f"since {wording.day(stretch.first)}"
    first, last = date.fromisoformat(stretch.first), date.fromisoformat(stretch.last)
    if stretch == month_of(stretch.first[:7]):
        return format_span(Span(first, last, DatePrecision.MONTH))
    if stretch == Stretch(f"{first.year:04d}-01-01", f"{first.year:04d}-12-31"):
        return str(first.year)
    if stretch == quarter_of(stretch.first):
        return months_said(stretch)
    return wording.days(stretch)


def quarter_of(day: str) -> Stretch:
    """The quarter of a year in which a day lies."""
    year, month = day[:4], int(day[5:7])
    first = f"{year}-{(month - 1) // _QUARTER * _QUARTER + 1:02d}"
    return Stretch(month_of(first).first, month_of(month_after(first, _QUARTER - 1)).last)


def scope_words(scope: Scope, settings: Settings, places: str) -> str:
    """A scope in one line: period, places, whom, as of when."""
    return " · ".join(
        (
            period_words(scope.stretch, settings.start, scope.as_of),
            places,
            wording.whom(scope.population),
            f"as of {wording.day(scope.as_of)}",
        )
    )


def line_name(numbers: Numbers) -> str:
    """The name of a line where the one above it is not in sight."""
    return wording.label_of_line(numbers.line.code, numbers.line.label)


def figure_words(beside: Beside) -> str:
    """A figure as it was said, with who said it: "KNDF 8"."""
    return f"{beside.figure.source} {number_words(beside)}"


def number_words(beside: Beside) -> str:
    """A figure's number as it was said: "8", "at least 1,352"."""
    words = wording.number(beside.figure).split(" ")
    return " ".join(f"{int(word):,}" if word.isdecimal() else word for word in words)


def reported_words(report: Report, code: str) -> list[str]:
    """The figures on a line, those of the report's own days first.

    One that cannot be compared is marked, one of other days says of which.
    """
    own: list[str] = []
    other: list[str] = []
    for beside in report.beside(code):
        figure = beside.figure
        mark = "" if beside.is_comparable else f" {UNLIKE}"
        stretch = Stretch(figure.first or DAWN, figure.last or DUSK)
        if figure.kind == "incident" or stretch == report.scope.stretch:
            own.append(f"{figure_words(beside)}{mark}")
        else:
            when = period_words(stretch, report.about.start, report.scope.as_of)
            other.append(f"{figure_words(beside)}{mark} ({when})")
    if more := report.unlisted.get(code):
        other.append(f"{more:,} more about single incidents")
    return [*own, *other]


UNLIKE: Final = "≠"
"""Stands behind a figure that cannot be compared with ours."""


def comparison(report: Report, code: str, *, is_beside: bool = False) -> str:
    """What comes of comparing each figure on a line with ours, in sentences; '' without figures.

    With `is_beside` a figure that is the only one is not named again.
    """
    found = report.beside(code)
    named = not (is_beside and len(found) == 1)
    return " ".join(
        f"{f'{figure_words(beside)}: ' if named else ''}"
        f"{wording.compared(beside)} {wording.remarks(beside)}".rstrip()
        for beside in found
    )
