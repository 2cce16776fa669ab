"""The keys of this ledger and of others: shown, read in, compared."""

from pathlib import Path
from typing import ClassVar

from textual import work
from textual.binding import BindingType

from store.connection import path_of
from store.errors import KeyChanged, LedgerError
from store.handoff.cards import card_of, read_card
from store.handoff.keyring import Keyring, OwnKeys, PinnedKey, keyring_of, own_keys
from store.handoff.manifest import Party
from store.handoff.naming import suggested_card_name
from store.handoff.pinning import note_compared, pin
from store.ledger import Store
from store.paths import seen_folder
from store.publishing import write_new
from tui.commands import Command, always, bindings
from tui.for_reading import writes
from tui.gateway import gateway_of
from tui.handing.ask_file import AskFile
from tui.handing.text_in import TextIn
from tui.handing.told import Told
from tui.one_at_a_time import one_at_a_time
from tui.screens.ask import Ask, Confirm
from tui.screens.listing import Listing
from tui.widgets.listed_table import ListedTable
from tui.widgets.table import Column
from tui.widgets.text_page import Paragraph

_COLUMNS = (
    Column("Name", 18, grow=1),
    Column("Prefix", 8),
    Column("Fingerprint", 35),
    Column("Compared", 10),
)
_EMPTY = (
    "Nobody else's key is known here.\n\n"
    "s  shows this ledger's own, to be sent to the others\n"
    "n  reads in theirs"
)
_READ = (
    "Paste the text that begins with “fieldledger key”, or give its file. Keys hold no secret, "
    "but somebody may have put another one in its place on the way: compare the fingerprint."
)
_CHANGED = (
    "{title} {advice}\n\nThe new key, as read in:\n{new}\n\n"
    "Type its thirty digits as the person reads them out to put it in the old key's place."
)
_COMPARE = (
    "{fingerprint}\n\nHave {name} read out the fingerprint of their key, on a screen of theirs, "
    "by a voice or face you know. Is it the same, digit by digit?"
)


SHOW_CARD = Command("show_card", "s", "My key", "Shows this ledger's key, for others.", always)
READ_KEY = Command("read_key", "n", "Read in a key", "Reads in the key of somebody else.", always)
COMPARE_KEY = Command(
    "compare_key", "c", "Compare", "Shows a fingerprint to compare with its owner.", always
)
WRITE_CARD = Command("write_card", "w", "Write", "Writes this ledger's key to a file.", always)
BACK = Command("back", "escape", "Back", "Goes back.", always)


class KeysScreen(Listing[PinnedKey]):
    """Whose keys are pinned, those in force first, and the fingerprint of our own."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(SHOW_CARD, READ_KEY, COMPARE_KEY, WRITE_CARD, BACK)
    ]

    def __init__(self) -> None:
        super().__init__(ListedTable(_COLUMNS, _cells, empty=_EMPTY))

    def on_mount(self) -> None:
        """Reads the keys."""
        self._heading.show("Keys")
        self._read()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only a key that is in force is compared."""
        if action == COMPARE_KEY.id:
            return self._chosen is not None
        return super().check_action(action, parameters)

    @property
    def _chosen(self) -> PinnedKey | None:
        """The key under the cursor, unless another one took its place."""
        key = self._table.chosen
        return key if key and key.given_up_at is None else None

    @work(group="read", exclusive=True)
    async def _read(self) -> None:
        await self._load()

    async def _load(self) -> None:
        keys = await gateway_of(self).call(_keys)
        mine = keys.own.fingerprint if keys.own else "made when it is first needed"
        self._heading.show("Keys", below=f"This ledger's own: {mine}")
        self._table.list_things(keys.pinned)

    def on_virtual_table_row_chosen(self) -> None:
        """Enter compares."""
        if self._chosen:
            self.action_compare_key()

    @writes
    @work(group="do")
    @one_at_a_time
    async def action_show_card(self) -> None:
        """Shows our key as it is sent, and as it is read out."""
        own = await gateway_of(self).call(_own)
        await self._load()
        self.app.push_screen(Told("This ledger's key, for others", _card_lines(own)))

    @writes
    @work(group="do")
    @one_at_a_time
    async def action_write_card(self) -> None:
        """Writes our key to a file that can be sent."""
        own, folder = await gateway_of(self).call(_own_and_folder)
        proposed = folder / suggested_card_name(own.party.prefix)
        path = await self.app.push_screen_wait(AskFile("Write my key", _WRITTEN, proposed))
        if path is None:
            return
        try:
            await gateway_of(self).call(_write, path, card_of(own))
        except LedgerError as problem:
            self._notices.tell_problem(problem)
            return
        await self._load()
        self._notices.tell(f"Written: {path}")

    @writes
    @work(group="do")
    @one_at_a_time
    async def action_read_key(self) -> None:
        """Reads in somebody's key, and has it compared."""
        text = await self.app.push_screen_wait(TextIn("Read in a key", _READ))
        if text is None:
            return
        try:
            party, _ = read_card(text)
            key = await self._pin(party)
        except LedgerError as problem:
            self._notices.tell_problem(problem)
            return
        if key is None:
            self._notices.tell("Nothing was changed: the old key holds.")
            return
        await self._load()
        self._notices.tell(f"Pinned: the key of {key.party.name}.")
        if not key.compared:
            await self._compare(key)

    async def _pin(self, party: Party) -> PinnedKey | None:
        """The key, pinned; None if it was to take another's place and nobody vouched for it."""
        try:
            return await gateway_of(self).call(_pin, party, "")
        except KeyChanged as changed:
            question = _CHANGED.format(
                title=changed.title, advice=changed.advice, new=changed.fingerprint
            )
            typed = await self.app.push_screen_wait(Ask("The key has changed", question))
            if typed is None:
                return None
            return await gateway_of(self).call(_pin, party, typed)

    @writes
    @work(group="do")
    @one_at_a_time
    async def action_compare_key(self) -> None:
        """Shows the fingerprint of the key under the cursor, to be compared."""
        if key := self._chosen:
            await self._compare(key)

    async def _compare(self, key: PinnedKey) -> None:
        question = _COMPARE.format(fingerprint=key.fingerprint, name=key.party.name)
        same = await self.app.push_screen_wait(
            Confirm("Compare the fingerprint", question, "it is the same", "not compared, or other")
        )
        if same:
            await gateway_of(self).call(_note_compared, key.fingerprint)
            await self._load()


_WRITTEN = "The file holds no secret. Send it, or carry it, to whoever you exchange handoffs with."


def _cells(key: PinnedKey) -> tuple[str, ...]:
    state = "replaced" if key.given_up_at else "yes" if key.compared else "not yet"
    return (key.party.name, key.party.prefix, key.fingerprint, state)


def _card_lines(own: OwnKeys) -> list[Paragraph]:
    lines = card_of(own).rstrip("\n").split("\n")
    return [
        Paragraph("To read out, so that it can be compared:"),
        Paragraph(own.fingerprint, lead="    ", is_title=True),
        Paragraph(""),
        Paragraph("To send as a message, all lines; w writes them to a file:"),
        Paragraph(""),
        *(Paragraph(line) for line in lines),
    ]


def _keys(store: Store) -> Keyring:
    keys: Keyring = store.ask(keyring_of)
    return keys


def _own(store: Store) -> OwnKeys:
    return store.do(own_keys)


def _own_and_folder(store: Store) -> tuple[OwnKeys, Path]:
    path: Path = store.ask(path_of)
    return store.do(own_keys), seen_folder(path)


def _pin(store: Store, party: Party, replace: str) -> PinnedKey:
    return store.do(pin, party, replace=replace)


def _note_compared(store: Store, fingerprint: str) -> PinnedKey:
    return store.do(note_compared, fingerprint)


def _write(_: Store, path: Path, text: str) -> None:
    write_new(path, text)
