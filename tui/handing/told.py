"""A page that says what came of something, and stays until it was read."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from tui.screens.aside import Aside
from tui.widgets.heading_line import HeadingLine
from tui.widgets.key_bar import KeyBar
from tui.widgets.text_page import Paragraph, TextPage


class Told(Aside[None]):
    """A title and paragraphs."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "dismiss", "Back", show=True, tooltip="Goes back.")
    ]

    def __init__(self, title: str, paragraphs: Sequence[Paragraph]) -> None:
        super().__init__()
        self._title = title
        self._paragraphs = paragraphs
        self._heading = HeadingLine()
        self._page = TextPage()

    def compose(self) -> ComposeResult:
        """The title, the page, the keys."""
        yield self._heading
        yield self._page
        yield KeyBar()

    def on_mount(self) -> None:
        """Shows the paragraphs."""
        self._heading.show(self._title)
        self._page.show(self._paragraphs)
        self._page.focus()


def spaced(*texts: str) -> list[Paragraph]:
    """Paragraphs with a line between each two; empty texts are left out."""
    made: list[Paragraph] = []
    for text in filter(None, texts):
        made += [Paragraph(""), Paragraph(text)] if made else [Paragraph(text)]
    return made
