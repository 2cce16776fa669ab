"""Makes a ledger of N records through the store, the same each time."""

import random
import sys
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from store.founded import Founding
from store.identifiers import new_record_id
from store.kinds import Where
from store.ledger import Store
from store.records import Casualty, Citation, Damage, Incident, Record, Source
from store.spans import Span
from store.vocabulary import (
    BuildingKind,
    DamageGrade,
    DatePrecision,
    IncidentKind,
    Outcome,
    PersonStatus,
    Review,
    SourceKind,
)

CHUNK = 2_000
NOW = datetime(2023, 3, 6, tzinfo=UTC)


def made_ledger(path: Path, count: int, *, seed: int = 0) -> Path:
    """A ledger with `count` records, a fifth of them incidents; made once, then kept.

    Another `seed` gives other records.
    """
    if path.exists():
        return path
    dice = random.Random(count + seed)  # noqa: S311 - the same ledger in each run
    founding = Founding("Benchmark (invented)", "BM")
    part = path.with_suffix(".part")
    part.unlink(missing_ok=True)
    store = Store.create(part, founding, clock=lambda: NOW, random_bytes=dice.randbytes)
    try:
        _fill(store, dice, count)
    finally:
        store.close()
    part.rename(path)
    return path


def _fill(store: Store, dice: random.Random, count: int) -> None:
    source = Source(name="Source A (invented)", kind=SourceKind.WITNESS, review=Review.SUBMITTED)
    cited = store.save(source).record.id
    villages = [match.key for match in store.places("Da", limit=200)]
    chunk: list[Record] = []
    made = 1
    while made < count:
        chunk += _incident(dice, cited, villages)[: count - made - len(chunk)]
        if len(chunk) >= CHUNK or made + len(chunk) >= count:
            store.save_all(chunk)
            made += len(chunk)
            chunk = []


def _incident(dice: random.Random, source: str, villages: list[str]) -> list[Record]:
    """An incident, who cites it, two casualties and a damage: five records."""
    day = date(2021, 2, 1) + timedelta(days=dice.randrange(760))
    when = Span(day, day, DatePrecision.DAY, day.isoformat())
    new = new_record_id(NOW, dice.randbytes)
    kind = dice.choice([IncidentKind.SHELLING, IncidentKind.AIRSTRIKE, IncidentKind.RAID])
    incident = Incident(
        id=new,
        title=f"{kind.label} {dice.randrange(10**6)} (invented)",
        kind=kind,
        when=when,
        where=Where(place=dice.choice(villages)),
        review=Review.SUBMITTED,
    )
    citation = Citation(source=source, record=new, review=Review.SUBMITTED)
    return [incident, citation, *(_casualty(dice, new) for _ in range(2)), _damage(dice, new)]


def _casualty(dice: random.Random, incident: str) -> Casualty:
    return Casualty(
        incident=incident,
        name=f"Saw Demo {dice.randrange(10**6)} (invented)",
        outcome=dice.choice([Outcome.KILLED, Outcome.INJURED]),
        status=PersonStatus.CIVILIAN,
        review=Review.SUBMITTED,
    )


def _damage(dice: random.Random, incident: str) -> Damage:
    return Damage(
        incident=incident,
        kind=BuildingKind.HOME,
        quantity=1 + dice.randrange(9),
        grade=DamageGrade.DESTROYED,
        review=Review.SUBMITTED,
    )


if __name__ == "__main__":
    target, number = Path(sys.argv[1]), int(sys.argv[2])
    started = time.perf_counter()
    made_ledger(target, number)
    seconds = time.perf_counter() - started
    sys.stdout.write(
        f"{number} records in {seconds:.1f} s, {seconds / number * 1000:.2f} ms each, "
        f"{target.stat().st_size / 1e6:.1f} MB\n"
    )
