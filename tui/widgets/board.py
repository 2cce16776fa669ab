"""Lines of text with places in them that can be chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip

from tui.text import cells
from tui.widgets.look import DrawnInOneLook


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a line, from the cell `start` up to `end`, and what choosing it means.

    The cells before and behind it are free for the brackets of the cursor.
    """

    start: int
    end: int
    target: object


@dataclass(frozen=True, slots=True)
class BoardLine:
    """One line, fit to be drawn; `is_title` sets it off."""

    text: str = ""
    spots: tuple[Spot, ...] = ()
    is_title: bool = False


class Board(DrawnInOneLook, can_focus=True):
    """Lines among whose spots the arrow keys move; brackets stand round the one chosen.

    The cursor keeps to its target when the lines change. Lines that do not fit are scrolled.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"board--title", "board--cursor"}
    DEFAULT_CSS = """
    Board {
        height: 1fr;
        & > .board--title { text-style: bold; }
        & > .board--cursor { text-style: bold; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "step(-1)", "Up", show=False),
        Binding("down,j", "step(1)", "Down", show=False),
        Binding("left,h", "sidestep(-1)", "Left", show=False),
        Binding("right,l", "sidestep(1)", "Right", show=False),
        Binding("home", "edge(0)", "First", show=False),
        Binding("end", "edge(-1)", "Last", show=False),
        Binding("enter", "choose", "Open", show=True, tooltip="Shows what stands behind it."),
    ]

    @dataclass
    class Chosen(Message):
        """Enter was pressed on the spot that stands for `target`."""

        target: object

    @dataclass
    class Moved(Message):
        """The cursor is on the spot that stands for `target`, or on none."""

        target: object | None

    def __init__(self) -> None:
        super().__init__()
        self._lines: Sequence[BoardLine] = ()
        self._line = self._spot = self._top = 0
        self._edge = 0  # the cell that up and down keep to

    @property
    def target(self) -> object | None:
        """What the spot under the cursor stands for."""
        spot = self._current()
        return spot.target if spot else None

    def set_lines(self, lines: Sequence[BoardLine]) -> None:
        """Shows other lines."""
        wanted = self.target
        self._lines = lines
        found = [
            (n, m)
            for n, line in enumerate(lines)
            for m, spot in enumerate(line.spots)
            if spot.target == wanted
        ]
        near = [(n, 0) for n, line in enumerate(lines) if line.spots]
        self._line, self._spot = (found or near or [(0, 0)])[0]
        self._keep_edge()
        self._show_cursor()
        self.refresh()
        self.post_message(self.Moved(self.target))

    def action_step(self, lines: int) -> None:
        """Moves to the next line that has a spot, to the spot nearest below or above."""
        ahead = range(self._line + 1, len(self._lines)) if lines > 0 else range(self._line)[::-1]
        for n in ahead:
            if spots := self._lines[n].spots:
                nearest = min(range(len(spots)), key=lambda m: abs(spots[m].end - self._edge))
                self._go(n, nearest)
                return

    def action_sidestep(self, spots: int) -> None:
        """Moves to the next spot in the line."""
        if self._current() and 0 <= self._spot + spots < len(self._lines[self._line].spots):
            self._go(self._line, self._spot + spots)
            self._keep_edge()

    def action_edge(self, end: int) -> None:
        """Moves to the first or the last line that has a spot."""
        if filled := [n for n, line in enumerate(self._lines) if line.spots]:
            self._go(filled[end], 0)
            self._keep_edge()

    def action_choose(self) -> None:
        """Tells what was chosen."""
        if (target := self.target) is not None:
            self.post_message(self.Chosen(target))

    def on_resize(self) -> None:
        """Keeps the cursor in sight."""
        self._show_cursor()

    def render_line(self, y: int) -> Strip:
        """One line, with brackets if the cursor is in it."""
        look, index = self.look, self._top + y
        if index >= len(self._lines):
            return Strip.blank(look.width, look.style)
        line = self._lines[index]
        style = look.part("board--title") if line.is_title else look.style
        spot = self._current() if index == self._line else None
        segments = self._bracketed(line.text, spot, style) if spot else [Segment(line.text, style)]
        return Strip(segments).adjust_cell_length(look.width, look.style)

    def _bracketed(self, text: str, spot: Spot, style: Style) -> list[Segment]:
        cursor = style + self.get_component_rich_style("board--cursor")
        whole = Strip([Segment(text, style)]).adjust_cell_length(max(cells(text), spot.end + 1))
        before, inside, behind = whole.divide([spot.start - 1, spot.end + 1, whole.cell_length])
        within = inside.crop(1, inside.cell_length - 1).text
        return [*before, Segment(f"[{within}]", cursor), *behind]

    def _current(self) -> Spot | None:
        spots = self._lines[self._line].spots if self._line < len(self._lines) else ()
        return spots[self._spot] if self._spot < len(spots) else None

    def _keep_edge(self) -> None:
        if spot := self._current():
            self._edge = spot.end

    def _go(self, line: int, spot: int) -> None:
        self._line, self._spot = line, spot
        self._show_cursor()
        self.refresh()
        self.post_message(self.Moved(self.target))

    def _show_cursor(self) -> None:
        height = max(1, self.size.height)
        last = max(0, len(self._lines) - height)
        self._top = min(max(self._top, self._line - height + 1), self._line, last)
        if not any(line.spots for line in self._lines[: self._line]):
            self._top = 0  # The titles above the first spot come into sight with it.
