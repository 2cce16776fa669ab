"""One person's detention, stage by stage."""

from typing import Annotated, ClassVar

from store.fields import Leaves, Meta
from store.kinds import Lines, Refers, Where
from store.records.person import PersonFields
from store.spans import Span
from store.vocabulary import EndedHow, Purpose, ReleaseGround, Whereabouts

STAGES = "Charge and sentence"
HELD = "Where held"


class Detention(PersonFields, table="detention", one="Detention", many="Detentions"):
    """One person's detention, or that of a group whom nobody can name.

    A stage is reached when its date is filled, be it with 'unknown'.
    """

    titled_by: ClassVar = ("name", "name_local")
    opens_with: ClassVar = ("name", "sex", "age", "arrested", "where", "authority", "released")
    carries: ClassVar = ("incident",)
    cites: ClassVar = True
    dated_by: ClassVar = "arrested"
    placed_by: ClassVar = "where"
    within: ClassVar = "incident"

    arrested: Annotated[
        Span | None,
        Meta(
            "Arrested",
            "The day, as near as you know. Left empty it is the incident's.",
            list=15,
            leaves=Leaves.ROW,
        ),
    ] = None
    where: Annotated[
        Where | None,
        Meta(
            "Where",
            "Where the arrest took place. Left empty it is the incident's.",
            list=18,
            leaves=Leaves.ROW,
        ),
    ] = None
    authority: Annotated[
        str | None,
        Meta(
            "Held by",
            "The force or office that arrested or holds the person.",
            search=True,
            leaves=Leaves.TICKED,
        ),
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
    released: Annotated[
        Span | None,
        Meta(
            "Released", "The day; 'unknown' if released on a day nobody knows.", leaves=Leaves.ROW
        ),
    ] = None
    quantity: Annotated[
        int,
        Meta(
            "How many",
            "More than 1 only for people nobody can name, counted one by one by us or a witness.",
            list=5,
            section=HELD,
            leaves=Leaves.ROW,
        ),
    ] = 1
    purpose: Annotated[
        Purpose | None,
        Meta("Purpose", "What the person was taken for.", section=HELD, leaves=Leaves.ROW),
    ] = None
    facility: Annotated[
        str | None,
        Meta(
            "Facility",
            "Prison, station, camp or school where held.",
            section=HELD,
            search=True,
            leaves=Leaves.TICKED,
        ),
    ] = None
    whereabouts: Annotated[
        Whereabouts | None,
        Meta(
            "Whereabouts",
            "What the holders say about where the person is.",
            section=HELD,
            leaves=Leaves.ROW,
        ),
    ] = None
    charged: Annotated[
        Span | None,
        Meta(
            "Charged", "The day; 'unknown' if nobody knows it.", section=STAGES, leaves=Leaves.ROW
        ),
    ] = None
    law_section: Annotated[
        str | None,
        Meta(
            "Section of law", "As given, for instance 505(a).", section=STAGES, leaves=Leaves.TICKED
        ),
    ] = None
    sentenced: Annotated[
        Span | None,
        Meta(
            "Sentenced", "The day; 'unknown' if nobody knows it.", section=STAGES, leaves=Leaves.ROW
        ),
    ] = None
    sentence: Annotated[
        str | None, Meta("Sentence", "As given: 3 years.", section=STAGES, leaves=Leaves.TICKED)
    ] = None
    court: Annotated[
        str | None, Meta("Court", "The court, as named.", section=STAGES, leaves=Leaves.TICKED)
    ] = None
    release_ground: Annotated[
        ReleaseGround | None,
        Meta("Released on", "The ground of the release.", section=STAGES, leaves=Leaves.ROW),
    ] = None
    ended: Annotated[
        Span | None,
        Meta(
            "Ended otherwise",
            "The day the person escaped, died or disappeared.",
            section=STAGES,
            leaves=Leaves.ROW,
        ),
    ] = None
    ended_how: Annotated[
        EndedHow | None,
        Meta(
            "Ended how",
            "Escaped, died or disappeared.",
            section=STAGES,
            group="ended",
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
