"""Screens around one list that is read as a whole."""

from typing import Generic, TypeVar

from textual.app import ComposeResult

from tui.screens.aside import Aside
from tui.widgets.heading_line import HeadingLine
from tui.widgets.key_bar import KeyBar
from tui.widgets.listed_table import ListedTable
from tui.widgets.notice_board import NoticeBoard

T = TypeVar("T")


class Listing(Aside[None], Generic[T]):
    """What is listed, what came of the last command, the list, and the keys."""

    def __init__(self, table: ListedTable[T]) -> None:
        super().__init__()
        self._heading = HeadingLine()
        self._notices = NoticeBoard()
        self._table = table

    def compose(self) -> ComposeResult:
        """From the heading down to the keys."""
        yield self._heading
        yield self._notices
        yield self._table
        yield KeyBar()

    def on_virtual_table_row_highlighted(self) -> None:
        """Offers what can be done with what is under the cursor."""
        self.refresh_bindings()
