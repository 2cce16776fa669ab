"""What a rule is, and what it finds in a record."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from store.records import Record
from store.rules.asked import Surroundings


class Level(StrEnum):
    """How grave a finding is: an error keeps a record a draft, a warning asks for a reason."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong or odd about a record.

    `rule` never changes once released: it is the key under which a reason is kept in
    `waived`. `fields` are fields of the record, the first is where the cursor goes; empty
    means the record as a whole. `sentence` says what is the matter and what would be right,
    and holds no value of a record. `others` are the ids of the records that it is about.
    """

    rule: str
    level: Level
    fields: tuple[str, ...]
    sentence: str
    others: tuple[str, ...] = ()


class Breach(NamedTuple):
    """Where and how a record breaks one rule; as in `Finding`."""

    sentence: str
    fields: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its name, how grave it is, the kinds of record it is for, and its test."""

    name: str
    level: Level
    kinds: tuple[type[Record], ...]
    breaches: Callable[[Any, Surroundings], Iterable[Breach]]

    def findings(self, record: Record, around: Surroundings) -> Iterator[Finding]:
        """What it finds in a record of one of its kinds."""
        for breach in self.breaches(record, around):
            yield Finding(self.name, self.level, breach.fields, breach.sentence, breach.others)
