"""One part of a record in several versions, one of which is taken, or none yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.strip import Strip
from textual.widget import Widget

from tui.text import fit

_LABEL = 20  # cells
_NAME = 7


@dataclass(frozen=True, slots=True)
class Versions:
    """What a part was and what became of it; `note` stands below its label.

    Each version has a short name, like "theirs", and its text; '' is empty.
    """

    label: str
    was: str
    versions: Sequence[tuple[str, str]]
    note: str = ""


class VersionsRow(Widget, can_focus=True):
    """The label, what it was, then each version; the arrows or space take another one."""

    DEFAULT_CSS = """
    VersionsRow { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,right", "turn(1)", "Other one", tooltip="Takes another version."),
        Binding("left", "turn(-1)", "Other one", show=False),
    ]

    def __init__(
        self, versions: Versions, *, taken: int | None, may_be_open: bool, name_width: int = _NAME
    ) -> None:
        super().__init__()
        self.versions = versions
        self.taken = taken
        self._may_be_open = may_be_open
        self._name_width = name_width

    def get_content_height(self, *_: object) -> int:
        """A line for what it was, one for each version, and a blank."""
        return len(self.versions.versions) + 2

    def action_turn(self, step: int) -> None:
        """Takes the next version; after the last none, where it may be left open."""
        count = len(self.versions.versions)
        if not self._may_be_open:
            self.take(((self.taken or 0) + step) % count)
            return
        at = (count if self.taken is None else self.taken) + step
        at %= count + 1
        self.take(None if at == count else at)

    def take(self, taken: int | None) -> None:
        """Takes one of the versions, by its number from 0, or none."""
        self.taken = taken
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The label and what it was, then each version, the taken one marked."""
        style, width = self.rich_style, self.size.width
        versions = self.versions
        lines = [("", "was", versions.was)]
        lines += [
            ("●" if n == self.taken else "○", name, text)
            for n, (name, text) in enumerate(versions.versions)
        ]
        if y >= len(lines):
            return Strip.blank(width, style)
        mark = ">" if self.has_focus and y == 0 else " "
        sign, name, text = lines[y]
        label = versions.label if y == 0 else versions.note if y == 1 else ""
        head = f"{mark} {fit(label, _LABEL)} {fit(sign, 1)} {fit(name, self._name_width)}"
        return Strip(
            [Segment(head, style), Segment(fit(text or "(empty)", width - len(head) - 2), style)]
        ).adjust_cell_length(width, style)
