"""Commands that write, which a ledger opened for reading only answers with a sentence."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from textual.dom import DOMNode

from tui.widgets.key_bar import KeyBar

N = TypeVar("N", bound=DOMNode)
P = ParamSpec("P")
T = TypeVar("T")

NOTE = "for reading only"
"""What the line below a list says of such a ledger."""

_SAID = "For reading only. F12 makes a copy you can write in."


def is_for_reading(node: DOMNode) -> bool:
    """Whether the ledger that is open was opened for reading only."""
    return bool(getattr(node.app, "is_for_reading", False))


def writes(action: Callable[Concatenate[N, P], T]) -> Callable[Concatenate[N, P], T | None]:
    """The action, which says that nothing can be written where that is so, and does nothing.

    It is asked before anything is typed that could not be saved.
    """

    @wraps(action)
    def unless_for_reading(node: N, /, *args: P.args, **kwargs: P.kwargs) -> T | None:
        if not is_for_reading(node):
            return action(node, *args, **kwargs)
        for bar in node.app.screen.query(KeyBar):
            bar.say(_SAID)
        return None

    return unless_for_reading
