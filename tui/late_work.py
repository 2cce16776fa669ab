"""Work whose part of the screen was taken away while it waited: there is nothing left to show."""

from typing import Generic, TypeVar

from textual.app import App
from textual.css.query import NoMatches
from textual.dom import DOMNode, NoScreen
from textual.widget import MountError
from textual.worker import NoActiveWorker, WorkerFailed, get_current_worker

R = TypeVar("R")

_GONE = (NoMatches, NoScreen, MountError)
"""What Textual raises when a part is asked for that is no longer there."""


class ForgetsLateWork(App[R], Generic[R]):
    """An app in which a worker may find the parts of its own node gone, while that is closed.

    Textual closes children before it stops the workers of their parent. It overrides
    `_handle_exception` of Textual 8.2, which would end the program.
    """

    def _handle_exception(self, error: Exception) -> None:
        if isinstance(error, WorkerFailed) and isinstance(error.error, _GONE) and _is_late():
            return
        super()._handle_exception(error)


def _is_late() -> bool:
    """Whether the node of the worker that runs is being taken away."""
    try:
        node: DOMNode = get_current_worker().node
    except NoActiveWorker:
        return False
    # Textual tells nobody that a node is about to be closed.
    return node._pruning or not node.is_attached  # noqa: SLF001
