"""Random histories over several ledgers: edits, retirings, links, settlings, purges, merges."""

# ruff: noqa: D102 - What happens is said by its name.

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from store.errors import LedgerError, ParseError
from store.fields import field_of
from store.founded import Founding
from store.ledger import Store
from store.merging.conflicts import conflicts_in, listed_conflicts
from store.merging.purging import purge, purgeable
from store.merging.resolving import Rule, resolve, resolve_by_rule
from store.merging.taking_back import take_back
from store.records import (
    RECORD_TYPES,
    Casualty,
    Citation,
    Damage,
    Figure,
    Incident,
    Link,
    PlaceRecord,
    Record,
    Source,
)
from store.vocabulary import (
    Accepted,
    BuildingKind,
    DamageGrade,
    FigureKind,
    LinkDecision,
    Measure,
    Outcome,
    PersonStatus,
    PlaceLevel,
    Population,
    Review,
    SourceKind,
)
from tests.store.conftest import HOSTILE
from tests.store.merging.laptops import connection_of, done, holds, merged, wrong

NAMES = ("Naw Paw (invented)", HOSTILE, "Saw Eh Doh (invented)", "U Win (invented)")
KNDF = "01775ae3-9400-7c4c-9518-ec9990b4f901"


def _clock(n: int) -> Callable[[], datetime]:
    """One laptop's clock says 2035, another's 2019."""
    now = datetime((2023, 2035, 2019)[n % 3], 1, 1 + n, tzinfo=UTC)
    return lambda: now


class Histories:
    """Some ledgers to which things happen, each thing by a number that chooses what."""

    def __init__(self, folder: Path, count: int, seed: int) -> None:
        self.dice = random.Random(seed)  # noqa: S311 - the same history for the same number
        self.stores = [self._ledger(folder, n) for n in range(count)]
        self.written: set[tuple[str, int]] = set()
        self.purged = 0

    def _ledger(self, folder: Path, n: int) -> Store:
        dice = random.Random(f"{n}")  # noqa: S311 - ids that are the same in each run
        return Store.create(
            folder / f"{n}.fieldledger",
            Founding(f"Saw {n} (invented)", f"P{n}"),
            clock=_clock(n),
            random_bytes=dice.randbytes,
        )

    def close(self) -> None:
        for store in self.stores:
            store.close()

    def step(self) -> None:
        """One thing happens in one of the ledgers; what a rule refuses does not happen."""
        at = self.dice.randrange(len(self.stores))
        store = self.stores[at]
        happening = self.dice.choices(list(_HAPPENINGS), list(_HAPPENINGS.values()))[0]
        with suppress(LedgerError, ParseError):
            happening(self, store)
        self.note(self.stores[at])

    def note(self, store: Store) -> None:
        """Remembers everything that was ever written."""
        self.written |= set(connection_of(store).execute("SELECT chain, seq FROM change"))

    def _any(self, store: Store, *models: type[Record]) -> Record | None:
        model = self.dice.choice(models or tuple(RECORD_TYPES.values()))
        ids = [r for (r,) in connection_of(store).execute(f"SELECT id FROM {model.table}")]
        return store.get(model, self.dice.choice(sorted(ids))) if ids else None

    def create(self, store: Store) -> None:
        store.save(self._made(store))

    def _made(self, store: Store) -> Record:
        incident, subject = self._any(store, Incident), self._any(store, Casualty, Incident)
        other = self._any(store, type(subject)) if subject else None
        source = self._any(store, Source)
        name, n = self.dice.choice(NAMES), self.dice.randrange(1, 9)
        day = store.read_field(_WHEN, f"{self.dice.randrange(1, 28)} Feb 2023")
        where = store.read_field(_WHERE, self.dice.choice(("Demoso", "Pan Kan, Loikaw", "a field")))
        within = incident.id if incident else None
        made: list[Record] = [
            Incident(title=name, when=day, where=where, part_of=within, review=Review.SUBMITTED),
            Incident(title=name, when=day, where=where, review=Review.SUBMITTED),
            Casualty(
                name=name,
                incident=within,
                outcome=Outcome.KILLED,
                status=PersonStatus.CIVILIAN,
                review=Review.SUBMITTED,
            ),
            Damage(
                incident=within,
                kind=BuildingKind.HOME,
                grade=DamageGrade.DESTROYED,
                quantity=n,
                review=Review.SUBMITTED,
            ),
            Source(name=name, kind=SourceKind.WITNESS, review=Review.SUBMITTED),
            Citation(
                source=source.id if source else KNDF,
                record=subject.id if subject else None,
                review=Review.SUBMITTED,
            ),
            Link(
                a=subject.id if subject else None,
                b=other.id if other else None,
                decision=self.dice.choice(list(LinkDecision)),
                reason=name,
                review=Review.SUBMITTED,
            ),
            Figure(
                source=KNDF,
                incident=within,
                kind=FigureKind.INCIDENT,
                measure=Measure.KILLED,
                population=Population.CIVILIANS,
                best=n,
                accepted=Accepted.ACCEPTED,
                text=name,
                review=Review.SUBMITTED,
            ),
            PlaceRecord(
                name=name, level=PlaceLevel.CAMP, parent="MMR002001", review=Review.SUBMITTED
            ),
        ]
        return self.dice.choice(made)

    def edit(self, store: Store) -> None:
        record = self._any(store)
        if record is None:
            return
        values: dict[str, object] = {}
        name = self.dice.choice(NAMES)
        for field in ("name", "title", "notes", "narrative", "reason", "text"):
            if field in type(record).model_fields and self.dice.random() < 0.6:
                values[field] = name
        if isinstance(record, Incident) and (other := self._any(store, Incident)):
            values["part_of"] = self.dice.choice((None, other.id))
        if isinstance(record, Casualty | Damage):
            values["quantity"] = self.dice.randrange(1, 5)
        store.save(record.model_copy(update=values))

    def retire(self, store: Store) -> None:
        if record := self._any(store):
            store.retire(record, self.dice.choice(NAMES))

    def restore(self, store: Store) -> None:
        if record := self._any(store):
            store.restore(record)

    def approve(self, store: Store) -> None:
        if record := self._any(store):
            store.approve(record)

    def give_back(self, store: Store) -> None:
        if record := self._any(store):
            store.give_back(record, "who told you?")

    def settle(self, store: Store) -> None:
        listed = store.ask(listed_conflicts)
        if not listed:
            return
        summary = self.dice.choice(listed).summary
        model = RECORD_TYPES[summary.table]
        found = store.ask(conflicts_in, model, summary.id, store.lookup)
        conflict = self.dice.choice(found.conflicts)
        chosen = self.dice.choice(conflict.candidates).change
        store.do(resolve, model, summary.id, {conflict.part: chosen})

    def settle_all(self, store: Store) -> None:
        done(store.do_in_steps(resolve_by_rule, Rule(f"P{self.dice.randrange(len(self.stores))}")))

    def purge(self, store: Store) -> None:
        if record := self._any(store, Casualty, Source, Incident):
            parts = self.dice.sample(sorted(purgeable(type(record))), self.dice.randrange(3))
            done(store.do_in_steps(purge, type(record), record.id, "asked for", frozenset(parts)))
            self.purged += 1

    def merge(self, store: Store) -> None:
        merged(store, self.dice.choice([other for other in self.stores if other is not store]))

    def merge_and_take_back(self, store: Store) -> None:
        before = holds(store)
        merge = merged(store, self.dice.choice([o for o in self.stores if o is not store]))
        if merge.number:
            done(store.do_in_steps(take_back))
            assert holds(store) == before

    def undo(self, store: Store) -> None:
        store.undo()

    def reopen(self, store: Store) -> None:
        """The next opening writes to a chain of its own."""
        path = Path(connection_of(store).execute("PRAGMA database_list").fetchone()[2])
        at = self.stores.index(store)
        clock, seed = store._clock, self.dice.random()
        store.close()
        self.stores[at] = Store.open(path, clock=clock)
        self.stores[at]._chain.random_bytes = random.Random(seed).randbytes  # noqa: S311

    def end(self) -> None:
        """Everybody hands everything to everybody, twice, and all hold the same."""
        for _ in range(2):
            for store in self.stores:
                for other in self.stores:
                    if other is not store:
                        merged(store, other)
        first = holds(self.stores[0])
        for store in self.stores[1:]:
            theirs = holds(store)
            assert {table for table in first if first[table] != theirs[table]} == set()
        for store in self.stores:
            odd = [sentence for sentence in wrong(store) if "breaks a rule" not in sentence]
            assert odd == []
        assert {(row[0], row[1]) for row in first["change"]} == self.written
        assert sum(row[8] is None for row in first["change"]) == 0 or self.purged


_WHEN, _WHERE = field_of(Incident, "when"), field_of(Incident, "where")

_HAPPENINGS: dict[Callable[[Histories, Store], None], int] = {
    Histories.create: 30,
    Histories.edit: 30,
    Histories.retire: 5,
    Histories.restore: 5,
    Histories.approve: 6,
    Histories.give_back: 2,
    Histories.settle: 8,
    Histories.settle_all: 1,
    Histories.purge: 3,
    Histories.merge: 25,
    Histories.merge_and_take_back: 3,
    Histories.undo: 3,
    Histories.reopen: 2,
}
"""What can happen, and how often."""
