"""The part of a long list that is at hand: some pages of it, and what is known of its length."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

PAGE_ROWS = 64
PAGES_KEPT = 32


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row as it is listed: what identifies it, a text for each column, and its weight.

    A row `is_dim` that stands back behind the others; what it is, one of its cells says.
    """

    key: str
    cells: tuple[str, ...]
    is_dim: bool = False


class PageSource(Protocol):
    """Where a list is read from."""

    async def page(self, n: int) -> Sequence[TableRow]:
        """The rows from `n * PAGE_ROWS` on: `PAGE_ROWS` of them, fewer only where the list ends.

        Raises:
            LedgerError: They cannot be read.
        """


class Pages:
    """Up to `PAGES_KEPT` pages of one list, those least recently wanted given up first.

    `count` is the length of the list once it is known; until then `rows` is how many there are
    at least.
    """

    def __init__(self) -> None:
        self.count: int | None = None
        self._at_least = 0
        self._pages: OrderedDict[int, Sequence[TableRow]] = OrderedDict()
        self._expired: dict[int, Sequence[TableRow]] = {}
        self._unreadable: set[int] = set()

    @property
    def rows(self) -> int:
        """How many rows there are, or are known to be."""
        return self._at_least if self.count is None else self.count

    def row(self, index: int) -> TableRow | None:
        """The row at `index`, or `None` while its page is not there; it may be an expired one."""
        n, offset = divmod(index, PAGE_ROWS)
        page = self._pages.get(n) or self._expired.get(n, ())
        return page[offset] if 0 <= offset < len(page) else None

    def wanted(self, first: int, last: int, *, forward: bool) -> int | None:
        """The page to read next if the rows from `first` to `last` are on the screen.

        The pages of those rows come first, then the next in the direction of travel, then the
        one behind, so that a row that moved a little is found again.
        """
        window = range(first // PAGE_ROWS, last // PAGE_ROWS + 1)
        for n in window:
            if n in self._pages:
                self._pages.move_to_end(n)
        ahead, behind = window[-1] + 1, window[0] - 1
        around = (ahead, behind) if forward else (behind, ahead)
        return next((n for n in (*window, *around) if self._can_be_read(n)), None)

    def take(self, n: int, rows: Sequence[TableRow]) -> None:
        """Keeps page `n`, which has just been read, and what it tells about the length."""
        self._pages[n] = rows
        self._pages.move_to_end(n)
        self._expired.pop(n, None)
        if len(self._pages) > PAGES_KEPT:
            self._pages.popitem(last=False)
        self._learn(n, rows)

    def give_up(self, n: int) -> None:
        """Page `n` cannot be read: it is not wanted again until `expire`."""
        self._unreadable.add(n)

    def set_count(self, count: int) -> None:
        """The list has `count` rows, as counted."""
        self.count = self._at_least = count

    def reach(self, index: int) -> None:
        """There is a row at `index`, wherever it was read."""
        self._at_least = max(self._at_least, index + 1)
        self.count = None if self.count is None else max(self.count, index + 1)

    def expire(self) -> None:
        """Everything has to be read again; what is there stands in until it has been."""
        self._expired = dict(self._pages) or self._expired
        self._pages.clear()
        self._unreadable.clear()
        self._at_least, self.count = self.rows, None

    def index_of(self, key: str) -> int | None:
        """Where the row with `key` is, if it is on a page that is there and has not expired."""
        for n, page in self._pages.items():
            for offset, row in enumerate(page):
                if row.key == key:
                    return n * PAGE_ROWS + offset
        return None

    def change(self, key: str, cells: tuple[str, ...]) -> int | None:
        """Gives the row with `key` new cells; its index, or `None` if it is not there."""
        index = self.index_of(key)
        if index is None:
            return None
        n, offset = divmod(index, PAGE_ROWS)
        page = list(self._pages[n])
        page[offset] = replace(page[offset], cells=cells)
        self._pages[n] = page
        return index

    def _learn(self, n: int, rows: Sequence[TableRow]) -> None:
        """Takes from page `n` what it tells about the length of the list."""
        end = n * PAGE_ROWS + len(rows)
        if self._is_last(n, rows):
            self.set_count(end)
        elif rows:
            self._at_least = max(self._at_least, end)
            self.count = None if self.count is None else max(self.count, end)
        else:
            # The list ends somewhere before this page.
            self._at_least = min(self._at_least, end)
            self.count = None if self.count is None else min(self.count, end)

    def _is_last(self, n: int, rows: Sequence[TableRow]) -> bool:
        """Whether the list is known to end with page `n`."""
        if len(rows) == PAGE_ROWS:
            following = self._pages.get(n + 1)
            return following is not None and not following
        return bool(rows) or n == 0 or n - 1 in self._pages

    def _can_be_read(self, n: int) -> bool:
        if n < 0 or n in self._pages or n in self._unreadable:
            return False
        if self.count is None:
            # The page behind the last that is known may be there.
            return n * PAGE_ROWS <= self._at_least
        return n * PAGE_ROWS < self.count
