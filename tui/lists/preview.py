"""What stands beside a list of the record under the cursor."""

from contextlib import suppress
from dataclasses import dataclass

from textual import work

from store.errors import LedgerError
from store.fields import FieldSpec, fields_of
from store.kinds import ReferenceKind, label_of
from store.ledger import Store
from store.records import Record
from store.summaries import Summary, source_names, summary_of
from tui.gateway import GatewayClosed, Priority, gateway_of
from tui.widgets.record_card import RecordCard

_KEPT = ("review_comment", "retired")
"""What the program keeps of a record and a person wants to see."""

_INHERITED = "↑ "


@dataclass(frozen=True, slots=True)
class Card:
    """A heading, and pairs of a label and a text."""

    title: str
    lines: tuple[tuple[str, str], ...] = ()


class RecordPreview(RecordCard):
    """The card of the record under the cursor of a list."""

    def __init__(self, model: type[Record]) -> None:
        super().__init__()
        self._model = model

    @work(group="card", exclusive=True)
    async def show_record(self, key: str | None) -> None:
        """Shows the record with that id, or nothing; what stands there stays until it is read."""
        card = Card("")
        if key is not None:
            # A record that has just gone leaves nothing; the table will say what the matter is.
            with suppress(LedgerError, GatewayClosed):
                card = await gateway_of(self).ask(Priority.KEY, card_of, self._model, key)
        self.show(card.lines, title=card.title)


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
