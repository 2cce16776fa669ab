"""What each term of a filter finds, said in words, and what is said of one that means nothing."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import paging, query
from store.errors import FilterInvalid
from store.ledger import Store
from store.orders import Sort, default_sort
from store.records import RECORD_TYPES, Casualty, Figure, Incident, PlaceRecord, Record, Source
from tests.store.filled_ledger import ODD, filled_ledger


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = filled_ledger(tmp_path_factory.mktemp("filters"))
    yield store
    store.close()


TITLES = {Incident: "title", Casualty: "name", Figure: "measure", PlaceRecord: "name"}


def found(store: Store, model: type[Record], terms: list[str] | str) -> set[str]:
    """What names the records that the terms find, however they are read."""
    wanted = query.read_filter(model, terms, store.lookup)
    titles = ways(store, model, wanted)
    assert all(way == titles[0] for way in titles)
    return set(titles[0].values())


def ways(store: Store, model: type[Record], wanted: query.Filter) -> list[dict[str, str]]:
    """The names by id as pages, sorted differently, and as all ids, which count alike."""
    some: list[dict[str, str]] = []
    for sort in (default_sort(model), Sort("code", descending=False), Sort("")):
        rows = store.ask(query.page, model, wanted, sort)
        some.append({row.id: row.cells[TITLES[model]] for row in rows})
    ids = list(store.ask(query.select_ids, model, wanted))
    assert len(ids) == store.ask(query.count, model, wanted)
    return [*some, {record: some[0][record] for record in ids}]


CHURCH, AIR, RAID = "Church shelled", "Planes over the market", "Raid"
MARCH, NEVER = "Since March", "Nobody knows when"
ALL = {CHURCH, AIR, RAID, MARCH, NEVER, ODD}
PAW, PYAUNG, GROUP = "Naw Paw", "Saung Pyaung", ""

INCIDENTS: list[tuple[str, set[str]]] = [
    ("", ALL),
    ("  ", ALL),
    ("shelled", {CHURCH}),
    ("SHÉLLED night", {CHURCH}),
    ("shelled market", set()),
    ("shelled,market", {CHURCH, AIR}),
    ("-shelled -market", ALL - {CHURCH, AIR}),
    ("သန်းခေါင်", {CHURCH}),
    ("သန်", {CHURCH}),
    ('"at night"', {CHURCH}),
    ('"at night', {CHURCH}),
    ("pan", {CHURCH}),
    ("kind:airstrike", {AIR}),
    ("kind:Airstrike,shell", {AIR, CHURCH}),
    ("-kind:airstrike,shelling", ALL - {AIR, CHURCH}),
    ("kind:arson kind:raid", set()),
    ("title:church", {CHURCH}),
    ('title:"the market"', {AIR}),
    ("-title:e", {RAID}),
    ("when:2023-02-24", {CHURCH, AIR}),
    ("when:2023-02", {CHURCH, AIR}),
    ("date:2023-02-01..2023-02-20", {AIR}),
    ("When:2023-Q1", {CHURCH, AIR, MARCH}),
    ('when:"24 Feb 2023".."1 Mar 2023"', {CHURCH, AIR, MARCH}),
    ("when:2023-03..", {MARCH}),
    ("when:2099", {MARCH}),
    ("when:..2022-06", {RAID}),
    ("when:2022-05,2023-03", {RAID, MARCH}),
    ("-when:2023-02", ALL - {CHURCH, AIR}),
    ("when:unknown", {NEVER, ODD}),
    ("where:Loikaw", {CHURCH}),
    ("place:Kayah", {CHURCH, AIR}),
    ("township:Demoso,Loikaw", {CHURCH, AIR}),
    ('where:"Pan Kan, Loikaw"', {CHURCH}),
    ("where:MMR002002", {AIR}),
    ("-where:Loikaw", ALL - {CHURCH}),
    ("part_of:lkw2-0001", {AIR}),
    ("PartOf:LKW2-0001", {AIR}),
    ("actor'sname:lib", {CHURCH}),
    ("is:draft", {MARCH, NEVER, ODD}),
    ("is:approved", {AIR}),
    ("is:sub", {CHURCH, RAID}),
    ("is:submitted,approved", {CHURCH, RAID, AIR}),
    ("-is:draft,approved", {CHURCH, RAID}),
    ("is:retired", {"A double"}),
    ("is:retired when:2024", set()),
    ("is:retired,approved", {"A double", AIR}),
    ("-is:retired", ALL),
    ("retired:twice", {"A double"}),
    ("has:retired", {"A double"}),
    ("no:retired", ALL),
    ("-no:retired", {"A double"}),
    ("is:waiting", ALL - {CHURCH}),
    ("-is:waiting", {CHURCH}),
    ("has:figure", {CHURCH}),
    ("-has:figure", ALL - {CHURCH}),
    ("no:figure", ALL - {CHURCH}),
    ("-no:figure", {CHURCH}),
    ("has:source", {CHURCH}),
    ("has:conflict", set()),
    ("no:when", {ODD}),
    ("has:where", {CHURCH, AIR, RAID}),
    ("has:actor,part_of", {CHURCH, AIR}),
    ("created:2023-03-06", ALL),
    ("updated_at:2023-03-07..", set()),
    ("code:0001", {CHURCH}),
    ("review:approved kind:air when:2023-02 market", {AIR}),
    ('- -- "" !?', ALL),
    ("12:30", set()),
    ('"kind:airstrike"', set()),
]
CASUALTIES: list[tuple[str, set[str]]] = [
    ("when:2023-02", {PAW}),
    ("place:Loikaw", {PAW, PYAUNG}),
    ("no:when", {GROUP}),
    ("age:34", {PAW}),
    ("age:12..40", {PAW, PYAUNG}),
    ("age:18+", {PAW}),
    ("age:unknown", {GROUP}),
    ("quantity:2..", {GROUP}),
    ("quantity:1,4", {PAW, PYAUNG, GROUP}),
    ("quantity:..3", {PAW, PYAUNG}),
    ("acts:torture", {PYAUNG}),
    ("-acts:torture", {PAW, GROUP}),
    ("aka:aunt", {PAW}),
    ("incident:LKW2-0001", {PAW}),
    ("has:figure", {PAW}),
    ("has:source", {PAW}),
    ("has:conflict", {PAW}),
    ("no:conflict,name", {PYAUNG, GROUP}),
    ("-has:conflict,name", {GROUP}),
    ("-no:conflict,name", {PAW}),
    ("no:name", {GROUP}),
    ("saung pyaung", {PYAUNG}),
    ("outcome:killed -has:name", {GROUP}),
]
FIGURES: list[tuple[str, set[str]]] = [
    ("source:KNDF", {"Killed"}),
    ("place:Loikaw", {"Killed"}),
    ("scope:Hpruso", set()),
    ("best:8", {"Killed"}),
    ("number:5..9", {"Killed"}),
    ("best:..7", set()),
    ("when:2023-02 has:source", {"Killed"}),
]
PLACES: list[tuple[str, set[str]]] = [
    ("place:Kayah", {"Camp 3"}),
    ("lat:19..20", {"Camp 3"}),
    ("latitude:20..", set()),
    ("is:waiting", {"Camp 3"}),
]
TERMS = [
    (model, terms, names)
    for model, cases in (
        (Incident, INCIDENTS),
        (Casualty, CASUALTIES),
        (Figure, FIGURES),
        (PlaceRecord, PLACES),
    )
    for terms, names in cases
]


@pytest.mark.parametrize("few", [500, -1], ids=["sorted", "walked"])
@pytest.mark.parametrize(("model", "terms", "names"), TERMS)
def test_a_filter_finds(  # noqa: PLR0913, PLR0917 - a table of cases
    store: Store,
    monkeypatch: pytest.MonkeyPatch,
    model: type[Record],
    terms: str,
    names: set[str],
    few: int,
) -> None:
    monkeypatch.setattr(paging, "FEW", few)
    assert found(store, model, terms) == names


def test_each_item_of_a_sequence_is_one_term(store: Store) -> None:
    assert found(store, Incident, ["where:Pan Kan · Loikaw township", "kind:shelling"]) == {CHURCH}
    assert found(store, Incident, ["at night", ""]) == {CHURCH}
    assert found(store, Incident, ['where:"Pan Kan, Loikaw"']) == {CHURCH}
    assert found(store, Incident, ["Actor's name:LIB"]) == {CHURCH}


@pytest.mark.parametrize(
    ("model", "terms", "said"),
    [
        (Incident, "", "Incidents"),
        (
            Incident,
            "kind:airstrike,shelling when:2023-02 -is:approved",
            "Incidents · kind is Airstrike or Shelling · when overlaps Feb 2023 · not approved",
        ),
        (Incident, "loikaw,demoso -night", "Incidents · “loikaw” or “demoso” · not “night”"),
        (Incident, "-is:draft,returned", "Incidents · neither draft nor returned"),
        (Incident, "where:Loikaw", "Incidents · where is in Loikaw township"),
        (
            Incident,
            "-date:2023-01..2023-02",
            "Incidents · when does not overlap Jan 2023 to Feb 2023",
        ),
        (Incident, "when:2023-03..", "Incidents · when overlaps Mar 2023 or later"),
        (Incident, "when:..2023-Q1", "Incidents · when overlaps 2023-Q1 or earlier"),
        (Incident, "has:figure no:actor", "Incidents · with figure · without actor's name"),
        (Incident, "no:means,actor", "Incidents · without means or without actor's name"),
        (Incident, "-has:means,actor", "Incidents · with neither means nor actor's name"),
        (Incident, "-no:means,actor", "Incidents · with means and actor's name"),
        (Incident, "-has:means", "Incidents · without means"),
        (Incident, "title:church", "Incidents · title contains “church”"),
        (Incident, "part_of:lkw2-0001", "Incidents · part of is LKW2-0001"),
        (Casualty, "quantity:2..", "Casualties · how many is 2 or more"),
        (Casualty, "age:..17", "Casualties · age overlaps 17 or less"),
        (Casualty, "-acts:tort", "Casualties · acts does not include Torture"),
        (Figure, "-scope:Loikaw", "Figures · scope is not in Loikaw township"),
        (Incident, "updated_at:2023-03-06", "Incidents · changed overlaps 6 Mar 2023"),
    ],
)
def test_a_filter_is_said_in_words(
    store: Store, model: type[Record], terms: str, said: str
) -> None:
    wanted = query.read_filter(model, terms, store.lookup)
    assert query.sentence(model, wanted, store.lookup) == said


@pytest.mark.parametrize(
    ("model", "terms", "title", "advice"),
    [
        (Incident, "kind:foo", "“kind:foo”", "One of airstrike"),
        (Incident, "shelled colour:red", "“colour:red”", "they have title, kind, when"),
        (Incident, "http://x", "“http://x”", "quotation marks"),
        (Incident, "when:", "“when:”", "follow the colon"),
        (Incident, "when:..", "“when:..”", "begins or where it ends"),
        (Incident, "when:2023-03..2023-01", "“when:2023-03..2023-01”", "ends before it begins"),
        (Incident, "when:soon", "“when:soon”", "Type a date"),
        (Incident, "is:r", "“is:r”", "One of returned, retired."),
        (Incident, "is:new", "“is:new”", "One of draft, submitted"),
        (Incident, "has:colour", "“has:colour”", "they have title"),
        (Incident, "waived:x", "“waived:x”", "has:waived"),
        (Incident, "title:\u200b", "“title:\u200b”", "which words"),
        (Incident, "where:Nowhere", "“where:Nowhere”", "No place on the list"),
        (Incident, "part_of:XX-1", "“part_of:XX-1”", "No incident has this code."),
        (Casualty, "age:12..10", "“age:12..10”", "ends before it begins"),
        (Casualty, "quantity:many", "“quantity:many”", "whole number"),
        (Figure, "has:figure", "“has:figure”", "they have source"),
        (Source, "where:Loikaw", "“where:Loikaw”", "Sources have no field"),
        (Source, "date:2023", "“date:2023”", "Sources have no field"),
        (Incident, "a\0b", "cannot be read", "cannot be kept"),
        (Incident, "a\ud800", "cannot be read", "cannot be kept"),
        (Incident, "x" * 5000, "too long", "Leave"),
        (Incident, " ".join("ab" for _ in range(101)), "too many terms", "100"),
        (Incident, ",".join("ab" for _ in range(101)), "too many values", "100"),
    ],
)
def test_a_term_that_means_nothing_is_named_with_what_would(
    store: Store, model: type[Record], terms: str, title: str, advice: str
) -> None:
    with pytest.raises(FilterInvalid) as caught:
        query.read_filter(model, terms, store.lookup)
    assert title in caught.value.title
    assert advice in caught.value.advice


HOSTILE_TERMS = st.lists(
    st.one_of(
        st.text(max_size=12),
        st.sampled_from(
            [
                *("kind:", "-", '"', ",", "..", ":", "when:", "title:", "is:", "has:", "where:"),
                *("age:", "source:", "NEAR(", "AND", "OR", "*", "^", "{column}", "'; DROP--"),
                *("draft", "2023-02", "Loikaw", "shelled", "LKW2-0001", "သ", "%s", "{0}", "\\"),
            ]
        ),
    ),
    max_size=8,
).map("".join)


@given(st.sampled_from(tuple(RECORD_TYPES.values())), HOSTILE_TERMS)
def test_whatever_is_typed_finds_something_or_is_refused(
    store: Store, model: type[Record], line: str
) -> None:
    for terms in (line, [line]):
        try:
            wanted = query.read_filter(model, terms, store.lookup)
        except FilterInvalid:
            continue
        pages = [store.ask(query.page, model, wanted, sort) for sort in (Sort(""), Sort("code"))]
        assert len(pages[0]) == len(pages[1]) == store.ask(query.count, model, wanted)
        assert query.sentence(model, wanted, store.lookup)
        assert query.Filter(wanted.terms) == wanted
    store.ask(query.completions, model, line)
