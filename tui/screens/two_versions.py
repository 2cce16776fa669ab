"""Two versions of a record, side by side."""

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from store.errors import LedgerError
from store.records import Record
from store.versions import Version
from tui.gateway import gateway_of
from tui.record_view import moment
from tui.screens.aside import Aside
from tui.two_versions import two_versions
from tui.widgets.heading_line import HeadingLine
from tui.widgets.key_bar import KeyBar
from tui.widgets.notice_board import NoticeBoard
from tui.widgets.side_by_side import SideBySide


class TwoVersions(Aside[None]):
    """The older version on the left, the newer one on the right, what differs first.

    `numbers` says of each the how many-th it is; `of` is how many there are.
    """

    DEFAULT_CSS = """
    TwoVersions {
        layout: vertical;
        & > SideBySide { margin-top: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "dismiss", "Back", tooltip="Goes back to the history."),
    ]

    def __init__(
        self, record: Record, older: Version, newer: Version, numbers: tuple[int, int], of: int
    ) -> None:
        super().__init__()
        self._numbers = numbers
        self._of = of
        self._record = record
        self._older = older
        self._newer = newer
        self._heading = HeadingLine()
        self._notices = NoticeBoard()
        self._pairs = SideBySide()

    def compose(self) -> ComposeResult:
        """What is compared, the fields, the keys."""
        yield self._heading
        yield self._notices
        yield self._pairs
        yield KeyBar()

    def on_mount(self) -> None:
        """Reads both."""
        one = type(self._record).one.lower()
        self._heading.show(f"Two versions of {one} {self._record.code}")
        self._pairs.focus()
        self._read()

    @work(group="read", exclusive=True)
    async def _read(self) -> None:
        model, record = type(self._record), self._record.id
        changes = (self._older.change, self._newer.change)
        try:
            pairs = await gateway_of(self).call(two_versions, model, record, *changes)
        except LedgerError as error:
            self._notices.tell_problem(error)
            return
        one, other = (self._numbered(number) for number in self._numbers)
        self._pairs.show(((one, other), (_told(self._older), _told(self._newer))), pairs)

    def _numbered(self, number: int) -> str:
        """Which version it is; two of the same minute and person are told apart by that alone."""
        is_now = ", now" if number == self._of else ""
        return f"Version {number} of {self._of}{is_now}"


def _told(version: Version) -> str:
    return f"{moment(version.at)} {version.by}".strip()
