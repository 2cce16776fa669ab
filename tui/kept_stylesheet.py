"""A stylesheet that reads each of its sources once, and gives each part its look when it is drawn.

Textual finds a look for every part that a widget may ever draw (eight of a field for notes: its
cursor, what is selected …) whenever the widget is made or changes, by making a node for each. Most
are never drawn: that was a fifth of what opening a form took.
"""

from typing import Generic, TypeVar

from textual.app import App
from textual.css.styles import RenderStyles
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode

R = TypeVar("R")


class StylesOnceMounted(App[R], Generic[R]):
    """An app that gives a widget its look when it is put on a screen, not while it is made."""

    def update_styles(self, node: DOMNode, animate: bool = True) -> None:  # noqa: FBT001, FBT002 - as Textual has it.
        """Finds again how the node and what is in it look."""
        if node.parent is not None or node is self:
            super().update_styles(node, animate=animate)


class LooksOfParts(dict[str, RenderStyles]):
    """The looks of a widget's parts by their names; it has all of them, and finds what is asked."""

    def __init__(self, stylesheet: Stylesheet, node: DOMNode) -> None:
        super().__init__()
        self._stylesheet, self._node = stylesheet, node

    def __contains__(self, part: object) -> bool:
        return part in type(self._node)._get_component_classes()  # noqa: SLF001

    def __missing__(self, part: str) -> RenderStyles:
        stand_in = DOMNode(classes=part)
        stand_in._attach(self._node)  # noqa: SLF001 - as Textual does.
        self._stylesheet.apply(stand_in)
        self[part] = stand_in.styles
        return stand_in.styles

    def find_again(self) -> bool:
        """Finds again what was asked so far; whether any of it looks different now."""
        before = dict(self)
        self.clear()
        different = [part for part, look in before.items() if self[part] != look]
        return bool(different)


class KeptStylesheet(Stylesheet):
    """Textual's stylesheet, which keeps the rules it has while the theme's variables stay.

    Textual parses every source anew when it starts and with each new kind of screen, a tenth of
    what the first screen takes.
    """

    def __init__(self, *, variables: dict[str, str]) -> None:
        super().__init__(variables=variables)
        self._parsed_with = variables

    def set_variables(self, variables: dict[str, str]) -> None:
        """Sets what the sources refer to; only other variables have them parsed again."""
        if variables != self._parsed_with:
            self._parsed_with = variables
            super().set_variables(variables)

    def reparse(self) -> None:
        """Takes in what was added, and all of it if the variables are others.

        Raises:
            StylesheetParseError: a source is wrong.
        """
        self.parse()

    def _process_component_classes(self, node: DOMNode) -> None:
        """Has the node draw its parts as they look now."""
        looks = node._component_styles  # noqa: SLF001 - pinned in `test_kept_stylesheet.py`.
        if isinstance(looks, LooksOfParts):
            if looks.find_again():
                node.refresh()
        elif type(node)._get_component_classes():  # noqa: SLF001
            node._component_styles = LooksOfParts(self, node)  # noqa: SLF001
