"""One line of a form, typed once for many records: what it would change, and changing it."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace

from store.ledger import Store
from store.progress import Progress
from store.records import Citation, Record
from store.rows import rows_where
from store.rules import Level
from store.summaries import summary_of
from store.vocabulary import Review
from tui.forms.editors import lines_of
from tui.forms.filled import source_id, travels_further
from tui.forms.line import FormLine, Value
from tui.forms.referring import CITED

SHOWN = 200
"""Of how many records it is shown what changes."""

_STEP = 20  # records between two reports of progress
_STANDING = frozenset({Review.SUBMITTED, Review.APPROVED})


@dataclass(frozen=True, slots=True)
class Typed:
    """A text in a line, meant for the records of a kind with these ids."""

    model: type[Record]
    ids: Sequence[str]
    key: str
    text: str

    @property
    def line(self) -> FormLine:
        """The line."""
        return lines_of(self.model)[self.key]


@dataclass(frozen=True, slots=True)
class Before:
    """One record of which something changes: what it is called, what stood there, what will."""

    name: str
    was: str
    becomes: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What a text would change.

    `same` have it already and `retired` do not change; `drafts` become drafts because of
    `problems`. `lowers` tells that some would travel further, for which a reason is needed.
    """

    changed: int = 0
    same: int = 0
    retired: int = 0
    drafts: int = 0
    lowers: bool = False
    shown: tuple[Before, ...] = ()
    problems: tuple[str, ...] = ()

    def and_one(self, typed: Typed, store: Store, record: Record) -> "Plan":
        """The plan with one record more.

        Raises:
            ParseError: the text means nothing there.
        """
        if record.retired is not None:
            return replace(self, retired=self.retired + 1)
        after = _changed(store, typed, record)
        if after is None:
            return replace(self, same=self.same + 1)
        plan = replace(
            self, changed=self.changed + 1, lowers=self.lowers or travels_further(record, after)
        )
        if len(self.shown) < SHOWN:
            plan = replace(plan, shown=(*plan.shown, _before(store, typed, record, after)))
        return plan.with_errors(store, record, after)

    def with_errors(self, store: Store, before: Record, after: Record) -> "Plan":
        """The plan with what the rules would find in a record that is submitted now."""
        if before.review not in _STANDING or isinstance(after, Citation):
            return self
        wrong = [f.sentence for f in store.findings(after) if f.level is Level.ERROR]
        if not wrong:
            return self
        problems = tuple(dict.fromkeys((*self.problems, *wrong)))
        return replace(self, drafts=self.drafts + 1, problems=problems)


def plan_bulk(store: Store, typed: Typed) -> Generator[Progress, None, Plan]:
    """What the text would change; nothing is written.

    Raises:
        ParseError: the text means nothing in this line.
        LedgerError: the ledger cannot be read.
    """
    plan = Plan()
    typed.line.read(store, typed.text, None)
    for n, record in enumerate(typed.ids):
        plan = plan.and_one(typed, store, store.get(typed.model, record))
        if n % _STEP == _STEP - 1:
            yield Progress("Looking", n + 1, len(typed.ids))
    return plan


def save_bulk(
    store: Store, typed: Typed, why: str = ""
) -> Generator[Progress, None, tuple[str, ...]]:
    """Saves the change of all records in one transaction; gives the ids of those that changed.

    Raises:
        ParseError: the text means nothing in this line; nothing was saved.
        LedgerError: it could not be saved; nothing was.
    """
    done: list[str] = []
    made: list[Record] = []
    with store.together():
        for n, name in enumerate(typed.ids):
            record = store.get(typed.model, name)
            after = None if record.retired is not None else _changed(store, typed, record, made)
            while made:
                store.save(made.pop())
            if after is not None:
                store.save(after, why=why)
                done.append(name)
            if n % _STEP == _STEP - 1:
                yield Progress("Saving", n + 1, len(typed.ids))
    return tuple(done)


def _changed(
    store: Store, typed: Typed, record: Record, made: list[Record] | None = None
) -> Record | None:
    """What is to be saved: the record with another value, or a citation of it; None if nothing.

    A new source by that name is put into `made`, to be saved before.
    """
    line, name = typed.line, typed.line.spec.name
    made = [] if made is None else made
    if typed.key == CITED:
        return _cited(store, typed, record, made)
    before = getattr(record, name)
    value: Value = source_id(line.read(store, typed.text, before), made)
    if value is None:
        value = typed.model.model_fields[name].default
    if value == before:
        return None
    review = Review.SUBMITTED if record.review in _STANDING else record.review
    return record.model_copy(update={name: value, "review": review})


def _cited(store: Store, typed: Typed, record: Record, made: list[Record]) -> Record | None:
    source = source_id(typed.line.read(store, typed.text, None), made)
    if not source:
        return None
    backing = "record = ? AND source = ? AND retired IS NULL"
    if list(store.ask(rows_where, Citation, backing, record.id, source)):
        return None
    return Citation(source=source, record=record.id, review=Review.SUBMITTED)


def _before(store: Store, typed: Typed, record: Record, after: Record) -> Before:
    summary = store.ask(summary_of, record.id)
    name = f"{record.code} {summary.title if summary else ''}".strip()
    if typed.key == CITED:
        return Before(name, "", typed.text.strip())
    spec = typed.line.spec
    was, becomes = (spec.format(getattr(r, spec.name), store.lookup) for r in (record, after))
    return Before(name, was, becomes)


def check_text(store: Store, typed: Typed) -> str:
    """The text that may stand in the line for all of them.

    Raises:
        ParseError: it means nothing there.
    """
    value = typed.line.read(store, typed.text, None)
    return typed.line.tidy(store, value, typed.text) if typed.text.strip() else ""
