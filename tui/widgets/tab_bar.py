"""The line at the top that says what there is to open, each with its number key."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from tui.text import cells

_WIDE_GAP, _NARROW_GAP = 2, 1
_CUT = "…"


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab: what it is called in the program, its key, its label."""

    name: str
    key: str
    label: str

    @property
    def text(self) -> str:
        """What stands in the line."""
        return f"{self.key} {self.label}"


class TabBar(Widget):
    """One line of tabs, the open one in brackets.

    Where they do not all fit, as many as can be seen with the open one among them, and `…`
    where some are left out; their keys work all the same.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"tab-bar--open"}
    DEFAULT_CSS = """
    TabBar {
        dock: top;
        height: 1;
        & > .tab-bar--open { text-style: bold; }
    }
    """

    def __init__(self, tabs: Sequence[Tab]) -> None:
        super().__init__()
        self._tabs = tuple(tabs)
        self._open = 0

    def open(self, name: str) -> None:
        """Shows that the tab with that name is open."""
        self._open = [tab.name for tab in self._tabs].index(name)
        self.refresh()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - there is one line.
        """The tabs."""
        width, style = self.size.width, self.rich_style
        open_style = style + self.get_component_rich_style("tab-bar--open")
        line, start, end = tab_line([tab.text for tab in self._tabs], self._open, width)
        segments = [
            Segment(line[:start], style),
            Segment(line[start:end], open_style),
            Segment(line[end:], style),
        ]
        return Strip(segments).adjust_cell_length(width, style)


def tab_line(texts: Sequence[str], current: int, width: int) -> tuple[str, int, int]:
    """The tabs as one line of at most `width` cells, and where the current one's brackets are."""
    gap = _WIDE_GAP if _needed(texts, _WIDE_GAP) <= width else _NARROW_GAP
    first, last = 0, len(texts)
    while last - first > 1 and _needed(texts[first:last], gap) > width:
        if last - 1 > current:
            last -= 1
        else:
            first += 1
    line = "[" if first == current else _CUT if first else " "
    for index in range(first, last):
        line += texts[index]
        if index + 1 < last:
            line += _between(index, current, gap)
    line += "]" if last - 1 == current else _CUT if last < len(texts) else " "
    return line, line.find("["), line.find("]") + 1


def _between(index: int, current: int, gap: int) -> str:
    """What stands behind the tab at `index`: blanks, and the brackets of the current one."""
    blanks = [" "] * gap
    if index == current:
        blanks[0] = "]"
    if index + 1 == current:
        blanks[-1] = "["
    return "".join(blanks)


def _needed(texts: Sequence[str], gap: int) -> int:
    return sum(map(cells, texts)) + gap * (len(texts) - 1) + 2
