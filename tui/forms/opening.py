"""What a form shows when it opens: its texts, what it inherits, what was typed and not saved."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from store.errors import ParseError, RecordMissing
from store.fields import field_of
from store.form_drafts import FormDraft
from store.ledger import Store
from store.records import RECORD_TYPES, Record
from store.rules import Finding
from store.spans import Span, format_span
from store.summaries import Summary, source_names, sources_of, summary_of
from store.vocabulary import Review
from tui.forms.editors import lines_of
from tui.forms.filled import fresh_id
from tui.forms.line import FormLine, Value
from tui.forms.referring import CITED, source_text, sources_used_here
from tui.forms.splitting import DEATH_OF, backed_already, begun_from, is_split, told_of

PRESET = "^"
"""Before the key of a preset value in a kept form draft."""


@dataclass(frozen=True, slots=True)
class FormOpening:
    """A form as it opens.

    `texts` and `echoes` are those of the record as it stands, by line; `inherited` is what
    holds where a line is left empty; `typed` is what was typed earlier and not saved, since
    `typed_at`; `belongs` is the record that this one is a part of, in one line; `presets` is
    what a new record began with, by line.
    """

    start: Record
    is_new: bool
    texts: Mapping[str, str]
    echoes: Mapping[str, str]
    inherited: Mapping[str, str]
    belongs: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    typed_at: str = ""
    findings: tuple[Finding, ...] = ()
    presets: Mapping[str, str] = field(default_factory=dict)


def open_form(
    store: Store, model: type[Record], record: Record | None, presets: Mapping[str, str]
) -> FormOpening:
    """The form for a record, or for a new one of which some fields are filled already.

    `presets` are texts by the line's key. Whatever belongs to something begins with the source
    that was cited last. A form that was not saved comes back: that of the record, or of a new
    one with the same presets.

    Raises:
        LedgerError: the ledger cannot be read.
    """
    draft = _kept(store, model, record, presets)
    if record is None:
        presets = (
            _begun_with(draft) if draft else {**presets, **_last_source(store, model, presets)}
        )
    start = record or _begun(store, model, presets, draft.form if draft else fresh_id())
    texts, echoes = _shown(store, start, presets)
    parent = getattr(start, model.within) if model.within else None
    lines = lines_of(model)
    typed = {k: t for k, t in (draft.fields if draft else {}).items() if k in lines}
    is_waiting = record is not None and record.review in {Review.DRAFT, Review.RETURNED}
    return FormOpening(
        start=start,
        is_new=record is None,
        texts=texts,
        echoes=echoes,
        inherited=_holding(store, model, parent, presets) | _cited(store, start, presets),
        belongs=told_of(store, model, presets) or _belonging(store, model, start),
        typed={k: t for k, t in typed.items() if t != texts[k]},
        typed_at=draft.at if draft else "",
        findings=store.findings(start) if is_waiting else (),
        presets=presets,
    )


def draft_fields(typed: Mapping[str, str], presets: Mapping[str, str]) -> dict[str, str]:
    """What is kept of a form that is being typed: its changed lines, and what it began with."""
    return {**typed, **{PRESET + key: text for key, text in presets.items()}}


def _kept(
    store: Store, model: type[Record], record: Record | None, presets: Mapping[str, str]
) -> FormDraft | None:
    """The form draft that belongs to this form, if there is one; the newest if several do."""
    for draft in store.kept_forms():
        if draft.kind != model.table:
            continue
        if record is not None:
            if draft.form == record.id:
                return draft
            continue
        if _is_same(_begun_with(draft), presets) and not _exists(store, model, draft.form):
            return draft
    return None


def _begun_with(draft: FormDraft) -> dict[str, str]:
    return {k[1:]: t for k, t in draft.fields.items() if k.startswith(PRESET)}


def _is_same(begun_with: Mapping[str, str], presets: Mapping[str, str]) -> bool:
    """Whether a form was begun from the same place, whichever source was the last one then."""
    own, asked = ({k: t for k, t in p.items() if k not in _SOURCES} for p in (begun_with, presets))
    if own != asked:
        return False
    return bool(own) or dict(begun_with) == dict(presets)


_SOURCES = frozenset({CITED, "source"})


def _last_source(store: Store, model: type[Record], presets: Mapping[str, str]) -> dict[str, str]:
    """The source that was cited last, for the line that asks for it, if it is asked for here.

    What stands by itself begins without one, what is made of another record has its sources, and
    whoever backs a record already is not offered to back it once more.
    """
    key = CITED if model.cites else "source"
    if key not in lines_of(model) or not presets or key in presets or is_split(presets):
        return {}
    backed = presets.get("record", "")
    cited: tuple[str, ...] = store.ask(sources_of, backed) if backed else ()
    last = next(iter(sources_used_here(store)), "")
    return {key: source_text(store, last)} if last and last not in cited else {}


def _exists(store: Store, model: type[Record], record: str) -> bool:
    try:
        store.get(model, record)
    except RecordMissing:
        return False
    return True


def _begun(store: Store, model: type[Record], presets: Mapping[str, str], new_id: str) -> Record:
    """A record of which nothing is known but its presets; one that means nothing is left out."""
    if made := begun_from(store, model, presets, new_id):
        return made
    values: dict[str, Value] = {"id": new_id}
    lines = lines_of(model)
    for key, text in presets.items():
        line = lines.get(key)
        if line is None or key == CITED:
            continue
        try:
            values[line.spec.name] = line.read(store, text, values.get(line.spec.name))
        except ParseError:
            continue
    return model.model_construct(**values)


def _shown(
    store: Store, start: Record, presets: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """The text and the echo of every line."""
    texts: dict[str, str] = {}
    echoes: dict[str, str] = {}
    for key, line in lines_of(type(start)).items():
        if key == CITED:
            texts[key], echoes[key] = _shown_source(store, line, presets.get(key, ""))
            continue
        value = getattr(start, line.spec.name)
        texts[key] = line.show(store, value)
        echoes[key] = line.echo(store, value, texts[key]) if texts[key] else ""
    return texts, echoes


def _holding(
    store: Store, model: type[Record], parent: str | None, presets: Mapping[str, str]
) -> dict[str, str]:
    """What the record inherits where it is empty; a death in custody is not dated so."""
    held = inherited(store, model, parent)
    return {k: t for k, t in held.items() if DEATH_OF not in presets or k != model.dated_by}


def _shown_source(store: Store, line: FormLine, text: str) -> tuple[str, str]:
    """A source's code with its name, whichever of them stood in the form before."""
    try:
        value = line.read(store, text, None)
    except ParseError:
        return text, ""
    shown = line.tidy(store, value, text) if value else text
    return shown, line.echo(store, value, shown)


def inherited(store: Store, model: type[Record], parent: str | None) -> dict[str, str]:
    """What a record takes from the one it is a part of where it says nothing itself, by line."""
    if not parent:
        return {}
    above = RECORD_TYPES[model.within]
    try:
        found = store.get(above, parent)
    except RecordMissing:
        return {}
    texts: dict[str, str] = {}
    for own, theirs in ((model.dated_by, above.dated_by), (model.placed_by, above.placed_by)):
        if own and theirs and (value := getattr(found, theirs)):
            texts[own] = f"{above.one.lower()}: {_short(store, above, theirs, value)}"
    return texts


def _short(store: Store, model: type[Record], name: str, value: Value) -> str:
    if isinstance(value, Span):
        return format_span(value)
    return field_of(model, name).format(value, store.lookup)


def _cited(store: Store, start: Record, presets: Mapping[str, str]) -> dict[str, str]:
    """Who backs the record already, for the line that asks for a source."""
    if not type(start).cites:
        return {}
    if is_split(presets):
        backed = backed_already(store, presets)
        return {CITED: backed} if backed else {}
    names = store.ask(source_names, start.id)
    return {CITED: f"has {'; '.join(names)}"} if names else {}


def _belonging(store: Store, model: type[Record], start: Record) -> str:
    parent = getattr(start, model.within or "incident", None)
    summary: Summary | None = store.ask(summary_of, parent) if parent else None
    return f"in {summary.code}  {summary.line}" if summary else ""
