"""What all records have in common."""

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field

from store.errors import LedgerDamaged
from store.fields import FieldSpec, Leaves, Meta, fields_of
from store.kinds import SQLValue
from store.vocabulary import Review, Sensitivity

ChangeId = tuple[str, int]
"""A change's chain and its number in the chain."""

KEPT = "Record"
"""The section of a form that shows what the program keeps about a record."""


class Record(BaseModel):
    """One record as it stands: a value that is never changed, only replaced and saved.

    `heads` are the changes that the record was made from; a save compares them with the
    ledger's, to find out whether somebody else changed the record meanwhile.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", hide_input_in_errors=True, defer_build=True
    )

    table: ClassVar[str] = ""
    one: ClassVar[str] = ""
    many: ClassVar[str] = ""
    titled_by: ClassVar[tuple[str, ...]] = ()
    """The fields that name a record in a heading, the first one filled wins."""
    opens_with: ClassVar[tuple[str, ...]] = ()
    """The fields on which the form opens, at most eight, in the order of the telling."""
    opens_inside: ClassVar[tuple[str, ...]] = ()
    """The fields on which the form opens instead when the record belongs to an incident."""
    carries: ClassVar[tuple[str, ...]] = ()
    """The fields with which the next record of a series begins as the one before."""
    cites: ClassVar[bool] = False
    """Whether the form also asks for the source, which it keeps as a citation."""
    dated_by: ClassVar[str] = ""
    """The field that says when it happened, '' if none does."""
    placed_by: ClassVar[str] = ""
    """The field that says where it happened, '' if none does."""
    within: ClassVar[str] = ""
    """The field that points to the record whose date and place this one inherits."""

    id: Annotated[
        str,
        Meta(
            "Id",
            "The record's name for programs: a UUIDv7.",
            section=KEPT,
            kept_by_program=True,
            leaves=Leaves.ROW,
        ),
    ] = ""
    code: Annotated[
        str,
        Meta(
            "Code",
            "The record's short name, for speech and paper. Two records may carry the same one.",
            list=10,
            section=KEPT,
            search=True,
            kept_by_program=True,
        ),
    ] = ""
    review: Annotated[
        Review,
        Meta(
            "Review",
            "How far the review has come.",
            list=9,
            section=KEPT,
            kept_by_program=True,
            leaves=Leaves.ROW,
        ),
    ] = Review.DRAFT
    review_comment: Annotated[
        str | None,
        Meta(
            "Reviewer's comment",
            "What the reviewer asks for.",
            section=KEPT,
            group="review",
            kept_by_program=True,
        ),
    ] = None
    sensitivity: Annotated[
        Sensitivity,
        Meta(
            "Sensitivity",
            "How far this record may travel. Lower it only with a reason.",
            section=KEPT,
            leaves=Leaves.ROW,
        ),
    ] = Sensitivity.PARTNER
    waived: Annotated[
        dict[str, str] | None,
        Meta(
            "Warnings answered",
            "Why the record is right although a warning spoke.",
            section=KEPT,
            kept_by_program=True,
        ),
    ] = None
    retired: Annotated[
        str | None,
        Meta(
            "Retired because",
            "Why the record counts no longer. Nothing is ever deleted.",
            section=KEPT,
            kept_by_program=True,
        ),
    ] = None
    created_at: Annotated[
        str,
        Meta("Created", "When, by the laptop's clock (UTC).", section=KEPT, kept_by_program=True),
    ] = ""
    created_by: Annotated[
        str, Meta("Created by", "Who made the record.", section=KEPT, kept_by_program=True)
    ] = ""
    created_device: Annotated[
        str, Meta("Created on", "The device it was made on.", section=KEPT, kept_by_program=True)
    ] = ""
    updated_at: Annotated[
        str,
        Meta(
            "Changed",
            "When it was last changed, by the laptop's clock (UTC).",
            list=11,
            section=KEPT,
            kept_by_program=True,
        ),
    ] = ""
    updated_by: Annotated[
        str, Meta("Changed by", "Who changed it last.", section=KEPT, kept_by_program=True)
    ] = ""
    updated_device: Annotated[
        str,
        Meta(
            "Changed on", "The device it was last changed on.", section=KEPT, kept_by_program=True
        ),
    ] = ""
    heads: tuple[ChangeId, ...] = Field(default=(), exclude=True)

    def __init_subclass__(cls, *, table: str = "", one: str = "", many: str = "") -> None:
        """Names the table and what one and several of its rows are called."""
        super().__init_subclass__()
        if table:
            cls.table, cls.one, cls.many = table, one, many

    @classmethod
    def shared_fields(cls) -> frozenset[str]:
        """The names of the fields that every record has."""
        return frozenset(Record.model_fields)

    @classmethod
    def from_row(cls, row: Mapping[str, SQLValue], heads: tuple[ChangeId, ...] = ()) -> Self:
        """The record that a row of its table holds.

        The row is not validated again: a ledger merged with one of a newer version may hold
        codes that this version does not know, and must be shown all the same.

        Raises:
            LedgerDamaged: a column holds what its kind of value never does.
        """
        values: dict[str, Any] = {}
        try:
            for spec, default in _read_as(cls):
                value = spec.from_columns(row)
                values[spec.name] = default if value is None else value
        except (ValueError, TypeError, AttributeError):
            raise LedgerDamaged from None
        return cls.model_construct(heads=heads, **values)

    def to_row(self) -> dict[str, SQLValue]:
        """The record as its table's columns hold it."""
        row: dict[str, SQLValue] = {}
        for spec in fields_of(type(self)):
            row.update(spec.to_columns(getattr(self, spec.name)))
        return row


@cache
def _read_as(model: type[Record]) -> tuple[tuple[FieldSpec, Any], ...]:
    """The fields of a kind of record, each with what stands for empty columns."""
    return tuple((spec, model.model_fields[spec.name].default) for spec in fields_of(model))
