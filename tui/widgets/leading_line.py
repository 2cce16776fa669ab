"""A line to type in that keeps the focus while its keys lead through a table."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from tui.widgets.line_input import LineInput
from tui.widgets.table import VirtualTable


class LeadingLine(LineInput):
    """Up and down, and by windows, move the cursor of `table`, which takes no focus itself."""

    DEFAULT_CSS = """
    LeadingLine { margin: 1 1 1 3; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "lead(-1)", "Up", show=False),
        Binding("down", "lead(1)", "Down", show=False),
        Binding("pageup", "lead_by_windows(-1)", "Page up", show=False),
        Binding("pagedown", "lead_by_windows(1)", "Page down", show=False),
    ]

    def __init__(self, table: VirtualTable, placeholder: str) -> None:
        super().__init__(placeholder=placeholder)
        table.can_focus = False
        self._led = table

    def action_lead(self, rows: int) -> None:
        """Moves the cursor of the table."""
        self._led.action_step(rows)

    def action_lead_by_windows(self, windows: int) -> None:
        """Moves the cursor of the table by windows."""
        self._led.action_page(windows)
