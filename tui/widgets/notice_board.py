"""A few lines that tell what came of something: one that sums up, and what it is about."""

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static

from store.errors import LedgerError, SenderUnknown
from tui.text import shown

_MOST_POINTS = 4


class NoticeBoard(Static):
    """Is not there while there is nothing to tell, or nothing any more."""

    DEFAULT_CSS = """
    NoticeBoard {
        height: auto;
        max-height: 8;
        padding: 0 2;
        margin-top: 1;
        display: none;
    }
    """

    def tell(self, headline: str, points: Sequence[str] = ()) -> None:
        """Shows a sentence, and below it the points; those that do not fit are counted."""
        lines = [shown(headline).stylize("bold")] if headline else []
        lines += [shown(point) for point in points[:_MOST_POINTS]]
        if len(points) > _MOST_POINTS:
            lines.append(Content(f"… and {len(points) - _MOST_POINTS} more"))
        self.update(Content("\n").join(lines))
        self.display = bool(lines)

    def tell_problem(self, problem: LedgerError) -> None:
        """Says what is the matter, by whose unknown key if it is one, and what to do."""
        points = (problem.fingerprint,) if isinstance(problem, SenderUnknown) else ()
        self.tell(problem.title, (*points, problem.advice))

    def clear(self) -> None:
        """Takes everything away."""
        self.display = False
