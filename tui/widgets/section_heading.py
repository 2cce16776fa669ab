"""The line behind which a part of a form waits."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.text import cells, fit

_NAME_CELLS = 24  # with the triangle before it


class SectionHeading(Widget, can_focus=True):
    """The name of a part of a form and what is in it; enter opens and closes it.

    `inside` are the names of its lines, each with whether it is filled; those have a dot.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"section-heading--name", "section-heading--inside"}
    DEFAULT_CSS = """
    SectionHeading {
        height: 1;
        & > .section-heading--inside { text-style: dim; }
        &:focus > .section-heading--name { text-style: bold; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "turn", "Open", show=False),
        Binding("right", "open", "Open", show=False),
        Binding("left", "shut", "Close", show=False),
    ]

    @dataclass
    class Toggled(Message):
        """The part is to be shown, or hidden."""

        heading: "SectionHeading"
        is_open: bool

        @property
        def control(self) -> "SectionHeading":
            """The heading, so that `on` can select by it."""
            return self.heading

    def __init__(self, title: str, inside: Sequence[tuple[str, bool]]) -> None:
        super().__init__()
        self.title = title
        self.is_open = False
        self._inside = list(inside)

    def show_inside(self, inside: Sequence[tuple[str, bool]]) -> None:
        """Says what is in the part."""
        if list(inside) != self._inside:
            self._inside = list(inside)
            self.refresh()

    def mark_open(self, *, is_open: bool) -> None:
        """Draws it as open or closed."""
        self.is_open = is_open
        self.refresh()

    def action_turn(self) -> None:
        """Asks for the part to be shown or hidden."""
        self.post_message(self.Toggled(self, not self.is_open))

    def action_open(self) -> None:
        """Asks for the part to be shown."""
        self.post_message(self.Toggled(self, is_open=True))

    def action_shut(self) -> None:
        """Asks for the part to be hidden."""
        self.post_message(self.Toggled(self, is_open=False))

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - there is one line.
        """A triangle, the name, and what is inside."""
        style, width = self.rich_style, self.size.width
        name_style = style + self.get_component_rich_style("section-heading--name")
        inside_style = style + self.get_component_rich_style("section-heading--inside")
        mark = ">" if self.has_focus else " "
        sign = "▾" if self.is_open else "▸"
        name = fit(f"{mark} {sign} {self.title}", _NAME_CELLS)
        segments = [Segment(name, name_style), Segment("  ", style)]
        room = width - _NAME_CELLS - 3
        for n, (label, is_filled) in enumerate(() if self.is_open else self._inside):
            text = f"{', ' if n else ''}{'•' if is_filled else ''}{label}"
            if cells(text) > room:
                segments.append(Segment("…", inside_style))
                break
            room -= cells(text)
            segments.append(Segment(text, style if is_filled else inside_style))
        return Strip(segments).adjust_cell_length(width, style)
