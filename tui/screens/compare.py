"""What to do when somebody else changed the record that is open in a form."""

from collections.abc import Sequence
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from store.errors import LedgerError, StaleRecord
from tui.forms.comparing import Comparison, Difference, compare, keep_yours
from tui.forms.filled import Filled
from tui.gateway import gateway_of
from tui.text import shown
from tui.widgets.key_bar import KeyBar
from tui.widgets.versions_row import Versions, VersionsRow

_THEIRS, _YOURS = 0, 1
_HELP = "Take for each field what is right; the history keeps the other version."


class DifferenceRow(VersionsRow):
    """One field in both versions: theirs, and yours if it was changed here."""

    def __init__(self, difference: Difference) -> None:
        versions = Versions(
            difference.label,
            difference.before,
            (("theirs", difference.theirs), ("yours", difference.yours)),
            "both changed it" if difference.clash else "",
        )
        taken = _YOURS if difference.yours != difference.before else _THEIRS
        super().__init__(versions, taken=taken, may_be_open=False)
        self.difference = difference


class Compare(Screen[Filled | None]):
    """Theirs and yours, field by field; gives the form to save on top of theirs, or `None`."""

    DEFAULT_CSS = """
    Compare {
        & > #title { text-style: bold; padding: 0 2; }
        & > #help { padding: 0 2; margin-bottom: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Save so", priority=True, tooltip="Saves what was taken."),
        Binding("t", "take_all(False)", "All theirs", tooltip="Takes theirs everywhere."),
        Binding("y", "take_all(True)", "All yours", tooltip="Takes yours everywhere."),
        Binding("escape", "dismiss(None)", "Back", tooltip="Goes back to the form; saves nothing."),
        Binding("down", "app.focus_next", "Next line", show=False),
        Binding("up", "app.focus_previous", "Line before", show=False),
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
        rows = [DifferenceRow(found) for found in self._comparison.differences]
        await self.query_one(VerticalScroll).mount_all(rows)
        if rows:
            rows[0].focus()

    @property
    def _rows(self) -> Sequence[DifferenceRow]:
        return list(self.query(DifferenceRow))

    def action_take_all(self, yours: bool) -> None:  # noqa: FBT001 - an action's parameter.
        """Takes one version everywhere."""
        for row in self._rows:
            row.take(int(yours))

    def action_save(self) -> None:
        """Gives back the form as it is to be saved."""
        if self._comparison is not None:
            kept = {row.difference.group for row in self._rows if row.taken == _YOURS}
            self.dismiss(keep_yours(self._filled, self._comparison, kept))
