"""Reading in a short text: pasted here, or out of a file."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Input, Static

from store.errors import LedgerError
from store.handoff.signed_text import text_of_file
from store.paths import typed_path
from tui.text import shown
from tui.widgets.field_row import FieldRow
from tui.widgets.key_bar import KeyBar
from tui.widgets.line_input import LineInput
from tui.widgets.note_input import NoteInput

_LONGEST_NAME = 250  # letters
_NEEDED = "Paste the text above, or give the name of its file."


class TextIn(Screen[str | None]):
    """Asks for a text or its file; gives the text, None after escape."""

    DEFAULT_CSS = """
    TextIn {
        & > VerticalScroll { padding-top: 1; }
        & .prose { max-width: 78; padding: 0 2; margin-bottom: 1; }
        & FieldRow { margin-bottom: 1; }
        & NoteInput { height: 9; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "take", "Read in", show=True, priority=True, tooltip="Reads it in."),
        Binding("escape", "dismiss(None)", "Back", show=True, priority=True, tooltip="Goes back."),
    ]

    def __init__(self, title: str, question: str) -> None:
        super().__init__()
        self._title = title
        self._question = question
        self._note = NoteInput()
        self._line = LineInput()

    def compose(self) -> ComposeResult:
        """The question, the field for the text, the line for a file."""
        with VerticalScroll(can_focus=False):
            yield Static(shown(self._title), classes="title prose")
            yield Static(shown(self._question, single_line=False), classes="prose")
            yield FieldRow("text", "The text", self._note)
            yield FieldRow("file", "Or its file", self._line)
        yield KeyBar()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the last line reads it in."""
        event.stop()
        self.action_take()

    def action_take(self) -> None:
        """Gives the text that was pasted, else that of the file."""
        row = self.query(FieldRow).last()
        row.say()
        text, name = self._note.text, self._line.value.strip()
        if _names_file(text.strip()):
            text, name = "", text.strip()
        if not text.strip() and not name:
            row.say(error=_NEEDED)
            return
        try:
            self.dismiss(text if text.strip() else text_of_file(typed_path(name)))
        except LedgerError as problem:
            row.say(error=f"{problem.title} {problem.advice}")


def _names_file(text: str) -> bool:
    """Whether what stands where the text belongs is one line, the name of a file that is there."""
    if not text or len(text) > _LONGEST_NAME or not text.isprintable():
        return False
    try:
        return typed_path(text).is_file()
    except (OSError, ValueError, RuntimeError):
        return False
