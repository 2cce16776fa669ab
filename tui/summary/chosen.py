"""What can be opened from among the contents of a ledger, besides one record."""

from dataclasses import dataclass

from store.records import Record


@dataclass(frozen=True, slots=True)
class OpenList:
    """The list of a kind of record, with a filter."""

    model: type[Record]
    terms: str


@dataclass(frozen=True, slots=True)
class OpenForm:
    """A form that was left without saving."""

    form: str
