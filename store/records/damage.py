"""One building or object damaged."""

from typing import Annotated, ClassVar

from store.fields import Leaves, Meta
from store.kinds import Lines, Refers, Where
from store.records.record import Record
from store.spans import Span
from store.vocabulary import (
    BuildingKind,
    DamageGrade,
    Denomination,
    GradeBasis,
    Means,
    MilitaryUse,
    YesNo,
)

BUILDING = "The building"


class Damage(Record, table="damage", one="Damage", many="Damages"):
    """One building or object damaged, or several alike."""

    titled_by: ClassVar = ("name", "owner")
    opens_with: ClassVar = ("kind", "name", "denomination", "quantity", "grade", "when", "where")
    carries: ClassVar = ("incident",)
    cites: ClassVar = True
    dated_by: ClassVar = "when"
    placed_by: ClassVar = "where"
    within: ClassVar = "incident"

    kind: Annotated[
        BuildingKind | None,
        Meta("Kind", "What was damaged.", list=15, required=True, leaves=Leaves.ROW),
    ] = None
    name: Annotated[
        str | None,
        Meta(
            "Name",
            "What people call it: St Joseph's Church.",
            list=24,
            search=True,
            leaves=Leaves.TICKED,
        ),
    ] = None
    denomination: Annotated[
        Denomination | None,
        Meta("Denomination", "Of a religious building; unknown is an answer.", leaves=Leaves.ROW),
    ] = None
    quantity: Annotated[
        int,
        Meta(
            "How many",
            "More than 1 only for several alike, counted one by one.",
            list=5,
            leaves=Leaves.ROW,
        ),
    ] = 1
    grade: Annotated[
        DamageGrade | None, Meta("Damage", "What is to be seen of it.", list=10, leaves=Leaves.ROW)
    ] = None
    grade_basis: Annotated[
        GradeBasis | None,
        Meta(
            "Seen by", "What the grade of the damage rests on.", section=BUILDING, leaves=Leaves.ROW
        ),
    ] = None
    when: Annotated[
        Span | None,
        Meta(
            "When",
            "Left empty it is the incident's; 'Feb 2023' is fine.",
            list=15,
            leaves=Leaves.ROW,
        ),
    ] = None
    where: Annotated[
        Where | None, Meta("Where", "Left empty it is the incident's.", list=18, leaves=Leaves.ROW)
    ] = None
    incident: Annotated[
        str | None,
        Refers("incident"),
        Meta(
            "Incident",
            "The incident in which it happened, by its code.",
            section="Belongs to",
            leaves=Leaves.ROW,
        ),
    ] = None
    owner: Annotated[
        str | None,
        Meta("Owner", "Whose it is.", section=BUILDING, search=True, personal=True),
    ] = None
    means: Annotated[
        Means | None,
        Meta(
            "Means",
            "The weapon or the cause, for this building.",
            section=BUILDING,
            leaves=Leaves.ROW,
        ),
    ] = None
    in_use: Annotated[
        YesNo | None,
        Meta(
            "In use",
            "Whether it was lived in or used. A farm hut lived in is a home.",
            section=BUILDING,
            leaves=Leaves.ROW,
        ),
    ] = None
    military_use: Annotated[
        MilitaryUse | None,
        Meta(
            "Military use",
            "Whether fighters used it. Nothing is concluded from it.",
            section=BUILDING,
            leaves=Leaves.ROW,
        ),
    ] = None
    displaced: Annotated[
        int | None,
        Meta(
            "People displaced",
            "How many people lost their shelter by it.",
            section=BUILDING,
            leaves=Leaves.ROW,
        ),
    ] = None
    notes: Annotated[
        str | None,
        Lines(),
        Meta("Notes", "What else is known. Stays inside the ledger.", section="Words", search=True),
    ] = None
    public_text: Annotated[
        str | None,
        Lines(),
        Meta(
            "Text for others",
            "Written to leave the ledger: no name, no contact, nothing that points to a person.",
            section="Words",
            search=True,
            leaves=Leaves.ROW,
        ),
    ] = None
