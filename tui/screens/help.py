"""Help: the keys and the guide's words about the screen below, all pages, and a search in them."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Input

from tui.guide.finding import Found, Index
from tui.guide.keys import all_commands, key_paragraphs
from tui.guide.own_pages import own_page
from tui.guide.pages import HERE, TABS, Page, page, section
from tui.text import fit
from tui.widgets.key_bar import KeyBar
from tui.widgets.leading_line import LeadingLine
from tui.widgets.listed_rows import ListedRows
from tui.widgets.tab_bar import TabBar
from tui.widgets.table import Column, TableRow, VirtualTable
from tui.widgets.text_page import Paragraph, TextPage

_COLUMNS = (Column("Where", 22), Column("What stands there", 40, grow=1))
_LABELS = {tab.name: tab.label for tab in TABS}
_SHOWN = 300  # code points of a place; more is not seen in one line


class HelpScreen(Screen[None]):
    """The keys of the screen `below` and what is written about it first, then the whole guide."""

    DEFAULT_CSS = """
    HelpScreen {
        layout: vertical;
        & > TextPage { margin-top: 1; }
        & > LeadingLine { display: none; }
        & > VirtualTable { display: none; }
        &.finding {
            & > LeadingLine, & > VirtualTable { display: block; }
            & > TextPage { display: none; }
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", show=True),
        Binding("slash", "find", "Find", show=True, tooltip="Finds words in all pages."),
        Binding("right", "turn(1)", "Next page", show=True),
        Binding("left", "turn(-1)", "Page before", show=True),
        Binding("question_mark,f1,q", "dismiss", "Back", show=False),
        *(Binding(tab.key, f"open_page('{tab.name}')", tab.label, show=False) for tab in TABS),
    ]

    def __init__(self, below: Screen[object]) -> None:
        super().__init__()
        own = section(*own_page(below))
        keys = key_paragraphs(below.active_bindings.values())
        self._here: Page = (*keys, *own, Paragraph(""), *all_commands())
        self._open = HERE
        self._index: Index | None = None
        self._found: list[Found] = []
        self._table = VirtualTable(
            _COLUMNS, ListedRows([]), empty="Type a word, like consent or civilian."
        )

    def compose(self) -> ComposeResult:
        """The names of the pages, the one that is open, and what is found."""
        yield TabBar(TABS)
        yield LeadingLine(self._table, "Words to find in the guide, the codebook and the keys")
        yield self._table
        yield TextPage()
        yield KeyBar()

    def on_mount(self) -> None:
        """Opens what is about the screen below."""
        self.action_open_page(HERE)

    def action_open_page(self, name: str, paragraph: int = 0) -> None:
        """Opens a page, from one of its paragraphs on."""
        self.remove_class("finding")
        self._open = name
        self.query_one(TabBar).open(name)
        text = self.query_one(TextPage)
        text.show(self._page(name), start=paragraph)
        text.focus()

    def action_turn(self, pages: int) -> None:
        """Opens the page that many to the right."""
        names = [tab.name for tab in TABS]
        self.action_open_page(names[(names.index(self._open) + pages) % len(names)])

    def action_find(self) -> None:
        """Opens the line for words."""
        self.add_class("finding")
        self.query_one(LeadingLine).focus()

    def action_back(self) -> None:
        """Goes from what was found to the page, from the page to the screen below."""
        if self.has_class("finding"):
            self.action_open_page(self._open)
        else:
            self.dismiss()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Pages are not turned while words are typed."""
        if action in ("find", "turn", "open_page") and self.has_class("finding"):
            return False
        return super().check_action(action, parameters)

    @on(Input.Changed)
    def _look(self, event: Input.Changed) -> None:
        event.stop()
        if self._index is None:
            self._index = Index({tab.name: self._page(tab.name) for tab in TABS})
        self._found = self._index.find(event.value)
        self._table.set_empty("Nothing has these words." if event.value.strip() else "Type a word.")
        self._table.set_source(ListedRows([_row(n, found) for n, found in enumerate(self._found)]))

    @on(Input.Submitted)
    def _go(self, event: Input.Submitted) -> None:
        event.stop()
        key = self._table.cursor_key
        if key is not None:
            found = self._found[int(key)]
            self.action_open_page(found.page, found.paragraph)

    def _page(self, name: str) -> Page:
        return self._here if name == HERE else page(name)


def _row(number: int, found: Found) -> TableRow:
    where = f"{_LABELS[found.page]} · {found.heading}"
    return TableRow(str(number), (where, fit(found.text[:_SHOWN], _SHOWN).rstrip()))
