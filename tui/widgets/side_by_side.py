"""Two texts for each of several labels, wrapped in two columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.geometry import clamp
from textual.strip import Strip
from textual.widget import Widget

from tui.text import fit, wrapped

_LABEL = 18  # cells
_GAP = 2
_LEFT = 2
_EMPTY = "–"


@dataclass(frozen=True, slots=True)
class Pair:
    """A label and its two texts; those that differ are marked."""

    label: str
    one: str
    other: str

    @property
    def differs(self) -> bool:
        """Whether the texts are not the same."""
        return self.one != self.other


class SideBySide(Widget, can_focus=True):
    """Rows of pairs, each column under its titles, `≠` before what differs; the arrows scroll."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"side-by-side--title"}
    DEFAULT_CSS = """
    SideBySide {
        height: 1fr;
        & > .side-by-side--title { text-style: bold; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "scroll_lines(-1)", "Up", show=False),
        Binding("down,j", "scroll_lines(1)", "Down", show=False),
        Binding("pageup", "scroll_lines(-10)", "Page up", show=False),
        Binding("pagedown,space", "scroll_lines(10)", "Page down", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._titles: Sequence[tuple[str, str]] = ()
        self._pairs: Sequence[Pair] = ()
        self._lines: list[tuple[str, str, str, str]] = []
        self._first = 0

    def show(self, titles: Sequence[tuple[str, str]], pairs: Sequence[Pair]) -> None:
        """Shows other pairs, under one line of titles or several."""
        self._titles, self._pairs, self._first = titles, pairs, 0
        self._lay_out()

    def on_resize(self) -> None:
        """Wraps anew."""
        self._lay_out()

    def action_scroll_lines(self, lines: int) -> None:
        """Scrolls."""
        last = max(0, len(self._lines) - self.size.height + len(self._titles))
        self._first = clamp(self._first + lines, 0, last)
        self.refresh()

    @property
    def _room(self) -> int:
        return max(4, (self.size.width - _LEFT - _LABEL - 2 * _GAP - 1) // 2)

    def _lay_out(self) -> None:
        self._lines = []
        for pair in self._pairs:
            columns = [wrapped(text or _EMPTY, self._room) for text in (pair.one, pair.other)]
            for n, (one, other) in enumerate(zip_longest(*columns, fillvalue="")):
                mark, label = ("≠" if pair.differs else "", pair.label) if not n else ("", "")
                self._lines.append((mark, label, one, other))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The titles, then the pairs; `…` in the last line if there is more."""
        style, width, room = self.rich_style, self.size.width, self._room
        heads = len(self._titles)
        if y < heads:
            title_style = style + self.get_component_rich_style("side-by-side--title")
            texts, mark, label = self._titles[y], "", ""
        else:
            title_style, index = style, self._first + y - heads
            if index >= len(self._lines):
                return Strip.blank(width, style)
            mark, label, *rest = self._lines[index]
            texts = (rest[0], rest[1])
            if y == self.size.height - 1 and index < len(self._lines) - 1:
                mark = "…"
        return Strip(
            [
                Segment(fit(mark, _LEFT), style),
                Segment(fit(label, _LABEL), style),
                Segment(" " * _GAP, style),
                Segment(fit(texts[0], room), title_style),
                Segment(" " * _GAP, style),
                Segment(fit(texts[1], room), title_style),
            ]
        ).adjust_cell_length(width, style)
