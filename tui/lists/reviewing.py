"""What one command does to many records of a list, on the store's thread."""

from collections.abc import Sequence
from dataclasses import dataclass

from store.errors import RecordInvalid
from store.ledger import Store
from store.records import Record


@dataclass(frozen=True, slots=True)
class Done:
    """What became of the records: the ids of those it was done to, and how many broke rules."""

    ids: tuple[str, ...] = ()
    refused: int = 0

    def sentence(self, did: str) -> str:
        """What was done, in words; `did` is the verb, like "approved"."""
        said = f"{len(self.ids):,} {did}"
        if self.refused == 1:
            return f"{said}; 1 is not: it breaks rules, open it to see which"
        if self.refused:
            return f"{said}; {self.refused:,} are not: they break rules, open them to see which"
        return said


def retire(store: Store, model: type[Record], ids: Sequence[str], why: str) -> Done:
    """Retires those that are not retired yet, all or none.

    Raises:
        LedgerUnusable: the disk or the file; nothing was saved.
    """
    with store.together():
        standing = [record for record in _read(store, model, ids) if record.retired is None]
        return Done(tuple(store.retire(record, why).id for record in standing))


def restore(store: Store, model: type[Record], ids: Sequence[str]) -> Done:
    """Restores those that are retired, all or none.

    Raises:
        LedgerUnusable: the disk or the file; nothing was saved.
    """
    with store.together():
        retired = [record for record in _read(store, model, ids) if record.retired is not None]
        return Done(tuple(store.restore(record).id for record in retired))


def give_back(store: Store, model: type[Record], ids: Sequence[str], question: str) -> Done:
    """Returns all of them with the same question, all or none.

    Raises:
        LedgerUnusable: the disk or the file; nothing was saved.
    """
    with store.together():
        records = _read(store, model, ids)
        return Done(tuple(store.give_back(record, question).id for record in records))


def approve(store: Store, model: type[Record], ids: Sequence[str]) -> Done:
    """Approves those that break no rule; the others stay as they are.

    Raises:
        LedgerUnusable: the disk or the file; nothing was saved.
    """
    approved: list[str] = []
    refused = 0
    with store.together():
        for record in _read(store, model, ids):
            try:
                approved.append(store.approve(record).id)
            except RecordInvalid:
                refused += 1
    return Done(tuple(approved), refused)


def _read(store: Store, model: type[Record], ids: Sequence[str]) -> list[Record]:
    return [store.get(model, record) for record in ids]
