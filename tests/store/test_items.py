"""A record as JSON: exact both ways, strict on the way in, and silent about what it holds."""

# ruff: noqa: D102 - the methods do what `Lookup` says they do

import json
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.ages import Age
from store.errors import ParseError, RecordInvalid
from store.fields import FieldSpec, fields_of
from store.item_values import _READ_JSON, holds_json
from store.items import FIXED, read_item, to_item
from store.kinds import ALL_KINDS, CodeKind, CodesKind, Consent, Kind, Where
from store.kinds.answered import ReasonsKind
from store.kinds.listed import TextsKind
from store.kinds.placed import PlacesKind
from store.kinds.plain import DegreesKind
from store.records import RECORD_TYPES, Casualty, Figure, Incident, Record
from store.spans import Span, is_consistent
from store.vocabulary import (
    Act,
    ConsentAnswer,
    ConsentGivenBy,
    DatePrecision,
    IncidentKind,
    PlacePrecision,
    Review,
)
from tests.store.conftest import HOSTILE

PLACES = {"Demoso": "MMR002002", "Loikaw": "MMR002001"}


@dataclass(frozen=True)
class KnownPlaces:
    """A ledger of two townships, in which every code is a record's."""

    today: date = date(2023, 3, 6)

    def place(self, text: str) -> str:
        if text in PLACES.values():
            return text
        if text in PLACES:
            return PLACES[text]
        raise ParseError("No place on the list has this name.")

    def record(self, table: str, text: str) -> str:
        if table == "source":
            raise ParseError("No source has this code.")
        return text.lower()

    def code_of(self, record_id: str) -> str:
        return record_id

    def name_of(self, place: str) -> str:
        return place

    def level_of(self, place: str) -> str:
        return "township" if place in PLACES.values() else "unknown"


class EverythingKnown(KnownPlaces):
    """A ledger that has every place and every record that anybody names."""

    def place(self, text: str) -> str:
        return text

    def record(self, table: str, text: str) -> str:
        return text or table


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)
days = st.dates(date(1950, 1, 1), date(2100, 1, 1))


@st.composite
def spans(draw: st.DrawFn) -> Span:
    precision = draw(st.sampled_from(DatePrecision))
    first = draw(days)
    last = first + timedelta(days=draw(st.integers(0, 40)))
    ends: tuple[date | None, date | None] = (first, last)
    match precision:
        case DatePrecision.DAY:
            ends = first, first
        case DatePrecision.WEEK:
            monday = first - timedelta(days=first.weekday())
            ends = monday, monday + timedelta(days=6)
        case DatePrecision.MONTH:
            begins = first.replace(day=1)
            ends = begins, (begins + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        case DatePrecision.YEAR:
            ends = date(first.year, 1, 1), date(first.year, 12, 31)
        case DatePrecision.UNKNOWN:
            ends = None, None
        case DatePrecision.RANGE:
            ends = draw(st.sampled_from([(first, last), (first, None), (None, last)]))
    assert is_consistent(*ends, precision)
    return Span(*ends, precision, draw(st.just("") | texts))


@st.composite
def ages(draw: st.DrawFn) -> Age:
    least, most = sorted(draw(st.tuples(st.integers(0, 120), st.integers(0, 120))))
    pairs = [(least, most, ""), (None, most, ""), (least, None, "")]
    pair = draw(st.sampled_from(pairs))
    return Age(pair[0], pair[1], draw(st.just("") | texts))


def degrees(limit: int) -> st.SearchStrategy[float]:
    return st.floats(-limit, limit)


wheres = st.builds(
    Where,
    st.none() | st.sampled_from(sorted(PLACES.values())),
    st.none() | texts,
    st.none() | degrees(90),
    st.none() | degrees(180),
    st.none() | st.sampled_from(PlacePrecision),
).filter(lambda where: where != Where())
answers = st.sampled_from(ConsentAnswer)
consents = st.builds(
    Consent,
    *(answers, answers, answers, answers),
    st.just("") | texts,
    st.just("") | texts,
    st.none() | st.sampled_from(ConsentGivenBy),
)


def values(kind: Kind[Any]) -> st.SearchStrategy[Any]:  # noqa: PLR0911 - a table of kinds
    match kind:
        case CodeKind(codes):
            return st.sampled_from(codes)
        case CodesKind(codes):
            return st.lists(st.sampled_from(codes), min_size=1).map(tuple)
        case TextsKind():
            return st.lists(texts, min_size=1).map(tuple)
        case PlacesKind():
            return st.lists(st.sampled_from(sorted(PLACES.values())), min_size=1).map(tuple)
        case ReasonsKind():
            return st.dictionaries(texts, texts, min_size=1)
        case DegreesKind(limit):
            return degrees(limit)
    return {
        "text": texts,
        "lines": texts,
        "whole": st.integers(0, 999_999_999),
        "span": spans(),
        "age": ages(),
        "place": st.sampled_from(sorted(PLACES.values())),
        "where": wheres,
        "reference": st.uuids().map(str),
        "consent": consents,
    }[kind.name]


def filled_or_empty(model: type[Record], spec: FieldSpec) -> st.SearchStrategy[Any]:
    return st.just(model.model_fields[spec.name].default) | values(spec.kind)


def records(model: type[Record]) -> st.SearchStrategy[Record]:
    return st.fixed_dictionaries(
        {spec.name: filled_or_empty(model, spec) for spec in fields_of(model)}
    ).map(lambda fields: model(**fields))


@pytest.mark.parametrize("model", RECORD_TYPES.values(), ids=RECORD_TYPES)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_a_record_comes_back_exactly_as_it_was(model: type[Record], data: st.DataObject) -> None:
    record = data.draw(records(model))
    item = json.loads(json.dumps(to_item(record)))
    blank = model(**{name: getattr(record, name) for name in FIXED})
    assert read_item(model, item, EverythingKnown(), blank) == record
    assert read_item(model, item, KnownPlaces(), record) == record


def test_an_item_has_the_columns_of_the_contract() -> None:
    item = to_item(Incident(title=HOSTILE))
    spans_of = {"when_from", "when_to", "when_precision", "when_said"}
    where = {"place", "place_said", "lat", "lon", "place_precision"}
    assert spans_of | where <= set(item)
    assert not {"rid", "rev", "cited", "eff_from", "eff_place", "heads", "when", "where"} & set(
        item
    )
    assert item["title"] == HOSTILE
    assert to_item(Casualty(acts=(Act.TORTURE,)))["acts"] == ["torture"]


def read(model: type[Record], item: object, base: Record | None = None) -> Record:
    return read_item(model, item, KnownPlaces(), base)


def refused(model: type[Record], item: object, base: Record | None = None) -> dict[str, str]:
    with pytest.raises(RecordInvalid) as caught:
        read(model, item, base)
    return {key: " ".join(sentences) for key, sentences in caught.value.findings.items()}


def test_dates_ages_and_places_are_read_as_they_are_typed() -> None:
    incident = read(Incident, {"when": "Feb 2023", "place": "Demoso", "kind": "shelling"})
    assert isinstance(incident, Incident)
    assert incident.when == Span(
        date(2023, 2, 1), date(2023, 2, 28), DatePrecision.MONTH, "Feb 2023"
    )
    assert incident.where == Where("MMR002002", "Demoso", precision=PlacePrecision.TOWNSHIP)
    assert incident.kind is IncidentKind.SHELLING
    casualty = read(Casualty, {"age": "34", "where": "the big tree", "home": "Loikaw"})
    assert isinstance(casualty, Casualty)
    assert casualty.age == Age(34, 34, "34")
    assert casualty.where == Where(said="the big tree")
    assert casualty.home == "MMR002001"


def test_a_place_by_its_key_says_nothing_more() -> None:
    incident = read(Incident, {"place": "MMR002002", "place_precision": None})
    assert getattr(incident, "where") == Where("MMR002002")  # noqa: B009 - any record


def test_all_errors_of_an_item_come_at_once_and_hold_no_value() -> None:
    secret = "Naw Paw"  # noqa: S105 - a name, as in records
    item = {
        "name": 7,
        "age_least": "34",
        "outcome": secret,
        "acts": secret,
        "incident": 3,
        "quantity": True,
        "lat": 91,
        "lon": float("nan"),
        "home": secret,
        "consent": {"keep": secret},
        "sensitivity": "none at all",
        "died_on": secret,
        "nonsense": secret,
        secret: "x",
        "notes": "half \ud800",
        "parent_name": "\0",
    }
    found = refused(Casualty, item)
    assert set(found) == (set(item) - {secret}) | {""}
    assert secret not in " ".join(found.values())


@pytest.mark.parametrize(
    ("item", "key"),
    [
        ({"when_from": "2023-02-24"}, "when"),
        ({"when_precision": "month"}, "when"),
        ({"when_said": "in the rains"}, "when"),
        ({"when_from": "2023-02-24", "when_to": "2023-02-23", "when_precision": "range"}, "when"),
        ({"when_from": "2023-02-30", "when_to": None, "when_precision": "range"}, "when"),
        ({"when_from": "20230224", "when_to": "20230224", "when_precision": "day"}, "when"),
        ({"when": "Feb 2023", "when_said": "Feb"}, "when"),
        ({"when": 2023}, "when"),
        ({"where": "Demoso", "place": "Demoso"}, "where"),
        ({"id": "01775ae3-9400-7c4c-9518-ec9990b4f901"}, "id"),
        ({"retired": "twice"}, "retired"),
        ({"grade": "Confirmed"}, "grade"),
        ({"rev": 3}, "rev"),
        ([], ""),
        ("text", ""),
    ],
)
def test_what_does_not_fit_is_refused(item: object, key: str) -> None:
    assert list(refused(Incident, item)) == [key]


def test_part_of_a_span_is_taken_if_the_whole_agrees() -> None:
    day = {"when_from": "2023-02-24", "when_to": "2023-02-24", "when_precision": "day"}
    incident = read(Incident, day)
    later = read(Incident, {"when_said": "Friday"}, incident)
    assert to_item(later)["when_said"] == "Friday"
    month = {"when_from": "2023-02-01", "when_to": "2023-02-28", "when_precision": "month"}
    assert to_item(read(Incident, month, later))["when_said"] is None
    assert to_item(read(Incident, dict.fromkeys(day), later))["when_said"] is None


def test_a_new_place_does_not_keep_the_point_of_the_old_one() -> None:
    there = Where("MMR002002", "Demoso", 19.5, 97.1, PlacePrecision.EXACT)
    moved = read(Incident, {"place": "Loikaw"}, Incident(where=there))
    assert getattr(moved, "where") == Where(  # noqa: B009 - any record
        "MMR002001", "Loikaw", precision=PlacePrecision.TOWNSHIP
    )


def test_an_item_changes_only_what_it_names_and_null_empties() -> None:
    before = Casualty(name=HOSTILE, quantity=3, notes="x", review=Review.SUBMITTED)
    after = read(Casualty, {"notes": None, "quantity": None}, before)
    assert after == before.model_copy(update={"notes": None, "quantity": 1})


def test_what_a_newer_version_wrote_may_be_repeated() -> None:
    row = {**Incident().to_row(), "kind": "a_kind_of_tomorrow"}
    before = Incident.from_row(row)
    assert read(Incident, to_item(before), before) == before
    assert list(refused(Incident, to_item(before))) == ["kind"]


def test_whoever_edits_an_old_copy_is_told() -> None:
    shown = to_item(Incident(updated_at="2023-03-06T12:00:00Z"))
    found = refused(Incident, shown, Incident(updated_at="2023-03-06T12:00:01Z"))
    assert "changed since" in found["updated_at"]


def test_scope_may_name_places_or_say_that_none_was_stated() -> None:
    named = read(Figure, {"scope": ["Demoso", "MMR002001"]})
    assert getattr(named, "scope") == ("MMR002002", "MMR002001")  # noqa: B009 - any record
    assert to_item(read(Figure, {"scope": ["not_stated"]}))["scope"] == ["not_stated"]


def test_every_kind_of_value_that_is_json_can_be_read() -> None:
    json_kinds = {
        type(spec.kind)
        for model in RECORD_TYPES.values()
        for spec in fields_of(model)
        if any(map(holds_json, spec.columns))
    }
    assert json_kinds == set(_READ_JSON) <= set(ALL_KINDS)
