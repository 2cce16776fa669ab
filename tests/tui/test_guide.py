"""The guide is found from everywhere, and says nothing that the program does not do."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.binding import Binding, BindingsMap
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widgets import Input, TextArea

import tui
from store.codebook import codebook
from tests.tui.ledger_app import Window, build_ledger, window
from tests.tui.screen_text import assert_golden
from tui.commands import key_name
from tui.guide.finding import Index
from tui.guide.keys import IN_OUR_WORDS
from tui.guide.own_pages import BY_PACKAGE, OWN, STUCK, page_of
from tui.guide.pages import GUIDE, HERE, TABS, page, section, text_of
from tui.screens.help import HelpScreen
from tui.widgets.table import VirtualTable
from tui.widgets.text_page import TextPage
from tui.widgets.typing_keys import LINE_KEYS, NOTE_KEYS

KEY = re.compile(r"(?<![`\w])\[([^\]]+)\]")
TAGS = re.compile(r"`[^`]*`")


def everything(kind: type[DOMNode]) -> Iterator[type[DOMNode]]:
    """The program's own classes of a kind, all modules loaded."""
    for module in pkgutil.walk_packages(tui.__path__, "tui."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    waiting = [kind]
    while waiting:
        found = waiting.pop().__subclasses__()
        waiting += found
        yield from (each for each in found if each.__module__.startswith("tui"))


def bound_keys() -> set[str]:
    keys: set[str] = set()
    for found in everything(DOMNode):
        for binding in found.__dict__.get("BINDINGS", ()):
            text = binding.key if isinstance(binding, Binding) else binding[0]
            keys |= {key_name(key) for key in text.split(",")}
    return keys


def test_every_screen_opens_help_at_its_own_page() -> None:
    screens = [found for found in everything(Screen) if found.__name__[0] != "_"]
    assert [found.__name__ for found in screens if page_of(found) is None] == []
    named = {found.__name__ for found in everything(DOMNode)}
    assert OWN.keys() - named == set()


def test_every_key_is_told_in_our_own_words() -> None:
    kinds = list(everything(DOMNode))
    bound = [binding for kind in kinds for _, binding in kind._merge_bindings()]
    own = [BindingsMap(kind.__dict__.get("BINDINGS", ())) for kind in kinds]
    ours = {binding.description for bindings in own for _, binding in bindings}
    assert {b.description for b in bound if b.description} - ours - IN_OUR_WORDS.keys() == set()


@pytest.mark.parametrize(
    ("ours", "textuals"),
    [(LINE_KEYS, Input.BINDINGS), (NOTE_KEYS, TextArea.BINDINGS)],
)
def test_a_line_does_all_that_textuals_own_does(
    ours: list[Binding], textuals: list[Binding]
) -> None:
    left_out = {"select_line", "delete_line", "delete_word_right"}
    assert {b.action for b in ours} == {b.action for b in textuals} - left_out


@pytest.mark.parametrize("own", sorted({*OWN.values(), *BY_PACKAGE.values(), STUCK}))
def test_the_page_of_a_screen_is_there(own: tuple[str, str]) -> None:
    assert len(section(*own)) > 1


@pytest.mark.parametrize("name", GUIDE)
def test_every_key_of_the_guide_is_a_key_of_the_program(name: str) -> None:
    keys = set(KEY.findall(TAGS.sub("", text_of(name))))
    assert keys - bound_keys() == set()


def test_the_guide_names_no_key_that_is_only_written_as_an_example() -> None:
    for name in GUIDE:
        written = re.findall(r"`([^`]+)`", text_of(name))
        assert not {text for text in written if re.fullmatch(r"F\d+|ctrl\+\w|esc|enter|tab", text)}


@pytest.mark.parametrize("name", GUIDE)
def test_lines_of_the_guide_are_short_and_plain(name: str) -> None:
    text = text_of(name)
    assert all(len(line) <= 100 for line in text.splitlines())
    sentences = re.split(r"(?<=[.:!?])\s|\n\n|\n- ", TAGS.sub("x", text))
    assert all(len(sentence.split()) <= 40 for sentence in sentences)


def test_the_codebook_is_in_the_help_field_by_field_and_code_by_code() -> None:
    told = "\n".join(f"{p.lead} {p.text}" for p in page("codes"))
    book = codebook()
    for record in book["records"]:
        assert all(field["help"] in told for field in record["fields"])
    for codes in book["lists"]:
        assert all(code["definition"] in told for code in codes["codes"])


def test_words_are_found_in_guide_codebook_and_keys() -> None:
    index = Index({tab.name: page(tab.name) for tab in TABS if tab.name != HERE})
    found = index.find("consent court")
    assert {place.page for place in found} >= {"codes", "sharing"}
    assert index.find("CONSENT")[0].text.startswith("Consent")
    assert index.find("fingerprint")[0].page == "sharing"
    assert index.find("  ") == index.find("zzzz") == []


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return build_ledger(tmp_path / "a.fieldledger")


async def helped(shown: Window) -> None:
    await shown.press("f1")
    await shown.until(lambda: isinstance(shown.app.screen, HelpScreen))


async def test_help_knows_where_it_was_asked_for(ledger: Path) -> None:
    async with window(ledger, (80, 60)) as shown:
        await helped(shown)
        assert "how many, where, since when" in shown.text
        await shown.press("escape")
        await shown.open_list("3")
        await helped(shown)
        assert "A list shows the records of one kind" in shown.text
        await shown.press("escape", "slash")
        await helped(shown)
        assert "opens the filter" in shown.text


async def test_what_is_found_can_be_opened(ledger: Path) -> None:
    async with window(ledger) as shown:
        await helped(shown)
        await shown.press("slash", *"fingerprint")
        await shown.until_shown("Share · Keys")
        assert_golden("help_find", shown.text)
        await shown.press("enter")
        assert "[7 Share]" in shown.text
        assert "shows the keys" in shown.text
        assert shown.app.screen.query_one(TextPage).has_focus
        await shown.press("slash", "escape")
        assert isinstance(shown.app.screen, HelpScreen)
        await shown.press("escape")
        assert not isinstance(shown.app.screen, HelpScreen)


async def test_a_command_is_found_by_its_key_and_its_words(ledger: Path) -> None:
    async with window(ledger) as shown:
        await helped(shown)
        await shown.press("slash", *"takes back the last save")
        await shown.until_shown("Undo")
        await shown.press("down", "up", *" zzz")
        await shown.until_shown("Nothing has these words.")
        assert shown.app.screen.query_one(VirtualTable).cursor_key is None
        await shown.press("enter")
        assert isinstance(shown.app.screen, HelpScreen)
