"""What would leave, before anything is written: every column, with a few rows."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from store.exchange.asked import Asked
from store.exchange.balance import Share
from store.exchange.contents import contents_of
from store.exchange.sheets import SheetColumn
from store.kinds import SQLValue
from store.ledger import Store

_SAMPLES = 3
_SECRET_BYTES = 32


@dataclass(frozen=True, slots=True)
class TablePreview:
    """One table that would leave: its columns, each with what it holds in the first rows."""

    name: str
    about: str
    many: int
    columns: tuple[SheetColumn, ...]
    samples: tuple[tuple[SQLValue, ...], ...]

    def values(self, number: int) -> Iterator[SQLValue]:
        """What the column holds in the first rows."""
        return (row[number] for row in self.samples)


@dataclass(frozen=True, slots=True)
class Preview:
    """The tables that would leave and the balance; `denamed` people would leave without names."""

    tables: tuple[TablePreview, ...]
    balance: tuple[Share, ...]
    denamed: int
    suppressed: int


def preview(store: Store, asked: Asked) -> Preview:
    """What an extract would hold. Ids are made up for the occasion: the ledger is not written to.

    Raises:
        FilterInvalid: a term means nothing.
    """
    contents = contents_of(store, asked, secrets.token_bytes(_SECRET_BYTES))
    tables = tuple(
        TablePreview(
            sheet.name,
            sheet.about,
            sheet.many,
            sheet.columns,
            tuple(islice(sheet.rows(), _SAMPLES)),
        )
        for sheet in contents.sheets
    )
    return Preview(tables, contents.balance, contents.denamed, contents.suppressed)
