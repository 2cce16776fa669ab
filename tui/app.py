"""The program on the screen: opens a ledger in its frame and passes on what was saved."""

import asyncio
from collections.abc import Callable
from math import inf
from pathlib import Path
from time import monotonic
from typing import ClassVar

from textual import work
from textual.binding import BindingType
from textual.events import Key
from textual.screen import Screen
from textual.widget import Widget

from store.records import Record
from tui.collecting import CollectsInPeace
from tui.commands import (
    JOT_LINE,
    LOCK_SCREEN,
    MOVE_LEDGER,
    QUIT_AT_ONCE,
    QUIT_PROGRAM,
    REDRAW_SCREEN,
    SHOW_COMMANDS,
    SHOW_HELP,
    TAKE_TOUR,
    bindings,
)
from tui.crash import QuietApp, keep_loop_quiet
from tui.display.changed_cells import ChangedCells
from tui.for_reading import NOTE, writes
from tui.hangup import leave_on_hangup
from tui.kept_stylesheet import KeptStylesheet, StylesOnceMounted
from tui.late_work import ForgetsLateWork
from tui.messages import RecordSaved
from tui.opening import Opening, OpensLedger
from tui.reading_terminal import ReadsTerminal
from tui.screens.ledger import LedgerScreen
from tui.touring import TakesTour
from tui.typeahead import LEAVES_AFTER, KeysInOrder
from tui.widgets.key_bar import KeyBar
from tui.widgets.status_line import StatusLine

THEME = "ansi-dark"
"""Text and ground are the terminal's own; this chooses only among its sixteen colours."""

_LEAVING = frozenset({QUIT_PROGRAM.keys, QUIT_AT_ONCE.keys, "escape"})

_AHEAD = "ahead"
"""The group of workers for which nobody waits."""

_LONGEST_HOLD = 2.0  # seconds
_TO_FOCUS = 0.3  # seconds within which an open frame gives the focus to its tab
_PAUSE = 0.005

_STYLES = Path(__file__).parent / "styles"


class Fieldledger(
    TakesTour[int],
    CollectsInPeace[int],
    StylesOnceMounted[int],
    OpensLedger,
    ChangedCells[int],
    KeysInOrder[int],
    ReadsTerminal[int],
    ForgetsLateWork[int],
    QuietApp[int],
):
    """One window with one ledger; it ends with the exit code that the command line promises.

    `gateway` and `settings` are there as soon as the ledger is open.
    """

    TITLE = "Ledger"
    CSS_PATH: ClassVar = sorted(_STYLES.glob("*.tcss"))
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(
            SHOW_HELP,
            SHOW_COMMANDS,
            JOT_LINE,
            REDRAW_SCREEN,
            LOCK_SCREEN,
            TAKE_TOUR,
            MOVE_LEDGER,
            QUIT_PROGRAM,
            QUIT_AT_ONCE,
        )
    ]

    ledger_note: str
    """What the line below a list says of the ledger as a whole."""
    warning_note: str
    """What every screen says, '' unless this is the demo."""

    def __init__(self, opening: Opening) -> None:
        # The first thing that happens, since it decides what NO_COLOR does.
        super().__init__(ansi_color=True)
        self.theme = THEME
        self.stylesheet = KeptStylesheet(variables=self.get_css_variables())
        self.animation_level = "none"
        self.ledger_note = ""
        self.warning_note = ""
        self.opening = opening
        self.by_key_file = opening.passphrase is not None
        self._kept_text = ""
        self._frame = LedgerScreen()

    def get_default_screen(self) -> Screen[None]:
        """The frame, which stands there while the ledger is being opened."""
        return self._frame

    def on_mount(self) -> None:
        """Begins to open the ledger."""
        loop = asyncio.get_running_loop()
        keep_loop_quiet(loop)
        if not self.is_headless:
            leave_on_hangup(loop, self.action_quit_program)
        self.run_worker(self.open_ledger(), group="opening")
        self.run_worker(self._release_when_complete(), group=_AHEAD)

    async def until_keys_act(self) -> None:
        """Returns when there is something for a key to act on, or it takes too long.

        A ledger may take long to open: keys wait for it, unless somebody has enough of that.
        """
        longest = _TO_FOCUS if self._frame.is_open else LEAVES_AFTER
        await _until(lambda: self._takes_keys or not self.is_running, longest)
        await _until(lambda: not self._is_opening or self.wants_to_leave, inf)
        self.release_display()

    @property
    def _is_opening(self) -> bool:
        """Whether nothing but the empty frame is there yet."""
        return self.is_running and self.screen is self._frame and not self._frame.is_open

    @property
    def wants_to_leave(self) -> bool:
        """Whether what was typed, and has not had its effect, ends with a key that leaves."""
        last = self._typed[-1] if self._typed else None
        return isinstance(last, Key) and last.key in _LEAVING

    @property
    def _takes_keys(self) -> bool:
        # The frame has the focus a moment after it is open; other screens may have nothing for it.
        screen = self.screen
        if self.focused is not None or not screen.is_running:
            return screen.is_running
        if screen is self._frame:
            return False
        return self._frame.is_open or (screen.is_mounted and not _can_have_focus(screen))

    async def _release_when_complete(self) -> None:
        """Lets the first rows stand until all of the first screen can take their place."""
        await _until(lambda: self._is_complete or not self.is_held, _LONGEST_HOLD)
        self.screen.call_after_refresh(self.release_display)

    @property
    def _is_complete(self) -> bool:
        """Whether what is shown has been read, or something is asked instead."""
        if self.screen is not self._frame:
            return self.screen.is_running
        reading = (w for w in self.workers if w.group != _AHEAD and not w.is_finished)
        return self._frame.is_open and not any(reading)

    async def on_unmount(self) -> None:
        """Closes the ledger, after what was still to be saved."""
        if hasattr(self, "gateway"):
            await self.gateway.close()

    @property
    def is_demo(self) -> bool:
        """Whether the open ledger is the demo."""
        return hasattr(self, "settings") and self.settings.demo

    def on_record_saved(self, message: RecordSaved) -> None:
        """Tells the lists, any of which may show something that follows from the record."""
        self._frame.records_changed()
        self.note_saved(message)

    def on_many_saved(self) -> None:
        """Tells the lists."""
        self._frame.records_changed()

    @property
    def clipboard(self) -> str:
        """What was cut or copied in this program, and nowhere else."""
        return self._kept_text

    def copy_to_clipboard(self, text: str) -> None:
        """Keeps what was cut or copied; the system's clipboard is read by other programs."""
        self._kept_text = text

    def action_show_help(self) -> None:
        """Opens the help on the screen that is shown."""
        from tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen))

    def action_show_commands(self) -> None:
        """Opens the list of everything that can be done here."""
        from tui.screens.palette import Palette

        if isinstance(self.screen, Palette):
            self.screen.dismiss()
        else:
            self.push_screen(Palette(self.screen))

    def action_redraw_screen(self) -> None:
        """Draws everything anew, whatever the terminal may show."""
        self.resync()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing can be jotted down before the ledger is open, nor while a line is open."""
        if action == JOT_LINE.id:
            return self.can_lock and not self.is_locked and not self._is_on_top("Jot")
        if action == MOVE_LEDGER.id and not self.can_lock:
            return False
        return super().check_action(action, parameters)

    def _is_on_top(self, screen: str) -> bool:
        return bool(self.screen_stack) and type(self.screen).__name__ == screen

    @writes
    def action_jot_line(self) -> None:
        """Opens a line for what was just heard."""
        from tui.screens.jot import Jot

        self.push_screen(Jot(), self._say_jotted)

    def _say_jotted(self, saved: Record | None) -> None:
        if saved is not None:
            self.say(f"{saved.code} is jotted down, a draft incident")

    def say(self, text: str) -> None:
        """Puts what was done into the line of keys of the screen, for a while."""
        for bar in self.screen.query(KeyBar):
            bar.say(text)

    @writes
    @work(group="do")
    async def action_undo_save(self) -> None:
        """Takes back the last save, and says what that was."""
        from tui.screens.undoing import undo_last

        await undo_last(self)

    def action_open_handoffs(self) -> None:
        """Shows what was handed on and came in, with keys and receipts."""
        from tui.handing.handoffs import HandoffsScreen

        self.push_screen(HandoffsScreen())

    @writes
    def action_merge_files(self) -> None:
        """Asks what to merge, and shows what that would do."""
        from tui.merging.merge_files import MergeScreen

        self.push_screen(MergeScreen())

    def action_show_conflicts(self) -> None:
        """Shows what two people changed differently."""
        from tui.merging.conflicts import ConflictsScreen

        self.push_screen(ConflictsScreen())

    @work(group="do")
    async def action_ask_to_quit(self) -> None:
        """Asks once, since a stray key is soon pressed."""
        from tui.screens.quitting import Quit

        if not hasattr(self, "settings") or await self.push_screen_wait(Quit()):
            self.exit(0)

    def action_quit_program(self) -> None:
        """Leaves."""
        self.exit(0)

    async def ledger_opened(self) -> None:
        """Shows the ledger, and what it is."""
        self.warning_note = "DEMO" if self.settings.demo else ""
        self.put_note(await self.tour_offer() if self.is_demo else "")
        if self.warning_note:
            self.screen_change_signal.subscribe(self, self._warn)
        await self._frame.show_ledger()

    def reread(self) -> None:
        """Has every list read again what it shows."""
        self._frame.records_changed()

    def tell_protection(self) -> None:
        """Has every line below a list say what the ledger is and what it offers."""
        notes = (
            self.warning_note,
            self.tour_note,
            NOTE if self.is_for_reading else "",
            "not encrypted" if self.is_plain else "",
        )
        self.ledger_note = " · ".join(note for note in notes if note)
        for screen in {self._frame, *self.screen_stack}:
            for line in screen.query(StatusLine):
                line.set_note(self.ledger_note)

    @work(group="do", exclusive=True)
    async def action_move_ledger(self) -> None:
        """Copies the ledger to another disk and goes on there."""
        from tui.screens.moving import move_ledger

        if await move_ledger(self):
            self.say("You are in the copy now")

    def action_safekeeping(self) -> None:
        """Opens what protects the ledger."""
        from tui.screens.safekeeping import Safekeeping

        self.push_screen(Safekeeping())

    def _warn(self, screen: Screen[object]) -> None:
        """Has a screen say that this is no real ledger, unless one of its lines does."""
        if not isinstance(screen, LedgerScreen):
            screen.call_after_refresh(self._warn_if_silent, screen)

    def _warn_if_silent(self, screen: Screen[object]) -> None:
        says_it = any(isinstance(node, StatusLine | KeyBar) for node in screen.walk_children())
        if screen.is_attached and not says_it:
            screen.mount(StatusLine(classes="warning-only"))


async def _until(condition: Callable[[], bool], seconds: float) -> None:
    """Returns when the condition is true, or after so many seconds."""
    ends = monotonic() + seconds
    while not condition() and monotonic() < ends:  # noqa: ASYNC110 - no one thing makes it true.
        await asyncio.sleep(_PAUSE)


def _can_have_focus(screen: Screen[object]) -> bool:
    """Whether there is something on a screen that keys go to, if only later."""
    return any(widget.can_focus for widget in screen.query(Widget))
