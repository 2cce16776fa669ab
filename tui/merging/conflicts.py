"""The records in which something is open, to be settled one by one or by a rule for many."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import work
from textual.binding import BindingType

from store.errors import LedgerError
from store.ledger import Store
from store.merging.conflicts import (
    Conflicted,
    count_open,
    devices_in_conflict,
    listed_conflicts,
)
from store.merging.resolving import Rule, resolve_by_rule
from store.progress import Progress
from store.quantities import quantity
from store.records import RECORD_TYPES
from tui.commands import Command, always, bindings
from tui.for_reading import writes
from tui.gateway import gateway_of
from tui.long_job import JobCancelled
from tui.merging.conflict import ConflictScreen
from tui.messages import ManySaved
from tui.one_at_a_time import one_at_a_time
from tui.screens.ask import Choose, Confirm
from tui.screens.listing import Listing
from tui.screens.working import work_through
from tui.widgets.listed_table import ListedTable
from tui.widgets.table import Column

_COLUMNS = (
    Column("Code", 11),
    Column("Kind", 9, leaves=2),
    Column("Record", 24, grow=2),
    Column("Open", 16, grow=1),
    Column("Laptops", 14, leaves=1),
)
_EMPTY = "Nothing is open: no two people changed the same thing differently."
_BELOW = "Meanwhile one version is shown and counted; the history keeps both."
_KEYS = "123456789"


ALL_OURS = Command("all_ours", "o", "All ours", "Settles all with what this laptop said.", always)
ALL_OF_ONE = Command(
    "all_of_one", "t", "All of one", "Settles all with what one other laptop said.", always
)
BACK = Command("back", "escape", "Back", "Goes back; what is open stays open.", always)


@dataclass(frozen=True, slots=True)
class _Open:
    records: Sequence[Conflicted]
    devices: Sequence[str]
    count: int
    prefix: str


class ConflictsScreen(Listing[Conflicted]):
    """Every record with a conflict."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ALL_OURS, ALL_OF_ONE, BACK)]

    def __init__(self) -> None:
        super().__init__(ListedTable(_COLUMNS, _cells, empty=_EMPTY))
        self._found: _Open | None = None

    def on_screen_resume(self) -> None:
        """Reads what is open, also after something was settled."""
        self._read()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A rule needs something that it can decide."""
        found = self._found
        if action == ALL_OURS.id:
            return found is not None and found.prefix in found.devices
        if action == ALL_OF_ONE.id:
            return found is not None and bool(self._others)
        return super().check_action(action, parameters)

    @property
    def _others(self) -> list[str]:
        found = self._found
        return [d for d in found.devices if d != found.prefix] if found else []

    @work(group="read", exclusive=True)
    async def _read(self) -> None:
        found = self._found = await gateway_of(self).call(_open)
        self._table.list_things(found.records)
        listed = len(found.records)
        state = quantity(found.count, "record") + (
            f", {listed} shown" if found.count > listed else ""
        )
        self._heading.show("Changed differently by two people", state if listed else "", _BELOW)
        self.refresh_bindings()

    def on_virtual_table_row_chosen(self) -> None:
        """Opens what is open in the record."""
        if record := self._table.chosen:
            self.app.push_screen(ConflictScreen(record.summary.table, record.summary.id))

    @writes
    @work(group="do")
    @one_at_a_time
    async def action_all_ours(self) -> None:
        """Settles by ours."""
        if self._found is not None:
            await self._settle(self._found.prefix, "what was written on this laptop")

    @writes
    @work(group="do")
    @one_at_a_time
    async def action_all_of_one(self) -> None:
        """Asks for the laptop, and settles by what it said."""
        devices = dict(zip(_KEYS, self._others, strict=False))
        asked = Choose("Whose?", "What one laptop said is taken everywhere.", devices, "none")
        key = await self.app.push_screen_wait(asked)
        if key is not None:
            await self._settle(devices[key], f"what was written on {devices[key]}")

    async def _settle(self, device: str, what: str) -> None:
        question = (
            f"Wherever it has one value, {what} is taken; the rest stays open. Each record can be"
            " changed again, and its history keeps every version."
        )
        asked = Confirm("Settle all so?", question, "settle them", "leave them open")
        if not await self.app.push_screen_wait(asked):
            return
        try:
            settled = await work_through(self, "Settling", _by_rule, device)
        except JobCancelled:
            self._notices.tell("Stopped; nothing was settled.")
        except LedgerError as problem:
            self._notices.tell_problem(problem)
        else:
            self._notices.tell(f"{settled:,} settled.")
            self.app.post_message(ManySaved())
        self._read()


def _cells(record: Conflicted) -> tuple[str, ...]:
    summary = record.summary
    return (
        *(summary.code, RECORD_TYPES[summary.table].one, summary.line),
        *(", ".join(record.labels), ", ".join(record.devices)),
    )


def _open(store: Store) -> _Open:
    return _Open(
        store.ask(listed_conflicts),
        store.ask(devices_in_conflict),
        store.ask(count_open),
        store.settings.prefix,
    )


def _by_rule(store: Store, device: str) -> Generator[Progress, None, int]:
    return store.do_in_steps(resolve_by_rule, Rule(device))
