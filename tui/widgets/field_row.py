"""One line of a form on the screen: its label, its input, and what was understood of it."""

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.app import ComposeResult
from textual.strip import Strip
from textual.widget import Widget

from tui.text import cells, fit, wrapped
from tui.widgets.line_input import LineInput
from tui.widgets.note_input import NoteInput

LABEL_CELLS = 20
"""The width of the labels, so that all inputs of a form stand in one column."""

_LEFT = LABEL_CELLS + 4  # cursor, blank, label, bar, blank
_LEAST_INPUT = 24  # cells that an input keeps beside an echo
_GAP = 2
_MOST_LINES = 3  # of an error


class FieldRow(Widget):
    """A label, an input, and beside it what was understood, or below it what is wrong.

    It draws everything but the input itself, so that a form of many rows opens fast.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "field-row--here",
        "field-row--echo",
        "field-row--error",
        "field-row--bar",
    }
    DEFAULT_CSS = """
    FieldRow {
        height: 1;
        layout: horizontal;
        & > .field-row--echo { text-style: dim; }
        & > .field-row--bar { text-style: dim; }
        & > .field-row--error { text-style: bold; color: ansi_red; }
        & > .field-row--here { text-style: bold; }
    }
    """

    def __init__(
        self, key: str, label: str, field: LineInput | NoteInput, *, is_needed: bool = False
    ) -> None:
        super().__init__()
        self.key = key
        self.field = field
        self._label = f"{label} *" if is_needed else label
        self._echo = ""
        self._error = ""
        self._below: tuple[str, ...] = ()
        field.styles.margin = (0, 0, 0, _LEFT)

    def compose(self) -> ComposeResult:
        """The input; the rest is drawn."""
        yield self.field

    @property
    def error(self) -> str:
        """What is wrong with the line, '' if nothing is."""
        return self._error

    def say(self, *, echo: str = "", error: str = "") -> None:
        """Shows what was understood, or what is wrong."""
        if (echo, error) != (self._echo, self._error):
            self._echo, self._error = echo, error
            self._arrange()

    def on_mount(self) -> None:
        """Makes room for what is to be said."""
        self._arrange()

    def on_resize(self) -> None:
        """Makes room anew, and stays in sight with all that is said if the cursor is here."""
        self._arrange()
        self.keep_in_sight()

    def keep_in_sight(self) -> None:
        """Scrolls to the whole line once it has its place, if the cursor is in it."""
        if self.field.has_focus:
            self.call_after_refresh(self.scroll_visible, animate=False)

    def on_descendant_focus(self) -> None:
        """Draws the cursor."""
        self.refresh()

    def on_descendant_blur(self) -> None:
        """Takes the cursor away."""
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The label before the input, what was understood behind it, what is wrong below it."""
        style, width = self.rich_style, self.size.width
        top = self._field_height
        if y >= top:
            return self._line_below(y - top, style, width)
        has_focus = self.field.has_focus
        here_style = style + self.get_component_rich_style("field-row--here")
        label_style = here_style if has_focus else style
        bar_style = style + self.get_component_rich_style("field-row--bar")
        mark = ("!" if self._error else ">" if has_focus else " ") if y == 0 else " "
        segments = [
            Segment(f"{mark} ", label_style),
            Segment(fit(self._label if y == 0 else "", LABEL_CELLS), label_style),
            Segment("│", label_style if has_focus else bar_style),
            Segment(" ", style),
        ]
        if y == 0 and self._is_beside:
            gap = width - _LEFT - cells(self._echo) - 1
            echo_style = style + self.get_component_rich_style("field-row--echo")
            segments += [Segment(" " * gap, style), Segment(f"{self._echo} ", echo_style)]
        return Strip(segments).adjust_cell_length(width, style)

    def _line_below(self, line: int, style: Style, width: int) -> Strip:
        name = "field-row--error" if self._error else "field-row--echo"
        below_style = style + self.get_component_rich_style(name)
        text = self._below[line] if line < len(self._below) else ""
        segments = [Segment(" " * _LEFT, style), Segment(text, below_style)]
        return Strip(segments).adjust_cell_length(width, style)

    @property
    def _field_height(self) -> int:
        return self.field.size.height or 1

    @property
    def _is_beside(self) -> bool:
        """Whether the echo has room beside the input."""
        if not self._echo or self._error or isinstance(self.field, NoteInput):
            return False
        room = self.size.width - _LEFT - _LEAST_INPUT - _GAP
        return cells(self._echo) + 1 <= room

    def _arrange(self) -> None:
        """Divides the line between input and echo, and opens lines below for what is longer."""
        if not self.is_mounted or not self.size.width:
            return
        taken = cells(self._echo) + 1 + _GAP if self._is_beside else 0
        room = max(1, self.size.width - _LEFT - 1)
        self.field.styles.width = max(1, room + 1 - taken)
        said = self._error or ("" if taken else self._echo)
        self._below = tuple(wrapped(said, room, most=_MOST_LINES)) if said else ()
        tall = isinstance(self.field, NoteInput)
        height = int(self.field.styles.height.value) if tall and self.field.styles.height else 1
        self.styles.height = height + len(self._below)
        self.refresh(layout=True)
