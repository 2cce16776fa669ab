"""What is known of one record, as pairs of a label and a text."""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.strip import Strip

from tui.text import cells, fit, wrapped
from tui.widgets.look import DrawnInOneLook

_MOST_LABEL = 18  # cells
_GAP = 2
_MORE = "…"


class RecordCard(DrawnInOneLook):
    """Labels on the left, texts on the right, wrapped; what does not fit is cut off with `…`."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"record-card--title"}
    DEFAULT_CSS = """
    RecordCard {
        width: 1fr;
        height: 1fr;
        & > .record-card--title { text-style: bold; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._title = ""
        self._fields: Sequence[tuple[str, str]] = ()
        self._lines: list[tuple[str, str]] = []
        self._label_cells = 0

    def show(self, lines: Sequence[tuple[str, str]], *, title: str = "") -> None:
        """Shows pairs of a label and a text, under a title; line ends in a text are kept."""
        if (title, lines) != (self._title, self._fields):
            self._title, self._fields = title, lines
            self._wrap()

    def on_resize(self) -> None:
        """Wraps anew."""
        self._wrap()

    def render_line(self, y: int) -> Strip:
        """The title, a blank line, then the fields."""
        look = self.look
        width, style = look.width, look.style
        if y == 0:
            segments = [Segment(fit(self._title, width), look.part("record-card--title"))]
        elif y == self.size.height - 1 and len(self._lines) > y - 1:
            segments = [Segment(_MORE, style)]
        elif 0 < y <= len(self._lines):
            label, text = self._lines[y - 1]
            segments = [
                Segment(fit(label, self._label_cells), look.style),
                Segment(" " * _GAP, style),
                Segment(text, style),
            ]
        else:
            segments = []
        return Strip(segments).adjust_cell_length(width, style)

    def _wrap(self) -> None:
        longest = max((cells(label) for label, _ in self._fields), default=0)
        self._label_cells = min(longest, _MOST_LABEL)
        room = max(2, self.size.width - self._label_cells - _GAP)
        self._lines = [
            (label if n == 0 else "", line)
            for label, text in self._fields
            for n, line in enumerate(wrapped(text, room) or [""])
        ]
        self.refresh()
