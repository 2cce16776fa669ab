"""Evidence: what a grade, an attribution and a credibility rest on."""

from collections.abc import Iterator, Mapping, Sequence

from store.records import Citation, Figure, Incident, Source
from store.rules.asked import Surroundings
from store.rules.figures import ends
from store.rules.finding import Breach, Level, Rule
from store.rules.origins import (
    Account,
    account_of_citation,
    account_of_figure,
    count_origins,
    independent_origins,
)
from store.vocabulary import (
    ActorResponse,
    Attribution,
    Credibility,
    FigureKind,
    IncidentGrade,
    Knowledge,
    Reliability,
    SourceKind,
)

SECOND_ORIGIN = (
    "A second independent source is missing: one with another origin. Say of each source whom it"
    " has it from."
)
EVIDENCE = (
    "Evidence seen by us is missing: a picture, a document, a visit of ours, or else the"
    " responsible side's admission."
)

_TWO = 2
_SEEN_ITSELF = frozenset(
    {
        SourceKind.PHOTO_VIDEO,
        SourceKind.SATELLITE,
        SourceKind.MEDICAL_RECORD,
        SourceKind.DOCUMENT,
    }
)
_NOT_CREDIBLE = frozenset({Credibility.C4, Credibility.C5})


def grade_lacks(incident: Incident, around: Surroundings) -> tuple[str, ...]:
    """What the incident's grade still lacks, a sentence each; empty if it rests on enough.

    `confirmed` rests on an admission, or on two independent origins and evidence seen by us;
    `fair` on two independent credible origins. Other grades lack nothing. What counts are the
    incident's own citations, and damage of it that we saw.
    """
    if incident.grade == IncidentGrade.CONFIRMED and not _is_admitted(incident):
        citations, sources = _backing(incident, around)
        lacking = () if independent_origins(citations, sources) >= _TWO else (SECOND_ORIGIN,)
        seen = _evidence_seen(citations, sources) or around.damage_was_seen(incident.id)
        return lacking if seen else (*lacking, EVIDENCE)
    if incident.grade == IncidentGrade.FAIR:
        citations, sources = _backing(incident, around)
        credible = [c for c in citations if _is_credible(c, sources)]
        return () if independent_origins(credible, sources) >= _TWO else (SECOND_ORIGIN,)
    return ()


def _backing(
    incident: Incident, around: Surroundings
) -> tuple[Sequence[Citation], Mapping[str, Source]]:
    citations = around.citations_of(incident.id)
    return citations, around.sources({c.source for c in citations if c.source})


def _is_admitted(incident: Incident) -> bool:
    return (
        incident.actor_response == ActorResponse.ADMITS
        or incident.attribution == Attribution.ADMITTED
    )


def _evidence_seen(citations: Sequence[Citation], sources: Mapping[str, Source]) -> bool:
    for citation in citations:
        source = sources.get(citation.source or "")
        if source and source.kind in _SEEN_ITSELF:
            return True
        own = source and source.kind == SourceKind.OWN_DOCUMENTER
        if own and citation.knowledge in {None, Knowledge.SAW}:
            return True
    return False


def _is_credible(citation: Citation, sources: Mapping[str, Source]) -> bool:
    source = sources.get(citation.source or "")
    reliable = source is not None and source.reliability != Reliability.E
    return reliable and citation.credibility not in _NOT_CREDIBLE


def _grade(incident: Incident, around: Surroundings) -> Iterator[Breach]:
    if incident.grade == IncidentGrade.CONFIRMED:
        for lacking in grade_lacks(incident, around):
            yield Breach(f"Not confirmed yet. {lacking}", ("grade",))


def _attribution(incident: Incident, around: Surroundings) -> Iterator[Breach]:  # noqa: ARG001
    basis = incident.attribution_basis
    if incident.attribution == Attribution.CONFIRMED and not (basis and basis.strip()):
        yield Breach(
            "A confirmed attribution rests on something: say in words on what.",
            ("attribution_basis", "attribution"),
        )


def _citation_confirmed(citation: Citation, around: Surroundings) -> Iterator[Breach]:
    if citation.credibility != Credibility.C1:
        return
    backed = around.citations_of(citation.record) if citation.record else ()
    others = [c for c in backed if c.id != citation.id]
    sources = around.sources({c.source for c in (citation, *others) if c.source})
    own = account_of_citation(citation, sources)
    yield from _lone(own, [account_of_citation(c, sources) for c in others])


def _figure_confirmed(figure: Figure, around: Surroundings) -> Iterator[Breach]:
    if figure.credibility != Credibility.C1:
        return
    others = [f for f in _compared(figure, around) if f.id != figure.id and _agree(f, figure)]
    citations = around.citations_of(figure.id)
    told = [r.source for r in (figure, *others)] + [c.source for c in citations]
    sources = around.sources({source for source in told if source})
    accounts = [account_of_figure(f, sources) for f in others]
    accounts += [account_of_citation(c, sources) for c in citations]
    yield from _lone(account_of_figure(figure, sources), accounts)


def _lone(own: Account | None, others: Sequence[Account | None]) -> Iterator[Breach]:
    if own is None or count_origins([own, *others]) < _TWO:
        yield Breach(
            "1 means that a second source confirms it: there is none with another origin. Say of"
            " each whom they have it from, or choose 2.",
            ("credibility", "origin"),
        )


def _compared(figure: Figure, around: Surroundings) -> Sequence[Figure]:
    if figure.kind == FigureKind.INCIDENT:
        found = around.figures_of(figure.incident) if figure.incident else ()
        terms = (figure.measure, figure.population)
        return [f for f in found if (f.measure, f.population) == terms]
    places = set(figure.scope or ())
    return [f for f in around.figures_like(figure) if set(f.scope or ()) == places]


def _agree(a: Figure, b: Figure) -> bool:
    """Whether both can be right."""
    (low_a, high_a), (low_b, high_b) = ends(a), ends(b)
    return not (_below(high_a, low_b) or _below(high_b, low_a))


def _below(high: int | None, low: int | None) -> bool:
    return high is not None and low is not None and high < low


RULES = (
    Rule("grade-confirmed", Level.ERROR, (Incident,), _grade),
    Rule("attribution-basis", Level.ERROR, (Incident,), _attribution),
    Rule("second-origin", Level.ERROR, (Citation,), _citation_confirmed),
    Rule("figure-second-origin", Level.ERROR, (Figure,), _figure_confirmed),
)
