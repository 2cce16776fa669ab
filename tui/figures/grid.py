"""The rows in which the numbers of a statement are typed, one row for each number."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rich.segment import Segment
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.events import DescendantBlur
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, Static

from tui.figures.statement import CELLS, cell_lines
from tui.forms.fields import Find, field_for, put_text
from tui.text import fit, shown
from tui.widgets.line_input import LineInput

_TITLES = ("Measure", "Of whom", "Number", "Said as", "Words that state it")
_WIDTHS = (20, 15, 12, 13, 0)  # cells; the last takes what is left
_LEFT = 4  # cells for the number of the row


class GridTitles(Widget):
    """The titles of the columns."""

    DEFAULT_CSS = "GridTitles { height: 1; text-style: bold; }"

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - there is one line.
        """The titles."""
        text = " " * _LEFT + "".join(
            fit(title, width or len(title)) for title, width in zip(_TITLES, _WIDTHS, strict=True)
        )
        style = self.rich_style
        return Strip([Segment(text, style)]).adjust_cell_length(self.size.width, style)


class GridRow(Vertical):
    """One number of a statement: its cells, and below them what is wrong with it."""

    DEFAULT_CSS = """
    GridRow {
        height: auto;
        & > Horizontal { height: 1; }
        & > Horizontal > .row-number { width: 4; padding-left: 1; }
        & > Horizontal > LineInput { padding-right: 1; }
        & > .row-error {
            height: auto; padding-left: 4; display: none; text-style: bold; color: ansi_red;
        }
    }
    """

    def __init__(self, number: int, texts: Mapping[str, str], find: Find) -> None:
        super().__init__()
        self.number = number
        self._cells: dict[str, LineInput] = {}
        for (key, line), width in zip(cell_lines().items(), _WIDTHS, strict=True):
            cell = field_for(line, texts.get(key, ""), "", find) if key != "text" else None
            if not isinstance(cell, LineInput):
                cell = LineInput(texts.get(key, ""))
            cell.styles.width = width or "1fr"
            self._cells[key] = cell
        self._error = Static(classes="row-error")

    def compose(self) -> ComposeResult:
        """The number of the row, its cells, the line for errors."""
        with Horizontal():
            yield Static(f"{self.number + 1}", classes="row-number")
            yield from self._cells.values()
        yield self._error

    @property
    def texts(self) -> dict[str, str]:
        """What stands in the cells."""
        return {key: cell.value for key, cell in self._cells.items()}

    def cell(self, key: str) -> LineInput:
        """The cell with that name."""
        return self._cells[key]

    def key_of(self, cell: Widget) -> str:
        """The name of a cell of this row, '' for anything else."""
        return next((key for key, found in self._cells.items() if found is cell), "")

    def put(self, key: str, text: str) -> None:
        """Writes into a cell as if it had stood there; typing in it replaces that."""
        cell = self._cells[key]
        put_text(cell, text)
        if cell.has_focus:
            cell.action_select_all()

    def tell(self, *errors: str) -> None:
        """Shows what is wrong below the row, or nothing."""
        said = " ".join(filter(None, errors))
        self._error.display = bool(said)
        self._error.update(shown(said))


class FigureGrid(VerticalScroll, can_focus=False, inherit_bindings=False):
    """The rows of a statement; there is always an empty one at the end."""

    DEFAULT_CSS = "FigureGrid { height: 1fr; }"

    @dataclass
    class Changed(Message):
        """Something was typed in a row."""

    @dataclass
    class CellLeft(Message):
        """The cursor left a cell of a row."""

        row: GridRow
        key: str

    def __init__(self, find: Find) -> None:
        super().__init__()
        self._find = find

    @property
    def rows(self) -> list[GridRow]:
        """All the rows, in order."""
        return list(self.query(GridRow))

    async def show(self, rows: Iterator[Mapping[str, str]]) -> None:
        """Shows other rows, and an empty one."""
        await self.remove_children()
        await self.mount_all([GridRow(n, texts, self._find) for n, texts in enumerate(rows)])
        await self.add_row()

    async def add_row(self) -> GridRow:
        """Adds an empty row at the end."""
        row = GridRow(len(self.rows), {}, self._find)
        await self.mount(row)
        return row

    async def on_input_changed(self, event: Input.Changed) -> None:
        """Sees to it that there is an empty row."""
        event.stop()
        rows = self.rows
        if rows and event.value and event.input in rows[-1].walk_children():
            await self.add_row()
        self.post_message(self.Changed())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Goes to the next cell, at the end of a row to the next row."""
        event.stop()
        self.screen.focus_next()

    def on_descendant_blur(self, event: DescendantBlur) -> None:
        """Tells which cell was left."""
        cell = event.widget
        row = next((found for found in cell.ancestors if isinstance(found, GridRow)), None)
        if row is not None and (key := row.key_of(cell)):
            self.post_message(self.CellLeft(row, key))

    def go_to(self, n: int, key: str = "") -> None:
        """Puts the cursor into a cell of a row."""
        self.rows[n].cell(key or CELLS[0]).focus()
