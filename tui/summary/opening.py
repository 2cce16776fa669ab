"""What a number of the summary opens, and what is said of it while the cursor is on it."""

from store.counting.explaining import Column, Question
from store.counting.lines import Grounds, Numbers
from store.counting.measures import BY_CODE
from store.counting.scope import Scope
from store.counting.tables import Cut
from store.reporting import wording
from store.reporting.report import Report
from store.settings import Settings
from tui.screens.behind import BehindNumber, View
from tui.summary.behind import read_figures, read_records, read_undecided
from tui.summary.targets import OpenCell, OpenConflicts, OpenNumber, OpenUndecided, OpenWaiting
from tui.summary.words import comparison, line_name, scope_words

_WAITING = "Drafts, records sent back with a question, records without a source: not counted yet."
_UNDECIDED = "Somebody has to decide whether the two of a pair are the same."
_IN_CONFLICT = "Two people changed the same thing differently; enter shows both versions of each."
_NUMBERS = (Column.DOCUMENTED, Column.APPROVED, Column.LOW, Column.HIGH)


def said_of(report: Report, target: object) -> str:
    """What the number under the cursor means, or how figures compare; '' for nothing."""
    said = ""
    match target:
        case OpenNumber(code, None):
            said = comparison(report, code)
        case OpenNumber(code, Column.HIGH):
            said = f"{_name(report, code)}: what sources support, low to high; no statistics."
        case OpenNumber(code):
            numbers = report.counts.line(code)
            said = " ".join(filter(None, (_once(numbers), numbers.line.definition)))
        case OpenWaiting():
            said = _WAITING
        case OpenUndecided():
            said = _UNDECIDED
        case OpenConflicts():
            said = _IN_CONFLICT
        case OpenCell(code, _, _, named):
            said = f"{_name(report, code)}: {named}"
    return said


def _once(numbers: Numbers) -> str:
    counted = wording.once(numbers)
    return f"{counted}, each counted once." if counted else ""


def _name(report: Report, code: str) -> str:
    return line_name(report.counts.line(code))


def opened(
    report: Report,
    target: OpenNumber | OpenWaiting | OpenUndecided | OpenCell,
    settings: Settings,
) -> BehindNumber:
    """The screen with what stands behind a number."""
    scope = scope_words(report.scope, settings, wording.places(report))
    match target:
        case OpenNumber(code, column):
            views = line_views(report, code)
            at = _NUMBERS.index(column) if column else len(views) - 1
            return BehindNumber(_name(report, code), scope, views, at)
        case OpenWaiting():
            waiting = View("not counted yet", _WAITING, read_records(_asked(report, "")))
            return BehindNumber("Waiting", scope, (waiting,))
        case OpenUndecided():
            many = report.counts.undecided
            pairs = f"{many:,} {'pair' if many == 1 else 'pairs'}"
            undecided = View(pairs, _UNDECIDED, read_undecided(_asked(report, "")))
            return BehindNumber("Undecided", scope, (undecided,))
        case OpenCell(code, by, labels, named):
            cut = Cut(code, report.scope.population, by)
            title = f"{_name(report, code)}, {named}"
            return BehindNumber(title, scope, cell_views(report.scope, cut, labels))


def line_views(report: Report, code: str) -> list[View]:
    """The numbers of a line, each with the rows behind it."""
    numbers = report.counts.line(code)
    definition = numbers.line.definition
    views = [
        View(f"{name} {value}", definition, read_records(_asked(report, code, column)))
        for column, name, value in (
            (Column.DOCUMENTED, "documented", f"{numbers.documented:,}"),
            (Column.APPROVED, "approved", f"{numbers.approved:,}"),
            (Column.LOW, "low end", f"{numbers.low:,}"),
            (Column.HIGH, "high end", f"{numbers.high:,}{'+' if numbers.open else ''}"),
        )
    ]
    if report.beside(code):
        about = "Numbers that others published: beside ours, and never added to them."
        views.append(View("reported", about, read_figures(report, code)))
    return views


def cell_views(scope: Scope, cut: Cut, labels: tuple[str, ...]) -> list[View]:
    """The numbers of a cell of a table, each with the rows behind it."""
    line = BY_CODE[cut.line]
    ground = Grounds.of(scope).for_line(cut.line)
    return [
        View(
            name,
            line.definition,
            read_records(Question(scope, ground, cut.line, column, cut, labels)),
        )
        for column, name in (
            (Column.DOCUMENTED, "documented"),
            (Column.APPROVED, "approved"),
            (Column.HIGH, "what may belong there"),
        )
    ]


def _asked(report: Report, code: str, column: Column = Column.WAITING) -> Question:
    return Question(report.scope, Grounds.of(report.scope).for_line(code), code, column)
