"""Questions that a screen asks all at once, each with a line for its answer."""

from textual.containers import VerticalScroll
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from tui.text import shown
from tui.widgets.field_row import FieldRow
from tui.widgets.line_input import LineInput


class Questions(VerticalScroll, can_focus=False):
    """A title, what it is about, and the lines; enter goes from one line to the next.

    `rows` are the lines by their keys. What else is given stands among them.
    """

    DEFAULT_CSS = """
    Questions {
        padding-top: 1;
        & > .prose { max-width: 78; padding: 0 2; margin-bottom: 1; }
        & > FieldRow { margin-bottom: 1; }
    }
    """

    class Answered(Message):
        """Enter was pressed in the last line."""

    def __init__(self, title: str, about: str, *lines: Widget) -> None:
        super().__init__(
            Static(shown(title), classes="title prose"),
            Static(shown(about, single_line=False), classes="prose"),
            *lines,
        )
        self.rows = {line.key: line for line in lines if isinstance(line, FieldRow)}

    def refuse(self, key: str, sentence: str) -> None:
        """Says what is wrong with an answer, and puts the cursor there."""
        row = self.rows[key]
        row.say(error=sentence)
        row.field.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Goes to the next line; after the last one all is answered."""
        event.stop()
        *_, last = self.rows.values()
        if event.input is last.field:
            self.post_message(self.Answered())
        else:
            self.screen.focus_next(LineInput)
