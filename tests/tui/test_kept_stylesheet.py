"""What is written of the look is read once, and anew only for other colours."""

from typing import ClassVar

import pytest
from textual.app import ComposeResult
from textual.color import Color
from textual.containers import Vertical
from textual.css.errors import UnresolvedVariableError
from textual.css.styles import RenderStyles
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.widget import Widget

from tui.kept_stylesheet import KeptStylesheet, LooksOfParts, StylesOnceMounted
from tui.widgets.line_input import LineInput
from tui.widgets.note_input import NoteInput


def sheet(source: str) -> KeptStylesheet:
    made = KeptStylesheet(variables={"ground": "red"})
    made.add_source(source, ("here", ""))
    made.parse()
    return made


def ground(made: KeptStylesheet) -> Color:
    (rule,) = made.rules
    return rule.styles.background


def test_rules_are_kept_while_the_variables_stay() -> None:
    made = sheet("Label { background: $ground; }")
    (before,) = made.rules
    made.set_variables({"ground": "red"})
    made.reparse()
    (after,) = made.rules
    assert after is before


def test_what_was_added_is_taken_in() -> None:
    made = sheet("Label { background: $ground; }")
    made.add_source("Input { background: blue; }", ("there", ""))
    made.reparse()
    assert len(made.rules) == 2


def test_other_variables_change_what_was_read() -> None:
    made = sheet("Label { background: $ground; }")
    assert ground(made) == Color.parse("red")
    made.set_variables({"ground": "blue"})
    made.reparse()
    assert ground(made) == Color.parse("blue")


def test_a_wrong_source_is_told() -> None:
    made = sheet("Label { background: $ground; }")
    made.add_source("Input { background: $nowhere; }", ("there", ""))
    with pytest.raises(UnresolvedVariableError):
        made.reparse()


class Marked(Widget):
    """A widget with two parts, one of which looks different when it is marked."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"marked--sign", "marked--rest"}
    DEFAULT_CSS = """
    Marked {
        height: 1;
        & > .marked--sign { color: blue; }
        &.on > .marked--sign { color: red; }
    }
    """
    drawn = 0

    def render(self) -> str:
        """Its text, in the colour of the sign."""
        self.drawn += 1
        return f"[{self.get_component_styles('marked--sign').color.hex}]x"


class WithParts(StylesOnceMounted[None]):
    """An app with widgets that have parts."""

    CSS = ".row LineInput > .input--placeholder { color: green; }"

    def __init__(self) -> None:
        super().__init__()
        self.stylesheet = KeptStylesheet(variables=self.get_css_variables())

    def compose(self) -> ComposeResult:
        """One of each, in a row."""
        with Vertical(classes="row"):
            yield LineInput("typed")
            yield LineInput(placeholder="nothing yet")
            yield NoteInput("notes")
            yield Marked()


def all_looks(sheet: Stylesheet, node: DOMNode) -> dict[str, RenderStyles]:
    """The looks of all parts of a node, as Textual finds them."""
    before, node._component_styles = node._component_styles, {}
    Stylesheet._process_component_classes(sheet, node)
    found = dict(node._component_styles)
    node._component_styles = before
    return found


async def test_parts_look_as_textual_has_them_and_are_found_when_they_are_drawn() -> None:
    app = WithParts()
    async with app.run_test() as pilot:
        nodes = [*app.query(LineInput), *app.query(NoteInput), *app.query(Marked)]
        asked = sum(len(node._component_styles) for node in nodes)
        assert 0 < asked < sum(len(node._get_component_classes()) for node in nodes)
        for focused in nodes[:3]:
            focused.focus()
            await pilot.pause()
            for node in nodes:
                assert isinstance(node._component_styles, LooksOfParts)
                looks = all_looks(app.stylesheet, node)
                assert looks.keys() == node._get_component_classes()
                for part, look in looks.items():
                    assert part in node._component_styles
                    assert node._component_styles[part] == look
        assert "marked--nothing" not in nodes[-1]._component_styles
        with pytest.raises(KeyError):
            nodes[-1].get_component_styles("marked--nothing")


async def test_a_part_that_looks_different_is_drawn_again() -> None:
    app = WithParts()
    async with app.run_test() as pilot:
        marked = app.query_one(Marked)
        before = marked.drawn
        marked.add_class("on")
        await pilot.pause()
        assert marked.drawn > before
        assert marked.get_component_styles("marked--sign").color == Color.parse("red")


async def test_a_widget_has_its_look_when_it_is_mounted_and_none_before() -> None:
    app = WithParts()
    async with app.run_test():
        marked = Marked()
        marked.add_class("on")
        assert not marked.styles.has_rule("height")
        await app.mount(marked)
        assert marked.styles.height is not None
        assert marked.get_component_styles("marked--sign").color == Color.parse("red")
