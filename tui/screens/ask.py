"""Small screens that ask: for words, for yes or no, for one of several answers."""

from collections.abc import Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Input, Static

from tui.text import shown
from tui.widgets.line_input import LineInput

_NEEDED = "A few words are needed: they are kept with the record."
_KEYS = "enter  keeps the words\n  esc  goes back"


class Ask(Screen[str | None]):
    """A question with one line for the answer; gives the words, or `None` after escape."""

    DEFAULT_CSS = """
    Ask {
        & > Vertical { padding: 2 4; max-width: 84; height: auto; }
        & #title { text-style: bold; margin-bottom: 1; }
        & #question, & LineInput { margin-bottom: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back", tooltip="Goes back without an answer."),
    ]

    def __init__(
        self, title: str, question: str, *, placeholder: str = "", required: bool = True
    ) -> None:
        super().__init__()
        self._title = title
        self._question = question
        self._placeholder = placeholder
        self._required = required

    def compose(self) -> ComposeResult:
        """The question, the line and the keys."""
        with Vertical():
            yield Static(shown(self._title), id="title")
            yield Static(shown(self._question, single_line=False), id="question")
            yield LineInput(placeholder=self._placeholder)
            yield Static(shown(_KEYS, single_line=False), id="keys")

    @on(Input.Submitted)
    def answer(self) -> None:
        """Gives the answer, unless one is needed and there is none."""
        words = self.query_one(LineInput).value.strip()
        if words or not self._required:
            self.dismiss(words)
        else:
            self.query_one("#keys", Static).update(shown(_NEEDED))


class Confirm(Screen[bool]):
    """A question that is answered with one key: y or n, and escape is no."""

    DEFAULT_CSS = """
    Confirm {
        & > Vertical { padding: 2 4; max-width: 84; height: auto; }
        & #title { text-style: bold; margin-bottom: 1; }
        & #question { margin-bottom: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "dismiss(True)", "Yes", tooltip="Says yes."),
        Binding("n,escape", "dismiss(False)", "No", tooltip="Says no."),
    ]

    def __init__(self, title: str, question: str, yes: str = "Yes", no: str = "No") -> None:
        super().__init__()
        self._title = title
        self._question = question
        self._answers = f"y  {yes}\nn  {no}"

    def compose(self) -> ComposeResult:
        """The question and its two answers."""
        with Vertical():
            yield Static(shown(self._title), id="title")
            yield Static(shown(self._question, single_line=False), id="question")
            yield Static(shown(self._answers, single_line=False))


class Choose(Screen[str | None]):
    """A question with several answers, each with its key; gives the key, or None after escape.

    `answers` are the labels by their keys; `stay` says what escape does.
    """

    DEFAULT_CSS = """
    Choose {
        & > Vertical { padding: 2 4; max-width: 84; height: auto; }
        & #title { text-style: bold; margin-bottom: 1; }
        & #question { margin-bottom: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back", tooltip="Goes back without an answer."),
    ]

    def __init__(self, title: str, question: str, answers: Mapping[str, str], stay: str) -> None:
        super().__init__()
        self._title = title
        self._question = question
        self._lines = [*(f"{key:>3}  {label}" for key, label in answers.items()), f"esc  {stay}"]
        for key, label in answers.items():
            self._bindings.bind(key, f"dismiss('{key}')", label)

    def compose(self) -> ComposeResult:
        """The question and its answers."""
        with Vertical():
            yield Static(shown(self._title), id="title")
            yield Static(shown(self._question, single_line=False), id="question")
            yield Static(shown("\n".join(self._lines), single_line=False))
