"""One line for what was just heard, whatever else is open; it becomes a draft incident."""

from contextlib import suppress
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Input, Static

from store.errors import LedgerError, ParseError
from store.records import Incident
from tui.forms.jotting import Jotted, begun_line, keep_line, save_line
from tui.forms.typing_keeper import TypingKeeper
from tui.gateway import GatewayClosed, gateway_of
from tui.messages import RecordSaved
from tui.one_at_a_time import one_at_a_time
from tui.text import shown
from tui.widgets.line_input import LineInput

_HELP = (
    "Any words: who, what, where, when, as you heard it. They become a draft incident, to be"
    " filled in when there is time."
)
_KEYS = "enter  keeps the line as a draft incident\n  esc  goes back; what is typed waits for F2"


class Jot(Screen[Incident | None]):
    """A line; gives the draft incident that it became, or `None` if it waits."""

    DEFAULT_CSS = """
    Jot {
        & > Vertical { padding: 2 4; height: auto; }
        & #title { text-style: bold; margin-bottom: 1; }
        & #help, & LineInput { margin-bottom: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back", tooltip="Goes back; what is typed waits for F2."),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._form = ""
        self._words = ""
        self._keeper = TypingKeeper(self, self._keep, self._say)

    def compose(self) -> ComposeResult:
        """What it is for, the line and the keys."""
        with Vertical():
            yield Static("Jot down", id="title")
            yield Static(shown(_HELP), id="help")
            yield LineInput()
            yield Static(shown(_KEYS, single_line=False), id="keys")

    def on_mount(self) -> None:
        """Brings back a line that was left unfinished."""
        self._begin()

    @work(group="open")
    async def _begin(self) -> None:
        try:
            line = await gateway_of(self).call(begun_line)
        except LedgerError as error:
            self._say(error)
            return
        self._form = line.form
        field = self.query_one(LineInput)
        if line.words and not field.value:
            field.value = line.words
            field.cursor_position = len(line.words)

    @property
    def _line(self) -> Jotted:
        return Jotted(self._form, self._words)

    @on(Input.Changed)
    def keep_soon(self, event: Input.Changed) -> None:
        """Keeps what is typed, a moment later, however long the typing goes on."""
        event.stop()
        self._words = event.value
        self._keeper.something_was_typed()

    async def _keep(self) -> None:
        if self._form:
            await gateway_of(self).call(keep_line, self._line)

    async def keep_now(self) -> None:
        """Keeps what stands in the line, since the ledger is about to be closed or hidden."""
        await self._keeper.keep_now()

    async def on_unmount(self) -> None:
        """Keeps the last second's typing when the program ends while the line is open."""
        with suppress(GatewayClosed):
            await self.keep_now()

    @on(Input.Submitted)
    def finish(self, event: Input.Submitted) -> None:
        """Saves the line; an empty one only goes back."""
        event.stop()
        self._words = event.value
        if event.value.strip():
            self._save()
        else:
            self.action_leave()

    @work(group="save")
    @one_at_a_time
    async def _save(self) -> None:
        self._keeper.stop()
        try:
            saved = await gateway_of(self).call(save_line, self._line)
        except LedgerError as error:
            self._say(error)
        except ParseError as error:
            self.query_one("#keys", Static).update(shown(error.message))
        else:
            self.app.post_message(RecordSaved(Incident, saved.id))
            self.dismiss(saved)

    @work(group="save")
    @one_at_a_time
    async def action_leave(self) -> None:
        """Goes back; what was typed waits."""
        if await self._keeper.keep() or not self._words.strip():
            self.dismiss(None)

    def _say(self, error: LedgerError) -> None:
        text = f"{error.title}\n{error.advice}"
        self.query_one("#keys", Static).update(shown(text, single_line=False))
