"""What a form says while it is filled: what is wrong at a line, and the rest below all lines."""

from collections.abc import Collection, Mapping
from functools import partial

from store.errors import LedgerError
from store.ledger import Store
from store.records import Record
from store.rules import Finding
from tui.forms.body import FormBody
from tui.forms.filled import Filled, Outcome, Unread, names_of_others, read_form
from tui.forms.notices import Notice, checked_notice, errors_by_line, unread_notice
from tui.forms.session import FormSession
from tui.gateway import Gateway, GatewayClosed, Priority
from tui.long_job import JobCancelled
from tui.widgets.notice_board import NoticeBoard


class Remarks:
    """The errors at the lines of one form, and the notice below them."""

    def __init__(self, body: FormBody, board: NoticeBoard) -> None:
        self._body = body
        self._board = board
        self._notice = Notice("")
        self._wrong: set[str] = set()
        self._left: set[str] = set()  # lines of which nothing was found yet

    def tell(self, notice: Notice) -> None:
        """Says something below the lines, and nothing else any more."""
        self._notice = notice
        self._board.tell(notice.headline, notice.points)

    def begin(self, notice: Notice, errors: Mapping[str, str]) -> None:
        """Starts anew, with what is wrong at the lines and the notice about that."""
        self._wrong, self._left = set(), set()
        self.point_at(errors)
        self.tell(notice)

    def has_pointed_at(self, key: str) -> bool:
        """Whether something was said to be wrong at a line."""
        return key in self._wrong

    def point_at(self, errors: Mapping[str, str]) -> None:
        """Says at their lines what is wrong."""
        for key, error in errors.items():
            self._body.mark(key, error)
        self._wrong |= errors.keys()

    def line_typed(self, key: str) -> None:
        """Takes back what was said of a line, now that something else stands there."""
        self._body.say(key)
        if key in self._notice.unread:
            self.tell(unread_notice(self._notice.unread - {key}))

    async def check(self, gateway: Gateway[Store], session: FormSession, left: str) -> None:
        """Says what the rules find now that a line was left; the one with the cursor waits.

        In a record that has never been saved, nothing is said of what nobody has filled yet. Who
        cancels this has the next check say what this one would have.
        """
        self._left.add(left)
        texts = dict(self._body.texts)
        waiting = {self._body.here} - {left, ""}
        texts |= {key: session.opening.texts[key] for key in waiting}
        was_saved = self._notice.is_of_rules
        check = partial(check_form, filled=session.filled(texts), was_saved=was_saved)
        try:
            found = await gateway.ask(Priority.COUNT, check)
        except (LedgerError, JobCancelled, GatewayClosed):
            return
        if found is None or self._notice.is_of_rules != was_saved:
            return
        errors = errors_by_line(found.record, found.findings)
        said = set(errors) if was_saved else errors.keys() & self._wrong
        said |= {key for key in self._left & errors.keys() if texts[key].strip()}
        for key in (self._wrong | said) - {self._body.here}:
            self._body.mark(key, errors[key] if key in said else "")
        self._wrong, self._left = said, set()
        if was_saved:
            self.tell(checked_notice(self._notice, found))


def check_form(store: Store, filled: Filled, *, was_saved: bool) -> Outcome | None:
    """What the rules find in a form as it stands; None where a line of it means nothing.

    Nothing is saved. Of a record that never was, only what is wrong is found, not what is odd.
    """
    read = read_form(store, filled)
    if isinstance(read, Unread):
        return None
    found = store.findings(read.record, errors_only=not was_saved)
    made = {record.id for record in read.before}
    kept = tuple(f for f in found if not _is_about(f, read.record, made))
    return Outcome(read.record, kept, names=names_of_others(store, kept))


def _is_about(finding: Finding, record: Record, made: Collection[str]) -> bool:
    """Whether it finds that something is missing which is saved together with the record."""
    values = (getattr(record, name, None) for name in finding.fields)
    return any(isinstance(value, str) and value in made for value in values)
