"""How a widget that draws its own lines looks: its width and styles, each asked of Textual once."""

from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class Look:
    """The width of a widget in cells, its style, and those of its parts when they are wanted."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._parts: dict[str, Style] = {}
        self.width = widget.size.width
        self.style = widget.rich_style

    def part(self, component: str) -> Style:
        """The style of a component class on the ground of the widget."""
        if component not in self._parts:
            self._parts[component] = self.style + self._widget.get_component_rich_style(component)
        return self._parts[component]


class DrawnInOneLook(Widget):
    """A widget whose lines are drawn one by one; `look` holds for all of one drawing.

    Textual works a style out anew for everyone who asks, a fraction of a millisecond each.
    """

    look: Look

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of a part of the widget."""
        self.look = Look(self)
        return super().render_lines(crop)
