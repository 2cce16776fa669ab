"""The look follows the terminal, shows the focus without colour and hides nothing beneath."""

import re
from pathlib import Path
from typing import ClassVar

from rich.style import Style
from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.geometry import Region
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widgets import Label, OptionList, Static

import tui
from tests.tui.screen_text import assert_golden, screen_text
from tui.text import shown
from tui.widgets.line_input import LineInput
from tui.widgets.note_input import NoteInput

STYLES = Path(tui.__file__).parent / "styles" / "app.tcss"


class Question(ModalScreen[None]):
    """Something on top."""

    def compose(self) -> ComposeResult:
        """The question."""
        yield Label("Leave without saving?", classes="title")


class FormApp(App[None]):
    """A form in the look of the program."""

    CSS_PATH: ClassVar = [STYLES]

    def __init__(self) -> None:
        super().__init__(ansi_color=True)
        self.theme = "ansi-dark"

    def compose(self) -> ComposeResult:
        """A title, two fields, a list."""
        with VerticalScroll(classes="page", can_focus=False):
            yield Static(shown("New casualty"), classes="title")
            with Static(classes="field"):
                yield Static(shown("Name"), classes="label")
                yield LineInput("Naw Paw", id="name")
            yield Static(shown("As it is spoken."), classes="below hint")
            with Static(classes="field"):
                yield Static(shown("Notes"), classes="label")
                yield NoteInput("one\ntwo")
            yield Static(shown("Choices"), classes="section")
            yield OptionList("killed", "injured", "missing")


def strips(app: FormApp, region: Region) -> list[Strip]:
    lines = app.screen._compositor.render_strips()[region.y : region.bottom]
    return [line.crop(region.x, region.right) for line in lines]


def styles_of(strip: Strip) -> list[Style]:
    return [style or Style.null() for _, style, _ in strip]


async def test_a_form_looks_like_this() -> None:
    app = FormApp()
    async with app.run_test(size=(80, 16)) as pilot:
        await pilot.pause()
        assert_golden("look_of_a_form", screen_text(app))


async def test_every_colour_is_the_terminals() -> None:
    app = FormApp()
    async with app.run_test(size=(80, 16)) as pilot:
        await pilot.press("tab", "tab", "down")
        for strip in app.screen._compositor.render_strips():
            for style in styles_of(strip):
                for colour in (style.color, style.bgcolor):
                    assert colour is None or colour.triplet is None
    css = re.sub(r"/\*.*?\*/", "", STYLES.read_text(encoding="utf-8"), flags=re.DOTALL)
    for colour in re.findall(r"(?:color|background|tint)[\w-]*:\s*([^;]+);", css):
        assert colour.startswith("ansi_") or colour == "transparent"


async def test_the_focus_is_seen_without_colour() -> None:
    app = FormApp()
    async with app.run_test(size=(80, 16)) as pilot:
        await pilot.pause()
        name = app.query_one(LineInput)
        assert name.has_focus
        (line,) = strips(app, name.region)
        assert line.cell_length == 62
        assert all(style.underline for style in styles_of(line))
        await pilot.press("tab", "tab")
        (line,) = strips(app, name.region)
        assert not any(style.underline for style in styles_of(line))
        options = app.query_one(OptionList)
        await pilot.press("down")
        highlighted = strips(app, options.region)[1]
        assert all(style.underline and style.bold for style in styles_of(highlighted))


async def test_what_is_turned_round_has_no_colour_of_its_own() -> None:
    """Black letters, turned round, are a black block: not to be seen where the ground is black."""
    app = FormApp()
    async with app.run_test(size=(80, 16)) as pilot:
        for keys in (["home", "shift+end"], ["tab", "ctrl+home", "shift+down"], ["tab", "down"]):
            await pilot.press(*keys)
            await pilot.pause()
            turned = [
                style
                for strip in app.screen._compositor.render_strips()
                for style in styles_of(strip)
                if style.reverse
            ]
            assert turned or isinstance(app.focused, OptionList)
            for style in turned:
                for colour in (style.color, style.bgcolor):
                    assert colour is None or colour.is_default


async def test_what_lies_beneath_is_not_drawn() -> None:
    app = FormApp()
    async with app.run_test(size=(80, 16)) as pilot:
        app.push_screen(Question())
        await pilot.pause()
        assert screen_text(app).split() == ["Leave", "without", "saving?"]
