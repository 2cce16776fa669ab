"""A table of things that are at hand as a whole, each of them a row."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from tui.widgets.listed_rows import ListedRows
from tui.widgets.table import Column, TableRow, VirtualTable

T = TypeVar("T")


class ListedTable(VirtualTable, Generic[T]):
    """Shows things in their order; `cells_of` says what stands in the row of one.

    The key of a row is the place of its thing in the list, from "0" on.
    """

    def __init__(
        self,
        columns: Sequence[Column],
        cells_of: Callable[[T], tuple[str, ...]],
        *,
        empty: str = "",
        id: str | None = None,  # noqa: A002 - Textual's name for it.
    ) -> None:
        super().__init__(columns, empty=empty, id=id)
        self._cells_of = cells_of
        self._things: tuple[T, ...] = ()

    def list_things(self, things: Sequence[T]) -> None:
        """Shows these, from the first."""
        self._things = tuple(things)
        rows = [TableRow(str(n), self._cells_of(thing)) for n, thing in enumerate(things)]
        self.set_source(ListedRows(rows), count=len(rows))

    @property
    def chosen(self) -> T | None:
        """The thing under the cursor, None while there is none."""
        at = self.cursor_key
        return self._things[int(at)] if at is not None else None
