"""What to do when somebody else changed the record that is open in a form."""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from store.errors import LedgerError, StaleRecord
from tui.forms.comparing import Comparison, Difference, compare, keep_yours
from tui.forms.filled import Filled
from tui.gateway import gateway_of
from tui.text import fit, shown
from tui.widgets.key_bar import KeyBar

_LABEL = 20  # cells
_HELP = "Take for each field what is right; the other version stays in the history."


class DifferenceRow(Widget, can_focus=True):
    """One field in both versions; the arrows or space take one of them."""

    DEFAULT_CSS = """
    DifferenceRow { height: 4; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,left,right", "turn", "Other one", tooltip="Takes the other version."),
    ]

    def __init__(self, difference: Difference, *, takes_yours: bool) -> None:
        super().__init__()
        self.difference = difference
        self.takes_yours = takes_yours

    def action_turn(self) -> None:
        """Takes the other version."""
        self.takes_yours = not self.takes_yours
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The field's name, then what it was, theirs and yours, the taken one marked."""
        style, width = self.rich_style, self.size.width
        difference = self.difference
        lines = (
            ("", "was", difference.before),
            ("●" if not self.takes_yours else "○", "theirs", difference.theirs),
            ("●" if self.takes_yours else "○", "yours", difference.yours),
        )
        if y >= len(lines):
            return Strip.blank(width, style)
        mark = ">" if self.has_focus and y == 0 else " "
        sign, name, text = lines[y]
        label = (
            difference.label if y == 0 else "both changed it" if y == 1 and difference.clash else ""
        )
        head = f"{mark} {fit(label, _LABEL)} {fit(sign, 1)} {fit(name, 7)}"
        return Strip(
            [Segment(head, style), Segment(fit(text or "(empty)", width - len(head) - 2), style)]
        ).adjust_cell_length(width, style)


class Compare(Screen[Filled | None]):
    """Theirs and yours, field by field; gives the form to save on top of theirs, or `None`."""

    DEFAULT_CSS = """
    Compare {
        & > #title { text-style: bold; padding: 0 2; }
        & > #help { padding: 0 2; margin-bottom: 1; text-style: dim; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Save so", priority=True, tooltip="Saves what was taken."),
        Binding("t", "take_all(False)", "All theirs", tooltip="Takes theirs everywhere."),
        Binding("y", "take_all(True)", "All yours", tooltip="Takes yours everywhere."),
        Binding("escape", "dismiss(None)", "Back", tooltip="Goes back to the form; saves nothing."),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(self, filled: Filled) -> None:
        super().__init__()
        self._filled = filled
        self._comparison: Comparison | None = None

    def compose(self) -> ComposeResult:
        """The title, one row for each difference, the keys."""
        yield Static(shown(StaleRecord.title), id="title")
        yield Static(shown(_HELP), id="help")
        yield VerticalScroll(can_focus=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Reads what stands now."""
        self._compare()

    @work(exclusive=True)
    async def _compare(self) -> None:
        try:
            self._comparison = await gateway_of(self).call(compare, self._filled)
        except LedgerError as error:
            self.query_one("#help", Static).update(shown(f"{error.title} {error.advice}"))
            return
        rows = [
            DifferenceRow(found, takes_yours=found.yours != found.before)
            for found in self._comparison.differences
        ]
        await self.query_one(VerticalScroll).mount_all(rows)
        if rows:
            rows[0].focus()

    @property
    def _rows(self) -> Sequence[DifferenceRow]:
        return list(self.query(DifferenceRow))

    def action_take_all(self, yours: bool) -> None:  # noqa: FBT001 - an action's parameter.
        """Takes one version everywhere."""
        for row in self._rows:
            row.takes_yours = yours
            row.refresh()

    def action_save(self) -> None:
        """Gives back the form as it is to be saved."""
        if self._comparison is not None:
            kept = {row.difference.group for row in self._rows if row.takes_yours}
            self.dismiss(keep_yours(self._filled, self._comparison, kept))
