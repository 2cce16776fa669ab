"""The line at the bottom that says which keys do what here."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar, Protocol, runtime_checkable

from rich.segment import Segment
from textual.binding import Binding
from textual.screen import Screen
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from tui.commands import SHOW_COMMANDS, SHOW_HELP, Situation, is_shown, key_name, rank_of
from tui.text import cells, fit
from tui.widgets.status_line import StatusLine

_GAP = 2  # cells between two keys
_MOST = 7  # keys, besides the one at the right end
_SAID_FOR = 8  # seconds


@runtime_checkable
class Situated(Protocol):
    """A widget whose keys depend on what it has at hand."""

    @property
    def situation(self) -> Situation:
        """What there is to act on."""


class KeyBar(Widget):
    """One line with the keys that work now, the one for all others at the right end.

    It shows the commands that say so, and any other binding with `show`; keys that do not
    fit are left out before the one for help.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-bar--key", "key-bar--label"}
    DEFAULT_CSS = """
    KeyBar {
        dock: bottom;
        height: 1;
        & > .key-bar--key { text-style: bold; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._left: list[tuple[str, str]] = []
        self._right: list[tuple[str, str]] = []
        self._said = ""
        self._said_timer: Timer | None = None

    def on_mount(self) -> None:
        """Follows what the screen can do."""
        self.screen.bindings_updated_signal.subscribe(self, self._update)
        self._update(self.screen)

    def say(self, text: str) -> None:
        """Tells what was done, in place of the keys on the left, for a while."""
        self._said = text
        if self._said_timer is not None:
            self._said_timer.stop()
        self._said_timer = self.set_timer(_SAID_FOR, partial(self.say, "")) if text else None
        self.refresh()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - there is one line.
        """The keys and their labels, or what was just done."""
        width = self.size.width
        right = self._segments(self._right) + self._note()
        right.append(Segment(" ", self.rich_style))
        end = sum(segment.cell_length for segment in right)
        room = width - end - _GAP
        left = self._segments(fitting(self._left, room))
        if self._said:
            left = [Segment(" " + fit(self._said, room - 1), self.rich_style)]
        begin = sum(segment.cell_length for segment in left)
        gap = Segment(" " * (width - begin - end), self.rich_style)
        return Strip([*left, gap, *right]).adjust_cell_length(width, self.rich_style)

    def _note(self) -> list[Segment]:
        """What must stand on every screen of this ledger, unless another line says it."""
        note = getattr(self.app, "warning_note", "")
        if not note or self.screen.query(StatusLine):
            return []
        key_style = self.rich_style + self.get_component_rich_style("key-bar--key")
        return [Segment(" " * _GAP, self.rich_style), Segment(note, key_style)]

    def _segments(self, keys: Sequence[tuple[str, str]]) -> list[Segment]:
        key_style = self.rich_style + self.get_component_rich_style("key-bar--key")
        label_style = self.rich_style + self.get_component_rich_style("key-bar--label")
        segments: list[Segment] = []
        for key, label in keys:
            segments += [
                Segment(" " * _GAP if segments else " ", self.rich_style),
                Segment(key, key_style),
                Segment(f" {label}", label_style),
            ]
        return segments

    def _update(self, screen: Screen[object]) -> None:
        if screen is not self.screen:
            return
        if not self.app.screen_stack:
            # The first screen is mounted before it is the one that is shown.
            self.call_later(self._update, screen)
            return
        found: dict[str, Binding] = {}
        for node, binding, enabled, _ in screen.active_bindings.values():
            now = node.situation if isinstance(node, Situated) else Situation()
            if enabled and is_shown(binding, now):
                found.setdefault(binding.action, binding)
        help_key = [_entry(found.pop(SHOW_HELP.id))] if SHOW_HELP.id in found else []
        right = [_entry(found.pop(SHOW_COMMANDS.id))] if SHOW_COMMANDS.id in found else []
        rest = [_entry(binding) for binding in sorted(found.values(), key=rank_of)]
        left = [*rest[: _MOST - len(help_key)], *help_key]
        if (left, right) != (self._left, self._right):
            self._left, self._right = left, right
            self.refresh()


def fitting(keys: Sequence[tuple[str, str]], width: int) -> list[tuple[str, str]]:
    """As many of the keys as fit into `width` cells; the last one stays to the last."""
    kept = list(keys)
    while kept and _width(kept) > width:
        kept.pop(-2 if len(kept) > 1 else -1)
    return kept


def _width(keys: Sequence[tuple[str, str]]) -> int:
    texts = sum(cells(f"{key} {label}") for key, label in keys)
    return texts + _GAP * (len(keys) - 1) + 1


def _entry(binding: Binding) -> tuple[str, str]:
    return binding.key_display or key_name(binding.key), binding.description
