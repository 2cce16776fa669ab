"""A field of several lines for free text."""

import re
from typing import ClassVar

from rich.text import Text
from textual.binding import BindingType
from textual.widgets import TextArea
from textual.widgets.text_area import Location

from store.escape import stand_ins
from tui.clusters import start_of_deletion, stop_after, stop_before
from tui.widgets.typing_keys import NOTE_KEYS


class NoteInput(TextArea, inherit_bindings=False):
    """A `TextArea` without a border, whose cursor does not blink and steps by letters.

    Tab leaves it. Whatever in its text a terminal would obey is drawn as a stand-in.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*NOTE_KEYS]
    DEFAULT_CSS = """
    NoteInput, NoteInput:focus {
        height: 5;
        border: none;
        padding: 0;
        scrollbar-size-vertical: 1;
        & .text-area--cursor, & .text-area--selection {
            text-style: reverse;
            color: ansi_default;
            background: transparent;
        }
        & .text-area--cursor-line { background: transparent; }
    }
    """

    def __init__(
        self,
        text: str = "",
        *,
        read_only: bool = False,
        id: str | None = None,  # noqa: A002 - Textual's name for it.
        classes: str | None = None,
    ) -> None:
        super().__init__(
            text,
            read_only=read_only,
            tab_behavior="focus",
            soft_wrap=True,
            show_line_numbers=False,
            highlight_cursor_line=False,
            id=id,
            classes=classes,
            compact=True,
        )
        self.cursor_blink = False
        self.match_cursor_bracket = False
        # In Burmese a sign within a syllable is no word character: words end at blanks.
        self._word_pattern = re.compile(r"(?<=\s)(?=\S)|(?<=\S)(?=\s)")
        self._given = text
        self._as_loaded = self.text

    @property
    def value(self) -> str:
        """The text; exactly the one that was given, line ends and all, if nothing was changed."""
        return self._given if self.text == self._as_loaded else self.text

    @value.setter
    def value(self, text: str) -> None:
        self.load_text(text)
        self._given = text
        self._as_loaded = self.text

    def get_line(self, line_index: int) -> Text:
        """The line as it is drawn, every code point at its place."""
        return Text(stand_ins(self.document.get_line(line_index)), end="", no_wrap=True)

    def get_cursor_left_location(self) -> Location:
        """A letter to the left, or the end of the line above."""
        row, column = self.cursor_location
        if not column:
            return super().get_cursor_left_location()
        return row, stop_before(self.document.get_line(row), column)

    def get_cursor_right_location(self) -> Location:
        """A letter to the right, or the start of the line below."""
        row, column = self.cursor_location
        line = self.document.get_line(row)
        if column >= len(line):
            return super().get_cursor_right_location()
        return row, stop_after(line, column)

    def action_delete_left(self) -> None:
        """Deletes the sign before the cursor, or what is selected."""
        row, column = self.cursor_location
        if self.read_only or not self.selection.is_empty or not column:
            super().action_delete_left()
            return
        start = start_of_deletion(self.document.get_line(row), column)
        self._delete_via_keyboard((row, start), (row, column))
