"""Any book: records, links and figures, as tangled as a merge can make them."""

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from store.counting.extent import DAWN, DUSK, NEVER
from store.counting.facts import Book, Fact, FigureFact, LinkFact
from tests.store.counting.books import DEMOSO, KAYAH, LOIKAW, VILLAGE

SPANS = st.sampled_from(
    [
        ("2023-02-24", "2023-02-24"),
        ("2023-02-01", "2023-02-28"),
        ("2023-02-24", "2023-03-03"),
        ("2023-03-09", "2023-03-09"),
        ("2022-01-01", "2022-12-31"),
        ("2021-06-01", "2023-02-24"),
        ("2023-02-10", DUSK),
        (DAWN, DUSK),
    ]
)
PLACES = st.sampled_from(
    [(LOIKAW, LOIKAW), (VILLAGE, LOIKAW), (DEMOSO, DEMOSO), (KAYAH, ""), ("", "")]
)
REVIEWS = st.sampled_from(["submitted", "submitted", "approved", "draft", "returned"])
RARELY = st.sampled_from([False, False, False, True])
MOSTLY = st.sampled_from([True, True, True, False])


@st.composite
def facts(draw: st.DrawFn) -> list[Fact]:
    """Some records; incidents may be parts of each other, in circles too."""
    incidents = [f"incident-{n}" for n in range(draw(st.integers(0, 4)))]
    found = [
        replace(
            draw(records("incident", incident, number + 1)),
            kind=draw(st.sampled_from(["raid", "ground_clash", "airstrike", "shelling"])),
            grade=draw(st.sampled_from(["fair", "weak", "discounted", "unverifiable"])),
            actor=draw(st.sampled_from(["", "state_forces", "resistance_force", "unknown"])),
            part_of=draw(st.sampled_from(["", "", *incidents])),
        )
        for number, incident in enumerate(incidents)
    ]
    above = st.sampled_from(["", *incidents])
    for number in range(draw(st.integers(0, 7))):
        table = draw(st.sampled_from(["casualty", "casualty", "detention", "damage"]))
        record = draw(records(table, f"{table}-{number}", 100 + number))
        found.append(replace(record, incident=draw(above)))
    return found


@st.composite
def records(draw: st.DrawFn, table: str, record: str, rid: int) -> Fact:
    """One record with its own fields; an incident still needs what is an incident's."""
    (first, last), (place, township) = draw(SPANS), draw(PLACES)
    fact = Fact(
        id=record,
        rid=rid,
        table=table,
        code=record.upper(),
        review=draw(REVIEWS),
        retired=draw(RARELY),
        cited=draw(MOSTLY),
        quantity=draw(st.integers(1, 5)),
        first=first,
        last=last,
        place=place,
        township=township,
    )
    people: dict[str, Any] = {
        "sex": draw(st.sampled_from(["", "female", "male", "other", "unknown"])),
        "age": draw(st.sampled_from(["", "child", "adult", "older", "unknown"])),
    }
    if table == "casualty":
        outcomes = ["killed", "died_in_custody", "died_fleeing", "injured", "missing", ""]
        statuses = ["civilian", "civilian", "unknown", "state_force_member", ""]
        return replace(
            fact,
            outcome=draw(st.sampled_from(outcomes)),
            status=draw(st.sampled_from(statuses)),
            means=draw(st.sampled_from(["", "small_arms", "sexual_violence"])),
            **people,
        )
    if table == "detention":
        how, left = draw(
            st.sampled_from(
                [
                    ("held", (NEVER, NEVER)),
                    ("released", ("2023-02-26", "2023-02-26")),
                    ("released", ("2023-03-01", "2023-03-31")),
                    ("escaped", ("", "")),
                    ("died", ("2023-03-20", DUSK)),
                    ("disappeared", ("2023-02-25", "2023-02-25")),
                    ("unknown", ("", "")),
                ]
            )
        )
        return replace(fact, outcome=how, left_first=left[0], left_last=left[1], **people)
    if table == "damage":
        return replace(
            fact,
            kind=draw(st.sampled_from(["home", "church", "clinic", "farm_hut", "school"])),
            grade=draw(st.sampled_from(["destroyed", "severe", "slight", "possible", "none", ""])),
            basis=draw(st.sampled_from(["visited", "report", ""])),
            lived_in=draw(st.booleans()),
        )
    return fact


DECISIONS = (
    "same",
    "same",
    "part_of_group",
    "same_person",
    "same_building",
    "unsure",
    "not_same",
)


@st.composite
def links(draw: st.DrawFn, records: list[Fact]) -> list[LinkFact]:
    """Some decisions about the records, whether or not they make sense."""
    if not records:
        return []
    ends = st.sampled_from([fact.id for fact in records])
    return [
        LinkFact(f"link-{n}", draw(ends), draw(ends), draw(st.sampled_from(DECISIONS)))
        for n in range(draw(st.integers(0, 6)))
    ]


@st.composite
def figures(draw: st.DrawFn, records: list[Fact]) -> list[FigureFact]:
    """Some figures about the incidents, of any words."""
    incidents = [fact.id for fact in records if fact.table == "incident"]
    if not incidents:
        return []
    return [draw(figure(f"figure-{n}", incidents)) for n in range(draw(st.integers(0, 4)))]


@st.composite
def figure(draw: st.DrawFn, record: str, incidents: list[str]) -> FigureFact:
    """One figure about one of the incidents."""
    low = draw(st.one_of(st.none(), st.integers(0, 12)))
    high = draw(st.one_of(st.none(), st.integers(low or 0, 20)))
    measures = ["killed", "injured", "deaths_all", "died_fleeing", "homes_destroyed", "detained"]
    populations = ["civilians", "children", "women", "all", "not_stated", "state_forces"]
    covers = st.sampled_from(["", "included", "excluded"])
    return FigureFact(
        id=record,
        measure=draw(st.sampled_from(measures)),
        population=draw(st.sampled_from(populations)),
        low=low,
        high=high,
        qualifier=draw(st.sampled_from(["exact", "at_least", "up_to", "about"])),
        accepted=draw(st.sampled_from(["accepted", "accepted", "undecided", "set_aside"])),
        stands=draw(MOSTLY),
        incident=draw(st.sampled_from(incidents)),
        covers_fleeing=draw(covers),
        covers_custody=draw(covers),
    )


@st.composite
def books(draw: st.DrawFn) -> Book:
    """A whole book."""
    found = draw(facts())
    return Book.of(found, draw(links(found)), draw(figures(found)))
