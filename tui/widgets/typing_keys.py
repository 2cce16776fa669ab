"""The keys that work while words are typed, said in the words of the help."""

from collections.abc import Iterable
from typing import Final

from textual.binding import Binding

_LETTERS = "Letter by letter"
_WORDS = "Word by word"
_MARK_LETTERS = "Marks letter by letter"
_MARK_WORDS = "Marks word by word"
_MARK_REST = "Marks as far as the line goes"
_BEGINNING = "Beginning of the line"
_END = "End of the line"
_DELETE_LETTER = "Deletes a letter"
_DELETE_WORD = "Deletes a word"
_DELETE_BEFORE = "Deletes the line up to here"
_DELETE_BEHIND = "Deletes the rest of the line"
_MARK_ALL = "Marks all of it"
_CUT = "Cuts out what is marked"
_COPY = "Copies what is marked"
_PASTE = "Puts in what was cut out or copied"


def _bound(keys: Iterable[tuple[str, str, str]]) -> list[Binding]:
    return [Binding(key, action, told, show=False) for key, action, told in keys]


LINE_KEYS: Final = _bound(
    [
        ("left", "cursor_left", _LETTERS),
        ("right", "cursor_right", _LETTERS),
        ("ctrl+left", "cursor_left_word", _WORDS),
        ("ctrl+right", "cursor_right_word", _WORDS),
        ("home,ctrl+a", "home", _BEGINNING),
        ("end,ctrl+e", "end", _END),
        ("shift+left", "cursor_left(True)", _MARK_LETTERS),
        ("shift+right", "cursor_right(True)", _MARK_LETTERS),
        ("ctrl+shift+left", "cursor_left_word(True)", _MARK_WORDS),
        ("ctrl+shift+right", "cursor_right_word(True)", _MARK_WORDS),
        ("shift+home", "home(True)", _MARK_REST),
        ("shift+end", "end(True)", _MARK_REST),
        ("ctrl+shift+a", "select_all", _MARK_ALL),
        ("backspace", "delete_left", _DELETE_LETTER),
        ("delete,ctrl+d", "delete_right", _DELETE_LETTER),
        ("ctrl+w", "delete_left_word", _DELETE_WORD),
        ("ctrl+backspace", "delete_right_word", _DELETE_WORD),
        ("ctrl+u", "delete_left_all", _DELETE_BEFORE),
        ("ctrl+k", "delete_right_all", _DELETE_BEHIND),
        ("ctrl+x", "cut", _CUT),
        ("ctrl+c", "copy", _COPY),
        ("ctrl+v", "paste", _PASTE),
        ("enter", "submit", "Takes the line"),
    ]
)
"""Those of a line."""

NOTE_KEYS: Final = _bound(
    [
        ("up", "cursor_up", "Line by line"),
        ("down", "cursor_down", "Line by line"),
        ("left", "cursor_left", _LETTERS),
        ("right", "cursor_right", _LETTERS),
        ("ctrl+left", "cursor_word_left", _WORDS),
        ("ctrl+right", "cursor_word_right", _WORDS),
        ("home,ctrl+a", "cursor_line_start", _BEGINNING),
        ("end,ctrl+e", "cursor_line_end", _END),
        ("pageup", "cursor_page_up", "Page by page"),
        ("pagedown", "cursor_page_down", "Page by page"),
        ("shift+up", "cursor_up(True)", "Marks line by line"),
        ("shift+down", "cursor_down(True)", "Marks line by line"),
        ("shift+left", "cursor_left(True)", _MARK_LETTERS),
        ("shift+right", "cursor_right(True)", _MARK_LETTERS),
        ("ctrl+shift+left", "cursor_word_left(True)", _MARK_WORDS),
        ("ctrl+shift+right", "cursor_word_right(True)", _MARK_WORDS),
        ("shift+home", "cursor_line_start(True)", _MARK_REST),
        ("shift+end", "cursor_line_end(True)", _MARK_REST),
        ("ctrl+shift+a", "select_all", _MARK_ALL),
        ("backspace", "delete_left", _DELETE_LETTER),
        ("delete,ctrl+d", "delete_right", _DELETE_LETTER),
        ("ctrl+w,ctrl+backspace", "delete_word_left", _DELETE_WORD),
        ("ctrl+u", "delete_to_start_of_line", _DELETE_BEFORE),
        ("ctrl+k", "delete_to_end_of_line_or_delete_line", _DELETE_BEHIND),
        ("ctrl+x", "cut", _CUT),
        ("ctrl+c", "copy", _COPY),
        ("ctrl+v", "paste", _PASTE),
        ("ctrl+z", "undo", "Takes back what was typed"),
        ("ctrl+y", "redo", "Puts back what was taken back"),
    ]
)
"""Those of a field for several lines."""
