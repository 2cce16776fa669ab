"""The few questions from which a ledger begins."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import DescendantFocus
from textual.screen import Screen
from textual.widgets import Input

from store import engine
from store.errors import LedgerError, ParseError
from store.founded import Founding
from store.founding import territory_of
from store.kinds.plain import storable
from store.settings import COUP, read_prefix
from store.spans import parse_span
from tui.screens.new_passphrase import NONE, NewPassphrase
from tui.screens.recovery_sheet import RecoverySheet, sheet_for
from tui.widgets.field_row import FieldRow
from tui.widgets.key_bar import KeyBar
from tui.widgets.line_input import LineInput
from tui.widgets.questions import Questions
from tui.widgets.status_line import StatusLine

_LETTERS = "BDFGHKLMNPRTVWZ"
"""Consonants that are not taken for a digit, and that make no word."""

_EXPLAINED = (
    "It will be one file on this computer; nothing is sent anywhere. It can be protected with a"
    " passphrase: that is asked next. It will lie here:"
)
_QUESTIONS = (
    ("documenter", "Your name", "Stands beside all that you write. An alias will do."),
    (
        "prefix",
        "Prefix",
        (
            "Codes begin with it, like {prefix}-0001. Each laptop needs one of its own, which does"
            " not tell who you are."
        ),
    ),
    ("start", "Begins on", "Earlier dates are asked about; empty: 1 Feb 2021."),
    ("territory", "Territory", "Townships or states, with ; between. It can wait."),
)


def proposed_prefix() -> str:
    """Two letters and two digits, drawn by lot, so that two laptops hardly have the same."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(2))
    return f"{letters}{secrets.randbelow(90) + 10}"


class FirstStart(Screen[bool]):
    """Asks what a new ledger needs; True once `found` has made and opened it.

    `found` is given the answers and a passphrase, or None for a plain ledger. It raises a
    LedgerError where the file cannot be made.
    `open_demo` makes and opens the demo ledger in the same way.
    """

    DEFAULT_CSS = """
    FirstStart FieldRow { max-width: 78; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+s",
            "begin",
            "Begin the ledger",
            priority=True,
            tooltip="Goes on to the passphrase.",
        ),
        Binding("f4", "demo", "Open the demo", tooltip="Opens a ledger of invented people."),
        Binding("escape", "leave", "Leave", tooltip="Leaves without making anything."),
    ]

    def __init__(
        self,
        path: Path,
        found: Callable[[Founding, str | None], Awaitable[None]],
        open_demo: Callable[[], Awaitable[None]],
        prefix: str = "",
    ) -> None:
        super().__init__()
        self._path = path
        self._found = found
        self._open_demo = open_demo
        self._prefix = prefix or proposed_prefix()
        self._is_making = False
        self._questions = Questions(
            "A new ledger",
            f"{_EXPLAINED}\n{path}",
            *(
                FieldRow(name, label, LineInput(self._proposal(name), id=name))
                for name, label, _ in _QUESTIONS
            ),
        )

    def compose(self) -> ComposeResult:
        """What will happen, the questions, and what came of the last try."""
        yield self._questions
        yield StatusLine()
        yield KeyBar()

    def on_mount(self) -> None:
        """Explains the questions."""
        self._explain()

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Marks the proposed prefix as a whole, so that typing replaces it."""
        field = event.widget
        if isinstance(field, LineInput) and field.value == self._proposal(field.id or ""):
            field.action_select_all()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Says again what is wanted, now that another answer is being given."""
        event.stop()
        for row in self._questions.rows.values():
            if row.error and row.field is event.input:
                row.say(echo=self._hint(row.key))

    def on_questions_answered(self) -> None:
        """Begins."""
        self.action_begin()

    def action_begin(self) -> None:
        """Makes the ledger from the answers, unless one is being made."""
        if self._is_making:
            return
        self._explain()
        if (founding := self._answers()) is not None:
            self.run_worker(self._protect_and_begin(founding), group="opening", exclusive=True)

    async def _protect_and_begin(self, founding: Founding) -> None:
        """Asks for a passphrase, makes the ledger, and shows the sheet to copy."""
        try:
            places = await asyncio.to_thread(territory_of, founding.territory)
        except ParseError as problem:
            self._questions.refuse("territory", problem.message)
            return
        founding = replace(founding, territory=places)
        passphrase: str | None = NONE
        if engine.ENCRYPTS:
            known = (founding.documenter, founding.prefix)
            ask = NewPassphrase("A passphrase for this ledger", known, may_decline=True)
            passphrase = await self.app.push_screen_wait(ask)
        if passphrase is None:
            return
        self.query_one(StatusLine).show("Making the ledger …")
        sheet = sheet_for(passphrase, self._path, founding.prefix) if passphrase else None
        await self._begin(self._found(founding, passphrase or None), sheet)

    def action_demo(self) -> None:
        """Makes and opens the demo ledger, unless one is being made."""
        if self._is_making:
            return
        self.query_one(StatusLine).show("Making the demo ledger …")
        self.run_worker(self._begin(self._open_demo()), group="opening", exclusive=True)

    def action_leave(self) -> None:
        """Leaves without making anything; what is being made cannot be stopped."""
        if not self._is_making:
            self.dismiss(False)

    async def _begin(self, making: Awaitable[None], sheet: RecoverySheet | None = None) -> None:
        self._is_making = True
        try:
            await making
        except LedgerError as problem:
            self._is_making = False
            self.query_one(StatusLine).show(f"{problem.title} {problem.advice}")
        else:
            if sheet is not None:
                await self.app.push_screen_wait(sheet)
            self.dismiss(True)

    def _answers(self) -> Founding | None:
        """What was answered, or None after showing what is wrong with it."""
        answers = {name: row.field.value.strip() for name, row in self._questions.rows.items()}
        read: dict[str, Any] = {}
        for name, reading in _READINGS.items():
            try:
                read[name] = reading(answers[name] or self._proposal(name))
            except ParseError as problem:
                self._questions.refuse(name, problem.message)
                return None
        return Founding(**read)

    def _proposal(self, name: str) -> str:
        return self._prefix if name == "prefix" else ""

    def _explain(self) -> None:
        for row in self._questions.rows.values():
            row.say(echo=self._hint(row.key))

    def _hint(self, name: str) -> str:
        hint = next(hint for key, _, hint in _QUESTIONS if key == name)
        return hint.format(prefix=self._prefix)


def _documenter(text: str) -> str:
    if not text:
        raise ParseError("Somebody has to answer for the entries: a letter is enough.")
    return storable(text)


def _territory(text: str) -> tuple[str, ...]:
    return tuple(name for part in text.split(";") if (name := part.strip()))


def _start(text: str) -> date:
    if not text:
        return COUP
    span = parse_span(text, today=date.today())  # noqa: DTZ011 - the person's own day
    if span.first is None:
        raise ParseError("A day is needed, like 1 Feb 2021.")
    return span.first


_READINGS: dict[str, Callable[[str], object]] = {
    "documenter": _documenter,
    "prefix": read_prefix,
    "start": _start,
    "territory": _territory,
}
"""How each answer is read, in the order of the questions."""
