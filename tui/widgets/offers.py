"""Things to choose from, each with what it means."""

from collections.abc import Iterable
from dataclasses import dataclass

from tui.widgets.listed_rows import ListedRows
from tui.widgets.table import Column, TableRow, VirtualTable

_ABOUT = Column("", 30, grow=1)


@dataclass(frozen=True, slots=True)
class Offer:
    """Something to choose: what it is called here and what it means, and its key."""

    key: str
    label: str
    about: str = ""


class OfferTable(VirtualTable):
    """A row for each offer, with its key; labels have `width` cells."""

    def __init__(self, width: int, empty: str) -> None:
        super().__init__((Column("", width), _ABOUT), empty=empty)

    def offer(self, offers: Iterable[Offer]) -> None:
        """Shows these, from the first."""
        rows = [TableRow(offer.key, (offer.label, offer.about)) for offer in offers]
        self.set_source(ListedRows(rows), count=len(rows))
