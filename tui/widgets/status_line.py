"""The line below a list or a form: what is shown there, and what the ledger is."""

from typing import ClassVar

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from tui.text import cells, fit

_GAP = 3  # cells, at least, between the two sides


class StatusLine(Widget):
    """One line: on the left what is shown, on the right the ledger's own note, which stays."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"status-line--note"}
    DEFAULT_CSS = """
    StatusLine {
        height: 1;
        &.warning-only { dock: bottom; }
        & > .status-line--note { text-style: bold; }
    }
    """

    def __init__(self, *, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self._text = ""
        self._note = ""

    def on_mount(self) -> None:
        """Takes over what the program says of the ledger that is open."""
        self.set_note(getattr(self.app, "ledger_note", ""))

    @property
    def text(self) -> str:
        """What stands on the left."""
        return self._text

    def show(self, text: str) -> None:
        """Puts `text` on the left; it is cut where it does not fit."""
        if text != self._text:
            self._text = text
            self.refresh()

    def set_note(self, note: str) -> None:
        """Puts the ledger's note on the right."""
        self._note = note
        self.refresh()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - there is one line.
        """The text and the note."""
        width, style = self.size.width, self.rich_style
        note = f"{self._note} " if self._note else ""
        room = width - cells(note) - (_GAP if note else 1)
        note_style = style + self.get_component_rich_style("status-line--note")
        text = Segment(" " + fit(self._text, room - 1), style)
        gap = Segment(" " * (width - text.cell_length - cells(note)), style)
        return Strip([text, gap, Segment(note, note_style)]).adjust_cell_length(width, style)
