"""An app with a bit of everything, displayed by Textual itself or cell by cell.

`python -m tests.journeys.cells_app plain|changed`
"""

import sys
from collections.abc import Sequence
from typing import ClassVar

from tui.terminal import link_speed, prepare_terminal

prepare_terminal()

from textual.app import App, ComposeResult  # noqa: E402 - the terminal is asked before.
from textual.binding import BindingType  # noqa: E402
from textual.screen import Screen  # noqa: E402
from textual.widgets import Label, OptionList, Static  # noqa: E402

from tui.display.changed_cells import ChangedCells  # noqa: E402
from tui.widgets.columns import Column  # noqa: E402
from tui.widgets.line_input import LineInput  # noqa: E402
from tui.widgets.note_input import NoteInput  # noqa: E402
from tui.widgets.pages import PAGE_ROWS  # noqa: E402
from tui.widgets.table import TableRow, VirtualTable  # noqa: E402

COLUMNS = (
    Column("Code", 10),
    Column("When", 9),
    Column("Township", 14),
    Column("Title", 10, grow=1),
    Column("Killed", 6, "right"),
)
TOWNSHIPS = ("Demoso", "ဒီးမော့ဆို", "Loikaw", "လွိုင်ကော်", "ꤜꤟꤤ꤬", "好 Hpruso", "ဖရူဆို", "Shadaw")
TITLES = (
    "Shelling of a school",
    "Air strike",
    "ပင်လောင်း fire",
    "Landmine on the road to the fields",
)


class Rows:
    """A thousand rows in two scripts."""

    async def page(self, n: int) -> Sequence[TableRow]:
        """The rows of page `n`."""
        first = n * PAGE_ROWS
        return [self.row(number) for number in range(first, min(first + PAGE_ROWS, 1000))]

    def row(self, number: int) -> TableRow:
        """The row with that number."""
        when = f"{number % 28 + 1} Feb 23"
        township, title = TOWNSHIPS[number % 8], TITLES[number * 7 % 4]
        return TableRow(
            str(number), (f"LKW-{number:05}", when, township, title, str(number * 13 % 31))
        )


class Fields(Screen[None]):
    """Fields, a list to choose from and words in colours."""

    BINDINGS: ClassVar[list[BindingType]] = [("f4", "dismiss", "Back")]
    CSS = """
    Fields Horizontal { height: 1; }
    Fields Static { width: 30; background: #204060; color: #ffcc00; text-style: bold; }
    Fields OptionList { height: 4; border: round green; }
    Fields NoteInput { height: 3; }
    """

    def compose(self) -> ComposeResult:
        """The fields."""
        yield Static("A form — with ▁▂▃▅▇ colours")
        yield LineInput("Ma Thida မောင်မောင် 好")
        yield LineInput(placeholder="nothing yet")
        yield OptionList(*TOWNSHIPS)
        yield NoteInput("one line\nand နေပြည်တော် another")
        yield Label("the end")


class Plain(App[None]):
    """Displayed by Textual."""

    CSS = """
    #above { background: blue; color: ansi_bright_white; width: 100%; }
    #side { dock: right; width: 12; height: 100%; border-left: solid red; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        ("f2", "fields", "Fields"),
        ("f3", "side", "Side"),
        ("ctrl+l", "redraw", "Redraw"),
    ]

    def __init__(self) -> None:
        super().__init__(ansi_color=True)
        self.theme = "ansi-dark"
        self.animation_level = "none"

    def compose(self) -> ComposeResult:
        """The table between two lines, and something at its side."""
        yield Label("Incidents · 1,000", id="above")
        yield Static("at the\nside ကာ", id="side")
        yield VirtualTable(COLUMNS, Rows())
        yield LineInput("ကို")

    def action_fields(self) -> None:
        """Shows the fields."""
        if not isinstance(self.screen, Fields):
            self.push_screen(Fields())

    def action_side(self) -> None:
        """Shows or hides what is at the side."""
        for side in self.query("#side"):
            side.display = not side.display

    def action_redraw(self) -> None:
        """Draws all of it again."""
        self.screen.refresh(layout=True)


class Changed(ChangedCells[None], Plain):
    """Displayed cell by cell."""

    link_speed = link_speed()

    def action_redraw(self) -> None:
        """Draws all of it again."""
        self.resync()


if __name__ == "__main__":
    {"plain": Plain, "changed": Changed}[sys.argv[1]]().run(mouse=False)
