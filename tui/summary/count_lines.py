"""The summary as lines on the screen, with every number a place that opens."""

from collections.abc import Iterator, Sequence
from typing import Final

from store.counting.explaining import Column
from store.counting.lines import Numbers
from store.reporting import wording
from store.reporting.bars import Bar, month_of, months_said, stretch_of, unit_of
from store.reporting.glance import Glance
from store.reporting.report import Report
from tui.summary.targets import (
    OpenCell,
    OpenConflicts,
    OpenMonths,
    OpenNumber,
    OpenUndecided,
    OpenWaiting,
    Target,
)
from tui.summary.words import UNLIKE, comparison, reported_words
from tui.text import cells, fit
from tui.widgets.board import BoardLine, Spot

_LABEL, _DOCUMENTED, _RANGE = 23, 21, 11
_WIDE: Final = 110  # cells, from which on reasons stand beside the figures
_ALWAYS: Final = frozenset(
    {
        "killed",
        "killed_in_custody",
        "died_fleeing",
        "injured",
        "detained",
        "still_held",
        "homes_destroyed",
        "religious_destroyed",
    }
)
_SUMS: Final = {
    "deaths_all": ("killed", "died_fleeing"),
    "homes_affected": ("homes_destroyed", "homes_damaged"),
    "religious_affected": ("religious_destroyed",),
}
"""Lines that say nothing new where no more than one of these has anything to count."""

_STEPS: Final = "▁▂▃▄▅▆▇█"
_NOTHING: Final = "·"
_BAR_CELLS: Final = 8


def count_lines(found: Glance, scope: str, width: int, *, shows_all: bool) -> Iterator[BoardLine]:
    """The scope and the lines, with `shows_all` those too on which there is nothing."""
    report = found.report
    yield BoardLine(f" {fit(scope, width - 2)}", is_title=True)
    yield BoardLine()
    yield _titles(report)
    for numbers in report.lines:
        if shows_all or is_telling(report, numbers):
            yield _line(report, numbers, width)
    yield BoardLine()
    yield waiting_line(report, found.conflicts)
    yield from _pictures(found, width)


def is_telling(report: Report, numbers: Numbers) -> bool:
    """Whether a line says something that those above it do not say."""
    code = numbers.line.code
    if code in _ALWAYS or report.beside(code):
        return True
    if not numbers.high:
        return False
    of = [report.counts.line(part) for part in _SUMS.get(code, ())]
    same = [part for part in of if (part.documented, part.high) == _ends(numbers)]
    return not of or not (same or code == "deaths_all")


def _ends(numbers: Numbers) -> tuple[int, int]:
    return numbers.documented, numbers.high


def _titles(report: Report) -> BoardLine:
    titles = ("Documented", "Range", "Reported")
    marked = any(not beside.is_comparable for beside in report.besides)
    legend = f"  ({UNLIKE} not alike)" if marked else ""
    widths = (_DOCUMENTED, _RANGE, cells(titles[2]))
    text = " " * _LABEL + "".join(map(fit, titles, widths))
    return BoardLine(text + legend, is_title=True)


class _Writer:
    """A line that is being written, with the places in it that open something."""

    def __init__(self, text: str = "") -> None:
        self.text = text
        self.spots: list[Spot] = []

    def put(self, text: str, target: Target | None = None) -> None:
        """Adds text; with a target it opens that."""
        start = cells(self.text)
        self.text += text
        if target is not None and text:
            self.spots.append(Spot(start, start + cells(text), target))

    def pad(self, to: int) -> None:
        """Adds blanks up to a cell, one at least."""
        self.text += " " * max(1, to - cells(self.text))

    @property
    def line(self) -> BoardLine:
        """The line."""
        return BoardLine(self.text, tuple(self.spots))


def _line(report: Report, numbers: Numbers, width: int) -> BoardLine:
    code = numbers.line.code
    indent = "   " if numbers.line.within else " "
    writer = _Writer(fit(indent + numbers.line.label, _LABEL))
    writer.put(f"{numbers.documented:,}", OpenNumber(code, Column.DOCUMENTED))
    if numbers.documented:
        writer.put(" ")
        writer.put(f"({numbers.approved:,} approved)", OpenNumber(code, Column.APPROVED))
    writer.pad(_LABEL + _DOCUMENTED)
    writer.put(spread(numbers), OpenNumber(code, Column.HIGH))
    writer.pad(_LABEL + _DOCUMENTED + _RANGE)
    _put_reported(writer, report, code, width)
    return writer.line


def spread(numbers: Numbers) -> str:
    """The range: "7–8", "1,352", "35+"."""
    text = f"{numbers.low:,}"
    if numbers.high != numbers.low:
        text += f"–{numbers.high:,}"
    return f"{text}+" if numbers.open else text


def _put_reported(writer: _Writer, report: Report, code: str, width: int) -> None:
    room = width - cells(writer.text) - 1
    said = ", ".join(reported_words(report, code))
    if not said:
        writer.put(wording.DASH)
        return
    writer.put(fit(said, room).rstrip(), OpenNumber(code, None))
    room = width - cells(writer.text) - 3
    if width >= _WIDE and room > _BAR_CELLS:
        said = _whole_sentences(comparison(report, code, is_beside=True), room)
        writer.put(f"  {said}".rstrip())


def _whole_sentences(text: str, room: int) -> str:
    """The sentences that fit, with a sign that there are more; the beginning if these are short."""
    if cells(text) <= room:
        return text
    whole = text
    while ". " in whole and cells(f"{whole}. …") > room:
        whole = whole.rpartition(". ")[0]
    whole += ". …"
    return whole if room // 2 < cells(whole) <= room else fit(text, room)


def waiting_line(report: Report, conflicts: int) -> BoardLine:
    """What waits, what is undecided and what is in conflict, each opening its records."""
    waits = report.counts.waiting
    counts = (
        (waits["draft"], "draft", "drafts"),
        (waits["returned"], "returned", "returned"),
        (waits["uncited"], "without a source", "without a source"),
    )
    said = ", ".join(f"{n:,} {one if n == 1 else many}" for n, one, many in counts if n)
    writer = _Writer(" Waiting: ")
    writer.put(said or "nothing", OpenWaiting() if said else None)
    writer.put("    Undecided: ")
    many = report.counts.undecided
    writer.put(f"{many:,}", OpenUndecided() if many else None)
    if conflicts:
        writer.put("    In conflict: ")
        writer.put(f"{conflicts:,}", OpenConflicts())
    return writer.line


def _pictures(found: Glance, width: int) -> Iterator[BoardLine]:
    name = found.line.label
    if found.months:
        writer = _Writer(fit(f" {name} by {unit_of(found.months)}", _LABEL))
        writer.put(sparkline(found.months), OpenMonths(found.line.code))
        writer.put(f"  {_months_said(found.months, width - cells(writer.text) - 2)}")
        yield writer.line
    if found.townships:
        yield _townships(found, width)


def _months_said(months: Sequence[Bar], room: int) -> str:
    """From when to when the bars go and how high, as much of it as is not cut off."""
    ends = (stretch_of(months[0].key).first, stretch_of(months[-1].key).last)
    first, last = (months_said(month_of(day[:7])) for day in ends)
    most = max(bar.high for bar in months)
    said = (f"{first} to {last}, at most {most:,}", f"{first} to {last}", f"{first}–{last}")
    return next((words for words in said if cells(words) <= room), said[-1])


def sparkline(bars: Sequence[Bar]) -> str:
    """One letter for each bar, as high as what is documented; nothing is a dot."""
    most = max((bar.documented for bar in bars), default=0)
    top = len(_STEPS) - 1
    return "".join(
        _STEPS[round(bar.documented / most * top)] if bar.documented else _NOTHING for bar in bars
    )


def _townships(found: Glance, width: int) -> BoardLine:
    """The townships with their bars, as many as there is room for."""
    code = found.line.code
    most = max(bar.documented for bar in found.townships) or 1
    writer = _Writer(fit(f" {found.line.label} by township", _LABEL))
    rest = len(found.townships)
    for bar in found.townships:
        filled = "█" * max(1, round(bar.documented / most * _BAR_CELLS)) if bar.documented else ""
        number = _band(bar)
        needed = cells(f"{bar.label} {filled} {number}   ") + len(f"and {rest:,} more")
        if cells(writer.text) + needed > width:
            writer.put(f"and {rest:,} more", OpenMonths(code))
            return writer.line
        writer.put(f"{fit(bar.label, cells(bar.label))} {filled} ".replace("  ", " "))
        writer.put(number, OpenCell(code, ("township",), (bar.key,), bar.label))
        writer.put("   ")
        rest -= 1
    return writer.line


def _band(bar: Bar) -> str:
    band = f"–{bar.high:,}" if bar.high > bar.documented else ""
    return f"{bar.documented:,}{band}"
