"""Screens beside the tabs, which the number key of a tab leaves as the key that leads back does."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import Binding, BindingType
from textual.screen import Screen, ScreenResultType

from store.records import RECORD_TYPES
from tui.screens.tabs import SUMMARY, TABS, list_label
from tui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from tui.screens.ledger import LedgerScreen

_UNFINISHED = "Something is open below that is not finished: esc goes back to it"


def tab_help(name: str) -> str:
    """What the number key of a tab does."""
    if name == SUMMARY:
        return "Opens what is counted, and where."
    return f"Opens the list of {list_label(RECORD_TYPES[name]).lower()}."


def tab_bindings(action: str) -> list[BindingType]:
    """The number keys, each with an action for its tab."""
    return [
        Binding(
            tab.key, f"{action}('{tab.name}')", tab.label, show=False, tooltip=tab_help(tab.name)
        )
        for tab in TABS
    ]


class Aside(Screen[ScreenResultType]):
    """A screen to look at: leaving it loses nothing."""

    BINDINGS: ClassVar[list[BindingType]] = tab_bindings("lead_to_tab")

    @property
    def leave_first(self) -> str:
        """What is said instead of leaving it by a number key, '' if that loses nothing."""
        return ""

    def action_back(self) -> None:
        """Goes back to the screen below."""
        self.dismiss()

    def action_lead_to_tab(self, name: str) -> None:
        """Leaves this screen and those below it, and opens the tab with that name."""
        frame, *above = self.app.screen_stack
        looked_at = [screen for screen in above if isinstance(screen, Aside)]
        staying = next((screen.leave_first for screen in looked_at if screen.leave_first), "")
        if staying or len(looked_at) < len(above):
            self.say(staying or _UNFINISHED)
            return
        for screen in reversed(looked_at):
            screen.action_back()
            if screen in self.app.screen_stack:
                return
        self.app.call_later(cast("LedgerScreen", frame).action_open_tab, name)

    def say(self, text: str) -> None:
        """Tells something in place of the keys, for a while."""
        for bar in self.query(KeyBar):
            bar.say(text)
