"""What was handed on and what came in, with the way to hand on, to keys and to receipts."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.binding import BindingType

from store.connection import path_of
from store.errors import LedgerError
from store.handoff.naming import suggested_receipt_name
from store.handoff.receipts import Receipt, read_receipt, receipt_text
from store.handoff.traffic import (
    ReceivedHandoff,
    SentHandoff,
    received_handoffs,
    sent_handoffs,
)
from store.ledger import Store
from store.paths import seen_folder
from store.publishing import write_new
from tui.commands import Command, always, bindings, never
from tui.for_reading import writes
from tui.gateway import gateway_of
from tui.handing.ask_file import AskFile
from tui.handing.text_in import TextIn
from tui.one_at_a_time import one_at_a_time
from tui.record_view import moment
from tui.screens.listing import Listing
from tui.widgets.listed_table import ListedTable
from tui.widgets.table import Column

_COLUMNS = (
    Column("When", 20),
    Column("", 5),
    Column("Whom", 16, grow=1),
    Column("No.", 4, "right"),
    Column("Changes", 8, "right"),
    Column("Receipt", 20),
)
_EMPTY = (
    "Nothing was handed on yet, and nothing was merged.\n\n"
    "y  keys: read in the receiver's, and send yours\n"
    "h  hand on what changed here to somebody who can merge it"
)
_READ = (
    "Paste the receipt that came back, from “fieldledger receipt” to its last line, or give its "
    "file. The next handoff then starts where it ends."
)
_WRITE = (
    "The receipt says how far you have what was sent, and is signed with this ledger's key. Send "
    "the file back: it holds no name and nothing of a record."
)


HAND_ON = Command("hand_on", "h", "Hand on", "Writes what changed for one receiver.", always)
SHOW_KEYS = Command("show_keys", "y", "Keys", "Shows the keys, and reads in others'.", always)
READ_RECEIPT = Command("read_receipt", "r", "Receipt in", "Reads in what came back.", always)
WRITE_RECEIPT = Command(
    "write_receipt", "w", "Write receipt", "Says to the sender how far their handoff came.", always
)
TRAVEL_LIGHT = Command(
    "travel_light", "l", "Travel light", "Goes on in a new ledger without any records.", never
)
BACK = Command("back", "escape", "Back", "Goes back.", always)


Handed = SentHandoff | ReceivedHandoff
"""A handoff that left, or one that came."""


@dataclass(frozen=True, slots=True)
class _Traffic:
    handoffs: list[Handed]
    folder: Path


class HandoffsScreen(Listing[Handed]):
    """Every handoff that left or came, the newest first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(HAND_ON, SHOW_KEYS, READ_RECEIPT, WRITE_RECEIPT, TRAVEL_LIGHT, BACK)
    ]

    def __init__(self) -> None:
        super().__init__(ListedTable(_COLUMNS, _cells, empty=_EMPTY))
        self._folder = Path()

    def on_mount(self) -> None:
        """Names the screen."""
        self._heading.show("Handing on")

    def on_screen_resume(self) -> None:
        """Reads the list, also after a handoff or a merge."""
        self._read()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A receipt is written for what came."""
        if action == WRITE_RECEIPT.id:
            return isinstance(self._table.chosen, ReceivedHandoff)
        return super().check_action(action, parameters)

    @work(group="read", exclusive=True)
    async def _read(self) -> None:
        traffic = await gateway_of(self).call(_traffic)
        self._folder = traffic.folder
        self._table.list_things(traffic.handoffs)

    @writes
    @work(group="do")
    @one_at_a_time
    async def action_hand_on(self) -> None:
        """Asks what to hand on to whom."""
        from tui.handing.hand_on import HandOn, prepared

        await self.app.push_screen_wait(HandOn(await gateway_of(self).call(prepared)))

    def action_show_keys(self) -> None:
        """Shows the keys."""
        from tui.handing.keys import KeysScreen

        self.app.push_screen(KeysScreen())

    @writes
    @work(group="do")
    @one_at_a_time
    async def action_read_receipt(self) -> None:
        """Reads in a receipt."""
        text = await self.app.push_screen_wait(TextIn("Read in a receipt", _READ))
        if text is None:
            return
        try:
            receipt = await gateway_of(self).call(_read_in, text)
        except LedgerError as problem:
            self._notices.tell_problem(problem)
        else:
            self._notices.tell(receipt.words)
        self._read()

    @writes
    @work(group="do")
    @one_at_a_time
    async def action_write_receipt(self) -> None:
        """Writes the receipt for the handoff under the cursor."""
        row = self._table.chosen
        if not isinstance(row, ReceivedHandoff):
            return
        proposed = self._folder / suggested_receipt_name(row.prefix, row.sequence)
        path = await self.app.push_screen_wait(AskFile("Write a receipt", _WRITE, proposed))
        if path is None:
            return
        try:
            await gateway_of(self).call(_write_receipt, row.sha256, path)
        except LedgerError as problem:
            self._notices.tell_problem(problem)
        else:
            self._notices.tell(f"Written: {path}")

    @writes
    @work(group="do")
    @one_at_a_time
    async def action_travel_light(self) -> None:
        """Asks for a new ledger's file, if everything here was acknowledged."""
        from store.handoff.travelling import readiness
        from tui.handing.travel_light import TravelLight, proposed_path

        ready = await gateway_of(self).call(lambda store: store.ask(readiness))
        if ready.covered_by is None:
            self._notices.tell("One cannot travel light yet.", (ready.why_not,))
            return
        proposed = await gateway_of(self).call(proposed_path)
        await self.app.push_screen_wait(TravelLight(ready.covered_by.party.name, proposed))


def _cells(row: Handed) -> tuple[str, ...]:
    if isinstance(row, SentHandoff):
        came = f"came {row.acknowledged_at[:10]}" if row.acknowledged_at else "not yet"
        cells = ("to", row.name or "anybody", str(row.sequence), f"{row.changes:,}", came)
    else:
        left = f"{row.conflicts} left open" if row.conflicts else "w writes it"
        cells = ("from", row.name or row.sender, str(row.sequence), f"{row.changes:,}", left)
    return (moment(row.at), *cells)


def _traffic(store: Store) -> _Traffic:
    path: Path = store.ask(path_of)
    handoffs: list[Handed] = [*store.ask(sent_handoffs), *store.ask(received_handoffs)]
    handoffs.sort(key=lambda row: row.at, reverse=True)
    return _Traffic(handoffs, seen_folder(path))


def _read_in(store: Store, text: str) -> Receipt:
    return store.do(read_receipt, text)


def _write_receipt(store: Store, sha256: str, path: Path) -> None:
    write_new(path, store.do(receipt_text, sha256))
