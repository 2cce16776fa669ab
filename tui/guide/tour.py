"""The tour of the demo: what to do next, and how to see that it was done."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from textual.dom import DOMNode
from textual.screen import Screen

from store.records import Casualty, Incident, Record


@dataclass(frozen=True, slots=True)
class Sight:
    """What can be seen of the program at one moment.

    `names` are the screen and what is shown in it, `model` the kind of record that is open,
    `terms` the filter of the list that is open, `saved` the kinds of record that were saved since
    the step began.
    """

    names: frozenset[str]
    model: type[Record] | None = None
    terms: str = ""
    saved: frozenset[type[Record]] = frozenset()


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do: the words for it, and whether it was done."""

    words: str
    is_done: Callable[[Sight], bool]


def _list_of(model: type[Record]) -> Callable[[Sight], bool]:
    return lambda seen: "RecordList" in seen.names and seen.model is model


STEPS: Final = (
    Step(
        "This is the summary: how many, where. Press 2 for the incidents behind it.",
        _list_of(Incident),
    ),
    Step(
        "Arrow keys move. Press enter to open the incident with the > before it.",
        lambda seen: "RecordScreen" in seen.names and seen.model is Incident,
    ),
    Step(
        "Here is all that is known about it. Somebody was hurt: press c, which adds a person.",
        lambda seen: "RecordForm" in seen.names and seen.model is Casualty,
    ),
    Step(
        "Type a name, enter; as outcome type injured. You need no more. ctrl+s saves.",
        lambda seen: Casualty in seen.saved,
    ),
    Step(
        "Saved, as a draft if something is missing. Press esc until you see the tabs, then 3.",
        _list_of(Casualty),
    ),
    Step(
        "All people. Press / and type  where:Demoso  then enter: only those in Demoso stay.",
        lambda seen: "RecordList" in seen.names and "demoso" in seen.terms.casefold(),
    ),
    Step(
        "Press 1. Arrow keys choose a number; press enter: it shows why it is what it is.",
        lambda seen: "BehindNumber" in seen.names,
    ),
    Step(
        "No number without its records. Press ? for help: it knows which screen you are on.",
        lambda seen: "HelpScreen" in seen.names,
    ),
    Step(
        "Press / and type a word, like consent. Then esc, and esc again.",
        lambda seen: "HelpScreen" not in seen.names,
    ),
    Step(
        "esc, then x: a file for somebody else. For: type court, then ctrl+s. It writes nothing.",
        lambda seen: "BeforeExtract" in seen.names,
    ),
    Step(
        "These are all columns that would leave. Where are the names? Press esc twice.",
        lambda seen: not seen.names & {"BeforeExtract", "ExtractScreen"},
    ),
    Step(
        "Last: press F2 and type one line of any words, enter. Nothing is ever lost.",
        lambda seen: Incident in seen.saved,
    ),
)
"""The steps in their order; together they take about five minutes."""

FINISHED: Final = "That was all. Your own ledger works in the same way. F5 closes this line."
OFFER: Final = "F5 tour"
"""Stands on the lines that say what the ledger is, until the tour is over."""


def sight_of(screen: Screen[object], saved: Iterable[type[Record]]) -> Sight:
    """What can be seen now."""
    shown = [node for node in screen.walk_children() if node.display and node.is_on_screen]
    names = frozenset({type(screen).__name__, *(type(node).__name__ for node in shown)})
    lists = [node for node in shown if type(node).__name__ == "RecordList"]
    inside: DOMNode = lists[0] if lists else screen
    model = getattr(inside, "model", None)
    terms = str(getattr(inside, "terms", ""))
    return Sight(names, model, terms, frozenset(saved))
