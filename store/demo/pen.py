"""Writes the demo's records: the same ids, salts and times on every run."""

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from store.fields import field_of
from store.identifiers import new_record_id
from store.ledger import Store
from store.records import Citation, Record, Source
from store.vocabulary import Credibility, HowTold, Knowledge, Review, SourceKind

INVENTED = "(invented)"
"""Stands in every name and title that nobody bears."""

BEGINS = datetime(2023, 3, 6, 2, 0, tzinfo=UTC)
"""When the demo's laptop says its first record was made."""

R = TypeVar("R", bound=Record)


@dataclass
class Ticking:
    """A clock that moves on by a second each time it is read."""

    at: datetime = BEGINS

    def __call__(self) -> datetime:
        """The next second."""
        self.at += timedelta(seconds=1)
        return self.at


@dataclass
class Pen:
    """Makes records and keeps them until all are saved at once."""

    store: Store
    dice: random.Random
    clock: Ticking
    records: list[Record] = field(default_factory=list)
    approved: set[str] = field(default_factory=set)
    sources: list[Source] = field(default_factory=list)

    def read(self, model: type[Record], name: str, text: str) -> Any:
        """What a field holds after somebody typed `text` into it."""
        return self.store.read_field(field_of(model, name), text)

    def add(self, model: type[R], *, approve: bool = False, **values: Any) -> R:
        """A new record to submit; texts are read as a form reads them, other values kept."""
        known = {
            name: self.read(model, name, value) if isinstance(value, str) and value else value
            for name, value in values.items()
            if name not in _RAW
        }
        raw = {name: value for name, value in values.items() if name in _RAW}
        if values.get("where") and not known["where"].place:
            raise LookupError("The demo names a place that the program does not ship.")
        record = model(
            **{
                "id": new_record_id(self.clock(), self.dice.randbytes),
                "review": Review.SUBMITTED,
                **known,
                **raw,
            }
        )
        self.records.append(record)
        if approve:
            self.approved.add(record.id)
        return record

    def cite(self, record: Record, *letters: int, told_on: str, **values: Any) -> None:
        """Backs a record with invented sources, by their numbers."""
        for number in letters:
            source = self.sources[number % len(self.sources)]
            seen = source.kind in {SourceKind.WITNESS, SourceKind.VICTIM}
            self.add(
                Citation,
                source=source.id,
                record=record.id,
                told_on=told_on,
                how=HowTold.PHONE if number % 2 else HowTold.IN_PERSON,
                knowledge=Knowledge.SAW if seen else Knowledge.WAS_TOLD,
                credibility=Credibility.C3,
                origin=source.origin or "",
                **values,
            )

    def invent_sources(self) -> None:
        """The sources that the invented records cite."""
        kinds = (
            SourceKind.WITNESS,
            SourceKind.RELATIVE,
            SourceKind.COMMUNITY_LEADER,
            SourceKind.HEALTH_WORKER,
            SourceKind.OWN_DOCUMENTER,
            SourceKind.VICTIM,
        )
        for letter, kind in zip("ABCDEF", kinds, strict=True):
            origin = "self" if kind in {SourceKind.WITNESS, SourceKind.VICTIM} else "village head"
            name = f"Source {letter} {INVENTED}"
            self.sources.append(self.add(Source, name=name, kind=kind, origin=origin))

    def save(self) -> None:
        """Saves everything in the one transaction that is open, then approves what is to be."""
        saved = self.store.save_all(self.records, refuse=True)
        for item in saved:
            if item.record.id in self.approved:
                self.store.approve(item.record)


_RAW = frozenset({"id", "source", "record", "incident", "part_of", "a", "b", "parent"})
"""Fields that hold ids here, which are not in the ledger yet and so cannot be looked up."""
