"""One person harmed."""

from typing import Annotated, ClassVar

from store.fields import Leaves, Meta
from store.kinds import Lines, Refers, Where
from store.records.person import PersonFields
from store.spans import Span
from store.vocabulary import Act, Means, Outcome, PersonStatus, YesNo

HARM = "The harm"
STATUS = "Status"


class Casualty(PersonFields, table="casualty", one="Casualty", many="Casualties"):
    """One person harmed, or several whom nobody can name."""

    titled_by: ClassVar = ("name", "name_local")
    opens_with: ClassVar = ("name", "outcome", "status", "sex", "age", "when", "where")
    carries: ClassVar = ("incident",)
    cites: ClassVar = True
    dated_by: ClassVar = "when"
    placed_by: ClassVar = "where"
    within: ClassVar = "incident"

    outcome: Annotated[
        Outcome | None,
        Meta("Outcome", "What happened to the person.", list=14, required=True, leaves=Leaves.ROW),
    ] = None
    status: Annotated[
        PersonStatus | None,
        Meta(
            "Status",
            "Civilian or not; in doubt unknown, never guessed.",
            list=12,
            leaves=Leaves.ROW,
        ),
    ] = None
    when: Annotated[
        Span | None,
        Meta(
            "When",
            "Of the harm. Left empty it is the incident's; 'Feb 2023' is fine.",
            list=15,
            leaves=Leaves.ROW,
        ),
    ] = None
    where: Annotated[
        Where | None,
        Meta("Where", "Of the harm. Left empty it is the incident's.", list=18, leaves=Leaves.ROW),
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
    quantity: Annotated[
        int,
        Meta(
            "How many",
            "More than 1 only for people nobody can name, counted one by one by us or a witness.",
            list=5,
            section=HARM,
            leaves=Leaves.ROW,
        ),
    ] = 1
    died_on: Annotated[
        Span | None,
        Meta("Died", "If death came later than the harm.", section=HARM, leaves=Leaves.ROW),
    ] = None
    in_flight: Annotated[
        YesNo | None,
        Meta(
            "In flight",
            "Whether the person was fleeing or displaced when it happened.",
            section=HARM,
            leaves=Leaves.ROW,
        ),
    ] = None
    means: Annotated[
        Means | None,
        Meta("Means", "The weapon or the cause, for this person.", section=HARM, leaves=Leaves.ROW),
    ] = None
    acts: Annotated[
        tuple[Act, ...] | None,
        Meta(
            "Acts",
            "What else was done to the person; several, with commas.",
            section=HARM,
            leaves=Leaves.ROW,
        ),
    ] = None
    status_basis: Annotated[
        str | None,
        Lines(),
        Meta(
            "Status rests on",
            "What shows the status, in words.",
            section=STATUS,
            search=True,
            leaves=Leaves.TICKED,
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
