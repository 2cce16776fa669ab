"""Where the rows of a list come from: pages by number, read by key."""

from collections.abc import Sequence
from typing import NamedTuple

from store.ledger import Store
from store.query import Filter, Key, ListRow, Sort, offset_key, page
from store.records import Record
from tui.gateway import Gateway, Priority
from tui.lists.columns import table_row
from tui.widgets.pages import PAGE_ROWS, TableRow


class _Ends(NamedTuple):
    """The keys of the first and the last row of a page."""

    first: Key
    last: Key


class RecordPages:
    """The pages of one list in one order; a `PageSource`.

    A page next to one that was read costs what its rows cost, and so does the last one once
    the `count` is known; one far away is walked to from the nearer end.
    """

    def __init__(
        self, gateway: Gateway[Store], model: type[Record], wanted: Filter, sort: Sort
    ) -> None:
        self.count: int | None = None
        self._gateway = gateway
        self._model = model
        self._wanted = wanted
        self._sort = sort
        self._ends: dict[int, _Ends] = {}
        self._first: Sequence[TableRow] | None = None

    def forget(self) -> None:
        """Lets go of what was learnt of the pages, since rows may have come and gone."""
        self._ends.clear()
        self.count = self._first = None

    async def read_first(self) -> None:
        """Has the first page at hand for when it is wanted; gives way to whatever else is.

        Raises:
            LedgerError: It cannot be read.
        """
        self._first = await self._page(0, Priority.IDLE)

    async def page(self, n: int) -> Sequence[TableRow]:
        """The rows from `n * PAGE_ROWS` on.

        Raises:
            LedgerError: They cannot be read.
        """
        if n == 0 and self._first is not None:
            first, self._first = self._first, None
            return first
        return await self._page(n, Priority.KEY)

    async def _page(self, n: int, priority: Priority) -> Sequence[TableRow]:
        rows = await self._gateway.ask(priority, self._read, n)
        if rows:
            self._ends[n] = _Ends(rows[0].key, rows[-1].key)
        return [table_row(self._model, row) for row in rows]

    def _read(self, store: Store, n: int) -> list[ListRow]:
        """The rows of page `n`; on the store's thread."""
        if n == 0:
            return self._rows(store)
        if n - 1 in self._ends:
            return self._rows(store, after=self._ends[n - 1].last)
        if n + 1 in self._ends:
            return self._rows(store, before=self._ends[n + 1].first)
        behind = None if self.count is None else self.count - (n + 1) * PAGE_ROWS
        if behind is not None and -PAGE_ROWS < behind <= 0:
            return self._rows(store, from_end=True, limit=PAGE_ROWS + behind)
        if behind is not None and 0 < behind < n * PAGE_ROWS:
            key = self._key(store, behind - 1, from_end=True)
            return self._rows(store, before=key) if key else []
        key = self._key(store, n * PAGE_ROWS - 1)
        return self._rows(store, after=key) if key else []

    def _rows(
        self,
        store: Store,
        *,
        after: Key | None = None,
        before: Key | None = None,
        from_end: bool = False,
        limit: int = PAGE_ROWS,
    ) -> list[ListRow]:
        rows: list[ListRow] = store.ask(
            page,
            self._model,
            self._wanted,
            self._sort,
            after=after,
            before=before,
            from_end=from_end,
            limit=limit,
        )
        return rows

    def _key(self, store: Store, n: int, *, from_end: bool = False) -> Key | None:
        key: Key | None = store.ask(
            offset_key, self._model, self._wanted, self._sort, n, from_end=from_end
        )
        return key
