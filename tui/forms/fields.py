"""The widget in which a line of a form is typed."""

from collections.abc import Awaitable, Callable, Sequence

from tui.forms.line import FormLine, Offers
from tui.widgets.choice_list import Choice
from tui.widgets.chooser import Chooser
from tui.widgets.line_input import LineInput
from tui.widgets.note_input import NoteInput

Find = Callable[[Offers, str], Awaitable[Sequence[Choice]]]
"""Asks the ledger what offers it has for what was typed so far."""

Field = LineInput | NoteInput

NOTE_LINES = 3
"""The height of a field for several lines of words."""


def field_for(line: FormLine, text: str, placeholder: str, find: Find) -> Field:
    """An input for a line: of several lines, with choices, or plain."""
    if line.is_tall:
        notes = NoteInput(text)
        notes.styles.height = NOTE_LINES
        return notes
    offers = line.offers
    if offers is None:
        plain = LineInput(text, placeholder=placeholder)
        plain.select_on_focus = line.is_replaced
        return plain

    async def query(typed: str) -> Sequence[Choice]:
        at_once = offers.at_once(typed)
        return await find(offers, typed) if at_once is None else at_once

    return Chooser(
        query,
        text,
        separator=offers.separator,
        must_choose=offers.closed,
        is_replaced=line.is_replaced,
        placeholder=placeholder,
    )


def put_text(field: Field, text: str) -> None:
    """Writes a text into an input as if it had stood there all along."""
    if isinstance(field, Chooser):
        field.put(text)
    else:
        field.value = text
