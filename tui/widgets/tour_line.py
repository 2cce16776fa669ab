"""The line that says what to do next in the tour."""

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from tui.text import wrapped

_EDGE = 1
_MOST_LINES = 2


class TourLine(Widget):
    """One or two lines above the keys, on every screen while the tour goes on."""

    DEFAULT_CSS = """
    TourLine { dock: bottom; height: 1; margin-bottom: 1; text-style: reverse; }
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    @property
    def text(self) -> str:
        """What it says."""
        return self._text

    def say(self, text: str) -> None:
        """Says something else."""
        if text != self._text:
            self._text = text
            self._fit()

    def on_resize(self) -> None:
        """Takes as many lines as it needs."""
        self._fit()

    def render_line(self, y: int) -> Strip:
        """One line of the text."""
        width, style = self.size.width, self.rich_style
        lines = self._lines(width)
        text = lines[y] if y < len(lines) else ""
        return Strip([Segment(f" {text}", style)]).adjust_cell_length(width, style)

    def _fit(self) -> None:
        if self.app.size.width:
            self.styles.height = max(1, len(self._lines(self.app.size.width)))
        self.refresh()

    def _lines(self, width: int) -> list[str]:
        return wrapped(self._text, max(2, width - 2 * _EDGE), most=_MOST_LINES)
