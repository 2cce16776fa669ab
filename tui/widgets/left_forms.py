"""Tells, when the ledger is opened, of forms that were typed and not saved."""

from collections.abc import Sequence
from datetime import datetime

from store.form_drafts import FormDraft
from store.records import RECORD_TYPES
from store.spans import Span, format_span
from store.vocabulary import DatePrecision
from tui.commands import CARRY_ON, key_name
from tui.widgets.notice_board import NoticeBoard


class LeftForms(NoticeBoard):
    """Is there while there is something to tell; `newest` is the form that was typed last."""

    DEFAULT_CSS = "LeftForms { margin: 0; padding: 0 1; }"

    def __init__(self) -> None:
        super().__init__()
        self.newest: FormDraft | None = None

    def show(self, forms: Sequence[FormDraft]) -> None:
        """Tells of the forms, the newest first."""
        self.newest = forms[0] if forms else None
        self.tell(left_sentence(forms))


def left_sentence(forms: Sequence[FormDraft]) -> str:
    """What was left, and how to go on with it; '' if nothing was."""
    if not forms:
        return ""
    newest = forms[0]
    kind = RECORD_TYPES[newest.kind].one.lower()
    a_kind = f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"
    key = key_name(CARRY_ON.keys)
    when = _moment(newest.at)
    if len(forms) == 1:
        return f"Not saved yet: {a_kind}, typed {when}. {key} goes on with it."
    return f"Not saved yet: {len(forms)} forms, the last {a_kind}, {when}. {key} goes on."


def _moment(at: str) -> str:
    """A moment in UTC as the laptop's clock shows it."""
    here = datetime.fromisoformat(at).astimezone()
    day = format_span(Span(here.date(), here.date(), DatePrecision.DAY, ""))
    return f"{day}, {here:%H:%M}"
