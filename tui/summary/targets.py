"""What the numbers of a summary open."""

from dataclasses import dataclass

from store.counting.explaining import Column


@dataclass(frozen=True, slots=True)
class OpenNumber:
    """The records behind a number of a line; without a column, the figures beside it."""

    line: str
    column: Column | None


@dataclass(frozen=True, slots=True)
class OpenWaiting:
    """The records that wait."""


@dataclass(frozen=True, slots=True)
class OpenUndecided:
    """The pairs of which nobody could decide yet whether they are the same."""


@dataclass(frozen=True, slots=True)
class OpenConflicts:
    """What two people changed differently."""


@dataclass(frozen=True, slots=True)
class OpenCell:
    """The records behind one cell of a table of a line, by its dimensions and their codes.

    `named` says in words which cell that is.
    """

    line: str
    by: tuple[str, ...]
    labels: tuple[str, ...]
    named: str


@dataclass(frozen=True, slots=True)
class OpenBar:
    """The records behind one bar of a picture: a month, a day or a township, by its key."""

    line: str
    dimension: str
    key: str
    named: str


@dataclass(frozen=True, slots=True)
class OpenMonths:
    """The picture of a line by month."""

    line: str


Target = OpenNumber | OpenWaiting | OpenUndecided | OpenConflicts | OpenCell | OpenMonths
