"""What stands below the lines of a form: help for the one with the cursor."""

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from tui.text import wrapped

_EDGE = 2  # cells
_HINT_LINES = 3


class FormHint(Widget):
    """A few lines: what belongs into the line with the cursor, and what can be chosen there."""

    DEFAULT_CSS = """
    FormHint {
        height: 4;
        padding-top: 1;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._help = self._choices = ""

    def show(self, text: str, choices: str) -> None:
        """Shows other words."""
        if (text, choices) != (self._help, self._choices):
            self._help, self._choices = text, choices
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The help, then the choices."""
        style, width = self.rich_style, self.size.width
        room = max(2, width - 2 * _EDGE)
        lines = wrapped(self._help, room, most=2)
        lines += wrapped(self._choices, room, most=_HINT_LINES - len(lines))
        text = lines[y] if y < len(lines) else ""
        return Strip([Segment(" " * _EDGE + text, style)]).adjust_cell_length(width, style)
