"""What stands behind a number: the records and figures, each with the rule, each openable."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from store.records import RECORD_TYPES
from tui.commands import bindings
from tui.gateway import gateway_of
from tui.screens.aside import Aside
from tui.summary.behind import BehindRows, Read
from tui.summary.commands import BACK
from tui.widgets.heading_line import HeadingLine
from tui.widgets.key_bar import KeyBar
from tui.widgets.reading_lines import ReadingLines
from tui.widgets.status_line import StatusLine
from tui.widgets.table import Column, VirtualTable

_COLUMNS = (
    Column("Code", 10),
    Column("Counts", 8),
    Column("What", 26, grow=1),
    Column("Why", 26, grow=1),
)
_EMPTY = "Nothing stands behind this number."


class _Behind(VirtualTable):
    """The rows behind a number, each of which opens."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Open", show=True, tooltip="Shows the record of the row.")
    ]


@dataclass(frozen=True, slots=True)
class View:
    """One of the numbers of a line: its name and value, what it means, and how to read it."""

    name: str
    about: str
    read: Read


class BehindNumber(Aside[None]):
    """The rows behind one of several numbers; left and right go from one to the next."""

    DEFAULT_CSS = "BehindNumber { layout: vertical; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "left", "turn(-1)", "Number before", show=False, tooltip="Shows the number before."
        ),
        Binding("right", "turn(1)", "Next number", show=True, tooltip="Shows the next number."),
        *bindings(BACK),
    ]

    def __init__(self, title: str, scope: str, views: Sequence[View], at: int = 0) -> None:
        super().__init__()
        self._title = title
        self._scope = scope
        self._views = tuple(views)
        self._at = at
        self._rows: BehindRows | None = None
        self._heading = HeadingLine()
        self._table = _Behind(_COLUMNS, empty=_EMPTY)
        self._detail = ReadingLines()
        self._status = StatusLine()

    @property
    def views(self) -> Sequence[View]:
        """The numbers between which left and right go."""
        return self._views

    def compose(self) -> ComposeResult:
        """What is asked, the rows, the one under the cursor in full, the keys."""
        yield self._heading
        yield self._table
        yield self._detail
        yield self._status
        yield KeyBar()

    def on_mount(self) -> None:
        """Shows the number that was opened."""
        self._table.focus()
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is something to turn to if there are several numbers."""
        if action == "turn":
            return len(self._views) > 1
        return super().check_action(action, parameters)

    def action_turn(self, steps: int) -> None:
        """Shows another of the numbers."""
        self._at = (self._at + steps) % len(self._views)
        self._show()

    def _show(self) -> None:
        view = self._views[self._at]
        names = [f"[{v.name}]" if v is view else f" {v.name} " for v in self._views]
        self._heading.show(f"{self._title} · {self._scope}", below=" ".join(names).strip())
        self._status.show(view.about)
        self._detail.show()
        self._rows = BehindRows(gateway_of(self), view.read)
        self._table.set_source(self._rows)

    @on(VirtualTable.RowHighlighted)
    def _tell_row(self, event: VirtualTable.RowHighlighted) -> None:
        told = self._rows.told(event.key) if self._rows and event.key is not None else None
        if told is None:
            self._detail.show()
        else:
            self._detail.show(f"{told.code}  {told.text}", told.rule)

    @on(VirtualTable.PageFailed)
    def _tell_problem(self, event: VirtualTable.PageFailed) -> None:
        self._status.show(event.problem.title)

    @on(VirtualTable.RowChosen)
    def _open(self, event: VirtualTable.RowChosen) -> None:
        from tui.screens.record import RecordScreen

        told = self._rows.told(event.key) if self._rows else None
        if told is not None and told.id:
            self.app.push_screen(RecordScreen(RECORD_TYPES[told.table], told.id))
