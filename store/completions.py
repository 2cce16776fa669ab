"""What can follow while a filter is being typed: names of fields, codes, words, places."""

from collections.abc import Iterable, Iterator
from itertools import islice

from store.conditions import takes_values
from store.engine import Connection
from store.errors import FilterInvalid, ParseError
from store.fields import FieldSpec, fields_of
from store.filters import bare, common_names, field_named
from store.flags import STATES, questions
from store.kinds import CodeKind, CodesKind
from store.kinds.coded import labelled
from store.kinds.placed import PlaceKind, PlacesKind, WhereKind
from store.places import find_places
from store.records import Record
from store.terms import TypedTerm, Value, typed_term, unfinished_term
from store.vocabulary import CodeList

MOST = 20
MOST_PLACES = 8

_FILLED = ("has", "no")
_STARTS = ("is", *_FILLED)


def completions(connection: Connection, model: type[Record], text_so_far: str) -> tuple[str, ...]:
    """The terms that the one at the end of the text may become, the likeliest first.

    Each is a whole term, for `completed` to put in place of what is typed of it.
    """
    begun = unfinished_term(text_so_far)
    try:
        typed = typed_term(begun)
    except FilterInvalid:
        return ()
    found = _values(connection, model, typed) if typed.name else _starts(model, begun)
    return tuple(islice(dict.fromkeys(found), MOST))


def completed(text_so_far: str, completion: str) -> str:
    """The text with the term at its end replaced by one of its completions."""
    begun = unfinished_term(text_so_far)
    return text_so_far[: len(text_so_far) - len(begun)] + completion


def _starts(model: type[Record], begun: str) -> Iterator[str]:
    """What may stand before a colon."""
    word = begun.removeprefix("-")
    if bare(word) != word.casefold().replace("_", ""):
        return
    sign = begun[: len(begun) - len(word)]
    yield from (f"{sign}{start}:" for start in _STARTS if start.startswith(word.casefold()))
    yield from (f"{sign}{spec.name}:" for spec in _fields(model, word) if takes_values(spec))


def _fields(model: type[Record], begun: str) -> Iterator[FieldSpec]:
    """The fields one of whose names begins so, those that a form opens with first."""
    wanted = bare(begun)
    first = {name: n for n, name in enumerate(model.opens_with)}
    for spec in sorted(fields_of(model), key=lambda s: first.get(s.name, len(first))):
        names = (spec.name, spec.meta.label, *common_names(model, spec))
        if any(bare(name).startswith(wanted) for name in names):
            yield spec


def _values(connection: Connection, model: type[Record], typed: TypedTerm) -> Iterator[str]:
    begun = typed.values[-1].text
    sign = "-" if typed.negated else ""
    before = f"{sign}{typed.name}:" + "".join(f"{_typed(value)}," for value in typed.values[:-1])
    return (before + _quoted(value) for value in _offered(connection, model, typed.name, begun))


def _offered(connection: Connection, model: type[Record], name: str, begun: str) -> Iterable[str]:
    if name.casefold() == "is":
        return _beginning(STATES, begun)
    if name.casefold() in _FILLED:
        fields = (spec.name for spec in _fields(model, begun))
        return (*_beginning(questions(model), begun), *fields)
    try:
        spec = field_named(model, name)
    except ParseError:
        return ()
    match spec.kind:
        case CodeKind(codes) | CodesKind(codes):
            return _codes(codes, begun)
        case WhereKind() | PlaceKind() | PlacesKind():
            found = find_places(connection, begun, limit=MOST_PLACES)
            return (match.label for match in found)
    return ()


def _beginning(words: Iterable[str], begun: str) -> Iterator[str]:
    return (word for word in words if word.startswith(begun.casefold()))


def _codes(codes: type[CodeList], begun: str) -> Iterator[str]:
    """The codes that begin so or whose label does, then those that hold it somewhere."""
    wanted = begun.casefold().replace(" ", "_")
    spelt = [(code, str(code).casefold(), labelled(code)) for code in codes]
    yield from (str(c) for c, *names in spelt if any(n.startswith(wanted) for n in names))
    yield from (str(c) for c, *names in spelt if any(wanted in n for n in names))


def _typed(value: Value) -> str:
    if value.is_range:
        return f"{_quoted(value.low)}..{_quoted(value.high)}"
    return _quoted(value.low)


def _quoted(value: str) -> str:
    special = ".." in value or any(c.isspace() or c == "," for c in value)
    return f'"{value}"' if special else value
