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

_KEY_CELLS: Final = 12
_LABEL_CELLS: Final = 14


def key_paragraphs(found: Iterable[ActiveBinding]) -> Iterator[Paragraph]:
    """What keys do: the commands of a screen first, then what moves about in it."""
    by_action: dict[str, list[Binding]] = {}
    for _, binding, enabled, _ in found:
        if enabled and binding.description and not binding.system:
            by_action.setdefault(binding.action, []).append(binding)
    entries = sorted(by_action.values(), key=lambda same: rank_of(same[0]))
    commands = [same for same in entries if same[0].tooltip]
    moving = [same for same in entries if not same[0].tooltip]
    for title, group in (("What can be done here", commands), ("Moving about", moving)):
        if group:
            yield Paragraph(title, is_title=True)
            yield from (_entry(same) for same in group)
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
    lead = f"{', '.join(dict.fromkeys(map(key_name, keys))):<{_KEY_CELLS - 1}} "
    text = f"{label:<{_LABEL_CELLS - 1}} {told}" if told else label
    return Paragraph(text, lead, _KEY_CELLS)
