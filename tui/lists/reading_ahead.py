"""What a filter would show, read in the pause behind its last letter, before it is asked for."""

from contextlib import suppress
from typing import NamedTuple

from store.errors import LedgerError
from store.ledger import Store
from store.query import Sort
from store.records import Record
from tui.gateway import Gateway, GatewayClosed, Priority
from tui.lists.record_pages import RecordPages
from tui.lists.terms import ReadFilter, read_terms
from tui.long_job import JobCancelled


class Asked(NamedTuple):
    """What decides which rows a list shows, as it was asked for."""

    model: type[Record]
    terms: str
    with_retired: bool
    sort: Sort


class Found(NamedTuple):
    """What the terms mean, and the rows of which the first are at hand."""

    filter: ReadFilter
    pages: RecordPages


class ReadingAhead:
    """The rows that one list is likely to show next.

    Reading gives way to whatever else is wanted of the ledger, and begins anew with other terms.
    """

    def __init__(self) -> None:
        self._asked: Asked | None = None
        self._found: Found | None = None

    def forget(self) -> None:
        """Lets go of what was read, since rows may have come and gone."""
        self._asked = self._found = None

    async def read(self, gateway: Gateway[Store], asked: Asked) -> None:
        """Reads what `take` gives; of terms that mean nothing yet, nothing."""
        self.forget()
        self._asked = asked
        model, terms, with_retired, sort = asked
        with suppress(LedgerError, GatewayClosed, JobCancelled):
            means = await gateway.ask(
                Priority.IDLE, read_terms, model, terms, with_retired=with_retired
            )
            pages = RecordPages(gateway, model, means.wanted, sort)
            await pages.read_first()
            if self._asked is asked:
                self._found = Found(means, pages)

    def take(self, asked: Asked) -> Found | None:
        """What was read of exactly that, once; None if it was not, or not to the end."""
        found = self._found if self._asked == asked else None
        self.forget()
        return found
