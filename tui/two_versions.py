"""A record as it stood after two of its changes, field by field, side by side."""

from store.fields import FieldSpec, fields_of
from store.kinds import ReferenceKind
from store.ledger import Store
from store.records import ChangeId, Record
from store.records.record import KEPT
from store.summaries import Summary, summary_of
from store.versions import version_at
from tui.widgets.side_by_side import Pair


def two_versions(
    store: Store, model: type[Record], record: str, one: ChangeId, other: ChangeId
) -> tuple[Pair, ...]:
    """The fields that are filled in either version, those that differ first.

    Raises:
        KeyError: the record has no such change.
        LedgerError: the ledger cannot be read.
    """
    first, second = (store.ask(version_at, model, record, change) for change in (one, other))
    specs = [s for s in fields_of(model) if s.meta.section != KEPT or s.name in _TOLD]
    paired = [Pair(s.meta.label, _text(store, s, first), _text(store, s, second)) for s in specs]
    filled = [field for field in paired if field.one or field.other]
    return tuple(sorted(filled, key=lambda field: not field.differs))


_TOLD = frozenset({"review", "review_comment", "sensitivity", "waived", "retired"})
"""What the program keeps of a record and a person has decided."""


def _text(store: Store, spec: FieldSpec, record: Record) -> str:
    value = getattr(record, spec.name)
    if value is None:
        return ""
    if isinstance(spec.kind, ReferenceKind):
        summary: Summary | None = store.ask(summary_of, str(value))
        return f"{summary.code} {summary.title}".strip() if summary else str(value)
    return spec.format(value, store.lookup)
