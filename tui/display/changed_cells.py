"""An app that sends the terminal only the cells that changed.

Textual 8.2 sends every region that may have changed, changed or not. The private parts of it
that this rests on stand here and nowhere else; `tests/tui/test_hooks.py` tells when they change.
"""

import inspect
import sys
from collections.abc import Callable, Iterator
from time import monotonic
from typing import TYPE_CHECKING, Generic, TypeVar

from rich.color import ColorSystem
from rich.console import COLOR_SYSTEMS, RenderableType
from textual import on
from textual.app import App
from textual.events import Mount, Resize
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.strip import Strip
from textual.timer import Timer

from tui.display.cells import cells_of
from tui.display.terminal_screen import TerminalScreen

if TYPE_CHECKING:
    from textual._compositor import ChopsUpdate, LayoutUpdate

R = TypeVar("R")

_LONGEST_WRITE = 8192  # characters; Python loses what is longer on Windows (python/cpython#82052)
_SHORTEST_WAIT = 0.001  # seconds; Textual divides by the length of a timer that is late.


def _parameters(function: Callable[..., object] | None) -> list[str]:
    return list(inspect.signature(function).parameters) if function else []


def _names_in(function: Callable[..., object]) -> tuple[str, ...]:
    return function.__code__.co_names


def hooks_present() -> bool:
    """Whether this Textual has the private parts by which an app's display can be taken over."""
    try:
        from textual._compositor import ChopsUpdate, LayoutUpdate
    except ImportError:
        return False
    own_names = {*_names_in(App.__init__), *_names_in(MessagePump.__init__)}
    return (
        _parameters(getattr(App, "_display", None)) == ["self", "screen", "renderable"]
        and _parameters(LayoutUpdate.__init__) == ["self", "strips", "region"]
        and _parameters(ChopsUpdate.__init__) == ["self", "chops", "spans", "chop_ends"]
        and own_names >= {"_batch_count", "_closed", "_driver", "_running"}
    )


class ChangedCells(App[R], Generic[R]):
    """An app that sends only what changed; put it before other bases.

    Without the private hooks it displays as Textual does. Hyperlinks are not sent, since a
    click on one would open a browser.
    """

    link_speed: int | None = None
    """Bits per second that the line to the terminal carries; None if it is fast.

    It has to be set before the app runs.
    """

    _terminal_screen: TerminalScreen | None = None
    is_held = False
    """Whether what changes is kept back for now."""

    _pause: Timer | None = None

    @on(Mount)
    def _watch_for_resume(self) -> None:
        """Starts afresh whenever the program comes back from the background."""
        self.app_resume_signal.subscribe(self, lambda _: self.resync(), immediate=True)

    @on(Resize)
    def _follow_resize(self, event: Resize) -> None:
        """Starts afresh, since a terminal keeps what it likes when its size changes."""
        screen = self._terminal_screen
        if screen is not None:
            screen.forget()
            if event.size == screen.size:
                # Textual sees no reason to draw: the size changed and changed back unnoticed.
                self._send()

    def hold_display(self) -> None:
        """Sends nothing until `release_display`: what the terminal shows is still good."""
        self.is_held = True

    def release_display(self) -> None:
        """Sends what has come together meanwhile, and from now on what changes."""
        if self.is_held:
            self.is_held = False
            self._send()

    def resync(self) -> None:
        """Draws all of the screen again, whatever the terminal may show.

        What is known of it is sent at once. Textual is asked, too: it may have lost an update.
        """
        if self._terminal_screen is not None:
            self._terminal_screen.forget()
            self._send()
        self.screen.refresh(layout=True)

    if hooks_present():

        def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
            """Takes over what Textual wants displayed and sends what is new in it."""
            if self._batch_count or not self._can_send():
                super()._display(screen, renderable)
                return
            pieces = _pieces(renderable)
            if pieces is not None:
                if self._terminal_screen is None:
                    can_scroll = sys.platform != "win32"
                    self._terminal_screen = TerminalScreen(self.link_speed, scroll=can_scroll)
                self._terminal_screen.resize(self.size)
                for line, column, strip in pieces:
                    self._terminal_screen.put(line, column, cells_of(strip, self._colours()))
                self._send()
                self.post_display_hook()
            elif renderable is not None:
                super()._display(screen, renderable)
                if self._terminal_screen is not None:
                    self._terminal_screen.forget()

    def _can_send(self) -> bool:
        return (
            self._running
            and not self._closed
            and not self.is_headless
            and not self.is_inline
            and self._driver is not None
        )

    def _send(self) -> None:
        """Writes what the line can carry now, and comes back for the rest."""
        screen = self._terminal_screen
        if screen is None or self._driver is None or self.is_held or not self._can_send():
            return
        column, line = self.screen.outer_size.clamp_offset(self.cursor_position)
        if text := screen.next_text(monotonic(), (line, column) if line or column else None):
            for start in range(0, len(text), _LONGEST_WRITE):
                self._driver.write(text[start : start + _LONGEST_WRITE])
            self._driver.flush()
        if self._pause is None and screen.is_behind:
            wait = max(screen.wait(monotonic()), _SHORTEST_WAIT)
            self._pause = self.set_timer(wait, self._resume_sending)

    def _resume_sending(self) -> None:
        self._pause = None
        self._send()

    def _colours(self) -> ColorSystem:
        return COLOR_SYSTEMS.get(self.console.color_system or "", ColorSystem.TRUECOLOR)


def _pieces(renderable: RenderableType | None) -> Iterator[tuple[int, int, Strip]] | None:
    """Line, column and strip of everything in an update; None if it is no such update."""
    from textual._compositor import ChopsUpdate, LayoutUpdate

    if isinstance(renderable, LayoutUpdate):
        return _whole_lines(renderable)
    if isinstance(renderable, ChopsUpdate):
        return _parts_of_lines(renderable)
    return None


def _whole_lines(update: "LayoutUpdate") -> Iterator[tuple[int, int, Strip]]:
    for line, strips in enumerate(update.strips, update.region.y):
        column = update.region.x
        for strip in strips:
            yield line, column, strip
            column += strip.cell_length


def _parts_of_lines(update: "ChopsUpdate") -> Iterator[tuple[int, int, Strip]]:
    for line, first, stop in update.spans:
        pieces = zip(update.chop_ends[line], update.chops[line].items(), strict=False)
        for end, (column, strip) in pieces:
            if strip is not None and column < stop and end > first:
                yield line, column, strip if end <= stop else strip.crop(0, stop - column)
