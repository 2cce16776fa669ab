"""Fields step by letters, draw nothing harmful and keep what they were given."""

import asyncio
from collections.abc import Iterable

import pytest
from rich.style import Style
from textual.app import App, ComposeResult
from textual.events import Paste
from textual.suggester import SuggestFromList
from textual.widgets import Input, TextArea

from tests.tui.screen_text import screen_text
from tui.widgets.line_input import LineInput
from tui.widgets.note_input import NoteInput

HOSTILE = "Ma Thida [UNVERIFIED] [/b] မောင်မောင် أحمد"
FAMILY = "👨\u200d👩\u200d👧\u200d👦"


class InputApp(App[None]):
    """A line and a note."""

    def __init__(self, line: str = "", note: str = "", *, names: Iterable[str] = ()) -> None:
        super().__init__(ansi_color=True)
        self.theme = "ansi-dark"
        self.given = (line, note)
        self.suggester = SuggestFromList(list(names)) if names else None

    def compose(self) -> ComposeResult:
        """The two fields, the line above the note."""
        line, note = self.given
        yield LineInput(line, placeholder="a name", suggester=self.suggester)
        yield NoteInput(note)

    @property
    def line(self) -> LineInput:
        """The field of one line."""
        return self.query_one(LineInput)

    @property
    def note(self) -> NoteInput:
        """The field of several lines."""
        return self.query_one(NoteInput)


def styled(widget: LineInput | NoteInput, wanted: str) -> list[str]:
    """The pieces of the first line that are drawn in the style `wanted`."""
    style = Style.parse(wanted)
    drawn = widget.render_line(0)
    return [text for text, look, _ in drawn if look is not None and (look + style) == look]


async def test_the_line_steps_by_letters() -> None:
    app = InputApp("မြန်မာ" + FAMILY)
    async with app.run_test(size=(40, 8)) as pilot:
        await pilot.press("home")
        stops = []
        for _ in range(5):
            stops.append(app.line.cursor_position)
            await pilot.press("right")
        assert stops == [0, 2, 4, 6, 13]
        await pilot.press("left", "shift+left")
        assert app.line.selected_text == "မာ"
        await pilot.press("left")
        assert app.line.cursor_position == 4


async def test_the_cursor_covers_a_whole_letter() -> None:
    app = InputApp("မာ ok")
    async with app.run_test(size=(40, 8)) as pilot:
        await pilot.press("home")
        assert styled(app.line, "reverse") == ["မာ"]
        await pilot.press("end")
        assert styled(app.line, "reverse") == [" "]
        await pilot.press("shift+home")
        assert "".join(styled(app.line, "reverse")) == "မာ ok"


async def test_backspace_takes_the_last_sign_and_delete_the_letter() -> None:
    app = InputApp("ကျေးဇူး")
    async with app.run_test(size=(40, 8)) as pilot:
        await pilot.press("backspace")
        assert app.line.value == "ကျေးဇူ"
        await pilot.press("home", "delete")
        assert app.line.value == "ဇူ"
        app.line.value = f"x{FAMILY}"
        await pilot.press("end", "backspace")
        assert app.line.value == "x"
        await pilot.press("shift+left", "backspace", "backspace", "delete")
        assert app.line.value == ""


async def test_words_end_at_blanks() -> None:
    app = InputApp("မောင်မောင် ကျေးရွာ")
    async with app.run_test(size=(40, 8)) as pilot:
        await pilot.press("ctrl+left")
        assert app.line.cursor_position == len("မောင်မောင် ")
        await pilot.press("home", "ctrl+right", "ctrl+w")
        assert app.line.value == "ကျေးရွာ"


async def test_a_line_is_one_line_high_and_still() -> None:
    app = InputApp()
    async with app.run_test(size=(40, 8)) as pilot:
        await pilot.pause()
        assert app.line.region.height == 1
        assert app.line.region.width == 40
        assert not app.line.cursor_blink
        assert not app.line.select_on_focus
        assert screen_text(app).split("\n")[0] == "(a name)"
        assert styled(app.line, "reverse") == ["("]
        await pilot.press("tab")
        assert app.note.has_focus
        assert styled(app.line, "reverse") == []
        assert app.note.region.height == 5
        await pilot.press("x", "tab")
        assert app.line.has_focus
        assert app.note.text == "x"


async def test_the_cursor_stays_in_sight_when_the_field_becomes_narrower() -> None:
    app = InputApp("a name that is longer than the line is wide")
    async with app.run_test(size=(40, 8)) as pilot:
        await pilot.pause()
        await pilot.press("end")
        for width in (39, 30):
            app.line.styles.width = width
            await pilot.pause()
            await pilot.pause()
            assert styled(app.line, "reverse") == [" "]


@pytest.mark.parametrize(
    ("value", "drawn"),
    [
        (HOSTILE, HOSTILE),
        ("\x1b]0;title\x07", "␛]0;title␇"),
        ("a\u202eb\u2066", "a�b�"),
        ("one\ntwo\tthree\r", "one␊two␉three␍"),
        ("\ud800\x00", "�␀"),
        ("nul\x0b\x0c\x08", "nul␋␌␈"),
    ],
)
async def test_hostile_values_stay_and_are_drawn_as_stand_ins(value: str, drawn: str) -> None:
    app = InputApp(value, value)
    async with app.run_test(size=(60, 8)) as pilot:
        await pilot.pause()
        assert screen_text(app).split("\n")[0] == drawn
        assert app.line.value == value
        assert app.note.value == value
        assert not set(screen_text(app)) & set("\x1b\x07\x00\u202e\u2066\ud800\t\r\x0b\x0c\x08")
        await pilot.press("end", "x")
        assert app.line.value == f"{value}x"


async def test_a_long_value_scrolls_with_its_cursor() -> None:
    app = InputApp("x" * 10_000)
    async with app.run_test(size=(20, 8)) as pilot:
        await pilot.pause()
        assert screen_text(app).split("\n")[0] == "x" * 19
        assert styled(app.line, "reverse") == [" "]
        assert app.line.cursor_screen_offset.x <= 20
        await pilot.press("home")
        assert screen_text(app).split("\n")[0] == "x" * 20
        assert styled(app.line, "reverse") == ["x"]
        await pilot.press("tab")
        assert screen_text(app).split("\n")[0] == "x" * 19 + "…"


async def test_what_is_pasted_into_a_line_stays_on_it() -> None:
    app = InputApp("Naw ")
    async with app.run_test(size=(40, 8)) as pilot:
        app.line.post_message(Paste("Paw\r\n  34 \n\n"))
        await pilot.pause()
        assert app.line.value == "Naw Paw 34"
        app.line.post_message(Paste("\n"))
        app.line.post_message(Paste(""))
        app.line.post_message(Paste(" "))
        await pilot.pause()
        assert app.line.value == "Naw Paw 34 "


async def test_a_suggestion_is_taken_at_the_end() -> None:
    app = InputApp("Dem", names=["Demoso ဒီးမော့ဆို"])
    async with app.run_test(size=(40, 8)) as pilot:
        await pilot.press("o")
        for _ in range(1_000):
            await pilot.pause()
            if "Demoso" in screen_text(app):
                break
            await asyncio.sleep(0.01)
        assert screen_text(app).split("\n")[0] == "Demoso ဒီးမော့ဆို"
        assert styled(app.line, "reverse") == ["s"]
        app.line.styles.text_style = "underline"
        assert "".join(styled(app.line, "underline")).rstrip() == "Demos"
        await pilot.press("left", "right")
        assert app.line.value == "Demo"
        await pilot.press("right")
        assert app.line.value == "Demoso ဒီးမော့ဆို"


async def test_a_secret_is_drawn_as_dots() -> None:
    app = InputApp()
    async with app.run_test(size=(40, 8)) as pilot:
        app.line.password = True
        await pilot.press(*"secret")
        assert screen_text(app).split("\n")[0] == "••••••"


async def test_the_note_steps_by_letters() -> None:
    app = InputApp(note="မြန်မာ\nok")
    async with app.run_test(size=(40, 8)) as pilot:
        app.note.focus()
        stops = []
        for _ in range(6):
            stops.append(app.note.cursor_location)
            await pilot.press("right")
        assert stops == [(0, 0), (0, 2), (0, 4), (0, 6), (1, 0), (1, 1)]
        await pilot.press("left", "left", "left", "left")
        assert app.note.cursor_location == (0, 4)
        await pilot.press("delete", "backspace")
        assert app.note.text == "မြန\nok"
        app.note.move_cursor((1, 0))
        await pilot.press("backspace")
        assert app.note.text == "မြနok"
        await pilot.press("shift+left", "backspace")
        assert app.note.text == "မြok"


async def test_a_note_nobody_changed_is_given_back_as_it_was() -> None:
    given = "one\r\ntwo\x0bthree\u2028four\n"
    app = InputApp(note=given)
    async with app.run_test(size=(40, 8)) as pilot:
        assert app.note.value == given
        app.note.focus()
        await pilot.press("x")
        assert app.note.value.startswith("xone")
        app.note.value = given
        assert app.note.value == given


async def test_a_note_wraps_and_the_cursor_is_seen() -> None:
    app = InputApp(note="မောင် " * 60)
    async with app.run_test(size=(20, 8)) as pilot:
        app.note.focus()
        await pilot.press("ctrl+end", "down", "down")
        await pilot.pause()
        assert not app.note.cursor_blink
        assert app.note.wrapped_document.height > 5
        assert len(screen_text(app).split("\n")) == 8


def test_what_is_overridden_is_still_there() -> None:
    for name in (
        "_position_to_cell",
        "_on_paste",
        "_WORD_START",
        "_suggestion",
        "_cursor_offset",
        "content_width",
    ):
        assert hasattr(Input, name)
    for name in ("get_line", "get_cursor_left_location", "_delete_via_keyboard"):
        assert hasattr(TextArea, name)
    assert hasattr(TextArea(), "_word_pattern")
