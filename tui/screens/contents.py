"""What the ledger holds, what waits in it, what was left open and what was changed last."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType

from store.errors import LedgerError
from store.ledger import Store
from store.overview import ChangedRecord, KindOverview, LeftForm, Overview, overview
from store.records import RECORD_TYPES, Record
from store.spans import Span, format_span
from store.vocabulary import DatePrecision, Review
from tui.commands import bindings
from tui.gateway import GatewayClosed, Priority, gateway_of
from tui.long_job import JobCancelled
from tui.screens.aside import Aside
from tui.screens.tabs import list_label
from tui.summary.chosen import OpenForm, OpenList
from tui.summary.commands import BACK
from tui.text import cells, fit
from tui.widgets.board import Board, BoardLine, Spot
from tui.widgets.heading_line import HeadingLine
from tui.widgets.key_bar import KeyBar
from tui.widgets.status_line import StatusLine

_COLUMNS = (
    # Title and filter, '' for all records.
    ("Records", ""),
    ("Approved", "is:approved"),
    ("Submitted", "is:submitted"),
    ("Returned", "is:returned"),
    ("Draft", "is:draft"),
    ("No source", "no:source"),
    ("Conflict", "has:conflict"),
)
_LABEL = 12  # cells for the name of a kind
_INDENT = 2
_NEWEST = 30  # changed records, as many as may fit on a tall screen
_MOST_FORMS = 3
_LEAST_LINES = 16  # shown, if need be by scrolling
_CODE, _KIND = 10, 10
_NOTHING = "·"
_NEWER_REVIEW = "with a review not known to this version"
_UNNAMED = "unnamed"
_REVIEWS = (Review.APPROVED, Review.SUBMITTED, Review.RETURNED, Review.DRAFT)


@dataclass(frozen=True, slots=True)
class OpenOne:
    """One record."""

    model: type[Record]
    id: str


class Contents(Aside[OpenList | OpenForm | None]):
    """Per kind how many records there are and how they stand; what was changed last.

    Gives what is to be opened besides a record, None after escape.
    """

    DEFAULT_CSS = "Contents { layout: vertical; }"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(BACK)]

    def __init__(self) -> None:
        super().__init__()
        self._found: Overview | None = None
        self._heading = HeadingLine()

    def compose(self) -> ComposeResult:
        """The heading, the board and the line below."""
        yield self._heading
        yield Board()
        yield StatusLine()
        yield KeyBar()

    def on_mount(self) -> None:
        """Reads the overview."""
        self._heading.show("Contents")
        self._read()

    def on_screen_resume(self) -> None:
        """Reads it again, since what lay above may have changed something."""
        if self._found is not None:
            self._read()

    def on_resize(self) -> None:
        """Fits the lines to the new width."""
        self._show()

    def on_board_chosen(self, event: Board.Chosen) -> None:
        """Opens what was chosen."""
        event.stop()
        match event.target:
            case OpenOne(model, record):
                from tui.screens.record import RecordScreen

                self.app.push_screen(RecordScreen(model, record))
            case OpenList() | OpenForm() as target:
                self.dismiss(target)

    @work(group="overview", exclusive=True)
    async def _read(self) -> None:
        try:
            found: Overview = await gateway_of(self).ask(
                Priority.COUNT, Store.ask, overview, newest=_NEWEST
            )
        except (JobCancelled, GatewayClosed):
            return
        except LedgerError as problem:
            self.query_one(StatusLine).show(problem.title)
            return
        self._found = found
        self._show()
        self.query_one(StatusLine).show(waiting_sentence(found))

    def _show(self) -> None:
        if self._found is not None and self.size.width:
            board = self.query_one(Board)
            lines = tuple(overview_lines(self._found, self.size.width))
            board.set_lines(lines[: max(_LEAST_LINES, board.size.height)])


def overview_lines(found: Overview, width: int) -> Iterator[BoardLine]:
    """The overview as lines of at most `width` cells."""
    widths = [cells(title) for title, _ in _COLUMNS]
    spare = width - _INDENT - _LABEL - sum(widths) - 1
    gap = max(1, min(4, spare // len(widths)))
    title = "".join(" " * gap + title for title, _ in _COLUMNS)
    yield BoardLine(" " * (_INDENT + _LABEL) + title, is_title=True)
    for table, model in RECORD_TYPES.items():
        yield _kind_line(model, found.kinds[table], [gap + width for width in widths])
    yield BoardLine()
    yield BoardLine(" " * _INDENT + covered_sentence(found))
    if found.forms:
        yield BoardLine()
        yield BoardLine(" " * _INDENT + "Forms not saved", is_title=True)
    for form in found.forms[:_MOST_FORMS]:
        yield _form_line(form)
    if found.newest:
        yield BoardLine()
        yield BoardLine(" " * _INDENT + "Changed last", is_title=True)
    for changed in found.newest:
        yield _changed_line(changed, width)


def waiting_sentence(found: Overview) -> str:
    """How many records there are and what waits, in words."""
    kinds = found.kinds.values()
    records = sum(kind.records for kind in kinds)
    if not records and not found.forms:
        return "No records yet: press 2, then n for the first one."
    waiting = (
        (_of_review(found, Review.DRAFT), "draft", "drafts"),
        (_of_review(found, Review.RETURNED), "returned", "returned"),
        (_of_newer_review(found), _NEWER_REVIEW, _NEWER_REVIEW),
        (sum(kind.uncited for kind in kinds), "without a source", "without a source"),
        (sum(kind.conflicts for kind in kinds), "in conflict", "in conflict"),
        (len(found.forms), "form not saved", "forms not saved"),
    )
    parts = [f"{count:,} {one if count == 1 else many}" for count, one, many in waiting if count]
    total = f"{records:,} {'record' if records == 1 else 'records'}"
    return f"{total}; {', '.join(parts)}" if parts else f"{total}; nothing waits"


def covered_sentence(found: Overview) -> str:
    """The days and the places that the records are about, in words."""
    if not found.first and not found.last:
        return "No record has a date yet."
    days = list(dict.fromkeys(_day(day) for day in (found.first, found.last) if day))
    when = f"From {days[0]} to {days[1]}" if len(days) > 1 else f"On {days[0]}"
    if not found.townships:
        return f"{when}, no township yet"
    return f"{when}, {found.townships} township{'s' if found.townships > 1 else ''}"


def _of_review(found: Overview, review: Review) -> int:
    return sum(kind.by_review.get(review, 0) for kind in found.kinds.values())


def _of_newer_review(found: Overview) -> int:
    return sum(
        count
        for kind in found.kinds.values()
        for review, count in kind.by_review.items()
        if review not in _REVIEWS
    )


def _kind_line(model: type[Record], kind: KindOverview, widths: list[int]) -> BoardLine:
    counts: tuple[int | None, ...] = (
        kind.records,
        *(kind.by_review.get(review, 0) for review in _REVIEWS),
        kind.uncited if model.cites else None,
        kind.conflicts,
    )
    text = fit(" " * _INDENT + list_label(model), _INDENT + _LABEL)
    spots: list[Spot] = []
    for (_, terms), count, width in zip(_COLUMNS, counts, widths, strict=True):
        number = "" if count is None else f"{count:,}" if count or not terms else _NOTHING
        text += fit(number, width, right=True)
        if count or not terms:
            end = cells(text)
            spots.append(Spot(end - cells(number), end, OpenList(model, terms)))
    return BoardLine(text, tuple(spots))


def _form_line(form: LeftForm) -> BoardLine:
    kind = RECORD_TYPES[form.table].one
    text = f"{' ' * _INDENT}{fit(kind, _CODE)}  left {_day_here(form.at)}"
    return BoardLine(text, (Spot(_INDENT, _INDENT + cells(kind), OpenForm(form.form)),))


def _changed_line(changed: ChangedRecord, width: int) -> BoardLine:
    summary = changed.summary
    model = RECORD_TYPES[summary.table]
    day = f"{'new' if changed.is_new else 'changed'} {_day_here(changed.at)}"
    parts = (fit(summary.code, _CODE), fit(model.one, _KIND))
    start = " " * _INDENT + "  ".join(parts)
    room = width - cells(start) - len(day) - 5
    line = "  ".join((start, fit(summary.line or _UNNAMED, room), day))
    spot = Spot(_INDENT, _INDENT + cells(summary.code[:_CODE]), OpenOne(model, summary.id))
    return BoardLine(line, (spot,))


def _day_here(at: str) -> str:
    """The day of a moment in UTC, where the laptop is; what is none as another laptop wrote it."""
    try:
        return _day(datetime.fromisoformat(at).astimezone().date().isoformat())
    except (ValueError, OverflowError):
        return at


def _day(day: str) -> str:
    read = date.fromisoformat(day)
    return format_span(Span(read, read, DatePrecision.DAY, ""))
