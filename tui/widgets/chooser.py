"""A line in which typing narrows a list of choices, one widget for codes, places and records."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.css.query import NoMatches
from textual.message import Message
from textual.widgets import Input

from store.errors import LedgerError
from tui.widgets.choice_list import Choice, ChoiceList
from tui.widgets.line_input import LineInput

Query = Callable[[str], Awaitable[Sequence[Choice]]]
"""Finds the choices for what was typed so far; it may take its time and is asked again."""


class Chooser(LineInput):
    """A line with a query behind it: the arrows choose, enter takes, escape leaves the words.

    Down opens the list at an empty line, too. What was typed stays as it is until a choice is
    taken; whoever holds the line decides what else the words may mean.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "choice(1)", "Choose", show=False),
        Binding("up", "choice(-1)", "Choose back", show=False),
        Binding("enter", "take", "Take", show=False),
        Binding("escape", "close_choices", "Close the list", show=False),
    ]

    @dataclass
    class Taken(Message):
        """A choice was taken, and its text stands in the line."""

        chooser: "Chooser"
        choice: Choice

        @property
        def control(self) -> "Chooser":
            """The line, so that `on` can select by it."""
            return self.chooser

    def __init__(  # noqa: PLR0913 - an input's own, and what is asked behind it.
        self,
        query: Query,
        value: str = "",
        *,
        separator: str = "",
        must_choose: bool = False,
        is_replaced: bool = False,
        placeholder: str = "",
        id: str | None = None,  # noqa: A002 - Textual's name for it.
        classes: str | None = None,
    ) -> None:
        super().__init__(value, placeholder=placeholder, id=id, classes=classes)
        self._query = query
        self._separator = separator
        self._must_choose = must_choose
        self._is_replaced = is_replaced
        self._asked = 0
        self._told = value

    @property
    def is_open(self) -> bool:
        """Whether choices are shown for this line."""
        found = self._list
        return found is not None and found.is_open

    @property
    def _list(self) -> ChoiceList | None:
        try:
            return self.screen.query_one(ChoiceList)
        except NoMatches:
            return None

    def put(self, text: str) -> None:
        """Writes `text` into the line without asking for choices."""
        self._told = text
        self._asked += 1
        self.value = text
        self.cursor_position = len(text)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Escape and up belong to the form while the list is closed."""
        if action == "close_choices" or (action == "choice" and parameters == (-1,)):
            return self.is_open
        return super().check_action(action, parameters)

    def action_choice(self, lines: int) -> None:
        """Moves the cursor of the list, which opens if need be."""
        found = self._list
        if found is not None and found.is_open:
            found.step(lines)
        elif lines > 0:
            self._ask(explicit=True)

    def action_take(self) -> None:
        """Takes the choice under the cursor; leaves the line either way."""
        found = self._list
        choice = found.chosen if found is not None and found.is_open else None
        self.close()
        if choice is not None:
            self.take(choice)
        self.post_message(self.Submitted(self, self.value))

    def action_close_choices(self) -> None:
        """Closes the list and leaves the words as they are."""
        self.close()

    def take(self, choice: Choice) -> None:
        """Puts a choice in place of what was typed, or of its last part."""
        kept, separator, _ = self.value.rpartition(self._separator or "\0")
        self.put(f"{kept}{separator} {choice.text}" if separator else choice.text)
        self.post_message(self.Taken(self, choice))

    def close(self) -> None:
        """Closes the list; what is still being asked for is not shown any more."""
        self._asked += 1
        if (found := self._list) is not None:
            found.close()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrows the list to what was typed."""
        if event.value == self._told or not self.has_focus:
            return
        self._told = event.value
        self._ask()

    def on_focus(self) -> None:
        """Marks one chosen answer as a whole, so that typing replaces it."""
        if self._is_replaced:
            self.action_select_all()

    def on_blur(self) -> None:
        """Closes the list."""
        self.close()

    def on_resize(self) -> None:
        """Closes the list, which would hang in the wrong place."""
        self.close()

    def _ask(self, *, explicit: bool = False) -> None:
        self._asked += 1
        self.run_worker(
            self._show_choices(self._asked, explicit=explicit), group="choices", exclusive=True
        )

    async def _show_choices(self, asked: int, *, explicit: bool) -> None:
        typed = self.value.rpartition(self._separator)[2] if self._separator else self.value
        try:
            choices = await self._query(typed)
        except LedgerError:
            # The line can be filled in without choices; saving will say what the matter is.
            choices = ()
        if asked != self._asked or not self.has_focus:
            return
        if not typed.strip() and not explicit:
            choices = ()
        found = self._list
        if found is None:
            await self.screen.mount(found := ChoiceList())
        is_sure = self._must_choose and bool(typed.strip())
        found.open(choices, self.region, cursor=0 if is_sure or explicit else None)
