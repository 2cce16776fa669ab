"""The list that drops down below a line while something is chosen for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual.geometry import Offset, Region, clamp
from textual.strip import Strip

from tui.text import cells, fit
from tui.widgets.look import DrawnInOneLook

_MOST_LINES = 8
_MOST_LABEL = 34  # cells
_EDGE = 4  # cells for the bar, the cursor and the blanks beside them
_BAR_BEFORE = 2  # cells by which the bar stands before the line
_GAP = 2  # cells between label and explanation


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be chosen: what then stands in the line, and how it is listed."""

    text: str
    label: str
    about: str = ""


class ChoiceList(DrawnInOneLook):
    """Choices under a line of the form, over whatever stands there; never focused.

    It is as wide as the screen and leaves blank what stands left of the line, so that no label
    beneath seems to belong to a choice. One list serves all the lines of a screen, since only
    one of them has the focus.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "choice-list--bar",
        "choice-list--about",
        "choice-list--cursor",
    }
    DEFAULT_CSS = """
    ChoiceList {
        overlay: screen;
        position: absolute;
        display: none;
        & > .choice-list--bar { text-style: dim; }
        & > .choice-list--about { text-style: dim; }
        & > .choice-list--cursor { text-style: bold; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._choices: Sequence[Choice] = ()
        self._cursor: int | None = None
        self._first = 0
        self._indent = 0

    @property
    def is_open(self) -> bool:
        """Whether the list can be seen."""
        return bool(self.display)

    @property
    def chosen(self) -> Choice | None:
        """The choice under the cursor."""
        return None if self._cursor is None else self._choices[self._cursor]

    def open(self, choices: Sequence[Choice], anchor: Region, *, cursor: int | None) -> None:
        """Shows the choices below the region `anchor`, or above it where there is more room.

        Args:
            choices: What can be chosen; without any, the list is closed.
            anchor: The line that they are for, in the screen's coordinates.
            cursor: The choice to begin with, or `None` to begin before the first.
        """
        if not choices:
            self.close()
            return
        self._choices, self._cursor, self._first = choices, cursor, 0
        screen = self.screen.size
        below, above = screen.height - 1 - anchor.bottom, anchor.y
        wanted = min(len(choices), _MOST_LINES)
        is_below = below >= wanted or below >= above
        height = min(wanted, max(1, below if is_below else above))
        self._indent = max(0, anchor.x - _BAR_BEFORE)
        self.styles.width = screen.width
        self.styles.height = height
        self.absolute_offset = Offset(0, anchor.bottom if is_below else anchor.y - height)
        self.display = True
        self.refresh(layout=True)

    def close(self) -> None:
        """Hides the list."""
        self.display = False
        self._choices, self._cursor = (), None

    def step(self, lines: int) -> None:
        """Moves the cursor down; from above the first choice to it, and up again to no choice."""
        if not self._choices:
            return
        at = -1 if self._cursor is None else self._cursor
        to = clamp(at + lines, -1, len(self._choices) - 1)
        self._cursor = None if to < 0 else to
        height = max(1, self.size.height)
        self._first = clamp(self._first, max(0, to - height + 1), max(0, to))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One choice: its label and, toned down, what it means."""
        look, index = self.look, self._first + y
        style, width = look.style, look.width
        if index >= len(self._choices):
            return Strip.blank(width, style)
        choice = self._choices[index]
        cursor_style = look.part("choice-list--cursor")
        is_cursor = index == self._cursor
        label_width = min(self._label_width, max(1, width - self._indent - _EDGE))
        room = max(0, width - self._indent - _EDGE - label_width - _GAP - 1)
        segments = [
            Segment(" " * self._indent, style),
            Segment(self._mark(y), look.part("choice-list--bar")),
            Segment(" > " if is_cursor else "   ", cursor_style),
            Segment(fit(choice.label, label_width), cursor_style if is_cursor else style),
            Segment(" " * _GAP, style),
            Segment(fit(choice.about, room), look.part("choice-list--about")),
        ]
        return Strip(segments).adjust_cell_length(width, style)

    @property
    def _label_width(self) -> int:
        return max((cells(_label(choice)) for choice in self._choices), default=1)

    def _mark(self, y: int) -> str:
        """The bar at the left, which says where the list goes on."""
        height = self.size.height
        if y == 0 and self._first:
            return "▲"
        goes_on = self._first + height < len(self._choices)
        return "▼" if y == height - 1 and goes_on else "│"


def _label(choice: Choice) -> str:
    """As much of a label as there is room for."""
    return fit(choice.label, _MOST_LABEL).rstrip()
