"""A short list that is at hand as a whole, for a table that otherwise reads page by page."""

from collections.abc import Sequence

from tui.widgets.pages import PAGE_ROWS, TableRow


class ListedRows:
    """Rows that are all known; a `PageSource`."""

    def __init__(self, rows: Sequence[TableRow]) -> None:
        self._rows = tuple(rows)

    async def page(self, n: int) -> Sequence[TableRow]:
        """The rows from `n * PAGE_ROWS` on."""
        return self._rows[n * PAGE_ROWS : (n + 1) * PAGE_ROWS]
