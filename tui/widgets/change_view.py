"""What one change did to a record, field by field."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual.geometry import clamp
from textual.strip import Strip

from store.versions import FieldChange
from tui.text import fit, wrapped
from tui.widgets.look import DrawnInOneLook

_LABEL = 20  # cells
_LEFT = 3  # cells
_GAP = 2
_EMPTY = "–"


@dataclass(frozen=True, slots=True)
class _Line:
    label: str
    text: str
    is_before: bool = False


class ChangeView(DrawnInOneLook):
    """Of each field what it was, toned down, and after an arrow what it became; then the why."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"change-view--before"}
    DEFAULT_CSS = """
    ChangeView {
        height: 1fr;
        & > .change-view--before { text-style: dim; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._fields: Sequence[FieldChange] = ()
        self._notes: Sequence[str] = ()
        self._lines: list[_Line] = []
        self._first = 0

    def show(self, fields: Sequence[FieldChange], notes: Sequence[str]) -> None:
        """Shows a change; `notes` say why it was made, or that it is gone."""
        self._fields, self._notes, self._first = fields, notes, 0
        self._lay_out()

    def on_resize(self) -> None:
        """Wraps anew."""
        self._lay_out()

    def action_page(self, pages: int) -> None:
        """Scrolls by a little less than what can be seen."""
        step = max(1, self.size.height - 2) * pages
        self._first = clamp(self._first + step, 0, max(0, len(self._lines) - self.size.height))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line; in the last one `…` if there is more."""
        look, index = self.look, self._first + y
        if index >= len(self._lines):
            return Strip.blank(look.width, look.style)
        line = self._lines[index]
        has_more = y == self.size.height - 1 and index < len(self._lines) - 1
        segments = [
            Segment("…  " if has_more else " " * _LEFT, look.style),
            Segment(fit(line.label, _LABEL), look.style),
            Segment(" " * _GAP, look.style),
            Segment(line.text, look.part("change-view--before") if line.is_before else look.style),
        ]
        return Strip(segments).adjust_cell_length(look.width, look.style)

    def _lay_out(self) -> None:
        room = max(4, self.size.width - _LEFT - _LABEL - _GAP - 1)
        lines: list[_Line] = []
        for note in self._notes:
            lines += _labelled("Why", wrapped(note, room))
        for change in self._fields:
            was = wrapped(change.before, room) if change.before else []
            became = wrapped(change.after or _EMPTY, room - 2)
            lines += [
                _Line(change.label if not n else "", t, is_before=True) for n, t in enumerate(was)
            ]
            arrowed = [f"{'  ' if n else '→ '}{text}" for n, text in enumerate(became)]
            lines += _labelled("" if was else change.label, arrowed)
        self._lines = lines
        self.refresh()


def _labelled(label: str, texts: Sequence[str]) -> list[_Line]:
    return [_Line("" if n else label, text) for n, text in enumerate(texts)]
