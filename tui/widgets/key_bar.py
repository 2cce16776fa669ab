"""The line at the bottom that says which keys do what here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar, Protocol, runtime_checkable

from rich.segment import Segment
from textual.binding import ActiveBinding, Binding
from textual.dom import DOMNode
from textual.screen import Screen
from textual.strip import Strip
from textual.timer import Timer

from tui.commands import (
    SHOW_COMMANDS,
    SHOW_HELP,
    Situation,
    is_shown,
    is_shown_with_room,
    key_name,
    rank_of,
)
from tui.text import cells, fit
from tui.widgets.look import DrawnInOneLook
from tui.widgets.status_line import StatusLine

_GAP = 2  # cells between two keys
_TIGHT = 1  # where they do not fit otherwise
_BACK = "escape"
_SAID_FOR = 8  # seconds

Entry = tuple[str, str]
"""A key as people know it, and its label."""


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys that work now, each group in the order of importance.

    `own` are those of this screen, `others` those of the whole program; `own_spare` and `spare`
    are such for which there must be room left. `last` stand at the end and are left out last:
    the one that leads back and the one for help. `more` is the one at the right end, for all
    commands.
    """

    own: tuple[Entry, ...] = ()
    others: tuple[Entry, ...] = ()
    own_spare: tuple[Entry, ...] = ()
    spare: tuple[Entry, ...] = ()
    last: tuple[Entry, ...] = ()
    more: tuple[Entry, ...] = ()


@runtime_checkable
class Situated(Protocol):
    """A widget whose keys depend on what it has at hand."""

    @property
    def situation(self) -> Situation:
        """What there is to act on."""


class KeyBar(DrawnInOneLook):
    """One line with the keys that work now, the one for all others at the right end.

    It shows the commands that say so, and any other binding with `show`. Where there is no room
    they stand closer, then the keys of the whole program and the one at the right end give way
    to those of the screen.
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
        self._keys = Keys()
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
        width, style = self.look.width, self.look.style
        note = [*self._note(), Segment(" ", style)]
        left, gap, has_more = fitting(self._keys, width - _length(note))
        right = [*self._segments(self._keys.more if has_more else (), gap), *note]
        room = width - _length(right)
        segments = self._segments(left, gap)
        if self._said:
            segments = [Segment(" " + fit(self._said, room - _GAP - 1), style)]
        blank = Segment(" " * (room - _length(segments)), style)
        return Strip([*segments, blank, *right]).adjust_cell_length(width, style)

    def _note(self) -> list[Segment]:
        """What must stand on every screen of this ledger, unless another line says it."""
        note = getattr(self.app, "warning_note", "")
        if not note or self.screen.query(StatusLine):
            return []
        key_style = self.look.part("key-bar--key")
        return [Segment(" " * _GAP, self.look.style), Segment(note, key_style)]

    def _segments(self, keys: Sequence[Entry], gap: int) -> list[Segment]:
        key_style = self.look.part("key-bar--key")
        label_style = self.look.part("key-bar--label")
        segments: list[Segment] = []
        for key, label in keys:
            segments += [
                Segment(" " * gap if segments else " ", self.look.style),
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
        keys = _sorted_out(screen.active_bindings.values())
        if keys != self._keys:
            self._keys = keys
            self.refresh()


def fitting(keys: Keys, width: int) -> tuple[list[Entry], int, bool]:
    """Which keys fit into `width` cells, the cells between them, and whether `more` does too.

    The last ones stay to the last.
    """
    shown = [*keys.own, *keys.others, *keys.own_spare]
    counts = (len(shown), len(keys.own) + len(keys.others), len(keys.own))
    ways = [(count, gap, True) for count in counts for gap in (_GAP, _TIGHT)]
    ways += [(len(keys.own), gap, False) for gap in (_GAP, _TIGHT)]
    for count, gap, has_more in ways:
        room = width - (_width(keys.more, gap) + _GAP if has_more and keys.more else 0)
        if _width([*shown[:count], *keys.last], gap) <= room:
            part, rest = shown[:count], [*shown[count:], *keys.spare]
            return [*_filled(part, rest, keys.last, gap, room), *keys.last], gap, has_more
    kept = [*keys.own, *keys.last]
    while kept and _width(kept, _TIGHT) > width:
        kept.pop(-1 - len(keys.last) if len(kept) > len(keys.last) else 0)
    return kept, _TIGHT, False


def _filled(
    part: Sequence[Entry], rest: Sequence[Entry], last: Sequence[Entry], gap: int, room: int
) -> Sequence[Entry]:
    """The keys of `part` with as many of `rest`, from its first on, as leave room for `last`."""
    for end in range(len(rest), 0, -1):
        if _width([*part, *rest[:end], *last], gap) <= room:
            return [*part, *rest[:end]]
    return part


def _sorted_out(found: Iterable[ActiveBinding]) -> Keys:
    """What can be done now, sorted by how much it belongs into the line of keys."""
    shown: dict[str, Binding] = {}
    spare: dict[str, Binding] = {}
    situations: dict[DOMNode, Situation] = {}
    for node, binding, enabled, _ in found:
        # Once for each node: to look whether one is situated takes long.
        if node not in situations:
            situations[node] = node.situation if isinstance(node, Situated) else Situation()
        now = situations[node]
        if enabled and is_shown(binding, now):
            shown.setdefault(binding.action, binding)
        elif enabled and is_shown_with_room(binding, now):
            spare.setdefault(binding.action, binding)
    more = [shown.pop(action) for action in (SHOW_COMMANDS.id,) if action in shown]
    leading_back = [action for action, binding in shown.items() if binding.key == _BACK]
    last = [shown.pop(action) for action in (*leading_back, SHOW_HELP.id) if action in shown]
    ordered = sorted(shown.values(), key=rank_of)
    return Keys(
        own=_entries(binding for binding in ordered if not rank_of(binding)),
        others=_entries(binding for binding in ordered if rank_of(binding)),
        own_spare=_entries(binding for binding in spare.values() if not rank_of(binding)),
        spare=_entries(sorted(filter(rank_of, spare.values()), key=rank_of)),
        last=_entries(last),
        more=_entries(more),
    )


def _entries(found: Iterable[Binding]) -> tuple[Entry, ...]:
    return tuple((each.key_display or key_name(each.key), each.description) for each in found)


def _width(keys: Sequence[Entry], gap: int) -> int:
    texts = sum(cells(f"{key} {label}") for key, label in keys)
    return texts + gap * (len(keys) - 1) + 1 if keys else 0


def _length(segments: Iterable[Segment]) -> int:
    return sum(segment.cell_length for segment in segments)
