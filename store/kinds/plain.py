"""Words and numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from store.coordinates import parse_degrees
from store.digits import parse_whole
from store.errors import ParseError
from store.kinds.kind import Column, Condition, Kind, Lookup, SQLValue, quoted
from store.search import fold
from store.shapes import shape

_UNKEPT = shape("[\0\ud800-\udfff]")


def storable(text: str) -> str:
    """The text as typed, if SQLite and UTF-8 can hold every letter of it.

    Raises:
        ParseError: it holds a NUL character or half of a surrogate pair.
    """
    if _UNKEPT.search(text):
        raise ParseError("One character of this text cannot be kept; type it again.")
    return text


class TextKind(Kind[str]):
    """One line of words, kept as typed."""

    name = "text"
    explained = "Words as typed (Unicode)."

    def columns(self, field: str) -> tuple[Column, ...]:
        return (Column(field, "TEXT"),)

    def to_columns(self, field: str, value: str | None) -> dict[str, SQLValue]:
        return {field: value or None}

    def from_columns(self, field: str, row: Mapping[str, SQLValue]) -> str | None:
        value = row[field]
        return None if value is None else str(value)

    def parse(self, text: str, lookup: Lookup) -> str:
        return storable(text.strip())

    def format(self, value: str, lookup: Lookup) -> str:
        return value

    def equals(self, columns: Sequence[str], text: str, lookup: Lookup) -> Condition:
        """Text contains what is asked for, whatever its case, marks and digits."""
        return Condition(f"instr(folded({columns[0]}), ?) > 0", (fold(text),))


class LinesKind(TextKind):
    """Several lines of words, kept as typed."""

    name = "lines"
    explained = "Words as typed, several lines (Unicode)."

    def parse(self, text: str, lookup: Lookup) -> str:
        return storable(text.strip("\n"))

    def sort_column(self, field: str) -> str:
        return ""


@dataclass(frozen=True)
class WholeKind(Kind[int]):
    """A whole number of people, buildings or events; with a default it is never empty."""

    default: int | None = None
    name = "whole"
    explained = "A whole number, 0 or more."
    takes_ranges = True

    def columns(self, field: str) -> tuple[Column, ...]:
        filled = "" if self.default is None else f" NOT NULL DEFAULT {self.default}"
        return (Column(field, f"INTEGER{filled}", f"{quoted(field)} >= 0"),)

    def to_columns(self, field: str, value: int | None) -> dict[str, SQLValue]:
        return {field: self.default if value is None else value}

    def from_columns(self, field: str, row: Mapping[str, SQLValue]) -> int | None:
        value = row[field]
        return None if value is None else int(value)

    def parse(self, text: str, lookup: Lookup) -> int:
        return parse_whole(text)

    def format(self, value: int, lookup: Lookup) -> str:
        return f"{value:,}"


@dataclass(frozen=True)
class DegreesKind(Kind[float]):
    """A latitude or a longitude (WGS 84)."""

    limit: int
    name = "degrees"
    explained = "Decimal degrees, WGS 84."
    takes_ranges = True

    def columns(self, field: str) -> tuple[Column, ...]:
        column = quoted(field)
        return (Column(field, "REAL", f"{column} BETWEEN -{self.limit} AND {self.limit}"),)

    def to_columns(self, field: str, value: float | None) -> dict[str, SQLValue]:
        return {field: value}

    def from_columns(self, field: str, row: Mapping[str, SQLValue]) -> float | None:
        value = row[field]
        return None if value is None else float(value)

    def parse(self, text: str, lookup: Lookup) -> float:
        return parse_degrees(text, most=self.limit)

    def format(self, value: float, lookup: Lookup) -> str:
        shortest = repr(value)
        return shortest if "e" not in shortest else f"{value:.20f}".rstrip("0").rstrip(".")
