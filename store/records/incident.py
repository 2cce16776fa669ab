"""One thing that happened at one place and time."""

from typing import Annotated, ClassVar

from store.fields import Leaves, Meta
from store.kinds import Lines, Refers, Where
from store.records.record import Record
from store.spans import Span
from store.vocabulary import (
    ActorKind,
    ActorResponse,
    Attribution,
    IncidentGrade,
    IncidentKind,
    Means,
)

ACTOR = "Who did it"
JUDGEMENT = "Grade"


class Incident(Record, table="incident", one="Incident", many="Incidents"):
    """One thing that happened at one place and time."""

    titled_by: ClassVar = ("title", "narrative")
    opens_with: ClassVar = ("title", "kind", "when", "where", "means", "actor_kind", "narrative")
    cites: ClassVar = True
    dated_by: ClassVar = "when"
    placed_by: ClassVar = "where"

    title: Annotated[
        str | None,
        Meta(
            "Title",
            "A few words by which people will find it again.",
            list=30,
            search=True,
            leaves=Leaves.TICKED,
        ),
    ] = None
    kind: Annotated[
        IncidentKind | None,
        Meta(
            "Kind",
            "What happened, by what it did to people.",
            list=14,
            required=True,
            leaves=Leaves.ROW,
        ),
    ] = None
    when: Annotated[
        Span | None,
        Meta(
            "When",
            "A day or as near as you know: 24 Feb 2023, 24-27 Feb 2023, Feb 2023.",
            list=15,
            leaves=Leaves.ROW,
        ),
    ] = None
    where: Annotated[
        Where | None,
        Meta(
            "Where",
            "Village, ward or township; words are kept if no place fits.",
            list=18,
            leaves=Leaves.ROW,
        ),
    ] = None
    means: Annotated[Means | None, Meta("Means", "The weapon or the cause.", leaves=Leaves.ROW)] = (
        None
    )
    actor_kind: Annotated[
        ActorKind | None,
        Meta("Actor", "Who did it, by kind; unknown is an answer.", leaves=Leaves.ROW),
    ] = None
    narrative: Annotated[
        str | None,
        Lines(),
        Meta(
            "What happened",
            "In your own words, as fully as you know it.",
            search=True,
            leaves=Leaves.TICKED,
        ),
    ] = None
    actor: Annotated[
        str | None,
        Meta(
            "Actor's name",
            "The force or group, as named.",
            section=ACTOR,
            search=True,
            leaves=Leaves.TICKED,
        ),
    ] = None
    actor_unit: Annotated[
        str | None,
        Meta(
            "Unit",
            "Battalion, division or squad, as named.",
            section=ACTOR,
            search=True,
            leaves=Leaves.TICKED,
        ),
    ] = None
    attribution: Annotated[
        Attribution | None,
        Meta(
            "Attribution",
            "How sure it is that this actor did it.",
            section=ACTOR,
            leaves=Leaves.ROW,
        ),
    ] = None
    attribution_basis: Annotated[
        str | None,
        Lines(),
        Meta(
            "Attribution rests on",
            "What shows that this actor did it.",
            section=ACTOR,
            search=True,
            leaves=Leaves.TICKED,
        ),
    ] = None
    actor_response: Annotated[
        ActorResponse | None,
        Meta(
            "The accused say",
            "What the accused side says about it.",
            section=ACTOR,
            leaves=Leaves.ROW,
        ),
    ] = None
    grade: Annotated[
        IncidentGrade,
        Meta(
            "Grade",
            "How well it is shown to have happened.",
            list=11,
            section=JUDGEMENT,
            leaves=Leaves.ROW,
        ),
    ] = IncidentGrade.UNGRADED
    grade_reason: Annotated[
        str | None,
        Lines(),
        Meta(
            "Grade rests on",
            "What the grade rests on, in words.",
            section=JUDGEMENT,
            search=True,
            leaves=Leaves.TICKED,
        ),
    ] = None
    part_of: Annotated[
        str | None,
        Refers("incident"),
        Meta(
            "Part of",
            "The larger incident that this one is a part of.",
            section="Belongs to",
            leaves=Leaves.ROW,
        ),
    ] = None
    public_text: Annotated[
        str | None,
        Lines(),
        Meta(
            "Text for others",
            "Written to leave the ledger: no name, no contact, nothing that points to a person.",
            section="To hand on",
            search=True,
            leaves=Leaves.ROW,
        ),
    ] = None
