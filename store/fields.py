"""What the rest of the program may ask of a record's fields, read from their declarations."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any

from store.kinds import Column, Kind, Lookup, SQLValue, kind_for

if TYPE_CHECKING:
    from store.records.record import Record


class Leaves(Enum):
    """Whether a field leaves in an extract that is not for our own people."""

    NEVER = "never"
    """It stays, in every such extract."""
    ROW = "row"
    """It goes wherever its record goes."""
    NAMED = "named"
    """It goes if the person consented to that use."""
    TICKED = "ticked"
    """It stays, unless somebody ticks it for a court."""


@dataclass(frozen=True, slots=True)
class Meta:
    """What a field's type cannot say.

    `label` and `help` are for the documenter and the codebook. `list` is the column's width
    in lists, 0 if it stands in none. `section` names the part of the form it waits in; ''
    opens with the form. Fields of one `group` only make sense together and are merged as
    one. `required` must be filled before submitting. `search` joins the full text.
    `personal` names or points to a person, and leaves a ledger only with consent.
    `kept_by_program` is never typed. `leaves` says what an extract may let out: nothing, unless
    a field is declared to leave. Words as said stay in any case.
    """

    label: str
    help: str
    list: int = 0
    section: str = ""
    group: str = ""
    required: bool = False
    search: bool = False
    personal: bool = False
    kept_by_program: bool = False
    leaves: Leaves = Leaves.NEVER


@dataclass(frozen=True)
class FieldSpec:
    """One field of one kind of record: its name, kind of value, labels and columns."""

    name: str
    kind: Kind[Any]
    meta: Meta
    columns: tuple[Column, ...]

    @property
    def group(self) -> str:
        """The history group: what changes, conflicts and merges as one value."""
        return self.meta.group or self.name

    @property
    def column_names(self) -> tuple[str, ...]:
        """The names of its columns, in order."""
        return tuple(column.name for column in self.columns)

    def to_columns(self, value: object) -> dict[str, SQLValue]:
        """The value as its columns hold it."""
        return self.kind.to_columns(self.name, value)

    def from_columns(self, row: Mapping[str, SQLValue]) -> Any:  # noqa: ANN401
        """The value that a row's columns hold; None where they are empty."""
        return self.kind.from_columns(self.name, row)

    def parse(self, text: str, lookup: Lookup) -> Any:  # noqa: ANN401
        """The value that typed text means; None for nothing but blanks.

        Raises:
            ParseError: the text means nothing for this field.
        """
        return self.kind.parse(text, lookup) if text.strip() else None

    def format(self, value: object, lookup: Lookup) -> str:
        """The value as text that `parse` reads back; '' for None."""
        return "" if value is None else self.kind.format(value, lookup)


@cache
def fields_of(model: "type[Record]") -> tuple[FieldSpec, ...]:
    """The fields of a kind of record, those it shares with all records last.

    Raises:
        TypeError: a field is declared without Meta, or with a type that no kind stores.
    """
    own: list[FieldSpec] = []
    shared: list[FieldSpec] = []
    for name, info in model.model_fields.items():
        metas = [m for m in info.metadata if isinstance(m, Meta)]
        if info.exclude:
            continue
        if len(metas) != 1:
            raise TypeError(f"{model.__name__}.{name} needs one Meta")
        kind = kind_for(info.annotation, tuple(info.metadata), info.default)
        spec = FieldSpec(name, kind, metas[0], kind.columns(name))
        (shared if name in model.shared_fields() else own).append(spec)
    return (*own, *shared)


@cache
def field_of(model: "type[Record]", name: str) -> FieldSpec:
    """The field with that name.

    Raises:
        KeyError: there is none.
    """
    return {spec.name: spec for spec in fields_of(model)}[name]


@cache
def groups_of(model: "type[Record]") -> dict[str, tuple[FieldSpec, ...]]:
    """The history groups of a kind of record, each with its fields."""
    groups: dict[str, tuple[FieldSpec, ...]] = {}
    for spec in fields_of(model):
        groups[spec.group] = (*groups.get(spec.group, ()), spec)
    return groups
