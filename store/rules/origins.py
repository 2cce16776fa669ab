"""How many origins several accounts have: independence is shown, never assumed."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from store.place_names import squeeze
from store.records import Citation, Figure, Source
from store.vocabulary import Knowledge, SourceKind

OWN_WORDS = frozenset(
    squeeze(words)
    for words in (
        "self",
        "himself",
        "herself",
        "themselves",
        "own observation",
        "own eyes",
        "saw it",
        "saw it himself",
        "saw it herself",
        "eyewitness",
        "ကိုယ်တိုင်",
        "ကိုယ်တိုင်မြင်",
    )
)
"""What people write for an origin when the source saw it itself."""

_PARTIES = "parties to the conflict"
_ARTICLE = re.compile("^(?:the|an?) ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Account:
    """What one source says, and whom it has that from as far as it says; '' if it does not."""

    source: Source
    origin: str

    @property
    def marks(self) -> frozenset[str]:
        """What it may share with another account, which then is not independent of it.

        Sides at war repeat each other's numbers and those of their allies, and the ledger does
        not know who fights together: all parties to the conflict share one origin.
        """
        parties = {_PARTIES} if self.source.kind == SourceKind.PARTY_TO_CONFLICT else set()
        return frozenset({f"source {self.source.id}", f"origin {self.origin}"} | parties)


def account_of_citation(citation: Citation, sources: Mapping[str, Source]) -> Account | None:
    """A citation as an account; None if it has no source here, or states no origin.

    Its own words go first. Without any, a source that saw or heard it, or one of our own
    documenters, is the origin itself; else it is what the source says of itself in general.
    """
    source = sources.get(citation.source or "")
    if source is None:
        return None
    stated = _plain(citation.origin)
    if not stated and _observed(citation, source):
        stated = "self"
    return _account(source, stated or _plain(source.origin))


def account_of_figure(figure: Figure, sources: Mapping[str, Source]) -> Account | None:
    """A figure as an account; None if it has no source here, or states no origin."""
    source = sources.get(figure.source or "")
    return None if source is None else _account(source, _plain(figure.origin or source.origin))


def independent_origins(citations: Iterable[Citation], sources: Mapping[str, Source]) -> int:
    """How many independent origins the citations have between them; sources by id.

    Accounts that share a source, an origin (however it is spelled: case, accents, signs and
    articles do not count), or both being of a party to the conflict, are one. A citation that
    states no origin shows nothing.
    """
    return count_origins(account_of_citation(citation, sources) for citation in citations)


def count_origins(accounts: Iterable[Account | None]) -> int:
    """How many independent origins the accounts have between them."""
    origins: list[frozenset[str]] = []
    for account in accounts:
        if account is None:
            continue
        marks = account.marks
        shared = [origin for origin in origins if origin & marks]
        origins = [origin for origin in origins if not origin & marks]
        origins.append(marks.union(*shared))
    return len(origins)


def _observed(citation: Citation, source: Source) -> bool:
    if citation.knowledge is None:
        return source.kind == SourceKind.OWN_DOCUMENTER
    return citation.knowledge in {Knowledge.SAW, Knowledge.HEARD}


def _account(source: Source, stated: str) -> Account | None:
    if not stated:
        return None
    if stated in OWN_WORDS:
        # By its name, so that it is one with whoever has it from that source.
        stated = _plain(source.name) or source.id
    return Account(source, stated)


def _plain(words: str | None) -> str:
    """The words as origins are compared."""
    return squeeze(_ARTICLE.sub("", (words or "").strip()))
