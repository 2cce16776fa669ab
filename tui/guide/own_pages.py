"""Which part of the guide is about which screen, or which part of a screen."""

from typing import Final

from textual.dom import DOMNode
from textual.screen import Screen

OWN: Final = {
    "Aside": ("start", "The tabs"),
    "Listing": ("start", "The tabs"),
    "AfterExtract": ("sharing", "Extract"),
    "KeysScreen": ("sharing", "Keys"),
    "TravelLight": ("safety", "Travelling light"),
    "Ask": ("start", "When you are stuck"),
    "BehindNumber": ("counting", "Behind a number"),
    "BreakdownScreen": ("counting", "Tables and pictures"),
    "PicturesScreen": ("counting", "Tables and pictures"),
    "StatementForm": ("entering", "Numbers that others report"),
    "BulkEdit": ("lists", "Many at once"),
    "TwoVersions": ("reviewing", "Two versions"),
    "ChooseArea": ("counting", "The summary"),
    "Contents": ("counting", "What the ledger holds"),
    "Pick": ("counting", "The summary"),
    "NewPassphrase": ("safety", "Encryption"),
    "RecoverySheet": ("safety", "Encryption"),
    "Safekeeping": ("safety", "Encryption"),
    "Working": ("start", "When you are stuck"),
    "BeforeExtract": ("sharing", "What leaves"),
    "ConflictScreen": ("sharing", "Conflicts"),
    "ConflictsScreen": ("sharing", "Conflicts"),
    "Choose": ("start", "When you are stuck"),
    "Compare": ("reviewing", "Two versions"),
    "Confirm": ("start", "When you are stuck"),
    "ExtractScreen": ("sharing", "Extract"),
    "FilterBar": ("lists", "Filtering"),
    "FirstStart": ("start", "A new ledger"),
    "HelpScreen": ("start", "When you are stuck"),
    "HistoryScreen": ("reviewing", "History"),
    "Jot": ("entering", "One line"),
    "LedgerScreen": ("start", "The tabs"),
    "Locked": ("safety", "Locking the screen"),
    "Palette": ("start", "When you are stuck"),
    "Passphrase": ("safety", "Encryption"),
    "Problem": ("start", "When you are stuck"),
    "Quit": ("start", "When you are stuck"),
    "RecordForm": ("entering", "Entering"),
    "RecordList": ("lists", "Lists"),
    "RecordScreen": ("entering", "One record"),
    "SortChooser": ("lists", "Sorting"),
    "Summary": ("counting", "The summary"),
}
"""A screen, or a widget that has the focus in it, → the page and the heading that are about it."""

BY_PACKAGE: Final = {
    "tui.handing": ("sharing", "Handoff"),
    "tui.merging": ("sharing", "Merge"),
    "tui.safekeeping": ("safety", "Encryption"),
    "tui.figures": ("entering", "Numbers that others report"),
    "tui.pictures": ("counting", "Tables and pictures"),
    "tui.counting": ("counting", "Three columns"),
    "tui.summary": ("counting", "The summary"),
    "tui.forms": ("entering", "Entering"),
}
"""The part of the program that a screen belongs to → page and heading, where it has none itself."""

STUCK: Final = ("start", "When you are stuck")


def page_of(kind: type[DOMNode]) -> tuple[str, str] | None:
    """Page and heading about one kind of screen or widget, None if nothing was written."""
    package = kind.__module__.rpartition(".")[0]
    return OWN.get(kind.__name__) or (BY_PACKAGE.get(package) if issubclass(kind, Screen) else None)


def own_page(screen: Screen[object]) -> tuple[str, str]:
    """Page and heading about what has the focus on a screen, else about the screen itself."""
    focused = screen.focused
    around = focused.ancestors_with_self if focused is not None else []
    # Without a focus, what is inside tells more than the frame around it.
    inside = [node for node in screen.walk_children() if node.display]
    found = (page_of(type(node)) for node in (*around, *inside, screen))
    return next(filter(None, found), STUCK)
