"""Independence is shown, never assumed, and what rests on it."""

from typing import Any

import pytest

from store.records import Citation, Record, Source
from store.rules import grade_lacks, independent_origins
from store.rules.evidence import EVIDENCE, SECOND_ORIGIN
from store.vocabulary import (
    ActorResponse,
    Attribution,
    Credibility,
    FigureKind,
    GradeBasis,
    IncidentGrade,
    Knowledge,
    Population,
    Reliability,
    Review,
    SourceKind,
)
from tests.store.neighbours import (
    CITATION,
    DAMAGE,
    FIGURE,
    INCIDENT,
    SOURCE,
    Neighbours,
    broken,
    changed,
    cursor,
    on,
)


def source(name: str, **fields: Any) -> Source:  # noqa: ANN401
    return changed(SOURCE, id=f"source {name}", name=name, **fields)


def told(by: str, **fields: Any) -> Citation:  # noqa: ANN401
    given = {"knowledge": Knowledge.WAS_TOLD, **fields}
    return changed(CITATION, id=f"citation {by}", source=f"source {by}", **given)


def origins(*citations: Citation, sources: tuple[Source, ...] = ()) -> int:
    known = {s.id: s for s in (source("A"), source("B"), source("C"), *sources)}
    return independent_origins(citations, known)


def test_nothing_that_is_not_stated_shows_an_origin() -> None:
    assert origins() == 0
    assert origins(told("A"), told("B")) == 0
    assert origins(told("A", origin="the headman"), told("B")) == 1
    assert origins(told("A", origin="  "), told("B", knowledge=Knowledge.UNKNOWN)) == 0


def test_three_callers_who_heard_the_headman_are_one_origin() -> None:
    callers = [
        told("A", origin="the headman"),
        told("B", origin="Headman "),
        told("C", origin="HEADMAN."),
    ]
    assert origins(*callers) == 1
    headman = source("Headman", kind=SourceKind.COMMUNITY_LEADER)
    assert origins(*callers, told("Headman", origin="self"), sources=(headman,)) == 1


def test_different_origins_are_independent() -> None:
    assert origins(told("A", origin="the headman"), told("B", origin="a monk")) == 2
    assert origins(told("A", origin="ရွာသူကြီး"), told("B", origin="ရွာသားကြီး")) == 2


@pytest.mark.parametrize("own", ["self", "Self", "saw it", "own eyes", "ကိုယ်တိုင်"])
def test_own_observation_is_the_source_s_own_origin(own: str) -> None:
    assert origins(told("A", origin=own), told("B", origin=own)) == 2


@pytest.mark.parametrize("knowledge", Knowledge)
def test_who_saw_or_heard_it_is_the_origin(knowledge: Knowledge) -> None:
    was_there = knowledge in {Knowledge.SAW, Knowledge.HEARD}
    assert origins(told("A", knowledge=knowledge), told("B", origin="self")) == 1 + was_there


def test_our_own_documenter_observes_unless_it_says_otherwise() -> None:
    ours = (source("A", kind=SourceKind.OWN_DOCUMENTER),)
    assert origins(told("A", knowledge=None), sources=ours) == 1
    assert origins(told("A"), sources=ours) == 0
    assert origins(told("A", knowledge=None)) == 0


def test_the_citation_s_words_go_before_what_the_source_says_of_itself() -> None:
    repeating = (source("A", origin="B"),)
    assert origins(told("A"), told("B", origin="self"), sources=repeating) == 1
    assert origins(told("A", origin="C"), told("B", origin="self"), sources=repeating) == 2
    saw = told("A", knowledge=Knowledge.SAW)
    assert origins(saw, told("B", origin="self"), sources=repeating) == 2


def test_one_source_is_one_origin_whatever_it_says() -> None:
    assert origins(told("A", origin="the headman"), told("A", origin="a monk")) == 1


def test_forces_at_war_share_one_origin() -> None:
    parties = tuple(source(name, kind=SourceKind.PARTY_TO_CONFLICT) for name in "AB")
    both = (told("A", origin="self"), told("B", origin="our second company"))
    assert origins(*both, sources=parties) == 1
    assert origins(*both, told("C", origin="self"), sources=parties) == 2
    from_them = told("C", origin="our second company")
    assert origins(*both, from_them, sources=parties) == 1


def test_what_links_two_origins_makes_them_one() -> None:
    apart = (told("A", origin="a monk"), told("B", origin="a nurse"))
    assert origins(*apart) == 2
    both = changed(told("A", origin="a nurse"), id="both")
    assert origins(*apart, both) == 1


def test_a_source_that_is_not_here_shows_nothing() -> None:
    assert origins(told("nobody", origin="self")) == 0
    assert origins(changed(told("A", origin="self"), source=None)) == 0


# The grade of an incident

CONFIRMED = changed(INCIDENT, grade=IncidentGrade.CONFIRMED)
FAIR = changed(INCIDENT, grade=IncidentGrade.FAIR)
TWO = (
    source("A"),
    source("B"),
    told("A", origin="self"),
    told("B", origin="a monk"),
)
PICTURE: tuple[Record, ...] = (source("P", kind=SourceKind.PHOTO_VIDEO), told("P"))


def lacks(incident: Any, *around: Record) -> tuple[str, ...]:  # noqa: ANN401
    return grade_lacks(incident, Neighbours(around))


def test_confirmed_needs_two_origins_and_evidence_seen_by_us() -> None:
    assert lacks(CONFIRMED) == (SECOND_ORIGIN, EVIDENCE)
    assert lacks(CONFIRMED, *TWO) == (EVIDENCE,)
    assert lacks(CONFIRMED, *PICTURE) == (SECOND_ORIGIN,)
    assert lacks(CONFIRMED, *TWO, *PICTURE) == ()
    assert broken(CONFIRMED, *TWO) == {"grade-confirmed"}
    assert broken(CONFIRMED, *TWO, *PICTURE) == set()
    assert cursor("grade-confirmed", CONFIRMED, *TWO) == ("grade",)


@pytest.mark.parametrize(
    "admission",
    [{"actor_response": ActorResponse.ADMITS}, {"attribution": Attribution.ADMITTED}],
)
def test_an_admission_is_enough(admission: dict[str, Any]) -> None:
    assert broken(changed(CONFIRMED, **admission)) == set()


@pytest.mark.parametrize("kind", SourceKind)
@pytest.mark.parametrize("knowledge", [None, *Knowledge])
def test_what_evidence_seen_by_us_is(kind: SourceKind, knowledge: Knowledge | None) -> None:
    itself = {
        SourceKind.PHOTO_VIDEO,
        SourceKind.SATELLITE,
        SourceKind.MEDICAL_RECORD,
        SourceKind.DOCUMENT,
    }
    ours = kind is SourceKind.OWN_DOCUMENTER and knowledge in {None, Knowledge.SAW}
    seen = lacks(CONFIRMED, *TWO, source("P", kind=kind), told("P", knowledge=knowledge))
    assert seen == (() if kind in itself or ours else (EVIDENCE,))


@pytest.mark.parametrize("basis", [None, *GradeBasis])
def test_damage_that_we_saw_is_evidence(basis: GradeBasis | None) -> None:
    seen = {GradeBasis.VISITED, GradeBasis.PHOTO_VIDEO, GradeBasis.SATELLITE}
    damage = changed(DAMAGE, grade_basis=basis)
    assert lacks(CONFIRMED, *TWO, damage) == (() if basis in seen else (EVIDENCE,))
    assert lacks(CONFIRMED, *TWO, changed(damage, review=Review.DRAFT)) == (EVIDENCE,)


def test_only_standing_citations_of_the_incident_back_it() -> None:
    for other in ({"record": "casualty"}, {"review": Review.DRAFT}, {"retired": "twice"}):
        citations = [changed(c, **other) if isinstance(c, Citation) else c for c in TWO]
        assert lacks(FAIR, *citations) == (SECOND_ORIGIN,)


def test_fair_needs_two_credible_origins_and_is_no_error_without() -> None:
    assert lacks(FAIR, *TWO) == ()
    assert lacks(FAIR) == (SECOND_ORIGIN,)
    assert broken(FAIR) == set()
    doubtful = told("B", origin="a monk", credibility=Credibility.C5)
    assert lacks(FAIR, *TWO[:3], doubtful) == (SECOND_ORIGIN,)
    liar = source("B", reliability=Reliability.E)
    assert lacks(FAIR, TWO[0], liar, *TWO[2:]) == (SECOND_ORIGIN,)


@pytest.mark.parametrize(
    "grade", sorted(set(IncidentGrade) - {IncidentGrade.CONFIRMED, IncidentGrade.FAIR})
)
def test_other_grades_lack_nothing(grade: IncidentGrade) -> None:
    assert lacks(changed(INCIDENT, grade=grade)) == ()


def test_a_confirmed_attribution_has_a_basis() -> None:
    incident = changed(INCIDENT, attribution=Attribution.CONFIRMED)
    assert cursor("attribution-basis", incident)[0] == "attribution_basis"
    assert broken(changed(incident, attribution_basis=" ")) == {"attribution-basis"}
    assert broken(changed(incident, attribution_basis="the shell's tail fin")) == set()
    assert broken(changed(incident, attribution=Attribution.PROBABLE)) == set()


# Credibility 1


def test_1_needs_another_origin_for_the_same_record() -> None:
    sure = told("A", origin="self", credibility=Credibility.C1)
    around = (INCIDENT, source("A"), source("B"))
    assert broken(sure, *around, told("B", origin="a monk")) == set()
    assert broken(sure, *around) == {"second-origin"}
    assert broken(sure, *around, told("B")) == {"second-origin"}
    assert broken(sure, *around, told("B", origin="A")) == {"second-origin"}
    elsewhere = told("B", origin="a monk", record="casualty")
    assert broken(sure, *around, elsewhere) == {"second-origin"}
    assert broken(changed(sure, credibility=Credibility.C2), *around) == set()


def test_1_without_an_origin_of_its_own_is_not_confirmed_by_two_others() -> None:
    unsaid = told("A", credibility=Credibility.C1)
    others = (told("B", origin="self"), told("C", origin="self"))
    around = (INCIDENT, source("A"), source("B"), source("C"), *others)
    assert broken(unsaid, *around) == {"second-origin"}


def test_1_is_judged_by_the_citation_as_it_is_now() -> None:
    sure = told("A", origin="a monk", credibility=Credibility.C1)
    around = (INCIDENT, source("A"), source("B"), told("B", origin="a monk"))
    assert broken(sure, *around, changed(sure, origin="self")) == {"second-origin"}


SURE = changed(
    FIGURE,
    source="source A",
    origin="a nurse",
    kind=FigureKind.INCIDENT,
    incident="incident",
    credibility=Credibility.C1,
)
SECOND = changed(SURE, id="second", source="source B", origin="a monk")
FIGURES = (INCIDENT, source("A"), source("B"))


@pytest.mark.parametrize(
    ("second", "confirmed"),
    [
        ({}, True),
        ({"best": 9}, False),
        ({"best": 9, "least": 8}, True),
        ({"origin": "A nurse"}, False),
        ({"origin": None}, False),
        ({"source": "source A"}, False),
        ({"population": Population.ALL}, False),
        ({"review": Review.DRAFT}, False),
        ({"incident": "another"}, False),
    ],
)
def test_a_figure_is_confirmed_by_the_same_number_from_another_origin(
    second: dict[str, Any],
    confirmed: bool,
) -> None:
    found = broken(SURE, *FIGURES, changed(SECOND, **second))
    assert found == (set() if confirmed else {"figure-second-origin"})


@pytest.mark.parametrize(
    ("second", "confirmed"),
    [
        ({}, True),
        ({"scope": tuple(reversed(FIGURE.scope or ()))}, True),
        ({"scope": None}, False),
        ({"period": on("Jan 2023")}, False),
        ({"kind": FigureKind.CUMULATIVE}, False),
    ],
)
def test_a_figure_for_a_period_is_confirmed_in_its_own_terms(
    second: dict[str, Any],
    confirmed: bool,
) -> None:
    over_time = {"kind": FigureKind.PERIOD, "incident": None}
    found = broken(changed(SURE, **over_time), *FIGURES, changed(SECOND, **{**over_time, **second}))
    assert found == (set() if confirmed else {"figure-second-origin"})


def test_a_citation_may_confirm_a_figure() -> None:
    backing = told("B", origin="a monk", record="figure")
    assert broken(SURE, *FIGURES, backing) == set()
    assert broken(SURE, *FIGURES, changed(backing, origin="a nurse")) == {"figure-second-origin"}


def test_both_ends_of_a_citation_and_a_link_are_there_and_differ() -> None:
    assert broken(CITATION, SOURCE) == {"end-in-ledger"}
    assert cursor("end-in-ledger", CITATION, SOURCE) == ("record",)
    assert cursor("end-in-ledger", CITATION, INCIDENT) == ("source",)
    assert broken(CITATION, SOURCE, INCIDENT) == set()
    assert broken(changed(CITATION, record="source"), SOURCE) == {"two-ends"}
    empty = changed(CITATION, source=None, record=None)
    assert broken(empty) == {"required"}
