"""The lines in which everything about one record is shown, with a cursor that opens some."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip

from store.records.record import KEPT
from store.summaries import Summary
from tui.commands import Command, always
from tui.record_view import RecordView, ShownField
from tui.text import cells, fit, wrapped
from tui.widgets.listed_rows import ListedRows
from tui.widgets.look import DrawnInOneLook, Look
from tui.widgets.paged_list import PagedList
from tui.widgets.pages import TableRow

OPEN_AROUND = Command(
    "choose", "enter", "Open", "Opens the record under the cursor.", with_room=always
)
LABEL_CELLS = 20
_LEFT = 2  # cells for the cursor
_GAP = 2
_TITLE, _FIELD, _HELP, _NEIGHBOUR = "title", "field", "help", "neighbour"


@dataclass(frozen=True, slots=True)
class PageLine:
    """One line: what it is, its label, its text, a note behind it; `target` is what it opens."""

    sort: str
    label: str = ""
    text: str = ""
    note: str = ""
    target: tuple[str, str] | None = None


class RecordPage(PagedList, DrawnInOneLook):
    """A record's fields by section, then the records around it; enter opens one of those.

    `keys` are those that lead to the records around it, by kind.
    """

    CURSOR_CELL = 0
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "record-page--title",
        "record-page--note",
        "record-page--cursor",
    }
    DEFAULT_CSS = """
    RecordPage {
        height: 1fr;
        & > .record-page--title { text-style: bold; }
        & > .record-page--note { text-style: dim; }
        & > .record-page--cursor { text-style: bold; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "step(-1)", "Up", show=False),
        Binding("down,j", "step(1)", "Down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown,space", "page(1)", "Page down", show=False),
        Binding("home", "first", "Top", show=False),
        Binding("end", "last", "End", show=False),
        Binding("tab", "neighbour(1)", "Next record around it", show=False),
        Binding("shift+tab", "neighbour(-1)", "Record before", show=False),
        OPEN_AROUND.binding(),
    ]

    @dataclass
    class Chosen(Message):
        """Enter was pressed on a record around the one that is shown."""

        table: str
        id: str

    def __init__(self, keys: Mapping[str, str] | None = None) -> None:
        super().__init__()
        self._keys = dict(keys or {})
        self._view: RecordView | None = None
        self._shows_all = False
        self._lines: list[PageLine] = []

    def go_to_kind(self, table: str) -> bool:
        """Goes to the next record around it of a kind, and opens it if there is only one.

        Gives False if there is none.
        """
        of_kind = [
            n for n, line in enumerate(self._lines) if line.target and line.target[0] == table
        ]
        if not of_kind:
            return False
        self.go_to(next((n for n in of_kind if n > self.cursor), of_kind[0]))
        if len({self._lines[n].target for n in of_kind}) == 1:
            self.action_choose()
        return True

    def show(self, view: RecordView, *, shows_all: bool) -> None:
        """Shows a record; with `shows_all` its empty fields too, each with its help."""
        self._view, self._shows_all = view, shows_all
        self._lay_out()

    def on_resize(self) -> None:
        """Wraps anew."""
        self._lay_out()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter is for lines that open something."""
        if action == "choose":
            return self._target is not None
        return super().check_action(action, parameters)

    @property
    def _target(self) -> tuple[str, str] | None:
        return self._lines[self.cursor].target if self.cursor < len(self._lines) else None

    def action_choose(self) -> None:
        """Tells which record is to be opened."""
        if (target := self._target) is not None:
            self.post_message(self.Chosen(*target))

    def action_neighbour(self, steps: int) -> None:
        """Goes to the next line that opens something."""
        order = range(self.cursor + steps, len(self._lines) if steps > 0 else -1, steps)
        for index in order:
            if self._lines[index].target is not None:
                self.go_to(index)
                return

    def on_paged_list_row_highlighted(self) -> None:
        """Shows whether enter opens something here."""
        self.refresh_bindings()

    def on_virtual_table_row_highlighted(self) -> None:
        """Shows whether enter opens something here."""
        self.refresh_bindings()

    def render_line(self, y: int) -> Strip:
        """One line, `>` before the one with the cursor, `…` before the last if there is more."""
        look = self.look
        index, row = self.row_at(y)
        if row is None or index >= len(self._lines):
            return Strip.blank(look.width, look.style)
        is_cursor = index == self.cursor and self.has_focus
        goes_on = y == self.size.height - 1 and index < len(self._lines) - 1
        mark = ">" if is_cursor else "…" if goes_on else " "
        segments = [Segment(f"{mark} ", look.part("record-page--cursor"))]
        segments += self._drawn(self._lines[index], look)
        return Strip(segments).adjust_cell_length(look.width, look.style)

    def _drawn(self, line: PageLine, look: Look) -> list[Segment]:
        if line.sort == _TITLE:
            return [Segment(fit(line.text, self._width), look.part("record-page--title"))]
        note_style = look.part("record-page--note")
        segments = [
            Segment(fit(line.label, LABEL_CELLS), look.style),
            Segment(" " * _GAP, look.style),
            Segment(line.text, note_style if line.sort == _HELP else look.style),
        ]
        if line.note:
            segments.append(Segment(f"  ({line.note})", note_style))
        return segments

    @property
    def _width(self) -> int:
        return max(2, self.size.width - _LEFT - 1)

    def _lay_out(self) -> None:
        if self._view is None or not self.size.width:
            return
        room = max(2, self._width - LABEL_CELLS - _GAP)
        self._lines = page_lines(self._view, room, self._keys, shows_all=self._shows_all)
        rows = [TableRow(str(n), ()) for n in range(len(self._lines))]
        cursor = self.cursor
        self.set_source(ListedRows(rows), count=len(rows))
        self.go_to(cursor)


def page_lines(
    view: RecordView, room: int, keys: Mapping[str, str], *, shows_all: bool
) -> list[PageLine]:
    """The lines about a record, its texts wrapped to `room` cells.

    Records to which a field points are opened from that field, and not listed once more.
    What the program keeps about it stands below the records around it.
    """
    shown = [f for f in view.fields if shows_all or (f.text and not f.is_default)]
    known = [f for f in shown if f.section != KEPT]
    kept = [f for f in shown if f.section == KEPT]
    return [
        *_section_lines(known, room, shows_all=shows_all),
        *_neighbour_lines(view, room, keys),
        *_section_lines(kept, room, shows_all=shows_all),
    ]


def _section_lines(
    fields: Sequence[ShownField], room: int, *, shows_all: bool
) -> Iterator[PageLine]:
    section = ""
    for shown in _sorted(fields):
        if shown.section != section:
            section = shown.section
            yield from _title(section)
        yield from _field_lines(shown, room, shows_all=shows_all)


def _title(text: str) -> tuple[PageLine, PageLine]:
    return PageLine(_TITLE), PageLine(_TITLE, text=text)


def _neighbour_lines(view: RecordView, room: int, keys: Mapping[str, str]) -> Iterator[PageLine]:
    pointed_to = {shown.target for shown in view.fields}
    neighbours = [n for n in view.neighbours if (n.summary.table, n.summary.id) not in pointed_to]
    if neighbours:
        yield from _title("Around it")
    role = ""
    for neighbour in neighbours:
        summary = neighbour.summary
        state = "retired" if summary.is_retired else summary.review
        note = "" if state in {"submitted", "approved", ""} else state
        space = room - (cells(note) + 4 if note else 0)
        label = f"{keys.get(summary.table, '')} {neighbour.role}".strip()
        label = label if neighbour.role != role else ""
        text = fit(f"{summary.code}  {_told(view, summary)}", space).rstrip()
        yield PageLine(_NEIGHBOUR, label, text, note, (summary.table, summary.id))
        role = neighbour.role


def _told(view: RecordView, summary: Summary) -> str:
    """A neighbour in one line, without the date and place that are those of the record."""
    own = view.summary
    when = "" if own and summary.when == own.when else summary.when
    where = "" if own and summary.where == own.where else summary.where
    return replace(summary, when=when, where=where).line


def _sorted(fields: Sequence[ShownField]) -> list[ShownField]:
    """The fields section by section, in the order in which the sections first appear."""
    order = {name: n for n, name in reversed(list(enumerate(f.section for f in fields)))}
    return sorted(fields, key=lambda shown: order[shown.section])


def _field_lines(shown: ShownField, room: int, *, shows_all: bool) -> list[PageLine]:
    space = room - (cells(shown.note) + 4 if shown.note else 0)
    texts = wrapped(shown.text, max(2, space)) or ["–"]
    lines = [PageLine(_FIELD, shown.label, texts[0], target=shown.target)]
    lines += [PageLine(_FIELD, text=text) for text in texts[1:]]
    lines[-1] = replace(lines[-1], note=shown.note)
    if shows_all:
        lines += [PageLine(_HELP, text=text) for text in wrapped(shown.help, room)]
    return lines
