"""A field of one line in which the cursor steps from letter to letter, as people see them."""

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import BindingType
from textual.events import Paste
from textual.geometry import Region
from textual.strip import Strip
from textual.suggester import Suggester
from textual.validation import Validator
from textual.widgets import Input
from textual.widgets.input import Selection

from store.escape import stand_ins
from tui.clusters import start_of_deletion, stop_after, stop_before
from tui.text import cells, fit
from tui.widgets.typing_keys import LINE_KEYS


class LineInput(Input, inherit_bindings=False):
    """An `Input` one line high, without a border, whose cursor does not blink.

    What nobody typed is told from what was: a placeholder stands in brackets, a suggestion is
    not underlined. Whatever in its value a terminal would obey is drawn as a stand-in and kept
    as it is. It overrides private parts of `Input`; `tests/tui/test_inputs.py` tells when they
    change.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*LINE_KEYS]
    DEFAULT_CSS = """
    LineInput, LineInput:focus, LineInput.-invalid, LineInput.-invalid:focus {
        height: 1;
        border: none;
        padding: 0;
        background-tint: transparent;
        & > .input--cursor, & > .input--selection {
            text-style: reverse;
            color: ansi_default;
            background: transparent;
        }
        & > .input--placeholder, & > .input--suggestion { text-style: dim; }
    }
    """

    # In Burmese a sign within a syllable is no word character: words end at blanks.
    _WORD_START = re.compile(r"(?<=\s)\S")

    def __init__(  # noqa: PLR0913 - as many as Textual's own has.
        self,
        value: str = "",
        *,
        placeholder: str = "",
        password: bool = False,
        restrict: str | None = None,
        max_length: int = 0,
        suggester: Suggester | None = None,
        validators: Iterable[Validator] = (),
        select_on_focus: bool = False,
        id: str | None = None,  # noqa: A002 - Textual's name for it.
        classes: str | None = None,
    ) -> None:
        super().__init__(
            value,
            placeholder,
            password=password,
            restrict=restrict,
            max_length=max_length,
            suggester=suggester,
            validators=validators,
            validate_on=["blur"],
            valid_empty=True,
            select_on_focus=select_on_focus,
            id=id,
            classes=classes,
            compact=True,
        )
        self.cursor_blink = False

    def action_cursor_left(self, select: bool = False) -> None:  # noqa: FBT001, FBT002
        """Moves a letter to the left, or to the start of what is selected."""
        if select or self.selection.is_empty:
            self._select_to(stop_before(self.value, self.cursor_position), select=select)
        else:
            self.cursor_position = min(self.selection)

    def action_cursor_right(self, select: bool = False) -> None:  # noqa: FBT001, FBT002
        """Moves a letter to the right, or takes the suggestion at the end of the line."""
        takes_suggestion = self.cursor_at_end and self._suggestion
        if not select and (takes_suggestion or not self.selection.is_empty):
            super().action_cursor_right()
        else:
            self._select_to(stop_after(self.value, self.cursor_position), select=select)

    def action_delete_right(self) -> None:
        """Deletes the letter under the cursor, or what is selected."""
        if self.selection.is_empty:
            self.delete(self.cursor_position, stop_after(self.value, self.cursor_position))
        else:
            self.delete_selection()

    def action_delete_left(self) -> None:
        """Deletes the sign before the cursor, or what is selected.

        In a syllable that is the sign typed last; an emoji goes as a whole.
        """
        if self.selection.is_empty:
            self.delete(start_of_deletion(self.value, self.cursor_position), self.cursor_position)
        else:
            self.delete_selection()

    def on_focus(self) -> None:
        """Brings the cursor into sight, once the field has its width."""
        self.call_after_refresh(self._scroll_to_cursor)

    def on_resize(self) -> None:
        """Keeps the cursor in sight: a scroll bar beside the field may take a cell of it."""
        if self.has_focus:
            self.call_after_refresh(self._scroll_to_cursor)

    def render_line(self, y: int) -> Strip:
        """The part of the value around the cursor, or its beginning while it has no focus."""
        style, width = self.rich_style, self.size.width
        if y:
            return Strip.blank(width, style)
        if not self.value:
            return self._empty_line(style).adjust_cell_length(width, style)
        if not self.has_focus:
            return Strip([Segment(fit(self._drawn(), width), style)], width)
        segments = [Segment(text, style + part) for text, part in self._parts()]
        left = self.scroll_offset.x
        return Strip(segments).crop(left, left + width).adjust_cell_length(width, style)

    @property
    def content_width(self) -> int:
        """The cells of the value and of a cursor behind it."""
        return cells(self._drawn()) + 1 if self.value else cells(self._bracketed)

    def _on_paste(self, event: Paste) -> None:
        """Inserts what was pasted on one line: nothing of several lines is lost."""
        lines = event.text.splitlines()
        if len(lines) > 1:
            lines = [line.strip() for line in lines if line.strip()]
        self.replace(" ".join(lines), *self.selection)
        event.stop()
        event.prevent_default()

    def _scroll_to_cursor(self) -> None:
        self.scroll_to_region(Region(self._cursor_offset, 0, 1, 1), force=True, animate=False)

    def _position_to_cell(self, position: int) -> int:
        return cells(self._drawn()[:position])

    def _drawn(self) -> str:
        """The value as it is drawn, every code point at its place."""
        return "•" * len(self.value) if self.password else stand_ins(self.value)

    def _select_to(self, position: int, *, select: bool) -> None:
        self.selection = Selection(self.selection.start if select else position, position)

    def _parts(self) -> list[tuple[str, Style]]:
        """The drawn line, cut where its style changes."""
        text, length, plain = self._drawn(), len(self.value), Style.null()
        text += stand_ins(self._suggestion[length:]) or " "
        cursor, (low, high) = self.cursor_position, sorted(self.selection)
        behind = stop_after(text, cursor)
        spans = (
            (cursor, behind, self.get_component_rich_style("input--cursor")),
            (low, high, self.get_component_rich_style("input--selection")),
            (length, len(text), self._suggested),
        )
        cuts = sorted({0, low, high, cursor, behind, length, len(text)})
        return [
            (text[start:end], next((style for a, b, style in spans if a <= start < b), plain))
            for start, end in pairwise(cuts)
        ]

    @property
    def _suggested(self) -> Style:
        return self.get_component_rich_style("input--suggestion") + Style(underline=False)

    @property
    def _bracketed(self) -> str:
        """The placeholder as it is drawn: brackets are seen where no weight or colour is."""
        return f"({self.placeholder})" if self.placeholder else ""

    def _empty_line(self, style: Style) -> Strip:
        text = self._bracketed or " "
        placeholder_style = style + self.get_component_rich_style("input--placeholder")
        if not self.has_focus:
            return Strip([Segment(text, placeholder_style)])
        first = stop_after(text, 0)
        cursor_style = style + self.get_component_rich_style("input--cursor")
        return Strip(
            [Segment(text[:first], cursor_style), Segment(text[first:], placeholder_style)]
        )
