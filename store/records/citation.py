"""One source backing one record."""

from typing import Annotated, ClassVar

from store.fields import Leaves, Meta
from store.kinds import Lines, Refers
from store.records.record import Record
from store.spans import Span
from store.vocabulary import Credibility, HowTold, Knowledge, TextKind


class Citation(Record, table="citation", one="Citation", many="Citations"):
    """One source backing one record, or one field of it."""

    titled_by: ClassVar = ("locator", "text")
    opens_with: ClassVar = (
        "source",
        "record",
        "how",
        "knowledge",
        "told_on",
        "credibility",
        "origin",
        "text",
    )
    carries: ClassVar = ("record", "how", "told_on")
    dated_by: ClassVar = "told_on"

    source: Annotated[
        str | None,
        Refers("source"),
        Meta("Source", "Who told us.", list=10, required=True, leaves=Leaves.ROW),
    ] = None
    record: Annotated[
        str | None,
        Refers(),
        Meta(
            "Backs",
            "The record that it backs, by its code.",
            list=10,
            required=True,
            leaves=Leaves.ROW,
        ),
    ] = None
    how: Annotated[
        HowTold | None, Meta("Told", "How it reached us.", list=12, leaves=Leaves.ROW)
    ] = None
    knowledge: Annotated[
        Knowledge | None,
        Meta("Knows it", "Saw it, heard it, or was told.", list=10, leaves=Leaves.ROW),
    ] = None
    told_on: Annotated[Span | None, Meta("Told on", "The day we were told.", list=15)] = None
    credibility: Annotated[
        Credibility,
        Meta(
            "Credibility", "Of this one piece of information (Admiralty 1 to 6).", leaves=Leaves.ROW
        ),
    ] = Credibility.C6
    origin: Annotated[
        str | None,
        Meta("Has it from", "Whom they have it from; 'self' if they saw it.", personal=True),
    ] = None
    text: Annotated[str | None, Lines(), Meta("Text", "What was said or written.", search=True)] = (
        None
    )
    text_kind: Annotated[
        TextKind | None,
        Meta("Text is", "The words themselves, translated, or a note of yours.", section="Detail"),
    ] = None
    locator: Annotated[
        str | None,
        Meta("Found at", "Where to find it again: page, address, file.", section="Detail"),
    ] = None
    field: Annotated[
        str | None, Meta("About the field", "If it backs only one field: which.", section="Detail")
    ] = None
    says: Annotated[
        str | None, Meta("Says", "What this source says of that field.", section="Detail")
    ] = None
