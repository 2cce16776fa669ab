"""What happened to the ledger, told to whoever shows a part of it."""

from dataclasses import dataclass

from textual.message import Message

from store.records import Record


@dataclass
class RecordSaved(Message):
    """A record was saved, reviewed or retired; posted to the app, which tells the lists."""

    model: type[Record]
    id: str


class ManySaved(Message):
    """A merge or a rule changed records of any kind; posted to the app, which tells the lists."""
