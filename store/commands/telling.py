"""A record and its history as labelled lines."""

from collections.abc import Iterator, Sequence

from store.engine import Connection
from store.fields import FieldSpec, fields_of
from store.kinds import SQLValue, label_of
from store.kinds.dated import SpanKind
from store.kinds.placed import WhereKind
from store.ledger import Store
from store.records import Record
from store.rows import row_of
from store.spans import describe_span
from store.summaries import summarised
from store.versions import Version

INHERITED = "(the incident's)"


def record_lines(store: Store, record: Record) -> Iterator[str]:
    """The record's filled fields, section by section; what it inherits says so."""
    model = type(record)
    row: dict[str, SQLValue] = store.ask(row_of, model, record.id)
    inherited = _inherited(store, record, row)
    people: dict[str, str] = store.ask(_names)
    yield f"{model.one} {record.code}"
    if record.retired is not None:
        yield "Retired: it counts no longer."
    sections = sorted(_sections(fields_of(model)).items(), key=lambda pair: pair[0] == "Record")
    for section, specs in sections:
        texts = [(s, _text(store, s, record, people) or inherited.get(s.name, "")) for s in specs]
        filled = [(spec.meta.label, text) for spec, text in texts if text]
        if filled and section:
            yield ""
            yield section
        width = max((len(label) for label, _ in filled), default=0)
        for label, text in filled:
            first, *more = text.split("\n")
            yield f"  {label:<{width}}  {first}"
            yield from (f"  {'':<{width}}  {line}" for line in more)


def _sections(specs: Sequence[FieldSpec]) -> dict[str, list[FieldSpec]]:
    sections: dict[str, list[FieldSpec]] = {"": []}
    for spec in specs:
        sections.setdefault(spec.meta.section, []).append(spec)
    return sections


def _inherited(store: Store, record: Record, row: dict[str, SQLValue]) -> dict[str, str]:
    """What the record's incident says where the record says nothing."""
    model = type(record)
    if not model.within:
        return {}
    summary = store.ask(summarised, model, row)
    found = {model.dated_by: summary.when, model.placed_by: summary.where}
    return {name: f"{text} {INHERITED}" for name, text in found.items() if name and text}


def _names(connection: Connection) -> dict[str, str]:
    """Names of people and prefixes of devices, by id."""
    rows = connection.execute(
        "SELECT id, name FROM person UNION ALL SELECT id, prefix FROM device"
    ).fetchall()
    return dict(rows)


def _text(store: Store, spec: FieldSpec, record: Record, people: dict[str, str]) -> str:
    value = getattr(record, spec.name)
    if value is None or value == "":
        return ""
    text = spec.format(value, store.lookup)
    match spec.kind:
        case SpanKind():
            described = describe_span(value)
            return text if text == described else f"{text} ({described})"
        case WhereKind():
            said = f"“{value.said}”" if value.said and value.said != text else ""
            point = f"{value.lat}, {value.lon}" if value.lat is not None else ""
            exact = f"({label_of(value.precision)})" if value.precision else ""
            point = "" if point == text else point
            return " ".join(filter(None, (text, said, point, exact)))
    return people.get(text, text)


def history_lines(versions: Sequence[Version]) -> Iterator[str]:
    """Every change with what it did, the oldest first."""
    for version in versions:
        why = f": {version.why}" if version.why else ""
        yield ""
        yield f"{version.at} {version.op} by {version.by} on {version.device}{why}"
        if version.purged:
            yield "  What it changed was taken out to protect somebody."
        for field in version.fields:
            yield f"  {field.label}: {field.before or '–'} → {field.after or '–'}"
