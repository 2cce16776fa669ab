"""The first tab: how many, where, since when, and how we know; every number opens.

What counts and what shows the numbers is loaded while this stands on the screen already.
"""

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message

from store.errors import LedgerError
from store.ledger import Store
from tui.commands import bindings
from tui.gateway import GatewayClosed, Priority, gateway_of
from tui.long_job import JobCancelled
from tui.one_at_a_time import one_at_a_time
from tui.summary.choosing import ChoosesScope
from tui.summary.chosen import OpenForm, OpenList
from tui.summary.commands import SUMMARY_COMMANDS
from tui.typeahead import KeysInOrder
from tui.widgets.board import Board, BoardLine
from tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from store.counting.scope import Scope
    from store.reporting.glance import Glance

_COUNTING = "Counting …"
_PAUSE = 0.005  # seconds
_SOON = 0.2  # seconds, after which somebody wonders whether the key was heard
_EMPTY = (
    "",
    " Nothing is recorded yet.",
    "",
    " 2 opens the incidents; n there begins the first: what happened, when, where.",
    " In an incident, c adds a person harmed, d a detention, g a building, s who",
    " told you of it. What has a source, a date and a place is counted here.",
    "",
    " 6 opens the figures: numbers that others published, to stand beside yours.",
    "",
    " ? shows the keys and the guide.",
)


class Summary(Vertical, ChoosesScope):
    """The lines of a scope: documented, range, reported; what waits; when and where."""

    DEFAULT_CSS = """
    Summary { height: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(*SUMMARY_COMMANDS)]

    @dataclass
    class Wanted(Message):
        """A list or a form that was left is to be opened."""

        target: OpenList | OpenForm

    def __init__(self) -> None:
        super().__init__()
        self._is_stale = False
        self._shows_all = False
        self._found: Glance | None = None
        self._is_wanted = False
        self._counted = asyncio.Event()

    def compose(self) -> ComposeResult:
        """The lines, and what the cursor is on."""
        yield Board()
        yield StatusLine()

    def on_mount(self) -> None:
        """Counts."""
        self.reload()

    def take_focus(self) -> None:
        """Puts the focus on the numbers."""
        self.query_one(Board).focus()

    def on_resize(self) -> None:
        """Fits the lines to the new width."""
        self._show()

    # Counting

    def reload(self) -> None:
        """Counts again; what is shown stays until that is done."""
        self._count()

    def records_changed(self) -> None:
        """Counts again, now if it can be seen, else when it is opened."""
        self._is_stale = True
        if self.display:
            self.call_later(self.refresh_if_stale)

    def refresh_if_stale(self) -> None:
        """Counts again if something changed."""
        if self._is_stale:
            self._is_stale = False
            self.reload()

    def scope_changed(self) -> None:
        """Counts what is asked for now."""
        self.reload()

    async def known_scope(self) -> "Scope | None":
        """What is counted; what the ledger opens on has to be read first."""
        if self.scope is None:
            self._is_wanted = True
            await self._counted.wait()
        return self.scope

    async def _is_in_sight(self) -> bool:
        """Whether the numbers are still to be seen after the keys that were typed ahead."""
        app: KeysInOrder[int] = self.app  # type: ignore[assignment]
        while app.is_acting and not self._is_wanted:  # noqa: ASYNC110 - keys come meanwhile.
            await asyncio.sleep(_PAUSE)
        return self.display or self._is_wanted

    @work(group="count", exclusive=True)
    async def _count(self) -> None:
        if not await self._is_in_sight():
            self._is_stale = True
            return
        waiting = self.set_timer(_SOON, self._say_counting)
        try:
            found = await gateway_of(self).ask(Priority.COUNT, _glance, self.scope)
        except (JobCancelled, GatewayClosed):
            return
        except LedgerError as problem:
            self._counted.set()
            self._say(problem.title)
            return
        finally:
            waiting.stop()
        self.scope, self._found = found.scope, found
        self._counted.set()
        self._show()
        self._say_of(self.query_one(Board).target)

    def _say_counting(self) -> None:
        self._say(_COUNTING)

    # Showing

    def _say(self, text: str) -> None:
        self.query_one(StatusLine).show(text)

    def _say_of(self, target: object) -> None:
        """Says what the number under the cursor means, or how figures compare with it."""
        from tui.summary.opening import said_of

        if self._found is not None:
            self._say(said_of(self._found.report, target))

    def _show(self) -> None:
        found = self._found
        if found is None or not self.size.width:
            return
        self.query_one(Board).set_lines(tuple(self._lines(found)))

    def _lines(self, found: "Glance") -> list[BoardLine]:
        from store.reporting import wording
        from tui.summary.count_lines import count_lines
        from tui.summary.words import scope_words

        if not found.has_records and not found.report.besides:
            return [BoardLine(line) for line in _EMPTY]
        settings = self.app.settings  # type: ignore[attr-defined]
        scope = scope_words(found.scope, settings, wording.places(found.report))
        return list(count_lines(found, scope, self.size.width, shows_all=self._shows_all))

    def on_board_moved(self, event: Board.Moved) -> None:
        """Says what the cursor is on."""
        event.stop()
        self._say_of(event.target)

    def action_show_all_lines(self) -> None:
        """Shows the lines on which there is nothing, or hides them."""
        self._shows_all = not self._shows_all
        self._show()

    # Opening

    def on_board_chosen(self, event: Board.Chosen) -> None:
        """Opens what stands behind a number."""
        from tui.summary import targets
        from tui.summary.opening import opened

        event.stop()
        if self._found is None:
            return
        match event.target:
            case (
                targets.OpenNumber()
                | targets.OpenWaiting()
                | targets.OpenUndecided()
                | targets.OpenCell() as target
            ):
                settings = self.app.settings  # type: ignore[attr-defined]
                self.app.push_screen(opened(self._found.report, target, settings))
            case targets.OpenMonths(code):
                self._picture(code)
            case targets.OpenConflicts():
                from tui.merging.conflicts import ConflictsScreen

                self.app.push_screen(ConflictsScreen())

    @work(group="screen", exclusive=True)
    async def action_show_table(self) -> None:
        """Breaks the number under the cursor down; takes over the scope that was chosen there."""
        from tui.screens.breakdown import BreakdownScreen

        if scope := await self.known_scope():
            screen = BreakdownScreen(scope, self._code)
            self.take_scope(await self.app.push_screen_wait(screen))

    def action_show_pictures(self) -> None:
        """Shows the number under the cursor in pictures."""
        self._picture(self._code)

    @work(group="screen", exclusive=True)
    async def _picture(self, code: str) -> None:
        from tui.screens.pictures import PicturesScreen

        if scope := await self.known_scope():
            self.take_scope(await self.app.push_screen_wait(PicturesScreen(scope, code)))

    @property
    def _code(self) -> str:
        """The measure of the number under the cursor."""
        from tui.summary.targets import OpenCell, OpenNumber

        match self.query_one(Board).target:
            case OpenNumber(code) | OpenCell(code):
                return code
        return self._found.line.code if self._found else "killed"

    @work(group="report")
    @one_at_a_time
    async def action_make_report(self) -> None:
        """Writes what is counted into a file."""
        from tui.summary.reporting import write_report

        scope = await self.known_scope()
        if scope is not None and (said := await write_report(self, scope)):
            self._say(said)

    @work(group="contents", exclusive=True)
    async def action_show_contents(self) -> None:
        """Shows what the ledger holds, and opens what is chosen there."""
        from tui.screens.contents import Contents

        chosen = await self.app.push_screen_wait(Contents())
        if isinstance(chosen, OpenList | OpenForm):
            self.post_message(self.Wanted(chosen))


def _glance(store: Store, scope: "Scope | None") -> "Glance":
    """A scope at a glance, with none the one that the ledger opens on."""
    from store.counting.opening_scope import opening_scope
    from store.reporting.glance import glance

    wanted: Scope = scope or store.ask(opening_scope, store.settings, store.today)
    found: Glance = store.ask(glance, store.settings, wanted)
    return found
