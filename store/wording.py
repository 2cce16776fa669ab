"""A filter in words, for the line below a list and the log of what was handed on."""

from collections.abc import Sequence

from store.conditions import asked_kind
from store.errors import ParseError
from store.fields import FieldSpec, field_of
from store.filters import Asks, Filter, Term
from store.kinds import CodeKind, CodesKind, Kind, Lookup, ReferenceKind, label_of
from store.kinds.coded import read_code
from store.kinds.dated import AgeKind, SpanKind
from store.kinds.listed import TextsKind
from store.kinds.placed import PlaceKind, PlacesKind, WhereKind
from store.kinds.plain import TextKind
from store.records import Record
from store.spans import format_span, parse_span
from store.terms import Value


def sentence(model: type[Record], wanted: Filter, lookup: Lookup) -> str:
    """The filter in words: "Incidents · kind is Airstrike or Shelling · not approved".

    It repeats what was typed, so it is no safer to print than that.
    """
    return " · ".join((model.many, *(_term(model, term, lookup) for term in wanted.terms)))


def _term(model: type[Record], term: Term, lookup: Lookup) -> str:
    texts = [value.text for value in term.values]
    match term.asks:
        case Asks.WORDS:
            return _stated([f"“{text}”" for text in texts], term)
        case Asks.STATE:
            return _stated(texts, term)
        case Asks.HAS | Asks.LACKS:
            return _filled([_filled_name(model, text) for text in texts], term)
        case Asks.FIELD:
            return _field(field_of(model, term.field), term, lookup)


def _stated(words: Sequence[str], term: Term) -> str:
    if not term.negated:
        return " or ".join(words)
    return f"neither {' nor '.join(words)}" if len(words) > 1 else f"not {words[0]}"


def _filled(names: Sequence[str], term: Term) -> str:
    match term.asks, term.negated:
        case Asks.HAS, False:
            return f"with {' or '.join(names)}"
        case Asks.LACKS, True:
            return f"with {' and '.join(names)}"
        case Asks.LACKS, False:
            return " or ".join(f"without {name}" for name in names)
    return f"with neither {' nor '.join(names)}" if len(names) > 1 else f"without {names[0]}"


def _filled_name(model: type[Record], name: str) -> str:
    if name in model.model_fields:
        return _small(field_of(model, name).meta.label)
    return name


def _small(label: str) -> str:
    return label[:1].lower() + label[1:]


def _field(spec: FieldSpec, term: Term, lookup: Lookup) -> str:
    kind = asked_kind(spec)
    verb = _verbs(kind)[term.negated]
    values = " or ".join(_value(kind, value, lookup) for value in term.values)
    return f"{_small(spec.meta.label)} {verb} {values}"


def _verbs(kind: Kind[object]) -> Sequence[str]:
    match kind:
        case SpanKind() | AgeKind():
            return ("overlaps", "does not overlap")
        case WhereKind() | PlaceKind() | PlacesKind():
            return ("is in", "is not in")
        case TextKind() | TextsKind():
            return ("contains", "does not contain")
        case CodesKind():
            return ("includes", "does not include")
    return ("is", "is not")


def _value(kind: Kind[object], value: Value, lookup: Lookup) -> str:
    if not (value.is_range and kind.takes_ranges):
        return _shown(kind, value.text, lookup)
    low, high = (_shown(kind, end, lookup) if end else "" for end in (value.low, value.high))
    if low and high:
        return f"{low} to {high}"
    after, before = ("later", "earlier") if isinstance(kind, SpanKind) else ("more", "less")
    return f"{low} or {after}" if low else f"{high} or {before}"


def _shown(kind: Kind[object], text: str, lookup: Lookup) -> str:
    """A value as it is understood; as typed where that says it better."""
    try:
        return _understood(kind, text, lookup)
    except ParseError:
        # A quarter is a period to ask for and no date to write down.
        return text


def _understood(kind: Kind[object], text: str, lookup: Lookup) -> str:
    match kind:
        case SpanKind():
            return format_span(parse_span(text, today=lookup.today))
        case CodeKind(codes) | CodesKind(codes):
            return label_of(read_code(codes, text))
        case ReferenceKind():
            return lookup.code_of(kind.parse(text, lookup))
        case WhereKind() | PlaceKind() | PlacesKind():
            return lookup.name_of(lookup.place(text))
        case TextKind() | TextsKind():
            return f"“{text}”"
    return text
