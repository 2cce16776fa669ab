"""The whole program around a small ledger of invented records, for the tests of its frame."""

import asyncio
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from textual.pilot import Pilot

from store.founded import Founding
from store.kinds import Where
from store.ledger import Store
from store.records import (
    RECORD_TYPES,
    Casualty,
    Citation,
    Damage,
    Detention,
    Figure,
    Incident,
    Record,
    Source,
)
from store.spans import parse_span
from store.vocabulary import (
    BuildingKind,
    IncidentKind,
    Measure,
    Outcome,
    PersonStatus,
    Population,
    Review,
    Sex,
    SourceKind,
)
from tests.quick_ledgers import kept_copy
from tests.tui.record_app import HOSTILE, hostile
from tests.tui.screen_text import screen_text
from tests.tui.waiting import until
from tui.app import Fieldledger
from tui.lists.record_list import RecordList
from tui.lists.record_table import RecordTable
from tui.opening import Opening
from tui.widgets.status_line import StatusLine

__all__ = ["HOSTILE", "Window", "build_ledger", "window"]

_TO_ACT = 2.0  # seconds
COUNTED = ("Documented", "Nothing is recorded yet.")
"""What stands on the first screen as soon as the ledger is open and counted."""

DOCUMENTER = "Naw Paw (invented)"
LOIKAW = "MMR002001"


def clock() -> datetime:
    return datetime(2023, 3, 6, 12, tzinfo=UTC)


def build_ledger(
    path: Path,
    *,
    with_records: bool = True,
    demo: bool = False,
    passphrase: str | None = None,
    casualties: int = 3,
) -> Path:
    """A ledger at `path` in which the same ids are given each time."""

    def make(path: Path) -> None:
        dice = random.Random(1)  # noqa: S311 - ids that are the same in each run.
        founding = Founding(DOCUMENTER, "LKW2", demo=demo, as_of=clock().date())
        store = Store.create(path, founding, passphrase, clock=clock, random_bytes=dice.randbytes)
        if with_records:
            with store.together():
                _fill(store, casualties)
        store.close()

    if passphrase is not None:  # How often its key is derived differs between tests.
        make(path)
        return path
    return kept_copy(f"{with_records} {demo} {casualties}", path, make)


def _fill(store: Store, casualties: int) -> None:
    """One incident with what belongs to it, and one record of each kind that is hard to draw."""
    day = parse_span("24 Feb 2023", today=date(2023, 3, 6))
    source = _saved(store, Source(name="Source A (invented)", kind=SourceKind.WITNESS))
    incident = _saved(
        store,
        Incident(
            title="Shelling of a village (invented)",
            kind=IncidentKind.SHELLING,
            when=day,
            where=Where(place=LOIKAW),
        ),
    )
    _saved(store, Citation(source=source.id, record=incident.id, told_on=day))
    for n in range(casualties):
        _saved(
            store,
            Casualty(
                name=f"Invented {n:03}",
                outcome=Outcome.KILLED if n % 2 else Outcome.INJURED,
                status=PersonStatus.CIVILIAN,
                sex=Sex.FEMALE,
                incident=incident.id,
            ),
        )
    _saved(store, Detention(name="Invented", sex=Sex.MALE, arrested=day, where=Where(place=LOIKAW)))
    _saved(store, Damage(kind=BuildingKind.HOME, incident=incident.id, quantity=4))
    figure = Figure(
        source=source.id, measure=Measure.KILLED, population=Population.CIVILIANS, best=8
    )
    _saved(store, figure, Review.DRAFT)
    for model in RECORD_TYPES.values():
        store.save(hostile(model))


def _saved(store: Store, record: Record, review: Review = Review.SUBMITTED) -> Record:
    return store.save(record.model_copy(update={"review": review})).record


@dataclass
class Window:
    """The program while it runs, and its pilot."""

    app: Fieldledger
    pilot: Pilot[int]

    async def until(self, condition: Callable[[], object]) -> None:
        """Waits until something holds.

        Raises:
            TimeoutError: it did not hold for a long time.
        """
        await until(self.pilot, condition)

    async def press(self, *keys: str) -> None:
        """Presses keys, one after the other; returns when they have acted, unless that takes long.

        What a test holds back has not acted then.
        """
        await self.pilot.press(*keys)
        with suppress(TimeoutError):
            async with asyncio.timeout(_TO_ACT):
                while self.app.is_acting:  # noqa: ASYNC110 - no one thing makes it false.
                    await asyncio.sleep(0.01)
        await self.pilot.pause()

    @property
    def text(self) -> str:
        """What the screen shows."""
        return screen_text(self.app)

    @property
    def lines(self) -> list[str]:
        """The lines that the screen shows."""
        return self.text.split("\n")

    @property
    def status(self) -> str:
        """The line below the list that is open."""
        return next(line.text for line in self.app.screen.query(StatusLine) if line.is_on_screen)

    @property
    def list(self) -> RecordList:
        """The list that is open."""
        return next(found for found in self.app.screen.query(RecordList) if found.display)

    @property
    def table(self) -> RecordTable:
        """The rows of the list that is open."""
        return self.list.table

    async def open_list(self, key: str) -> None:
        """Opens a list by its number and waits until it is read and counted."""
        await self.press(key)
        await self.counted()

    async def counted(self) -> None:
        """Waits until it is known how many rows there are."""
        await self.until(lambda: self.table.count is not None and "…" not in self.status)

    async def until_shown(self, text: str) -> None:
        """Waits until some text can be seen.

        Raises:
            AssertionError: it could not for a long time; shows the screen.
        """
        try:
            await self.until(lambda: text in self.text)
        except TimeoutError:
            raise AssertionError(f"{text!r} never came:\n{self.text}") from None


@asynccontextmanager
async def window(
    path: Path,
    size: tuple[int, int] = (80, 24),
    *,
    passphrase: str | None = None,
    may_found: bool = False,
    is_open: bool = True,
) -> AsyncIterator[Window]:
    """The program around the ledger at `path`, as soon as that is open."""
    app = Fieldledger(Opening(path, passphrase, may_found=may_found))
    async with app.run_test(size=size) as pilot:
        shown = Window(app, pilot)
        if is_open:
            await shown.until(lambda: hasattr(app, "settings"))
            await shown.until(lambda: _is_counted(shown.text))
        yield shown


def _is_counted(text: str) -> bool:
    return any(words in text for words in COUNTED)
