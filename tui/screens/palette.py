"""Every command that can be given on a screen, to be found by its name."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.screen import Screen
from textual.widgets import Input

from tui.commands import SHOW_COMMANDS, key_name, rank_of
from tui.widgets.key_bar import KeyBar
from tui.widgets.leading_line import LeadingLine
from tui.widgets.listed_rows import ListedRows
from tui.widgets.table import Column, TableRow, VirtualTable

_COLUMNS = (Column("Command", 16), Column("Key", 8), Column("What it does", 40, grow=1))


class Palette(Screen[None]):
    """A line to type in and the commands that fit, which are carried out on `below`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "give", "Do it", show=True, priority=True),
        Binding("escape", "dismiss", "Back", show=True),
        Binding("ctrl+p", "dismiss", "Back", show=False, priority=True),
    ]

    def __init__(self, below: Screen[object]) -> None:
        super().__init__()
        self._commands = commands_of(below)
        self._below = below
        self._table = VirtualTable(_COLUMNS, self._found(""), empty="No command has that name.")

    def compose(self) -> ComposeResult:
        """The line and the commands."""
        yield LeadingLine(self._table, "a word of the command")
        yield self._table
        yield KeyBar()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Keeps the commands that have all the words."""
        event.stop()
        self._table.set_source(self._found(event.value))

    def action_give(self) -> None:
        """Gives the command under the cursor."""
        key = self._table.cursor_key
        if key is None:
            return
        chosen = self._commands[int(key)]
        self.dismiss()
        self.app.call_later(self.app.run_action, chosen.binding.action, chosen.node)

    def _found(self, typed: str) -> ListedRows:
        words = typed.casefold().split()
        return ListedRows(
            [
                TableRow(str(n), (b.description, key_name(b.key), b.tooltip))
                for n, b in enumerate(found.binding for found in self._commands)
                if all(word in f"{b.description} {b.tooltip}".casefold() for word in words)
            ]
        )


def commands_of(screen: Screen[object]) -> Sequence[ActiveBinding]:
    """What can be done on a screen now, each once, but for moving about and for this list.

    Whatever explains itself is a command.
    """
    by_action: dict[str, ActiveBinding] = {}
    for found in screen.active_bindings.values():
        if found.enabled and found.binding.tooltip:
            by_action.setdefault(found.binding.action, found)
    by_action.pop(SHOW_COMMANDS.id, None)
    return sorted(by_action.values(), key=lambda found: rank_of(found.binding))
