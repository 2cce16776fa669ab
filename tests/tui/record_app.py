"""An app around one ledger, for the screens that show and change records."""

import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from textual.app import App
from textual.message import Message
from textual.pilot import Pilot
from textual.screen import Screen

import tui
from store.ages import Age
from store.fields import FieldSpec, fields_of
from store.founded import Founding
from store.kinds import Consent, Where
from store.kinds.answered import ConsentKind, ReasonsKind
from store.kinds.dated import AgeKind, SpanKind
from store.kinds.listed import TextsKind
from store.kinds.placed import WhereKind
from store.kinds.plain import LinesKind, TextKind
from store.ledger import Store
from store.records import Record
from store.spans import Span
from store.vocabulary import DatePrecision, Review
from tests.tui.waiting import until
from tui.forms.body import FormBody
from tui.forms.fields import Field
from tui.gateway import Gateway
from tui.messages import RecordSaved
from tui.screens.form import RecordForm
from tui.widgets.field_row import FieldRow

HOSTILE = "Ma Thida [UNVERIFIED] [/b] မောင်မောင် أحمد"

R = TypeVar("R", bound=Record)
T = TypeVar("T")


def clock() -> datetime:
    return datetime(2023, 3, 6, 12, tzinfo=UTC)


class RecordApp(App[None]):
    """Shows one screen after the other; remembers what was told to have been saved."""

    CSS_PATH = Path(tui.__file__).parent / "styles" / "app.tcss"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, gateway: Gateway[Store]) -> None:
        super().__init__(ansi_color=True)
        self.theme = "ansi-dark"
        self.animation_level = "none"
        self.gateway = gateway
        self.saved: list[RecordSaved] = []
        self.results: list[Any] = []

    def on_record_saved(self, event: Message) -> None:
        """Remembers it."""
        if isinstance(event, RecordSaved):
            self.saved.append(event)


@dataclass
class Window:
    """An app that runs, its pilot, and the ledger behind it."""

    app: RecordApp
    pilot: Pilot[None]
    gateway: Gateway[Store]

    async def call(self, fn: Callable[..., T], *arguments: Any, **options: Any) -> T:  # noqa: ANN401
        """What the ledger answers."""
        return await self.gateway.call(fn, *arguments, **options)

    async def save(self, record: R) -> R:
        """The record as it was saved, past every form."""
        saved: R = (await self.call(Store.save, record)).record
        return saved

    async def until(self, condition: Callable[[], Any]) -> None:
        """Waits until something holds.

        Raises:
            TimeoutError: it did not hold for a long time.
        """
        await until(self.pilot, condition)

    def push(self, screen: Screen[Any]) -> None:
        """Shows a screen, and keeps what it gives."""
        self.app.push_screen(screen, self.app.results.append)

    async def open_form(
        self, model: type[Record], record: Record | None = None, **presets: str
    ) -> RecordForm:
        """A form whose cursor is in its first line."""
        form = RecordForm(model, record, presets)
        self.push(form)
        await self.until(lambda: form.query(FieldRow) and form.focused is not None)
        return form

    def field(self, key: str) -> Field:
        """The input of a line that is there."""
        body = self.app.screen.query_one(FormBody)
        return next(row.field for row in body.query(FieldRow) if row.key == key)

    def row(self, key: str) -> FieldRow:
        """A line that is there."""
        body = self.app.screen.query_one(FormBody)
        return next(row for row in body.query(FieldRow) if row.key == key)

    async def fill(self, **texts: str) -> None:
        """Types texts into lines; their sections are opened."""
        body = self.app.screen.query_one(FormBody)
        for key, text in texts.items():
            await body.go_to(key)
            self.field(key).focus()
            self.field(key).value = text
            await self.until(partial(_has_text, body, key, text))

    async def press(self, *keys: str) -> None:
        """Presses keys one after the other."""
        await self.pilot.press(*keys)
        await self.pilot.pause()


async def settle(w: Window, form: RecordForm) -> None:
    """Saves until the form has nothing to say any more."""
    await w.press("ctrl+s")
    await w.until(lambda: w.app.saved)
    if form.is_current:
        await w.press("ctrl+s")
    await w.until(lambda: w.app.results)


def _has_text(body: FormBody, key: str, text: str) -> bool:
    return body.texts[key] == text


@asynccontextmanager
async def window(path: Path, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Window]:
    """An app around a new ledger at `path`, in which the same ids are given each time."""
    dice = random.Random(1)  # noqa: S311 - ids that are the same in each run.

    def build() -> Store:
        founding = Founding("Naw Paw (invented)", "LKW2")
        return Store.create(
            path / "a.fieldledger", founding, clock=clock, random_bytes=dice.randbytes
        )

    gateway = await Gateway.open(build)
    app = RecordApp(gateway)
    try:
        async with app.run_test(size=size) as pilot:
            yield Window(app, pilot, gateway)
    finally:
        await gateway.close()


def hostile(model: type[R]) -> R:
    """A record with letters that markup, terminals and tables trip over, wherever words go."""
    values = {spec.name: _hostile_value(spec) for spec in fields_of(model)}
    named = {name: value for name, value in values.items() if value is not None}
    kept = ("id", "code", "created_", "updated_", "retired")
    return model().model_copy(
        update={n: v for n, v in named.items() if not n.startswith(kept)}
        | {"review": Review.RETURNED}
    )


def _hostile_value(spec: FieldSpec) -> object:
    return _HOSTILE_VALUES.get(type(spec.kind))


_DAY = date(2023, 2, 24)
_HOSTILE_VALUES: dict[type, object] = {
    LinesKind: f"{HOSTILE}\n\n\t{HOSTILE}\r\n{HOSTILE}",
    TextKind: f"{HOSTILE}\u202e\x1b[31m",
    TextsKind: (HOSTILE, "a; b"),
    SpanKind: Span(_DAY, _DAY, DatePrecision.DAY, HOSTILE),
    AgeKind: Age(34, 34, HOSTILE),
    WhereKind: Where(said=HOSTILE, lat=19.123456, lon=97.1),
    ConsentKind: Consent(date=HOSTILE, how=f"by phone, {HOSTILE}; twice"),
    ReasonsKind: {"a_rule": HOSTILE},
}
