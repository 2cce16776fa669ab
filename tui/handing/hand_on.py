"""Handing on: to whom, what, where to, open or sealed; then the work, and what came of it."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Input

from store.connection import path_of
from store.errors import LedgerError, ReceiverMissing
from store.handoff.keyring import Keyring, PinnedKey, keyring_of
from store.handoff.making import HandedOn, Order, hand_on, next_sequence, waiting_for
from store.handoff.naming import suggested_name
from store.ledger import Store
from store.paths import path_in, seen_folder
from store.quantities import quantity
from tui.gateway import gateway_of
from tui.handing.ask_file import refusal
from tui.handing.told import Told, spaced
from tui.long_job import JobCancelled
from tui.one_at_a_time import one_at_a_time
from tui.screens.working import work_through
from tui.widgets.field_row import FieldRow
from tui.widgets.key_bar import KeyBar
from tui.widgets.line_input import LineInput
from tui.widgets.notice_board import NoticeBoard
from tui.widgets.questions import Questions

ALL = "all"
OPEN = "open"
"""The words that are typed to send everything again, and to leave a handoff unsealed."""

_EXPLAINED = (
    "Writes what changed here into one file that the receiver can merge. It is signed with this "
    "ledger's key and sealed: only the receiver can read it."
)
_NOBODY = "Nobody's key is known here: read in the receiver's first (y on the screen before)."
_WHICH = "Whom? Type the beginning of the name, the prefix, or the fingerprint."
_NEW = "Only what has no receipt yet. Type all to send everything again."
_EVERYTHING = "Everything, also what was acknowledged."
_SEALED = "Sealed: only the receiver can read it. Type open to leave it unsealed."
_LEFT_OPEN = "NOT SEALED: whoever gets the file can read every name in it."
_MISTYPED = "Leave it empty, or type the word {word}."


@dataclass(frozen=True, slots=True)
class Prepared:
    """What the screen has to know before it asks: the keys, the folder, the prefix."""

    keys: Keyring
    folder: Path
    prefix: str


class HandOn(Screen[None]):
    """The four questions of a handoff."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+s",
            "hand_on",
            "Hand on",
            show=True,
            priority=True,
            tooltip="Writes the handoff and its signature.",
        ),
        Binding("escape", "dismiss", "Back", show=True, tooltip="Goes back; nothing is written."),
    ]

    def __init__(self, prepared: Prepared) -> None:
        super().__init__()
        self._prepared = prepared
        keys = prepared.keys.in_force
        only = keys[0].party.name if len(keys) == 1 else ""
        self._notices = NoticeBoard()
        self._questions = Questions(
            "Hand on",
            _EXPLAINED,
            FieldRow("to", "To", LineInput(only, select_on_focus=True)),
            FieldRow("what", "What", LineInput(select_on_focus=True)),
            FieldRow("seal", "Seal", LineInput(select_on_focus=True)),
            FieldRow("file", "New file", LineInput(select_on_focus=True)),
            self._notices,
        )
        self._proposed = ""

    def compose(self) -> ComposeResult:
        """What will happen, the questions, what came of the last try."""
        yield self._questions
        yield KeyBar()

    def on_mount(self) -> None:
        """Explains the questions and proposes a file."""
        self._explain()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Says what the answers mean now."""
        event.stop()
        self._notices.clear()
        self._explain()

    def on_questions_answered(self) -> None:
        """Hands on."""
        self.action_hand_on()

    def _value(self, key: str) -> str:
        return self._questions.rows[key].field.value.strip()

    def _explain(self) -> None:
        rows = self._questions.rows
        receiver = self._receiver()
        if receiver is None:
            rows["to"].say(echo=_WHICH if self._prepared.keys.in_force else _NOBODY)
        else:
            self._count(receiver)
        rows["what"].say(echo=_EVERYTHING if self._is(ALL, "what") else _NEW)
        rows["seal"].say(echo=_LEFT_OPEN if self._is(OPEN, "seal") else _SEALED)
        rows["file"].say()

    def _is(self, word: str, key: str) -> bool:
        return self._value(key).casefold() == word

    def _receiver(self) -> PinnedKey | None:
        try:
            return self._prepared.keys.receiver(self._value("to")) if self._value("to") else None
        except ReceiverMissing:
            return None

    @work(group="count", exclusive=True)
    async def _count(self, receiver: PinnedKey) -> None:
        """Says who is meant and how much waits for them, and proposes a name for the file."""
        order = Order(receiver, everything=self._is(ALL, "what"))
        changes, sequence = await gateway_of(self).call(_waiting, order)
        compared = "compared" if receiver.compared else "FINGERPRINT NOT COMPARED YET"
        party = receiver.party
        said = f"{party.name} ({party.prefix}), {compared}. {quantity(changes, 'change')} would go."
        rows = self._questions.rows
        rows["to"].say(echo=said)
        line = rows["file"].field
        if line.value == self._proposed:
            name = suggested_name(self._prepared.prefix, sequence)
            self._proposed = line.value = str(self._prepared.folder / name)

    @work(group="do")
    @one_at_a_time
    async def action_hand_on(self) -> None:
        """Writes the handoff, unless an answer is wrong."""
        receiver = self._receiver()
        if receiver is None:
            self._questions.refuse("to", _WHICH if self._prepared.keys.in_force else _NOBODY)
            return
        for key, word in (("what", ALL), ("seal", OPEN)):
            if self._value(key) and not self._is(word, key):
                self._questions.refuse(key, _MISTYPED.format(word=word))
                return
        path = path_in(self._prepared.folder, self._value("file"))
        if wrong := refusal(path):
            self._questions.refuse("file", wrong)
            return
        order = Order(receiver, everything=self._is(ALL, "what"), is_open=self._is(OPEN, "seal"))
        try:
            title = f"Handing on to {receiver.party.name}"
            done = await work_through(self, title, hand_on, path, order)
        except JobCancelled:
            self._notices.tell("Stopped: nothing was written.")
        except LedgerError as problem:
            self._notices.tell_problem(problem)
        else:
            self.dismiss()
            self.app.push_screen(Told("Handed on", spaced(*told(done))))


def told(done: HandedOn) -> list[str]:
    """What was written, for whom, and what is to be done with it."""
    manifest = done.manifest
    receiver = manifest.receiver.name if manifest.receiver else "anybody"
    return [
        (
            f"Sequence {manifest.sequence} for {receiver}: {done.size:,} bytes with "
            f"{quantity(manifest.changes, 'change')} of {quantity(done.records, 'record')}."
        ),
        f"Send both files:\n  {done.path}\n  {done.signature}",
        f"It is sealed: only {receiver} can read it, not even this ledger."
        if done.is_sealed
        else "It is NOT sealed: whoever gets the file can read all of it.",
        f"Signed with this ledger's key, whose fingerprint is:\n  {done.fingerprint}",
        (
            "A receipt comes back. Until it is read in (r), the next handoff carries all of this "
            "again, so that nothing is lost on the way."
        ),
    ]


def prepared(store: Store) -> Prepared:
    """What the screen has to know of the ledger."""
    path: Path = store.ask(path_of)
    return Prepared(store.ask(keyring_of), seen_folder(path), store.settings.prefix)


def _waiting(store: Store, order: Order) -> tuple[int, int]:
    """How many changes would go, and the number of the next handoff."""
    person = order.receiver.party.person if order.receiver else ""
    changes = sum(span.last - span.first + 1 for span in store.ask(waiting_for, order))
    return changes, store.ask(next_sequence, person)
