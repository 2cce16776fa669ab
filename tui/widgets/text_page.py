"""A page of text to read and to scroll."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.geometry import clamp
from textual.strip import Strip
from textual.widget import Widget

from tui.text import cells, wrapped

_EDGE = 2  # cells
_MOST_CELLS = 76  # of a line that is read with ease


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text that is wrapped to the page: behind `lead`, with its further lines below its first.

    `lead` takes `indent` cells, or as many as it is long.
    """

    text: str
    lead: str = ""
    indent: int = 0
    is_title: bool = False


class TextPage(Widget, can_focus=True):
    """Paragraphs, each on lines of its own; arrows and page keys scroll them."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"text-page--title", "text-page--lead"}
    DEFAULT_CSS = """
    TextPage {
        height: 1fr;
        & > .text-page--title { text-style: bold; }
        & > .text-page--lead { text-style: bold; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "scroll_by(-1)", "Line up", show=False),
        Binding("down,j", "scroll_by(1)", "Line down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown,space", "page(1)", "Page down", show=False),
        Binding("home", "to_line(0)", "Beginning", show=False),
        Binding("end", "to_line(999999)", "End", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._paragraphs: Sequence[Paragraph] = ()
        self._lines: list[tuple[str, str, bool]] = []
        self._top = 0
        self._start = 0

    def show(self, paragraphs: Sequence[Paragraph], *, start: int = 0) -> None:
        """Shows other paragraphs, from the one numbered `start` on."""
        self._paragraphs = paragraphs
        self._top = 0
        self._start = start
        self._wrap()

    def on_resize(self) -> None:
        """Wraps anew."""
        self._wrap()

    def action_scroll_by(self, lines: int) -> None:
        """Scrolls down by that many lines."""
        self.action_to_line(self._top + lines)

    def action_page(self, pages: int) -> None:
        """Scrolls down by that many pages."""
        self.action_to_line(self._top + pages * max(1, self.size.height - 1))

    def action_to_line(self, line: int) -> None:
        """Scrolls to a line, or as far as there is something to be seen."""
        top = clamp(line, 0, max(0, len(self._lines) - self.size.height))
        if top != self._top:
            self._top = top
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line: its lead, then its text."""
        width, style = self.size.width, self.rich_style
        if self._top + y >= len(self._lines):
            return Strip.blank(width, style)
        lead, text, is_title = self._lines[self._top + y]
        part = "text-page--title" if is_title else "text-page--lead"
        lead_style = style + self.get_component_rich_style(part)
        segments = [
            Segment(" " * _EDGE, style),
            Segment(lead, lead_style),
            Segment(text, lead_style if is_title else style),
        ]
        return Strip(segments).adjust_cell_length(width, style)

    def _wrap(self) -> None:
        room = min(self.size.width - 2 * _EDGE, _MOST_CELLS)
        self._lines = []
        for number, paragraph in enumerate(self._paragraphs):
            if number and number == self._start:
                self._top = len(self._lines)
            indent = max(paragraph.indent, cells(paragraph.lead))
            lead = paragraph.lead + " " * (indent - cells(paragraph.lead))
            for text in wrapped(paragraph.text, max(2, room - indent)) or [""]:
                self._lines.append((lead, text, paragraph.is_title))
                lead = " " * indent
        if self.size.height:
            self._start = 0  # Whoever scrolled since is not taken back.
        self._top = clamp(self._top, 0, max(0, len(self._lines) - self.size.height))
        self.refresh()
