"""Help: the keys that work on the screen below, and the guide."""

import re
from collections.abc import Iterable, Iterator, Sequence
from importlib import resources
from itertools import groupby
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.screen import Screen

from tui.commands import key_name, rank_of
from tui.widgets.key_bar import KeyBar
from tui.widgets.tab_bar import Tab, TabBar
from tui.widgets.text_page import Paragraph, TextPage

_KEYS = "keys"
_PAGES = ("start", "lists", "entering", "reviewing", "safety")
_TABS = tuple(
    Tab(name, str(number), name.capitalize()) for number, name in enumerate((_KEYS, *_PAGES), 1)
)
_KEY_CELLS = 12
_LABEL_CELLS = 14
_BULLET = "- "
_EXPLAINED = re.compile(r"- (?P<terms>`[^`]+`(?:, `[^`]+`)*) (?P<rest>.+)")
"""A line of a list that begins with what it explains."""

_LEAD_CELLS = 12


class HelpScreen(Screen[None]):
    """The keys of the screen `below` first, then the pages of the guide."""

    DEFAULT_CSS = """
    HelpScreen {
        layout: vertical;
        & > TextPage { margin-top: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "turn(1)", "Next page", show=True),
        Binding("left", "turn(-1)", "Page before", show=True),
        Binding("escape,question_mark,f1,q", "dismiss", "Back", show=True),
        *(Binding(tab.key, f"open_page('{tab.name}')", tab.label, show=False) for tab in _TABS),
    ]

    def __init__(self, below: Screen[object]) -> None:
        super().__init__()
        self._keys = tuple(key_paragraphs(below.active_bindings.values()))
        self._open = _KEYS

    def compose(self) -> ComposeResult:
        """The names of the pages, and the one that is open."""
        yield TabBar(_TABS)
        yield TextPage()
        yield KeyBar()

    def on_mount(self) -> None:
        """Opens the keys."""
        self.action_open_page(_KEYS)

    def action_open_page(self, name: str) -> None:
        """Opens the keys or a page of the guide."""
        self._open = name
        self.query_one(TabBar).open(name)
        self.query_one(TextPage).show(self._keys if name == _KEYS else guide_page(name))

    def action_turn(self, pages: int) -> None:
        """Opens the page that many to the right."""
        names = [tab.name for tab in _TABS]
        self.action_open_page(names[(names.index(self._open) + pages) % len(names)])


def key_paragraphs(found: Iterable[ActiveBinding]) -> Iterator[Paragraph]:
    """What keys do: the commands of a screen first, then what moves about in it."""
    by_action: dict[str, list[Binding]] = {}
    for _, binding, enabled, _ in found:
        if enabled and binding.description and not binding.system:
            by_action.setdefault(binding.action, []).append(binding)
    entries = sorted(by_action.values(), key=lambda same: rank_of(same[0]))
    commands = [same for same in entries if same[0].tooltip]
    moving = [same for same in entries if not same[0].tooltip]
    for title, group in (("What can be done here", commands), ("Moving about", moving)):
        if group:
            yield Paragraph(title, is_title=True)
            yield from (_entry(same) for same in group)
            yield Paragraph("")


def _entry(same: Sequence[Binding]) -> Paragraph:
    keys = ", ".join(dict.fromkeys(key_name(binding.key) for binding in same))
    first = same[0]
    lead = f"{keys:<{_KEY_CELLS}}"
    if not first.tooltip:
        return Paragraph(first.description, lead, _KEY_CELLS)
    return Paragraph(
        f"{first.description:<{_LABEL_CELLS}}{first.tooltip}",
        lead,
        _KEY_CELLS,
    )


def guide_page(name: str) -> tuple[Paragraph, ...]:
    """A page of the guide."""
    text = resources.files("tui").joinpath("help", f"{name}.md").read_text(encoding="utf-8")
    return tuple(paragraphs_of(text))


def paragraphs_of(markdown: str) -> Iterator[Paragraph]:
    """Headings, lists and paragraphs in Markdown; a blank line stays one."""
    for is_blank, lines in groupby(markdown.splitlines(), lambda line: not line.strip()):
        yield from [Paragraph("")] if is_blank else _block(list(lines))


def _lead(terms: str) -> str:
    """What is explained, and blanks up to where the explanations of a list stand."""
    plain = terms.replace("`", "")
    return f"{_BULLET}{plain:<{_LEAD_CELLS}}  " if len(plain) <= _LEAD_CELLS else f"- {plain}  "


def _block(lines: Sequence[str]) -> Iterator[Paragraph]:
    """Lines without a blank one between them; what begins nothing new goes on with the last."""
    pieces: list[str] = []
    for line in lines:
        begins = not pieces or line.startswith((_BULLET, "#"))
        if begins:
            pieces.append(line.strip())
        else:
            pieces[-1] += f" {line.strip()}"
    for piece in pieces:
        plain = piece.replace("`", "").replace("**", "")
        if piece.startswith("#"):
            yield Paragraph(plain.lstrip("# "), is_title=True)
        elif found := _EXPLAINED.fullmatch(piece):
            yield Paragraph(found["rest"].replace("`", ""), _lead(found["terms"]))
        elif piece.startswith(_BULLET):
            yield Paragraph(plain.removeprefix(_BULLET), _BULLET)
        else:
            yield Paragraph(plain)
