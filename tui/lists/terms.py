"""What the terms of a filter mean, with retired records let in or kept out."""

from dataclasses import dataclass

from store.ledger import Store
from store.query import Filter, read_filter, sentence
from store.records import Record
from store.vocabulary import Review

_EVERY_STATE = f"is:{','.join((*Review, 'retired'))}"


@dataclass(frozen=True, slots=True)
class ReadFilter:
    """What terms mean: which rows are wanted, and the terms in words."""

    wanted: Filter
    words: str


def read_terms(store: Store, model: type[Record], terms: str, *, with_retired: bool) -> ReadFilter:
    """What the terms mean, retired records let in among the others if they are to be.

    Raises:
        FilterInvalid: a term means nothing.
    """
    typed = read_filter(model, terms, store.lookup)
    words = sentence(model, typed, store.lookup).partition(" · ")[2]
    if not with_retired or typed.shows_retired:
        return ReadFilter(typed, words)
    every = read_filter(model, _EVERY_STATE, store.lookup)
    return ReadFilter(Filter((*typed.terms, *every.terms)), words)
