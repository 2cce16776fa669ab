"""What somebody asks of an extract: for whom, of what, in which format."""

from collections.abc import Iterator
from dataclasses import dataclass

from store.errors import ParseError
from store.exchange.profiles import INTERNAL, Profile
from store.fields import FieldSpec, Leaves, fields_of
from store.records import RECORD_TYPES, Incident, Record

LEAST_CELL = 2
"""A cell of one person is the smallest that can be suppressed."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One extract as it was asked for.

    The terms choose records of `model`, as in its list; what belongs to them follows. `ticked`
    are fields, as `incident.narrative`, that leave although they stay otherwise. People of whom
    there are fewer than `smallest_cell` of one outcome in one township and month leave without
    the particulars; 0 suppresses nothing.
    """

    profile: Profile = INTERNAL
    form: str = "sqlite"
    terms: tuple[str, ...] = ()
    model: type[Record] = Incident
    to: str = ""
    ticked: frozenset[str] = frozenset()
    with_sexual_violence: bool = False
    smallest_cell: int = 0

    def __post_init__(self) -> None:
        """Refuses what the profile does not offer.

        Raises:
            ParseError: says which.
        """
        if self.ticked and not self.profile.may_tick:
            raise ParseError("Only an extract for a court can have more fields ticked.")
        if unknown := self.ticked - dict(tickable()).keys():
            raise ParseError(
                f"{', '.join(sorted(unknown))} cannot be ticked; {', '.join(dict(tickable()))} can."
            )
        if self.smallest_cell and self.profile.exact_places:
            raise ParseError("Small cells are suppressed only in a public extract.")
        if self.smallest_cell and self.smallest_cell < LEAST_CELL:
            raise ParseError("A cell of fewer than 2 is none: suppress below 2 or more.")

    def ticks(self, model: type[Record], spec: FieldSpec) -> bool:
        """Whether a field was ticked."""
        return f"{model.table}.{spec.name}" in self.ticked

    @property
    def words(self) -> str:
        """What was asked beyond profile and filter, for the log."""
        parts = [
            f"ticked: {', '.join(sorted(self.ticked))}" if self.ticked else "",
            "sexual violence included" if self.with_sexual_violence else "",
            f"cells under {self.smallest_cell} suppressed" if self.smallest_cell else "",
        ]
        return "; ".join(part for part in parts if part)


def tickable() -> Iterator[tuple[str, FieldSpec]]:
    """The fields that stay unless they are ticked, by table and name."""
    for model in RECORD_TYPES.values():
        for spec in fields_of(model):
            if spec.meta.leaves is Leaves.TICKED:
                yield f"{model.table}.{spec.name}", spec
