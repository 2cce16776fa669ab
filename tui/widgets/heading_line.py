"""What a screen is about, in one line: a title, and at its right how the thing stands."""

from typing import ClassVar

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from tui.text import cells, fit

_EDGE = 2  # cells


class HeadingLine(Widget):
    """A title in bold with a state at the right end, and a line below that may say more."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"heading-line--title"}
    DEFAULT_CSS = """
    HeadingLine {
        height: 2;
        & > .heading-line--title { text-style: bold; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._title = self._state = self._below = ""

    def show(self, title: str, state: str = "", below: str = "") -> None:
        """Shows a title, how the thing stands, and what it belongs to if it does."""
        self._title, self._state, self._below = title, state, below
        self.styles.height = 3 if below else 2
        self.refresh(layout=True)

    def render_line(self, y: int) -> Strip:
        """The title with the state at its right, the line below, a blank."""
        style, width = self.rich_style, self.size.width
        title_style = style + self.get_component_rich_style("heading-line--title")
        room = max(0, width - 2 * _EDGE)
        line: list[Segment] = []
        if y == 0:
            title = fit(self._title, max(0, room - cells(self._state) - _EDGE))
            state = fit(self._state, cells(self._state) + _EDGE, right=True)
            line = [Segment(title, title_style), Segment(state, style)]
        elif y == 1 and self._below:
            line = [Segment(fit(self._below, room), style)]
        return Strip([Segment(" " * _EDGE, style), *line]).adjust_cell_length(width, style)
