"""One number that somebody reported."""

from typing import Annotated, ClassVar

from store.fields import Leaves, Meta
from store.kinds import Lines, Place, Refers
from store.records.record import Record
from store.spans import Span
from store.vocabulary import (
    Accepted,
    By,
    Covers,
    Credibility,
    FigureKind,
    Measure,
    Population,
    Qualifier,
    TextKind,
)

TERMS = "What it covers"
REPORT = "The report"
USE = "Use"


class Figure(Record, table="figure", one="Figure", many="Figures"):
    """One number that somebody reported. It is never added to what the ledger documents."""

    titled_by: ClassVar = ("series", "text")
    opens_with: ClassVar = (
        "source",
        "measure",
        "best",
        "qualifier",
        "population",
        "kind",
        "period",
        "scope",
    )
    opens_inside: ClassVar = (
        "source",
        "measure",
        "best",
        "qualifier",
        "population",
        "told_on",
        "published_on",
        "text",
    )
    carries: ClassVar = (
        "source",
        "incident",
        "kind",
        "period",
        "scope",
        "scope_said",
        "told_on",
        "published_on",
        "via",
        "locator",
        "origin",
    )
    dated_by: ClassVar = "period"

    measure: Annotated[
        Measure | None,
        Meta("Measure", "What was counted.", list=19, required=True, leaves=Leaves.ROW),
    ] = None
    best: Annotated[
        int | None,
        Meta("Number", "As reported: 8, 35+ or 5-12.", list=7, group="count", leaves=Leaves.ROW),
    ] = None
    qualifier: Annotated[
        Qualifier | None,
        Meta(
            "Said as",
            "A plain number, at least, about, up to, or only 'some'.",
            list=8,
            group="count",
            leaves=Leaves.ROW,
        ),
    ] = None
    population: Annotated[
        Population | None,
        Meta("Of whom", "Whom the number counts.", list=12, required=True, leaves=Leaves.ROW),
    ] = None
    source: Annotated[
        str | None,
        Refers("source"),
        Meta("Source", "Who reported it.", list=10, required=True, leaves=Leaves.ROW),
    ] = None
    kind: Annotated[
        FigureKind | None,
        Meta(
            "Kind",
            "About one incident, a period, or since a date.",
            required=True,
            leaves=Leaves.ROW,
        ),
    ] = None
    period: Annotated[
        Span | None,
        Meta(
            "Period",
            "From–to. Of an unstated end: 'at latest 6 March 2023'.",
            list=17,
            leaves=Leaves.ROW,
        ),
    ] = None
    scope: Annotated[
        tuple[str, ...] | None,
        Place(),
        Meta(
            "Scope",
            "The places it is about, with ; between them, or 'not stated'.",
            leaves=Leaves.ROW,
        ),
    ] = None
    incident: Annotated[
        str | None,
        Refers("incident"),
        Meta(
            "Incident", "The incident that the number is about.", section=TERMS, leaves=Leaves.ROW
        ),
    ] = None
    least: Annotated[
        int | None,
        Meta(
            "Least",
            "The smallest number reported.",
            section=TERMS,
            group="count",
            leaves=Leaves.ROW,
        ),
    ] = None
    most: Annotated[
        int | None,
        Meta(
            "Most", "The largest number reported.", section=TERMS, group="count", leaves=Leaves.ROW
        ),
    ] = None
    by: Annotated[
        By | None,
        Meta("By whom", "Whose doing the number counts.", section=TERMS, leaves=Leaves.ROW),
    ] = None
    scope_said: Annotated[
        str | None,
        Meta("Scope as said", "The places in the report's own words.", section=TERMS, search=True),
    ] = None
    covers_fleeing: Annotated[
        Covers | None,
        Meta(
            "Deaths in flight",
            "Whether the number includes them.",
            section=TERMS,
            leaves=Leaves.ROW,
        ),
    ] = None
    covers_custody: Annotated[
        Covers | None,
        Meta(
            "Deaths in custody",
            "Whether the number includes them.",
            section=TERMS,
            leaves=Leaves.ROW,
        ),
    ] = None
    published_on: Annotated[
        Span | None,
        Meta("Published", "The day the report appeared.", section=REPORT, leaves=Leaves.ROW),
    ] = None
    told_on: Annotated[
        Span | None, Meta("Told", "The day we were told, if it was not published.", section=REPORT)
    ] = None
    via: Annotated[
        str | None,
        Meta("Through", "The publisher in which we read it.", section=REPORT, search=True),
    ] = None
    locator: Annotated[
        str | None,
        Meta("Found at", "Where to find it again: page, address, post.", section=REPORT),
    ] = None
    text: Annotated[
        str | None, Lines(), Meta("Text", "The words that state it.", section=REPORT, search=True)
    ] = None
    text_kind: Annotated[
        TextKind | None,
        Meta("Text is", "The words themselves, translated, or a note of yours.", section=REPORT),
    ] = None
    origin: Annotated[
        str | None, Meta("Has it from", "Whom they have it from, if they say.", section=REPORT)
    ] = None
    credibility: Annotated[
        Credibility,
        Meta(
            "Credibility",
            "How credible this one number is (Admiralty 1 to 6).",
            section=USE,
            leaves=Leaves.ROW,
        ),
    ] = Credibility.C6
    accepted: Annotated[
        Accepted,
        Meta(
            "Accepted",
            "Whether a range may rest on it; undecided counts nowhere.",
            section=USE,
            leaves=Leaves.ROW,
        ),
    ] = Accepted.UNDECIDED
    accepted_reason: Annotated[
        str | None, Lines(), Meta("Accepted because", "Why, in words.", section=USE)
    ] = None
    part_of: Annotated[
        str | None,
        Refers("figure"),
        Meta(
            "Part of",
            "The larger number of which this one is a part.",
            section=USE,
            leaves=Leaves.ROW,
        ),
    ] = None
    series: Annotated[
        str | None,
        Meta(
            "Series", "A name shared by reports that continue each other.", section=USE, search=True
        ),
    ] = None
    replaces: Annotated[
        str | None,
        Refers("figure"),
        Meta(
            "Replaces", "The earlier report that this one corrects.", section=USE, leaves=Leaves.ROW
        ),
    ] = None
