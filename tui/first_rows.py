"""What stands on the screen while Textual is being loaded: the records changed last.

Plain text with a few control sequences, made without Rich and Textual. As in `tui/text.py`,
nothing of a stored value can steer the terminal; each value ends its line, so that it does not
matter how wide a terminal draws it.
"""

import unicodedata
from collections.abc import Sequence

from store.ahead import NewestRow
from store.escape import escape_controls

_TITLE = "Changed last"
_TITLE_LINE, _FIRST_LINE = 3, 4  # as terminals count them, from 1
_KEPT_FREE = 2  # lines at the bottom
_CODE, _KIND, _NAME = 3, 15, 27  # columns at which these begin
_MARGIN = 2
_ELLIPSIS = "…"


def first_rows(rows: Sequence[NewestRow], columns: int, lines: int) -> str:
    """What to write to a blank screen of that size; '' if there is nothing to show on it."""
    room = lines - _FIRST_LINE + 1 - _KEPT_FREE
    if not rows or room < 1 or columns <= _NAME + _MARGIN:
        return ""
    drawn = [f"\x1b[{_TITLE_LINE};{_CODE}H\x1b[1m{_TITLE}\x1b[m"]
    for line, row in enumerate(rows[:room], _FIRST_LINE):
        cells = (
            (_CODE, row.code, _KIND - _CODE - _MARGIN),
            (_KIND, row.table.capitalize(), _NAME - _KIND - _MARGIN),
            (_NAME, row.title, columns - _NAME - _MARGIN),
        )
        drawn += [f"\x1b[{line};{at}H{cut(text, width)}" for at, text, width in cells if text]
    return "".join(drawn)


def cut(text: str, width: int) -> str:
    """`text` escaped and in at most `width` cells, however wide the terminal takes its letters.

    What does not fit ends in an ellipsis, where there is room for one.
    """
    escaped = escape_controls(text[: width * 4])
    used, kept = 0, 0
    for at, letter in enumerate(escaped, 1):
        used += most_cells(letter)
        if used > width:
            return escaped[:kept] + _ELLIPSIS if width >= most_cells(_ELLIPSIS) else ""
        if used + most_cells(_ELLIPSIS) <= width:
            kept = at
    return escaped


def most_cells(letter: str) -> int:
    """The cells that a letter takes at most."""
    if unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WFA" and not letter.isascii() else 1
