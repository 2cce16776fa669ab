"""One line of any words, kept while it is typed and saved as a draft incident."""

from dataclasses import dataclass

from store.fields import field_of
from store.ledger import Store
from store.records import Incident
from store.vocabulary import Review
from tui.forms.filled import fresh_id
from tui.forms.opening import PRESET

_WORDS = "narrative"
_MARK = f"{PRESET}jot"
"""Among what is kept of a form: it is a line that was begun and not finished."""


@dataclass(frozen=True, slots=True)
class Jotted:
    """A line that is being typed: the form draft that keeps it, and the words so far."""

    form: str
    words: str = ""


def begun_line(store: Store) -> Jotted:
    """The line that was left unfinished last, or a new one."""
    for draft in store.kept_forms():
        if draft.kind == Incident.table and set(draft.fields) == {_WORDS, _MARK}:
            return Jotted(draft.form, draft.fields[_WORDS])
    return Jotted(fresh_id())


def keep_line(store: Store, line: Jotted) -> None:
    """Keeps a line that is not finished; an empty one is forgotten."""
    if line.words.strip():
        store.keep_form(line.form, Incident.table, {_WORDS: line.words, _MARK: "1"})
    else:
        store.drop_form(line.form)


def save_line(store: Store, line: Jotted) -> Incident:
    """The draft incident with those words as its narrative.

    Raises:
        ParseError: a letter of the line cannot be kept.
        LedgerError: it could not be saved; nothing was.
    """
    words = store.read_field(field_of(Incident, _WORDS), line.words)
    draft = Incident(id=line.form, narrative=words, review=Review.DRAFT)
    return store.save_all([draft], form=line.form)[0].record
