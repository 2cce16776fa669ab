"""Who told us, or who published."""

from typing import Annotated, ClassVar

from store.fields import Leaves, Meta
from store.kinds import Consent, Lines
from store.records.record import Record
from store.vocabulary import Reliability, Sensitivity, SourceKind


class Source(Record, table="source", one="Source", many="Sources"):
    """Who told us, or who published; a letter or an alias will do for a name."""

    titled_by: ClassVar = ("name",)
    opens_with: ClassVar = ("name", "kind", "reliability", "origin")

    name: Annotated[
        str | None,
        Meta(
            "Name",
            "A letter or an alias will do. Keep the real name out if it endangers anybody.",
            list=34,
            required=True,
            search=True,
            personal=True,
        ),
    ] = None
    kind: Annotated[
        SourceKind | None,
        Meta("Kind", "What kind of source it is.", list=20, required=True, leaves=Leaves.ROW),
    ] = None
    reliability: Annotated[
        Reliability,
        Meta("Reliability", "How far this source has proved right (Admiralty A to F).", list=11),
    ] = Reliability.F
    origin: Annotated[
        str | None,
        Meta(
            "Has it from",
            "Whom they have it from. Three callers who all heard the headman are one origin.",
            personal=True,
        ),
    ] = None
    contact: Annotated[
        str | None,
        Meta(
            "Contact",
            "Leave it empty: the office keeps contacts. What is not here cannot be found.",
            section="Contact",
            personal=True,
        ),
    ] = None
    consent: Annotated[
        Consent | None,
        Meta(
            "Consent",
            "For each use by itself: keep, partners, court (court or UN), publish.",
            section="Consent",
        ),
    ] = None
    notes: Annotated[
        str | None,
        Lines(),
        Meta("Notes", "What else is known. Stays inside the ledger.", section="Words", search=True),
    ] = None
    sensitivity: Annotated[
        Sensitivity,
        Meta(
            "Sensitivity",
            "How far this record may travel. Lower it only with a reason.",
            section="Record",
        ),
    ] = Sensitivity.RESTRICTED
