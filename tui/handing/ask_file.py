"""Asking where a new file is to lie; what is proposed can be changed or taken as it is."""

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Input

from store.paths import path_in
from tui.widgets.field_row import FieldRow
from tui.widgets.key_bar import KeyBar
from tui.widgets.line_input import LineInput
from tui.widgets.questions import Questions

_TAKEN = "There is something of that name; nothing is overwritten."
_NO_FOLDER = "There is no such folder."


class AskFile(Screen[Path | None]):
    """A question that is answered with the name of a file that is not there yet."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Write it", show=True, priority=True, tooltip="Writes the file."),
        Binding("escape", "dismiss(None)", "Back", show=True, tooltip="Goes back without a file."),
    ]

    def __init__(self, title: str, question: str, proposed: Path) -> None:
        super().__init__()
        self._folder = proposed.parent
        self._line = LineInput(str(proposed), select_on_focus=True)
        self._row = FieldRow("file", "New file", self._line)
        self._questions = Questions(title, question, self._row)

    def compose(self) -> ComposeResult:
        """The question and the line."""
        yield self._questions
        yield KeyBar()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Takes back what was wrong with the name before."""
        event.stop()
        self._row.say()

    def action_take(self) -> None:
        """Gives the name, if a file can be made there."""
        path = path_in(self._folder, self._line.value)
        if wrong := refusal(path):
            self._row.say(error=wrong)
        else:
            self.dismiss(path)


def refusal(path: Path) -> str:
    """Why no new file can have that name, '' if it can."""
    try:
        if path.exists() or path.is_symlink():
            return _TAKEN
        return "" if path.parent.is_dir() else _NO_FOLDER
    except (OSError, ValueError):
        return _NO_FOLDER
