"""Keys as paragraphs: those of a screen, and all that the program has."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from textual.binding import ActiveBinding, Binding

from tui import commands
from tui.commands import Command, key_name, rank_of
from tui.forms.commands import FORM_COMMANDS
from tui.screens.record_commands import RECORD_COMMANDS
from tui.widgets.text_page import Paragraph

EVERYTHING: Final = "All commands"
"""The heading above every command of the program."""

DECLARED: Final[Sequence[Command]] = (
    *commands.ALL_COMMANDS,
    *RECORD_COMMANDS,
    *FORM_COMMANDS,
)
"""Every command that is declared, wherever it can be given."""

IN_OUR_WORDS: Final = {
    "Focus Next": "Next line or list",
    "Focus Previous": "Line or list before",
    "Scroll Up": "Up",
    "Scroll Down": "Down",
    "Scroll Home": "Top",
    "Scroll End": "End",
    "Page Up": "Page up",
    "Page Down": "Page down",
    "Scroll Left": "",
    "Scroll Right": "",
    "Page Left": "",
    "Page Right": "",
    "Copy selected text": "",
}
"""What Textual says of its keys, as we say it; '' is not told, for nothing scrolls sideways."""

_KEY_CELLS: Final = 12
_LABEL_CELLS: Final = 14


def key_paragraphs(found: Iterable[ActiveBinding]) -> Iterator[Paragraph]:
    """What keys do: the commands of a screen first, then what moves about in it."""
    commands: dict[str, list[Binding]] = {}
    moving: dict[str, list[Binding]] = {}
    for _, binding, enabled, _ in found:
        told = IN_OUR_WORDS.get(binding.description, binding.description)
        if not enabled or not told or binding.system:
            continue
        if binding.tooltip:
            commands.setdefault(binding.action, []).append(binding)
        else:
            moving.setdefault(told, []).append(binding)
    ordered = sorted(commands.values(), key=lambda same: rank_of(same[0]))
    if ordered:
        yield Paragraph("What can be done here", is_title=True)
        yield from (_entry(same) for same in ordered)
        yield Paragraph("")
    if moving:
        yield Paragraph("Moving about and typing", is_title=True)
        leads = {told: _keys_said(binding.key for binding in same) for told, same in moving.items()}
        column = max(_KEY_CELLS, *(len(lead) + 2 for lead in leads.values()))
        yield from (Paragraph(told, f"{lead:<{column}}", column) for told, lead in leads.items())
        yield Paragraph("")


def all_commands() -> Iterator[Paragraph]:
    """Every command of the program with its keys, wherever it can be given."""
    yield Paragraph(EVERYTHING, is_title=True)
    for command in DECLARED:
        yield _paragraph(command.keys.split(","), command.label, command.help)


def _entry(same: Sequence[Binding]) -> Paragraph:
    first = same[0]
    return _paragraph([binding.key for binding in same], first.description, first.tooltip)


def _paragraph(keys: Iterable[str], label: str, told: str) -> Paragraph:
    lead = f"{_keys_said(keys):<{_KEY_CELLS - 1}} "
    text = f"{label:<{_LABEL_CELLS - 1}} {told}" if told else label
    return Paragraph(text, lead, _KEY_CELLS)


def _keys_said(keys: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(map(key_name, keys)))
