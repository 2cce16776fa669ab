"""Reading in a short text: pasted here, or out of a file."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from store.errors import LedgerError
from store.handoff.signed_text import text_of_file
from store.paths import typed_path
from tui.widgets.field_row import FieldRow
from tui.widgets.key_bar import KeyBar
from tui.widgets.line_input import LineInput
from tui.widgets.note_input import NoteInput
from tui.widgets.questions import Questions

_LONGEST_NAME = 250  # letters
_NEEDED = "Paste the text above, or give the name of its file."


class TextIn(Screen[str | None]):
    """Asks for a text or its file; gives the text, None after escape."""

    DEFAULT_CSS = """
    TextIn NoteInput { height: 9; }
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
        self._file = FieldRow("file", "Or its file", self._line)

    def compose(self) -> ComposeResult:
        """The question, the field for the text, the line for a file."""
        yield Questions(
            self._title,
            self._question,
            FieldRow("text", "The text", self._note),
            self._file,
        )
        yield KeyBar()

    def on_questions_answered(self) -> None:
        """Reads it in."""
        self.action_take()

    def action_take(self) -> None:
        """Gives the text that was pasted, else that of the file."""
        self._file.say()
        text, name = self._note.text, self._line.value.strip()
        if _names_file(text.strip()):
            text, name = "", text.strip()
        if not text.strip() and not name:
            self._file.say(error=_NEEDED)
            return
        try:
            self.dismiss(text if text.strip() else text_of_file(typed_path(name)))
        except LedgerError as problem:
            self._file.say(error=f"{problem.title} {problem.advice}")


def _names_file(text: str) -> bool:
    """Whether what stands where the text belongs is one line, the name of a file that is there."""
    if not text or len(text) > _LONGEST_NAME or not text.isprintable():
        return False
    try:
        return typed_path(text).is_file()
    except (OSError, ValueError, RuntimeError):
        return False
