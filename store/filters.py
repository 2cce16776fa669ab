"""A filter: the terms that a person typed, read for one kind of record."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache

from store import conditions
from store.conditions import Sought, column_of
from store.errors import FilterInvalid, ParseError
from store.fields import FieldSpec, fields_of
from store.flags import STATES, questions, state_sought
from store.kinds import Condition, Lookup
from store.kinds.placed import PlaceKind, PlacesKind
from store.records import Record
from store.terms import WORDS_ADVICE, TypedTerm, Value, typed_terms

RETIRED = "retired"
PLACE_NAMES = ("where", "place", "township")
DATE_NAMES = ("date", "when")


class Asks(Enum):
    """What a term asks about a record."""

    WORDS = "words"
    FIELD = "field"
    STATE = "is"
    HAS = "has"
    LACKS = "no"


@dataclass(frozen=True, slots=True)
class Term:
    """One term: what it asks, of which field, with which values, and what finds the rows."""

    asks: Asks
    field: str
    values: tuple[Value, ...]
    negated: bool
    sought: Sought

    @property
    def shows_retired(self) -> bool:
        """Whether somebody who asks this wants to see retired records."""
        match self.asks:
            case Asks.WORDS:
                return False
            case Asks.FIELD:
                asked = self.field == RETIRED
            case _:
                asked = RETIRED in {value.text for value in self.values}
        return asked and self.negated == (self.asks is Asks.LACKS)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which records of one kind are wanted: those for which every term is true.

    Without terms, all records that are not retired.
    """

    terms: tuple[Term, ...] = ()

    @property
    def shows_retired(self) -> bool:
        """Whether retired records are among those that are wanted."""
        return any(term.shows_retired for term in self.terms)

    @property
    def latest(self) -> str:
        """A day after which no wanted record begins, '' if that is not known."""
        days = [term.sought.latest for term in self.terms if not term.negated]
        return min((day for day in days if day), default="")

    def condition(self, model: type[Record]) -> Condition:
        """True of the wanted rows, for counting through a whole table."""
        return self._all(model, lambda sought: sought.condition, "({})")

    def by_row(self, model: type[Record]) -> Condition:
        """True of the wanted rows, for looking at one row after the other in a given order."""
        # Said like this, SQLite does not take another index than that of the order.
        return self._all(model, lambda sought: sought.by_row, "({}) IS TRUE")

    def _all(
        self, model: type[Record], way: Callable[[Sought], Condition], wanted: str
    ) -> Condition:
        parts = [] if self.shows_retired else [f"{column_of(model, 'retired')} IS NULL"]
        found = [way(term.sought) for term in self.terms]
        for term, condition in zip(self.terms, found, strict=True):
            parts.append(("({}) IS NOT TRUE" if term.negated else wanted).format(condition.sql))
        values = tuple(value for condition in found for value in condition.parameters)
        return Condition(" AND ".join(parts) or "TRUE", values)


def read_filter(model: type[Record], terms: Sequence[str] | str, lookup: Lookup) -> Filter:
    """The filter that one typed line, or a sequence of terms, means for a kind of record.

    Raises:
        FilterInvalid: a term means nothing; says which and what would.
    """
    read = (_read_term(model, typed, lookup) for typed in typed_terms(terms))
    return Filter(tuple(term for term in read if term))


def _read_term(model: type[Record], typed: TypedTerm, lookup: Lookup) -> Term | None:
    values = tuple(value for value in typed.values if value.low or value.high or value.is_range)
    try:
        if not typed.name:
            return _words(model, typed, values)
        if not values:
            raise ParseError("Something has to follow the colon.")  # noqa: TRY301
        match typed.name.casefold():
            case "is":
                return _state(model, typed, values)
            case "has" | "no" as asks:
                return _filled(model, typed, values, Asks(asks))
        return _field(model, typed, values, lookup)
    except ParseError as error:
        title = f"The filter's term “{typed.typed}” means nothing."
        raise FilterInvalid(title, error.message) from None


def _words(model: type[Record], typed: TypedTerm, values: Sequence[Value]) -> Term | None:
    read = [(value, conditions.words_sought(model, value.text)) for value in values]
    said = [(value, sought) for value, sought in read if sought]
    if not said:
        return None
    found = conditions.any_of([sought for _, sought in said])
    return Term(Asks.WORDS, "", tuple(value for value, _ in said), typed.negated, found)


def _state(model: type[Record], typed: TypedTerm, values: Sequence[Value]) -> Term:
    states = [_one_of(STATES, value.text) for value in values]
    found = conditions.any_of([state_sought(model, state) for state in states])
    return Term(Asks.STATE, "", tuple(map(Value, states)), typed.negated, found)


def _one_of(words: Sequence[str], text: str) -> str:
    wanted = text.casefold()
    begun = [word for word in words if word.startswith(wanted)]
    if wanted in words:
        return wanted
    if len(begun) != 1:
        raise ParseError(f"One of {', '.join(begun or words)}.")
    return begun[0]


def _filled(model: type[Record], typed: TypedTerm, values: Sequence[Value], asks: Asks) -> Term:
    read = [_filled_sought(model, value.text) for value in values]
    ways = [sought if asks is Asks.HAS else conditions.not_(sought) for _, sought in read]
    names = tuple(Value(name) for name, _ in read)
    return Term(asks, "", names, typed.negated, conditions.any_of(ways))


def _filled_sought(model: type[Record], name: str) -> tuple[str, Sought]:
    wanted = name.casefold()
    if sought := questions(model).get(wanted):
        return wanted, sought
    spec = field_named(model, name)
    return spec.name, conditions.filled_sought(model, spec)


def _field(model: type[Record], typed: TypedTerm, values: Sequence[Value], lookup: Lookup) -> Term:
    spec = field_named(model, typed.name)
    found = [conditions.field_sought(model, spec, value, lookup) for value in values]
    return Term(Asks.FIELD, spec.name, tuple(values), typed.negated, conditions.any_of(found))


def field_named(model: type[Record], text: str) -> FieldSpec:
    """The field that a typed name means: its own name, its label, or what it is commonly called.

    Raises:
        ParseError: there is no such field.
    """
    if spec := _names(model).get(bare(text)):
        return spec
    raise ParseError(
        f"{model.many} have no field of that name; they have {', '.join(model.opens_with)} and "
        f"others. {WORDS_ADVICE}"
    )


def bare(name: str) -> str:
    """A name of a field as it is compared: letters and digits alone."""
    return "".join(c for c in name.casefold() if c.isalnum())


@cache
def _names(model: type[Record]) -> dict[str, FieldSpec]:
    names: dict[str, FieldSpec] = {}
    for name, spec in (*_own_names(model), *_common_names(model), *_labels(model)):
        names.setdefault(bare(name), spec)
    return names


def _own_names(model: type[Record]) -> Iterator[tuple[str, FieldSpec]]:
    return ((spec.name, spec) for spec in fields_of(model))


def _labels(model: type[Record]) -> Iterator[tuple[str, FieldSpec]]:
    return ((spec.meta.label, spec) for spec in fields_of(model))


def _common_names(model: type[Record]) -> Iterator[tuple[str, FieldSpec]]:
    """What fields are called in every kind of record, whatever their name there is."""
    specs = fields_of(model)
    dated = [spec for spec in specs if spec.name == model.dated_by]
    placed = [spec for spec in specs if spec.name == model.placed_by]
    placed += [spec for spec in specs if isinstance(spec.kind, PlaceKind | PlacesKind)]
    for names, found in ((DATE_NAMES, dated), (PLACE_NAMES, placed)):
        yield from ((name, spec) for name in names for spec in found[:1])


def common_names(model: type[Record], spec: FieldSpec) -> tuple[str, ...]:
    """What a field is called besides its name and label."""
    return tuple(name for name, field in _common_names(model) if field is spec)
