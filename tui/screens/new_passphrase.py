"""Choosing the passphrase that protects a ledger."""

import asyncio
from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Input

from store.errors import PassphraseUnusable
from store.passphrase import normalise
from store.strength import Estimate, Strength, estimate
from tui.widgets.field_row import FieldRow
from tui.widgets.key_bar import KeyBar
from tui.widgets.line_input import LineInput
from tui.widgets.questions import Questions

_EXPLAINED = (
    "With a passphrase the whole file is encrypted: whoever takes the laptop or copies the file"
    " can read nothing in it.\n\n"
    "Nobody can bring a forgotten passphrase back, and what is in the ledger is then lost. When it"
    " is set you can copy it onto paper, to be kept elsewhere."
)
_ADVICE = "Four or five words that have nothing to do with each other are good."
_SECOND = "The same again, so that no slip locks you out."
_DIFFER = "This is not the same as above."
_OTHER_KEYBOARDS = " It has letters that other keyboards may lack."
_SURE = "{} Press ctrl+s again to take it all the same."

NONE = ""
"""The answer of somebody who wants no passphrase."""


class NewPassphrase(Screen[str | None]):
    """Asks for it twice; gives it, `NONE` if none is wanted, or None after escape.

    `known` are words that make a passphrase no stronger. Only with `may_decline` the ledger can
    stay open to everybody.
    """

    DEFAULT_CSS = """
    NewPassphrase FieldRow { max-width: 78; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "take", "Protect it", priority=True, tooltip="Takes this passphrase."),
        Binding("f4", "decline", "Without one", tooltip="Leaves it readable for everybody."),
        Binding("f6", "show", "Show or hide", tooltip="Shows the letters, or dots for them."),
        Binding("escape", "dismiss(None)", "Back", tooltip="Goes back without an answer."),
    ]

    def __init__(self, title: str, known: Sequence[str] = (), *, may_decline: bool = False) -> None:
        super().__init__()
        self._questions = Questions(
            title,
            _EXPLAINED,
            FieldRow("first", "Passphrase", LineInput(password=True, id="first")),
            FieldRow("again", "Once more", LineInput(password=True, id="again")),
        )
        self._known = known
        self._may_decline = may_decline
        self._confirmed = ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Going without one is offered only where that is a choice."""
        if action == "decline":
            return self._may_decline
        return super().check_action(action, parameters)

    def compose(self) -> ComposeResult:
        """What a passphrase does, and the two lines."""
        yield self._questions
        yield KeyBar()

    def on_mount(self) -> None:
        """Explains the lines."""
        self._questions.rows["first"].say(echo=_ADVICE)
        self._questions.rows["again"].say(echo=_SECOND)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Says how strong it is so far."""
        event.stop()
        if event.input.id == "first":
            self.run_worker(self._judge(event.value), group="judge", exclusive=True)
        else:
            self._questions.rows["again"].say(echo=_SECOND)

    def on_questions_answered(self) -> None:
        """Takes the passphrase."""
        self.action_take()

    def action_show(self) -> None:
        """Shows the letters in both lines, or dots for them."""
        for line in self.query(LineInput):
            line.password = not line.password

    def action_decline(self) -> None:
        """Leaves the ledger open to everybody."""
        self.dismiss(NONE)

    def action_take(self) -> None:
        """Takes the passphrase if it was typed twice; a weak one only when asked again."""
        self.workers.cancel_group(self, "judge")
        first, again = (row.field.value for row in self._questions.rows.values())
        try:
            usable = normalise(first)
            is_same = usable == (normalise(again) if again else "")
        except PassphraseUnusable as problem:
            self._questions.refuse("first", f"{problem.title} {problem.advice}")
            return
        if not is_same:
            self._questions.refuse("again", _DIFFER if again else _SECOND)
            return
        found = estimate(usable, self._known)
        if found.strength is Strength.WEAK and self._confirmed != usable:
            self._confirmed = usable
            self._questions.refuse("first", _SURE.format(_sentence(found, usable)))
            return
        self.dismiss(usable)

    async def _judge(self, typed: str) -> None:
        """Waits for the next letter, since an estimate of a long line takes a while."""
        await asyncio.sleep(0.15)
        if not typed:
            self._questions.rows["first"].say(echo=_ADVICE)
            return
        found = await asyncio.to_thread(estimate, typed, self._known)
        self._questions.rows["first"].say(echo=_sentence(found, typed))


def _sentence(found: Estimate, typed: str) -> str:
    """How strong it is, in words; never the passphrase."""
    judged = f"{found.strength.capitalize()}: one fast machine guesses it in {found.withstands}."
    return judged if typed.isascii() else judged + _OTHER_KEYBOARDS
