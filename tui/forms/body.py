"""The lines of a form: those it opens with, and the sections behind which the others wait."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.events import DescendantBlur, DescendantFocus
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, TextArea

from tui.forms.fields import Find, field_for, put_text
from tui.forms.line import FormLine
from tui.widgets.field_row import FieldRow
from tui.widgets.line_input import LineInput
from tui.widgets.section_heading import SectionHeading


@dataclass
class LineChanged(Message):
    """Another text stands in a line, typed or chosen."""

    key: str
    text: str


@dataclass
class LineEntered(Message):
    """The cursor is in a line now; `None`: it is in none."""

    key: str | None


@dataclass
class LineLeft(Message):
    """The cursor has left a line."""

    key: str
    text: str


class FormBody(VerticalScroll, can_focus=False, inherit_bindings=False):
    """All lines of a form. Those of a section are made when it is opened for the first time.

    `texts` has the text of every line, whether it has been made or not.
    """

    BINDINGS: ClassVar[list[BindingType]] = []
    DEFAULT_CSS = """
    FormBody {
        height: 1fr;
        & > Vertical { height: auto; }
        & > SectionHeading { margin-top: 0; }
        & > .first { margin-top: 1; }
    }
    """

    def __init__(
        self,
        opening: Sequence[FormLine],
        sections: Mapping[str, Sequence[FormLine]],
        find: Find,
    ) -> None:
        super().__init__()
        self.texts: dict[str, str] = {}
        self._opening = opening
        self._sections = sections
        self._lines = {line.key: line for line in opening}
        self._lines |= {line.key: line for lines in sections.values() for line in lines}
        self._find = find
        self._placeholders: dict[str, str] = {}
        self._said: dict[str, tuple[str, str]] = {}
        self._rows: dict[str, FieldRow] = {}
        self._headings: dict[str, SectionHeading] = {}
        self._boxes: dict[str, Vertical] = {}

    async def show(
        self, texts: Mapping[str, str], echoes: Mapping[str, str], placeholders: Mapping[str, str]
    ) -> None:
        """Makes the lines, or fills the ones that are there anew; nothing is said to be wrong."""
        self.texts = dict(texts)
        self._placeholders = dict(placeholders)
        self._said = {key: (echo, "") for key, echo in echoes.items()}
        if not self._rows:
            await self._make()
        for key in self._rows:
            self._refresh_row(key)
        self._count()

    async def _make(self) -> None:
        rows: list[Widget] = [self._row(line) for line in self._opening]
        for n, (name, lines) in enumerate(self._sections.items()):
            heading = SectionHeading(name, self._inside(lines))
            heading.set_class(not n, "first")
            self._headings[name] = heading
            rows.append(heading)
        await self.mount_all(rows)

    def _row(self, line: FormLine) -> FieldRow:
        key = line.key
        field = field_for(
            line, self.texts.get(key, ""), self._placeholders.get(key, ""), self._find
        )
        row = FieldRow(key, line.label, field, is_needed=line.is_needed)
        echo, error = self._said.get(key, ("", ""))
        row.say(echo=echo, error=error)
        self._rows[key] = row
        return row

    def _refresh_row(self, key: str) -> None:
        row, text = self._rows[key], self.texts.get(key, "")
        if row.field.value != text:
            put_text(row.field, text)
        self._put_placeholder(key)
        echo, error = self._said.get(key, ("", ""))
        row.say(echo=echo, error=error)

    def put(self, key: str, text: str) -> None:
        """Writes a text into a line as if it had stood there all along."""
        self.texts[key] = text
        if key in self._rows:
            put_text(self._rows[key].field, text)

    def put_all(self, texts: Mapping[str, str]) -> None:
        """Writes a text into each of several lines."""
        for key, text in texts.items():
            self.put(key, text)

    def say(self, key: str, *, echo: str = "", error: str = "") -> None:
        """Shows what was understood of a line, or what is wrong with it."""
        self._said[key] = (echo, error)
        if key in self._rows:
            self._rows[key].say(echo=echo, error=error)

    def mark(self, key: str, error: str) -> None:
        """Says what is wrong with a line, or with '' nothing any more; what it means stays."""
        if key in self._lines:
            self.say(key, echo=self._said.get(key, ("", ""))[0], error=error)

    def set_placeholders(self, placeholders: Mapping[str, str]) -> None:
        """Shows other texts where lines are empty."""
        self._placeholders = dict(placeholders)
        for key in self._rows:
            self._put_placeholder(key)

    def _put_placeholder(self, key: str) -> None:
        field = self._rows[key].field
        if isinstance(field, LineInput):
            field.placeholder = self._placeholders.get(key, "")

    @property
    def here(self) -> str:
        """The line with the cursor, '' if that is in none."""
        row = _row_of(self.screen.focused) if self.screen.focused is not None else None
        return row.key if row and row in self._rows.values() else ""

    async def go_to(self, key: str) -> None:
        """Puts the cursor into a line; its section is opened if need be."""
        for name, lines in self._sections.items():
            if any(line.key == key for line in lines) and not self._headings[name].is_open:
                await self.open_section(name)
        if key in self._rows:
            self._rows[key].field.focus(scroll_visible=False)
            self.call_after_refresh(self._rows[key].keep_in_sight)

    async def next_section(self) -> None:
        """Opens the section behind the one with the cursor and goes there; in the end, back up."""
        names = list(self._sections)
        behind = self._sections_above_focus()
        if behind >= len(names):
            await self.go_to(self._opening[0].key)
            return
        await self.open_section(names[behind])
        await self.go_to(self._sections[names[behind]][0].key)

    def _sections_above_focus(self) -> int:
        """How many sections begin above the line with the cursor; its own one is among them."""
        focused = self.screen.focused
        for n, (name, heading) in enumerate(self._headings.items()):
            if focused is heading:
                return n
            if (
                focused is not None
                and name in self._boxes
                and self._boxes[name] in focused.ancestors
            ):
                return n + 1
        return 0

    async def open_section(self, name: str) -> None:
        """Shows the lines of a section."""
        heading = self._headings[name]
        if name in self._boxes:
            self._boxes[name].display = True
        else:
            box = Vertical(*(self._row(line) for line in self._sections[name]))
            self._boxes[name] = box
            await self.mount(box, after=heading)
        heading.mark_open(is_open=True)

    def close_section(self, name: str) -> None:
        """Hides the lines of a section; what was typed in them stays."""
        if name in self._boxes:
            self._boxes[name].display = False
        self._headings[name].mark_open(is_open=False)

    def on_resize(self) -> None:
        """Keeps the line with the cursor in sight when there is less room."""
        if self.here:
            self._rows[self.here].keep_in_sight()

    async def on_section_heading_toggled(self, event: SectionHeading.Toggled) -> None:
        """Opens or closes a section."""
        event.stop()
        if event.is_open:
            await self.open_section(event.heading.title)
            await self.go_to(self._sections[event.heading.title][0].key)
        else:
            self.close_section(event.heading.title)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Takes over what was typed."""
        event.stop()
        self._changed(event.input, event.value)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Takes over what was typed."""
        event.stop()
        self._changed(event.text_area, getattr(event.text_area, "value", ""))

    def _changed(self, field: Widget, text: str) -> None:
        row = _row_of(field)
        if row is not None and self.texts.get(row.key) != text:
            self.texts[row.key] = text
            self.post_message(LineChanged(row.key, text))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes on to the next line."""
        event.stop()
        self.screen.focus_next()

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Tells where the cursor is."""
        row = _row_of(event.widget)
        self.post_message(LineEntered(row.key if row else None))

    def on_descendant_blur(self, event: DescendantBlur) -> None:
        """Tells which line was left."""
        row = _row_of(event.widget)
        if row is not None:
            self.post_message(LineLeft(row.key, self.texts.get(row.key, "")))
            self._count()

    def _count(self) -> None:
        for name, heading in self._headings.items():
            heading.show_inside(self._inside(self._sections[name]))

    def _inside(self, lines: Iterable[FormLine]) -> list[tuple[str, bool]]:
        return [(line.label, bool(self.texts.get(line.key, "").strip())) for line in lines]


def _row_of(widget: Widget) -> FieldRow | None:
    return next((a for a in widget.ancestors if isinstance(a, FieldRow)), None)
