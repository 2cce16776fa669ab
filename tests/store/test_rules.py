"""The rules as a whole: each has a name and breaks on something, none ever fails or tells."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.ages import Age
from store.fields import FieldSpec, fields_of
from store.kinds import CodeKind, CodesKind, Consent, Kind, ReferenceKind, Where
from store.kinds.answered import ConsentKind, ReasonsKind
from store.kinds.dated import AgeKind, SpanKind
from store.kinds.listed import TextsKind
from store.kinds.placed import NOT_STATED, PlaceKind, PlacesKind, WhereKind
from store.kinds.plain import DegreesKind, LinesKind, TextKind, WholeKind
from store.records import RECORD_TYPES, Figure, Link, Record
from store.rules import ALL_RULES, Finding, Level, errors, findings, unanswered
from store.spans import Span
from store.vocabulary import (
    AgeGroup,
    Attribution,
    BuildingKind,
    Credibility,
    DatePrecision,
    FigureKind,
    GradeBasis,
    IncidentGrade,
    PlacePrecision,
    Qualifier,
)
from tests.store.neighbours import (
    CASUALTY,
    CITATION,
    DAMAGE,
    DEMOSO,
    DETENTION,
    FIGURE,
    INCIDENT,
    LINK,
    LOIKAW,
    PAN_KAN,
    PLACE,
    RIGHT,
    SOURCE,
    TODAY,
    Neighbours,
    broken,
    changed,
    on,
)

ABOUT_ONE = changed(
    FIGURE, kind=FigureKind.INCIDENT, incident="incident", text="One woman was killed."
)

BREAKS: dict[str, tuple[Record, ...]] = {
    "required": (changed(CASUALTY, outcome=None), INCIDENT),
    "end-in-ledger": (changed(CITATION, record="nowhere"), SOURCE),
    "two-ends": (changed(LINK, b="casualty"), CASUALTY),
    "part-of-circle": (changed(INCIDENT, part_of="incident"),),
    "replaces-circle": (changed(FIGURE, replaces="figure"), SOURCE),
    "parent-circle": (changed(PLACE, parent="place"),),
    "span-order": (changed(INCIDENT, when=Span(TODAY, date(2023, 3, 1), DatePrecision.RANGE)),),
    "span-precision": (changed(INCIDENT, when=Span(TODAY, TODAY, DatePrecision.MONTH)),),
    "detention-ended": (changed(DETENTION, ended=on("2023-03-01")),),
    "after-today": (changed(INCIDENT, when=on("7 Mar 2032")),),
    "before-start": (changed(INCIDENT, when=on("31 Jan 2021")),),
    "stage-order": (changed(DETENTION, charged=on("1 Feb 2023")),),
    "release-without-arrest": (changed(DETENTION, arrested=None, released=on("2023-03-01")),),
    "place": (changed(INCIDENT, where=None),),
    "point-whole": (changed(INCIDENT, where=Where(PAN_KAN, lat=19.64)),),
    "point-range": (changed(INCIDENT, where=Where(PAN_KAN, lat=97.2, lon=19.6)),),
    "place-and-point": (changed(INCIDENT, where=Where(DEMOSO, lat=19.6389, lon=97.2079)),),
    "age-range": (changed(CASUALTY, age=Age(121, 121)), INCIDENT),
    "age-group": (changed(CASUALTY, age_group=AgeGroup.CHILD), INCIDENT),
    "hardly-known": (changed(CASUALTY, sex=None, age=None), INCIDENT),
    "quantity": (changed(DAMAGE, quantity=0), INCIDENT),
    "named-quantity": (changed(CASUALTY, quantity=2), INCIDENT),
    "count-below-zero": (changed(FIGURE, best=-1), SOURCE),
    "denomination": (changed(DAMAGE, kind=BuildingKind.CHURCH), INCIDENT),
    "destroyed-on-report": (changed(DAMAGE, grade_basis=GradeBasis.REPORT), INCIDENT),
    "count-order": (changed(FIGURE, least=9), SOURCE),
    "some-without-number": (changed(FIGURE, qualifier=Qualifier.UNKNOWN_SOME), SOURCE),
    "figure-told": (changed(FIGURE, published_on=None), SOURCE),
    "figure-traceable": (changed(FIGURE, locator=None), SOURCE),
    "figure-period": (changed(FIGURE, period=None), SOURCE),
    "figure-scope": (changed(FIGURE, scope=None), SOURCE),
    "figure-incident": (changed(FIGURE, kind=FigureKind.INCIDENT), SOURCE),
    "grade-confirmed": (changed(INCIDENT, grade=IncidentGrade.CONFIRMED),),
    "attribution-basis": (changed(INCIDENT, attribution=Attribution.CONFIRMED),),
    "second-origin": (changed(CITATION, credibility=Credibility.C1), SOURCE, INCIDENT),
    "figure-second-origin": (changed(FIGURE, credibility=Credibility.C1), SOURCE),
    "repeated-figure": (
        ABOUT_ONE,
        SOURCE,
        INCIDENT,
        changed(INCIDENT, id="later", when=on("26 Feb 2023")),
        changed(ABOUT_ONE, id="again", incident="later"),
    ),
    "cumulative-fall": (
        changed(FIGURE, kind=FigureKind.CUMULATIVE, period=on("1 Feb 2021 - 6 Mar 2023")),
        SOURCE,
        changed(
            FIGURE,
            id="earlier",
            kind=FigureKind.CUMULATIVE,
            period=on("1 Feb 2021 - 6 Feb 2023"),
            best=9,
        ),
    ),
    "more-named": (CASUALTY, INCIDENT, changed(ABOUT_ONE, best=0)),
    "likely-duplicate": (
        CASUALTY,
        INCIDENT,
        changed(CASUALTY, id="other", name="Daw Naw Pau (invented)", age=None),
    ),
}
"""For each rule a record that breaks it and nothing else, with the records around it."""


def test_every_rule_has_one_name_that_can_be_kept() -> None:
    names = [rule.name for rule in ALL_RULES]
    assert len(names) == len(set(names))
    assert all(name == name.lower() and name.replace("-", "").isalpha() for name in names)


def test_every_rule_is_broken_by_something_here() -> None:
    assert list(BREAKS) == [rule.name for rule in ALL_RULES]


@pytest.mark.parametrize("rule", BREAKS)
def test_a_record_that_breaks_one_rule_breaks_no_other(rule: str) -> None:
    record, *around = BREAKS[rule]
    assert broken(record, *around) == {rule}


@pytest.mark.parametrize("record", RIGHT, ids=lambda record: record.table)
def test_nothing_is_found_in_a_right_record(record: Record) -> None:
    assert findings(record, Neighbours(RIGHT)) == ()


def test_errors_come_first_and_can_be_had_alone() -> None:
    record = changed(INCIDENT, when=on("7 Mar 2032"), kind=None, where=None)
    found = findings(record, Neighbours())
    assert [f.level for f in found] == [Level.ERROR, Level.ERROR, Level.WARNING]
    assert errors(record, Neighbours()) == found[:2]


def test_a_reason_answers_a_warning_and_never_an_error() -> None:
    reasons = {"after-today": "the clock is wrong", "place": "no time"}
    record = changed(INCIDENT, when=on("7 Mar 2032"), where=None, waived=reasons)
    found = findings(record, Neighbours())
    assert {f.rule for f in found} == {"after-today", "place"}
    assert [f.rule for f in unanswered(found, record)] == ["place"]


@pytest.mark.parametrize("rule", BREAKS)
def test_a_finding_says_one_or_two_things_and_points_to_fields_that_exist(rule: str) -> None:
    record, *around = BREAKS[rule]
    for finding in findings(record, Neighbours(tuple(around))):
        assert finding.sentence[0].isupper() or finding.sentence.startswith(("“", "1"))
        assert finding.sentence.endswith(".")
        assert len(finding.sentence) < 200
        assert set(finding.fields) <= {spec.name for spec in fields_of(type(record))}


MARK = "¤"
"""Stands in every text of the records below; no sentence may have it."""

IDS = tuple(f"{MARK}{table}" for table in RECORD_TYPES)
KEYS = (PAN_KAN, LOIKAW, DEMOSO, f"{MARK}nowhere")

texts = st.text(max_size=8).map(lambda text: f"{MARK}{text}{MARK}")
days = st.none() | st.dates() | st.dates(date(2021, 1, 25), date(2023, 3, 12))
spans = st.builds(Span, days, days, st.sampled_from(DatePrecision), texts)
years = st.none() | st.integers(-1, 130)
degrees = st.none() | st.floats() | st.floats(-90, 90)
wheres = st.builds(
    Where,
    st.none() | st.sampled_from(KEYS),
    st.none() | texts,
    degrees,
    degrees,
    st.none() | st.sampled_from(PlacePrecision),
)


VALUES: dict[type[Kind[Any]], st.SearchStrategy[Any]] = {
    TextKind: texts | st.just("  "),
    LinesKind: texts,
    TextsKind: st.lists(texts, max_size=2).map(tuple),
    WholeKind: st.integers(-3, 5),
    DegreesKind: st.floats(),
    SpanKind: spans,
    AgeKind: st.builds(Age, years, years, texts),
    PlaceKind: st.sampled_from(KEYS),
    PlacesKind: st.lists(st.sampled_from((*KEYS, NOT_STATED)), max_size=2).map(tuple),
    WhereKind: wheres,
    ReferenceKind: st.sampled_from(IDS),
    ConsentKind: st.builds(Consent, date=texts, how=texts),
    ReasonsKind: st.dictionaries(texts, texts, max_size=2),
}
"""Values that a field of a kind can hold, right or wrong."""


def values_of(kind: Kind[Any]) -> st.SearchStrategy[Any]:
    match kind:
        case CodeKind(codes=codes):
            return st.sampled_from(codes)
        case CodesKind(codes=codes):
            return st.lists(st.sampled_from(codes), max_size=3).map(tuple)
        case _:
            return VALUES[type(kind)]


@st.composite
def any_record(draw: st.DrawFn) -> Record:
    model = draw(st.sampled_from(list(RECORD_TYPES.values())))
    return model(**{spec.name: draw(value) for spec, value in _fields(model)})


def _fields(model: type[Record]) -> Iterator[tuple[FieldSpec, st.SearchStrategy[Any]]]:
    for spec in fields_of(model):
        default = st.just(model.model_fields[spec.name].default)
        value = st.sampled_from(IDS) if spec.name == "id" else values_of(spec.kind)
        yield spec, default | value


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(any_record(), st.lists(any_record(), max_size=6))
def test_no_record_makes_a_rule_fail_or_tell_what_it_holds(
    record: Record, around: list[Record]
) -> None:
    for finding in findings(record, Neighbours(tuple(around))):
        assert isinstance(finding, Finding)
        assert MARK not in finding.sentence


def test_a_code_of_a_newer_list_is_taken_as_it_comes() -> None:
    for model in RECORD_TYPES.values():
        coded: dict[str, Any] = {
            spec.name: ("newer",) if isinstance(spec.kind, CodesKind) else "newer"
            for spec in fields_of(model)
            if isinstance(spec.kind, CodeKind | CodesKind)
        }
        record = model.model_construct(**{"id": model.table, **coded})
        assert all("newer" not in f.sentence for f in findings(record, Neighbours()))


def test_a_rule_for_a_kind_is_not_asked_about_another() -> None:
    assert {f.rule for f in findings(Link(), Neighbours())} == {"required"}
    assert "figure-told" in {f.rule for f in findings(Figure(), Neighbours())}
