"""Everything there is to show about one record, read from the ledger in one go."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from store.around import Neighbour, around, conflicts_of
from store.coordinates import Point, format_point
from store.fields import FieldSpec, fields_of
from store.kinds import ReferenceKind, Where, label_of
from store.lacking import Lacking, grades_in_reach
from store.ledger import Store
from store.records import RECORD_TYPES, Incident, Record
from store.records.record import KEPT
from store.search import fold
from store.spans import Span, format_span
from store.summaries import Summary, source_names, summary_of
from store.versions import Version
from store.vocabulary import CodeList
from tui.forms.filled import names_of_others
from tui.forms.notices import points_of
from tui.forms.opening import inherited

_CHANGES = ("created", "updated")
_ENOUGH = "Nothing: it can be graded so."
_STATES = frozenset({"code", "review", "review_comment", "retired"})
"""What is shown above the fields, and not once more among them."""


@dataclass(frozen=True, slots=True)
class ShownField:
    """One field as it is shown; `text` is '' where nothing is known, `note` says whose it is.

    `is_default` tells that nobody has said anything about it; `target` is the table and the id
    of the record to which it points.
    """

    section: str
    label: str
    text: str
    help: str
    note: str = ""
    is_default: bool = False
    target: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class RecordView:
    """A record, its fields as text, and what is around it."""

    record: Record
    summary: Summary | None
    fields: tuple[ShownField, ...]
    conflicts: tuple[str, ...]
    neighbours: tuple[Neighbour, ...]

    @property
    def heading(self) -> str:
        """The kind, the code and what names the record."""
        title = self.summary.title if self.summary else ""
        return f"{type(self.record).one} {self.record.code}  {title}".rstrip()

    @property
    def state(self) -> str:
        """How far the review has come, or that the record was retired."""
        if self.record.retired is not None:
            return "retired"
        return label_of(self.record.review).lower()


def read_record(store: Store, model: type[Record], record: str) -> RecordView:
    """Everything about the record with that id.

    Raises:
        RecordMissing: there is none of this kind.
        LedgerError: the ledger cannot be read.
    """
    found = store.get(model, record)
    return RecordView(
        record=found,
        summary=store.ask(summary_of, record),
        fields=tuple(_fields(store, found)),
        conflicts=store.ask(conflicts_of, found),
        neighbours=store.ask(around, found),
    )


def read_findings(store: Store, record: Record) -> tuple[str, ...]:
    """What the rules find in a record, in sentences; in a big ledger the doubles take a while.

    Raises:
        LedgerError: the ledger cannot be read.
    """
    findings = store.findings(record)
    return points_of(findings, names_of_others(store, findings))


def _fields(store: Store, record: Record) -> Iterator[ShownField]:
    model = type(record)
    parent = getattr(record, model.within) if model.within else None
    above = inherited(store, model, parent)
    for spec in _in_order(model):
        value = getattr(record, spec.name)
        text = _text(store, spec, value)
        note = ""
        if not text and spec.name in above:
            whose, _, text = above[spec.name].partition(": ")
            note = f"the {whose}'s"
        meta = spec.meta
        yield ShownField(
            meta.section,
            meta.label,
            text,
            meta.help,
            note,
            is_default=value == model.model_fields[spec.name].default and not note,
            target=_target(store, spec, value),
        )
    if model.cites:
        yield _sources(store, record, parent)
    if isinstance(record, Incident):
        yield from _grades(store, record)
    yield from _changes(store.history(record))


def _sources(store: Store, record: Record, parent: str | None) -> ShownField:
    """Who backs the record: its own sources, else those of what it belongs to."""
    names: tuple[str, ...] = store.ask(source_names, record.id)
    note = ""
    if not names and parent:
        names = store.ask(source_names, parent)
        note = f"the {RECORD_TYPES[type(record).within].one.lower()}'s" if names else ""
    help_text = "Who told us; without a source the record waits and does not count."
    return ShownField("", "Source", "; ".join(names) or "none yet", help_text, note)


def _grades(store: Store, incident: Incident) -> Iterator[ShownField]:
    """What the incident lacks for its grade, and for those above it."""
    found: tuple[Lacking, ...] = store.ask(
        grades_in_reach, incident, store.today, store.settings.start
    )
    told: set[str] = set()
    for grade, lacks in found:
        label = f"For grade {grade.label.lower()}"
        fresh = [sentence for sentence in lacks if sentence not in told]
        if len(fresh) < len(lacks):
            fresh = ["The same; besides:" if fresh else "The same.", *fresh]
        yield ShownField("", label, " ".join(fresh) or _ENOUGH, grade.definition)
        told.update(lacks)


def _in_order(model: type[Record]) -> Sequence[FieldSpec]:
    """The fields in the order of the form; without those that are shown in other words."""
    order = {name: n for n, name in enumerate(model.opens_with)}
    kept = {f"{which}_{part}" for which in _CHANGES for part in ("at", "by", "device")}
    specs = [s for s in fields_of(model) if s.name not in _STATES | kept]
    opening = [s for s in specs if s.name in order]
    behind = [s for s in specs if s.name not in order]
    return [*sorted(opening, key=lambda s: order[s.name]), *behind]


def _target(store: Store, spec: FieldSpec, value: object) -> tuple[str, str] | None:
    if value is None or not isinstance(spec.kind, ReferenceKind):
        return None
    summary: Summary | None = store.ask(summary_of, str(value))
    return (summary.table, summary.id) if summary else None


def _text(store: Store, spec: FieldSpec, value: object) -> str:
    if value is None:
        return ""
    if isinstance(spec.kind, ReferenceKind):
        summary: Summary | None = store.ask(summary_of, str(value))
        return f"{summary.code}  {summary.line}".strip() if summary else str(value)
    for kind, show in _SHOWN.items():
        if isinstance(value, kind):
            return show(store, value)
    return spec.format(value, store.lookup)


def _code(store: Store, value: CodeList) -> str:
    del store
    return value.label


def _span(store: Store, value: Span) -> str:
    del store
    plain = format_span(value)
    return plain if fold(value.said) in {"", fold(plain)} else f"{plain}, said “{value.said}”"


def _where(store: Store, value: Where) -> str:
    name = store.lookup.name_of(value.place) if value.place else ""
    parts = [name or value.said or ""]
    if value.lat is not None and value.lon is not None:
        parts.append(format_point(Point(value.lat, value.lon)))
    precision = label_of(value.precision).lower() if value.precision else ""
    if precision not in fold(name):
        parts.append(precision)
    if name and value.said and fold(value.said) not in fold(name):
        parts.append(f"said “{value.said}”")
    return " · ".join(filter(None, parts))


def _reasons(store: Store, value: Mapping[str, str]) -> str:
    del store
    return "\n".join(f"{rule.replace('_', ' ')}: {reason}" for rule, reason in value.items())


_SHOWN: Mapping[type, Callable[..., str]] = {
    CodeList: _code,
    Span: _span,
    Where: _where,
    dict: _reasons,
}
"""How values are shown of which the form would show less, or more."""


def _changes(versions: Sequence[Version]) -> Iterator[ShownField]:
    if not versions:
        return
    told = (("Created", versions[0]), ("Last changed", versions[-1]))
    for label, version in told[: 1 if len(versions) == 1 else 2]:
        yield ShownField(KEPT, label, said_by(version), "By the clock of the laptop.")


def said_by(version: Version) -> str:
    """When, by whom and on which device a change was made."""
    return f"{moment(version.at)} by {version.by or 'somebody'} on {version.device or '?'}"


def moment(stamp: str) -> str:
    """A moment as people read it, from one as it is stored: "2023-03-06 12:00 UTC"."""
    day, _, time = stamp.partition("T")
    return f"{day} {time[:5]} UTC" if time else stamp
