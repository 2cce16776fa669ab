"""The filter of an extract as its receiver may read it: no word that was typed, no fine place."""

from store.errors import ParseError
from store.exchange.profiles import Profile
from store.exchange.scope import EVERYTHING, Scope
from store.fields import Leaves, field_of
from store.filters import Asks, Filter, Term, read_filter
from store.gazetteer import level_of_code
from store.kinds.coded import CodeKind, CodesKind
from store.kinds.dated import AgeKind, SpanKind
from store.kinds.placed import PlaceKind, PlacesKind, WhereKind
from store.kinds.plain import WholeKind
from store.ledger import Store
from store.query import sentence
from store.records import Record
from store.vocabulary import PlaceLevel

_WIDE = frozenset({PlaceLevel.TOWNSHIP, PlaceLevel.DISTRICT, PlaceLevel.STATE})
_PLACED = (WhereKind, PlaceKind, PlacesKind)


def scope_told(store: Store, scope: Scope, model: type[Record], profile: Profile) -> str:
    """The filter in words, as far as it may be told; of the rest, how many terms there are."""
    if scope.words == EVERYTHING:
        return "All that may leave for this use"
    terms = read_filter(model, scope.terms, store.lookup).terms
    told = tuple(term for term in terms if _may_be_told(store, model, term, profile))
    words = sentence(model, Filter(told), store.lookup)
    untold = len(terms) - len(told)
    if not untold:
        return words
    return f"{words} · and {untold} {'term' if untold == 1 else 'terms'} not told here"


def _may_be_told(store: Store, model: type[Record], term: Term, profile: Profile) -> bool:
    if term.asks is Asks.STATE:
        return True
    if term.asks is not Asks.FIELD:
        return False
    spec = field_of(model, term.field)
    if spec.meta.leaves is not Leaves.ROW:
        return False
    if isinstance(spec.kind, _PLACED):
        return all(_place_may(store, value.text, profile) for value in term.values)
    return isinstance(spec.kind, CodeKind | CodesKind | SpanKind | AgeKind | WholeKind)


def _place_may(store: Store, text: str, profile: Profile) -> bool:
    try:
        level, _ = level_of_code(store.lookup.place(text))
    except ParseError:
        return False
    # The shape of a P-code tells; a place that a person added has none.
    return level != PlaceLevel.UNKNOWN and (profile.exact_places or level in _WIDE)
