"""Travelling light: where the new ledger is to lie, its passphrase, and what to do with the old."""

from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Input, Static

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
from tui.text import shown
from tui.widgets.field_row import FieldRow
from tui.widgets.key_bar import KeyBar
from tui.widgets.line_input import LineInput
from tui.widgets.notice_board import NoticeBoard

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

    DEFAULT_CSS = """
    TravelLight {
        & > VerticalScroll { padding-top: 1; }
        & .prose { max-width: 78; padding: 0 2; margin-bottom: 1; }
        & FieldRow { margin-bottom: 1; }
    }
    """
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
        self._name = name
        self._folder = proposed.parent
        self._file = LineInput(str(proposed))
        self._file.select_on_focus = True
        self._first, self._again = LineInput(password=True), LineInput(password=True)
        self._notices = NoticeBoard()

    def compose(self) -> ComposeResult:
        """What it is about, the questions, what came of the last try."""
        with VerticalScroll(can_focus=False):
            yield Static("Travel light", classes="title prose")
            yield Static(shown(_EXPLAINED.format(name=self._name)), classes="prose")
            yield FieldRow("file", "New ledger", self._file)
            yield FieldRow("first", "Passphrase", self._first)
            yield FieldRow("again", "The same again", self._again)
            yield self._notices
        yield KeyBar()

    def on_mount(self) -> None:
        """Says what an empty passphrase means."""
        self._say("first", echo=_PLAIN)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Takes back what was wrong before."""
        event.stop()
        self._notices.clear()
        self._say("file")
        self._say("first", echo="" if self._first.value else _PLAIN)
        self._say("again")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Goes to the next question; after the last one, makes it."""
        event.stop()
        if event.input is self._again:
            self.action_make()
        else:
            self.focus_next(LineInput)

    def _say(self, key: str, *, echo: str = "", error: str = "") -> None:
        row = next(row for row in self.query(FieldRow) if row.key == key)
        row.say(echo=echo, error=error)

    @work(group="do")
    @one_at_a_time
    async def action_make(self) -> None:
        """Makes the new ledger, unless an answer is wrong."""
        path = path_in(self._folder, self._file.value)
        if wrong := refusal(path):
            self._say("file", error=wrong)
            return
        passphrase = self._first.value
        if _as_typed(passphrase) != _as_typed(self._again.value):
            self._say("again", error=_DIFFER)
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
