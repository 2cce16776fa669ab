"""What was typed into a form, read as a record and saved."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from store.errors import ParseError
from store.identifiers import new_record_id
from store.kinds import Where
from store.ledger import Store
from store.records import Citation, Record, Source
from store.rules import Finding
from store.summaries import Summary, summary_of
from store.vocabulary import Review, Sensitivity, SourceKind
from store.zawgyi import unicode_of
from tui.forms.editors import lines_of
from tui.forms.line import Value
from tui.forms.referring import CITED, NewSource
from tui.forms.splitting import is_split, save_split


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as it stands: the record that it started from, and the text of each changed line.

    `waived` holds the reasons given for warnings, by rule; `presets` what a new record began
    with.
    """

    start: Record
    texts: Mapping[str, str]
    waived: Mapping[str, str] = field(default_factory=dict)
    why: str = ""
    presets: Mapping[str, str] = field(default_factory=dict)

    @property
    def form(self) -> str:
        """The name of its form draft: the id that the record has or will have."""
        return self.start.id


@dataclass(frozen=True, slots=True)
class Understood:
    """What was understood of one line, or why nothing was: `error` is then not ''.

    `unicode` is the text as it would be converted, if it was typed in Zawgyi. `beside` are the
    texts that other lines have now, since this one said them, too.
    """

    text: str
    echo: str = ""
    error: str = ""
    unicode: str = ""
    beside: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Read:
    """The records that a form makes: `before` and `after` are saved with the one it is about."""

    record: Record
    before: tuple[Record, ...] = ()
    after: tuple[Record, ...] = ()


@dataclass(frozen=True, slots=True)
class Unread:
    """The lines of a form that mean nothing, each with a sentence that says what would."""

    errors: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ReasonNeeded:
    """The form cannot be saved before a question was answered; nothing was saved."""

    question: str


LOWERED = ReasonNeeded("The record will travel further than before. Why may it?")

_TRAVELS = tuple(Sensitivity)
"""How far records travel, the furthest first."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A form that was saved: the record as it stands now, and what the rules find in it.

    `beside` are the source and the citation that were saved with it; `names` says of other
    records that the findings are about what they are.
    """

    record: Record
    findings: tuple[Finding, ...]
    beside: tuple[Record, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)


def fresh_id() -> str:
    """An id for a record that is still being typed."""
    return new_record_id(datetime.now(UTC), os.urandom)


def understand(store: Store, start: Record, key: str, texts: Mapping[str, str]) -> Understood:
    """What the text of one line means, given those of the other lines of its field."""
    lines = lines_of(type(start))
    line, text = lines[key], texts[key]
    others = {k: t for k, t in texts.items() if k != key}
    value, errors = _values(store, start, others, only=line.spec.name)
    so_far = value.get(line.spec.name, getattr(start, line.spec.name, None))
    del errors
    if parts := line.parts(text):
        beside = {k: t for k, t in parts.items() if k != key}
        said = ", ".join(f"{lines[k].label}: {t}" for k, t in beside.items() if t)
        return Understood(parts[key], said, beside=beside)
    try:
        read = line.read(store, text, so_far)
    except ParseError as problem:
        return Understood(text, error=problem.message, unicode=unicode_of(text))
    if not text.strip():
        return Understood(text)
    tidied = line.tidy(store, read, text)
    gone = line.let_go(store, getattr(start, line.spec.name, None), read)
    echo = " ".join(filter(None, (gone, line.echo(store, read, tidied))))
    # A name on the list of places is right as it is, whatever its letters look like.
    is_on_list = isinstance(read, Where) and read.place is not None
    return Understood(tidied, echo, unicode="" if is_on_list else unicode_of(tidied))


def read_form(store: Store, filled: Filled) -> Read | Unread:
    """The records that a form makes. Fields whose lines were not changed stay as they are."""
    values, errors = _values(store, filled.start, filled.texts)
    if errors:
        return Unread(errors)
    cited = values.pop(CITED, None)
    before: list[Record] = []
    for name, value in values.items():
        values[name] = source_id(value, before)
    model = type(filled.start)
    for name, value in values.items():
        if value is None:
            values[name] = model.model_fields[name].default
    waived = {**(filled.start.waived or {}), **filled.waived}
    changes = {**values, "waived": waived or None, "review": Review.SUBMITTED}
    record = filled.start.model_copy(update=changes)
    source = source_id(cited, before)
    citation = Citation(source=source, record=record.id, review=Review.SUBMITTED)
    return Read(record, tuple(before), (citation,) if source else ())


def _values(
    store: Store, start: Record, texts: Mapping[str, str], *, only: str = ""
) -> tuple[dict[str, Value], dict[str, str]]:
    """The values of the fields whose lines were changed, and why other lines cannot be read."""
    lines = lines_of(type(start))
    parted = [line.parts(texts[key]) for key, line in lines.items() if key in texts]
    texts = {**texts, **{key: text for parts in parted for key, text in parts.items()}}
    values: dict[str, Value] = {}
    errors: dict[str, str] = {}
    for key, line in lines.items():
        name = CITED if key == CITED else line.spec.name
        if key not in texts or (only and name != only):
            continue
        so_far = values.get(name, getattr(start, name, None))
        try:
            values[name] = line.read(store, texts[key], so_far)
        except ParseError as problem:
            errors[key] = problem.message
    return values, errors


def source_id(value: Value, made: list[Record]) -> Value:
    """The value, or the id of a new source that joins those made; each name makes one."""
    if not isinstance(value, NewSource):
        return value
    for source in made:
        if isinstance(source, Source) and source.name == value.name:
            return source.id
    made.append(
        Source(id=fresh_id(), name=value.name, kind=SourceKind.UNKNOWN, review=Review.SUBMITTED)
    )
    return made[-1].id


def save_form(store: Store, filled: Filled) -> Outcome | Unread | ReasonNeeded:
    """Saves a form and what belongs to it in one transaction, and drops its form draft.

    Whoever lowers the sensitivity of a record has to say why.

    Raises:
        StaleRecord: somebody else changed the record meanwhile.
        LedgerError: it could not be saved; nothing was.
    """
    read = read_form(store, filled)
    if isinstance(read, Unread):
        return read
    if not filled.why and travels_further(filled.start, read.record):
        return LOWERED
    if is_split(filled.presets):
        return _save_split(store, read, filled)
    return _save_read(store, read, filled)


def travels_further(before: Record, after: Record) -> bool:
    """Whether a record is to travel further than before, for which somebody has to say why."""
    if not before.code or not {before.sensitivity, after.sensitivity} <= set(_TRAVELS):
        return False
    return _TRAVELS.index(after.sensitivity) < _TRAVELS.index(before.sensitivity)


def _save_split(store: Store, read: Read, filled: Filled) -> Outcome | Unread:
    try:
        with store.together():
            before = store.save_all(read.before)
            about = save_split(store, filled.presets, read.record, backed=bool(read.after))
            after = store.save_all(read.after)
            store.drop_form(filled.form)
    except ParseError as problem:
        line = type(filled.start).dated_by or next(iter(filled.texts), "")
        return Unread({line: problem.message})
    beside = tuple(saved.record for saved in (*before, *after))
    findings = store.findings(about.record)
    return Outcome(about.record, findings, beside, names_of_others(store, findings))


def _save_read(store: Store, read: Read, filled: Filled) -> Outcome:
    everything = [*read.before, read.record, *read.after]
    saved = store.save_all(everything, why=filled.why, form=filled.form)
    about = saved.pop(len(read.before))
    # What backs a record is saved after it, and may change what the rules find.
    findings = store.findings(about.record) if read.after else about.findings
    beside = tuple(other.record for other in saved)
    return Outcome(about.record, findings, beside, names_of_others(store, findings))


def names_of_others(store: Store, findings: Iterable[Finding]) -> dict[str, str]:
    """Code and title of each record that a finding is about besides the one it was found in."""
    names: dict[str, str] = {}
    for other in {other for finding in findings for other in finding.others}:
        summary: Summary | None = store.ask(summary_of, other)
        if summary is not None:
            names[other] = f"{summary.code} {summary.title or summary.about}".strip()
    return names
