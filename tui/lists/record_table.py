"""The table of a list of records, with the keys that concern one row."""

from typing import ClassVar

from textual.binding import BindingType

from tui.commands import MARK_RECORD, OPEN_RECORD, Situation, bindings, is_available
from tui.widgets.table import VirtualTable


class RecordTable(VirtualTable):
    """A table whose rows are records; it knows what can be done with them."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(OPEN_RECORD, MARK_RECORD)]

    @property
    def situation(self) -> Situation:
        """What there is to act on."""
        # Until the list has been read it is taken for one with rows, so that no key comes and goes.
        return Situation(has_row=self.count != 0, has_marks=bool(self.marks))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether there is something to do it to."""
        return is_available(action, self.situation) and super().check_action(action, parameters)

    def action_open_record(self) -> None:
        """Tells that the record under the cursor is wanted."""
        self.action_choose()

    def action_mark_record(self) -> None:
        """Marks the record under the cursor and goes to the next, or takes its mark away."""
        self.action_mark()
        self.action_step(1)
