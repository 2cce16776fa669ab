"""Asking which handoffs to merge: one file, or a folder with several."""

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

_EXPLAINED = (
    "Reads what others handed on and shows what merging it would do. Nothing is changed before you"
    " say so, and a backup is made first. The signature (.minisig) lies beside each file."
)
_NOTHING = "There is nothing of that name: check it, and that the stick is plugged in."
_EMPTY = "No handoff lies in that folder: each has a file beside it whose name ends in .minisig."
_SIGNATURE = ".minisig"
MOST = 100


class AskFiles(Screen[list[Path] | None]):
    """One line for a file or a folder; gives the handoffs there, or None after escape."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Read", show=True, priority=True, tooltip="Reads the files."),
        Binding("escape", "dismiss(None)", "Back", show=True, tooltip="Goes back; reads nothing."),
    ]

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._line = LineInput(str(folder), select_on_focus=True)
        self._row = FieldRow("file", "File or folder", self._line)

    def compose(self) -> ComposeResult:
        """What it is about, and the line."""
        yield Questions("Merge what others handed on", _EXPLAINED, self._row)
        yield KeyBar()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Takes back what was wrong with the name before."""
        event.stop()
        self._row.say()

    def action_take(self) -> None:
        """Gives the files, if there are any."""
        try:
            path = path_in(self._folder, self._line.value)
            found = handoffs_in(path) if path.is_dir() else [path] if path.is_file() else []
            if found:
                self.dismiss(found)
            else:
                self._row.say(error=_EMPTY if path.is_dir() else _NOTHING)
        except (OSError, ValueError, RuntimeError):
            self._row.say(error=_NOTHING)


def handoffs_in(folder: Path) -> list[Path]:
    """The files in a folder that have a signature beside them, by name."""
    signed = sorted(folder.glob(f"*{_SIGNATURE}"))
    files = (path.with_name(path.name.removesuffix(_SIGNATURE)) for path in signed)
    return [path for path in files if path.is_file()][:MOST]
