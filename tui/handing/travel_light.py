"""Travelling light: where the new ledger is to lie, its passphrase, and what to do with the old."""

from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Input

from store.connection import path_of
from store.errors import LedgerError, PassphraseUnusable
from store.handoff.travelling import WIPING, travel_light
from store.ledger import Store
from store.passphrase import normalise
from store.paths import path_in, seen_folder
from tui.gateway import gateway_of
from tui.handing.ask_file import refusal
from tui.handing.told import Told, spaced
from tui.one_at_a_time import one_at_a_time
from tui.screens.ask import Confirm
from tui.widgets.field_row import FieldRow
from tui.widgets.key_bar import KeyBar
from tui.widgets.line_input import LineInput
from tui.widgets.notice_board import NoticeBoard
from tui.widgets.questions import Questions

_EXPLAINED = (
    "{name} acknowledged everything in this ledger. A new one can go on where it stops: the same "
    "name, prefix, keys and numbers, and no records. Nothing of this ledger is changed."
)
_PLAIN = "Empty: not encrypted, whoever gets the file can read it."
_BARE = (
    "This ledger is encrypted, the new one would not be: whoever gets its file has the keys that "
    "sign for you and read what is sent to you, and everything that is written into it."
)
_DIFFER = "The two are not the same."


class TravelLight(Screen[None]):
    """Asks for the new ledger's file and passphrase, and makes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+s",
            "make",
            "Make it",
            show=True,
            priority=True,
            tooltip="Makes the new ledger; this one stays as it is.",
        ),
        Binding("escape", "dismiss", "Back", show=True, tooltip="Goes back; nothing is made."),
    ]

    def __init__(self, name: str, proposed: Path) -> None:
        super().__init__()
        self._folder = proposed.parent
        self._notices = NoticeBoard()
        self._questions = Questions(
            "Travel light",
            _EXPLAINED.format(name=name),
            FieldRow("file", "New ledger", LineInput(str(proposed), select_on_focus=True)),
            FieldRow("first", "Passphrase", LineInput(password=True)),
            FieldRow("again", "The same again", LineInput(password=True)),
            self._notices,
        )

    def compose(self) -> ComposeResult:
        """What it is about, the questions, what came of the last try."""
        yield self._questions
        yield KeyBar()

    def on_mount(self) -> None:
        """Says what an empty passphrase means."""
        self._explain()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Takes back what was wrong before."""
        event.stop()
        self._notices.clear()
        self._explain()

    def on_questions_answered(self) -> None:
        """Makes it."""
        self.action_make()

    def _explain(self) -> None:
        for key, row in self._questions.rows.items():
            row.say(echo=_PLAIN if key == "first" and not row.field.value else "")

    @work(group="do")
    @one_at_a_time
    async def action_make(self) -> None:
        """Makes the new ledger, unless an answer is wrong."""
        rows = self._questions.rows
        path = path_in(self._folder, rows["file"].field.value)
        if wrong := refusal(path):
            rows["file"].say(error=wrong)
            return
        passphrase = rows["first"].field.value
        if _as_typed(passphrase) != _as_typed(rows["again"].field.value):
            rows["again"].say(error=_DIFFER)
            return
        if not passphrase and not await self._may_be_plain():
            return
        self._notices.tell("Making it …")
        try:
            made = await gateway_of(self).call(travel_light, path, passphrase or None)
        except LedgerError as problem:
            self._notices.tell_problem(problem)
        else:
            self.dismiss()
            self.app.push_screen(Told("Ready to travel light", spaced(*_told(made))))

    async def _may_be_plain(self) -> bool:
        """Whether the new ledger may lie open: asked only if this one does not."""
        if getattr(self.app, "is_plain", True):
            return True
        asked = Confirm("Without a passphrase?", _BARE, "make it without one", "type one first")
        return await self.app.push_screen_wait(asked)


def _as_typed(passphrase: str) -> str:
    """A passphrase so that two typings of it can be compared; as it is if it cannot be used."""
    try:
        return normalise(passphrase)
    except PassphraseUnusable:
        return passphrase


def _told(made: Path) -> list[str]:
    return [
        f"The new ledger is here:\n  {made}",
        (
            "Open it from now on. What is still open in this window is the old one: close it (q), "
            "and write nothing more into it, for the two count on with the same numbers."
        ),
        WIPING,
    ]


def proposed_path(store: Store) -> Path:
    """Where the new ledger may lie."""
    return seen_folder(store.ask(path_of)) / f"{store.settings.prefix}-light.fieldledger"
