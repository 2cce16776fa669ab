"""A decision about two records."""

from typing import Annotated, ClassVar

from store.fields import Leaves, Meta
from store.kinds import Lines, Refers
from store.records.record import Record
from store.vocabulary import LinkDecision


class Link(Record, table="link", one="Link", many="Links"):
    """A decision about two records: whether they are about one and the same."""

    titled_by: ClassVar = ("reason",)
    opens_with: ClassVar = ("a", "b", "decision", "reason")

    a: Annotated[
        str | None,
        Refers(),
        Meta(
            "This record",
            "The record that stays in the count.",
            list=10,
            required=True,
            leaves=Leaves.ROW,
        ),
    ] = None
    b: Annotated[
        str | None,
        Refers(),
        Meta(
            "and that one",
            "The record that it is compared with.",
            list=10,
            required=True,
            leaves=Leaves.ROW,
        ),
    ] = None
    decision: Annotated[
        LinkDecision | None,
        Meta("Decision", "What the two are.", list=16, required=True, leaves=Leaves.ROW),
    ] = None
    reason: Annotated[
        str | None, Lines(), Meta("Because", "Why, in words.", list=30, required=True, search=True)
    ] = None
