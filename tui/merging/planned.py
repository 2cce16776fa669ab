"""The records that merging a file would touch."""

from typing import ClassVar

from textual.binding import BindingType

from store.merging.touched import TouchedRow
from store.merging.wording import called
from store.records import RECORD_TYPES
from tui.commands import Command, always, bindings
from tui.screens.listing import Listing
from tui.widgets.listed_table import ListedTable
from tui.widgets.table import Column

_COLUMNS = (
    Column("Merging", 11),
    Column("Kind", 10, leaves=1),
    Column("Code", 11),
    Column("As the sender sees it", 30, grow=1),
)

BACK = Command("back", "escape", "Back", "Goes back; nothing is merged.", always)


class PlannedScreen(Listing[TouchedRow]):
    """The records that a merge would touch, conflicts first."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(BACK)]

    def __init__(self, sender: str, rows: list[TouchedRow]) -> None:
        super().__init__(ListedTable(_COLUMNS, _cells, empty="Nothing would be touched."))
        self._sender = sender
        self._found = rows

    def on_mount(self) -> None:
        """Shows the records."""
        self._heading.show(f"What merging {self._sender} would touch")
        self._table.list_things(self._found)


def _cells(row: TouchedRow) -> tuple[str, ...]:
    return (str(row.fate), _one(row.kind), row.code, row.title)


def _one(kind: str) -> str:
    return RECORD_TYPES[kind].one if kind in RECORD_TYPES else called(kind)
