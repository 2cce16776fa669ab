"""What stands beside a list of the record under the cursor."""

from dataclasses import dataclass

from store.fields import FieldSpec, fields_of
from store.kinds import ReferenceKind, label_of
from store.ledger import Store
from store.records import Record
from store.summaries import Summary, source_names, summary_of

_KEPT = ("review_comment", "retired")
"""What the program keeps of a record and a person wants to see."""

_INHERITED = "↑ "


@dataclass(frozen=True, slots=True)
class Card:
    """A heading, and pairs of a label and a text."""

    title: str
    lines: tuple[tuple[str, str], ...] = ()


def card_of(store: Store, model: type[Record], record_id: str) -> Card:
    """What is filled in of a record, and who says so; on the store's thread.

    Raises:
        RecordMissing: there is none of this kind.
    """
    record = store.get(model, record_id)
    summary: Summary = store.ask(summary_of, record_id)
    filled = [spec for spec in fields_of(model) if _is_told(record, spec, summary.title)]
    lines = [(spec.meta.label, _text(store, record, spec)) for spec in filled]
    told = {spec.name for spec in filled}
    for name, text in ((model.dated_by, summary.when), (model.placed_by, summary.where)):
        if name and text and name not in told:
            label = next(spec.meta.label for spec in fields_of(model) if spec.name == name)
            lines.append((label, _INHERITED + text))
    if model.cites:
        lines.append(("Sources", _sources(store, record)))
    lines.append(("Review", "Retired" if summary.is_retired else label_of(record.review)))
    return Card(f"{record.code}  {summary.title}".strip(), tuple(lines))


def _is_told(record: Record, spec: FieldSpec, title: str) -> bool:
    """Whether a field is filled and says more than the heading does."""
    if spec.meta.kept_by_program and spec.name not in _KEPT:
        return False
    value = getattr(record, spec.name)
    return (
        value is not None
        and value != title
        and value != type(record).model_fields[spec.name].default
    )


def _text(store: Store, record: Record, spec: FieldSpec) -> str:
    value = getattr(record, spec.name)
    if isinstance(spec.kind, ReferenceKind):
        pointed: Summary | None = store.ask(summary_of, value)
        return f"{pointed.code} {pointed.title}".strip() if pointed else str(value)
    return spec.format(value, store.lookup)


def _sources(store: Store, record: Record) -> str:
    own: tuple[str, ...] = store.ask(source_names, record.id)
    above = getattr(record, type(record).within, None) if type(record).within else None
    if own or not above:
        return "; ".join(own) or "none yet"
    inherited: tuple[str, ...] = store.ask(source_names, above)
    return _INHERITED + "; ".join(inherited) if inherited else "none yet"
