"""Filling a handoff's tables from a ledger: what changed, who changed it, and how it stands."""

import json
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from store.engine import Connection
from store.fields import fields_of
from store.gazetteer import ANCESTOR_LEVELS
from store.handoff.layout import columns, key_of, tables
from store.handoff.manifest import ChainSpan, TableSum
from store.handoff.memory import Memory
from store.handoff.sums import Summing, Values
from store.kinds import quoted
from store.kinds.placed import PlaceKind, PlacesKind, WhereKind
from store.progress import Progress
from store.records import RECORD_TYPES, PlaceRecord, Record
from store.vocabulary import ALL_LISTS

CHUNK = 1000
"""Rows between two reports of how far it is."""

Steps = Generator[Progress, None, None]


@dataclass
class Filling:
    """A handoff that is being filled from a ledger, and what its rows turned out to need."""

    ledger: Connection
    memory: Memory
    spans: Sequence[ChainSpan]
    sums: list[TableSum] = field(default_factory=list)
    _records: set[str] = field(default_factory=set)
    _people: set[str] = field(default_factory=set)
    _devices: set[str] = field(default_factory=set)
    _places: set[str] = field(default_factory=set)

    def fill(self) -> Steps:
        """Makes and fills all tables but the manifest's, and sums them up."""
        self.memory.execute("BEGIN")
        for statement in tables().values():
            self.memory.execute(statement)
        yield from self._changes()
        yield from self._put("chain", self._among("chain", [s.chain for s in self.spans]))
        yield from self._put("record", self._among("record", self._records))
        for model in RECORD_TYPES.values():
            yield from self._rows(model)
        self._note_hands()
        yield from self._put("person", self._among("person", self._people))
        yield from self._put("device", self._among("device", self._devices))
        yield from self._put("location", self._among("location", self._with_ancestors()))
        for codes in ALL_LISTS:
            yield from self._put(codes.table(), self._whole(codes.table()))
        self.sums.sort(key=lambda s: s.name)

    def _changes(self) -> Steps:
        total = sum(span.last - span.first + 1 for span in self.spans)
        actor, record = (columns("change").index(name) for name in ("actor", "record"))

        def changes() -> Iterator[Values]:
            for span in self.spans:
                for row in self.ledger.execute(
                    f"{_select('change')} WHERE chain = ? AND seq BETWEEN ? AND ? ORDER BY seq",
                    (span.chain, span.first, span.last),
                ):
                    self._people.add(row[actor])
                    self._records.add(row[record])
                    yield row

        yield from self._put("change", changes(), total)

    def _rows(self, model: type[Record]) -> Steps:
        """The rows of the records that changed, as they stand."""
        names = columns(model.table)
        hands = [(names.index(f"{w}_by"), names.index(f"{w}_device")) for w in _WHEN]
        places = [
            (names.index(spec.column_names[0]), isinstance(spec.kind, PlacesKind))
            for spec in fields_of(model)
            if isinstance(spec.kind, PlaceKind | PlacesKind | WhereKind)
        ]
        if model is PlaceRecord:
            # A place that somebody added is itself a row of the table of places.
            places.append((names.index("id"), False))

        def rows() -> Iterator[Values]:
            for row in self._among(model.table, self._records):
                for by, device in hands:
                    self._people.add(str(row[by]))
                    self._devices.add(str(row[device]))
                for at, several in places:
                    if (value := row[at]) is not None:
                        self._places.update(json.loads(str(value)) if several else [str(value)])
                yield row

        yield from self._put(model.table, rows(), len(self._records))

    def _note_hands(self) -> None:
        """Whoever wrote in the chains, too, and on what."""
        device, person = (columns("chain").index(name) for name in ("device", "person"))
        for row in self._among("chain", [s.chain for s in self.spans]):
            self._devices.add(str(row[device]))
            self._people.add(str(row[person]))

    def _with_ancestors(self) -> set[str]:
        """The places that are used, and all that they lie in."""
        above = [columns("location").index(name) for name in ("parent", *ANCESTOR_LEVELS)]
        found: set[str] = set()
        waiting = set(self._places)
        while waiting:
            rows = list(self._among("location", waiting))
            found.update(str(row[0]) for row in rows)
            waiting = {str(row[at]) for row in rows for at in above if row[at]} - found
        return found

    def _among(self, table: str, keys: Iterable[str]) -> Iterator[Values]:
        """The rows with one of these keys, in their order."""
        key = quoted(key_of(table)[0])
        sql = f"{_select(table)} WHERE {key} IN (SELECT value FROM json_each(?)) ORDER BY {key}"
        waiting = iter(sorted(keys))
        while chunk := list(islice(waiting, CHUNK)):
            yield from self.ledger.execute(sql, (json.dumps(chunk),))

    def _whole(self, table: str) -> Iterator[Values]:
        yield from self.ledger.execute(f"{_select(table)} ORDER BY {quoted(key_of(table)[0])}")

    def _put(self, table: str, rows: Iterator[Values], total: int = 0) -> Steps:
        """Writes and sums up the rows of one table."""
        summing = Summing(table)
        passing = summing.passing(rows)
        places = ", ".join("?" * len(columns(table)))
        sql = f"INSERT INTO {quoted(table)} VALUES ({places})"
        done = 0
        while True:
            before = done
            self.memory.executemany(sql, islice(passing, CHUNK))
            done = summing.rows
            if done == before:
                break
            yield Progress(f"Gathering {_CALLED.get(table, 'rows')}", done, max(total, done))
        self.sums.append(summing.sum)


_WHEN = ("created", "updated")
_CALLED = {"change": "changes", "location": "places"}


def _select(table: str) -> str:
    return f"SELECT {', '.join(map(quoted, columns(table)))} FROM {quoted(table)}"
