"""A few lines that say in full what a row of a table has to cut."""

from collections.abc import Sequence

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from tui.text import wrapped

_EDGE = 3  # cells


class ReadingLines(Widget):
    """Texts, each from a new line on, wrapped to as many lines as there are."""

    DEFAULT_CSS = "ReadingLines { height: 4; margin-top: 1; }"

    def __init__(self) -> None:
        super().__init__()
        self._texts: Sequence[str] = ()
        self._lines: list[str] = []

    def show(self, *texts: str) -> None:
        """Shows other texts."""
        self._texts = texts
        self._wrap()

    def on_resize(self) -> None:
        """Wraps anew."""
        self._wrap()

    def render_line(self, y: int) -> Strip:
        """One line."""
        width, style = self.size.width, self.rich_style
        text = self._lines[y] if y < len(self._lines) else ""
        return Strip([Segment(" " * _EDGE + text, style)]).adjust_cell_length(width, style)

    def _wrap(self) -> None:
        room = max(2, self.size.width - 2 * _EDGE)
        height = max(1, self.size.height)
        lines: list[str] = []
        for n, text in enumerate(self._texts):
            left = height - len(lines) - (len(self._texts) - n - 1)
            lines += wrapped(text, room, most=max(1, left))
        self._lines = lines
        self.refresh()
