"""Lines for numbers: one that was counted, and one as somebody reported it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from store.digits import parse_whole
from store.errors import ParseError
from store.ledger import Store
from store.reported_numbers import ReportedNumber, read_reported
from tui.forms.line import FormLine, Value

REPORTED: Final = "best"
"""The field of a figure's number; least, most and how it was said are fields beside it."""

_PARTS: Final = ("least", REPORTED, "most")


@dataclass(frozen=True)
class NumberLine(FormLine):
    """A number; what was typed in other digits is repeated in western ones."""

    @property
    def is_replaced(self) -> bool:
        """Yes: a 5 typed where a 1 stands is no 15."""
        return True

    def echo(self, store: Store, value: Value, text: str) -> str:
        """The number in western digits, if it was typed in others."""
        understood = self.show(store, value)
        return "" if understood == text.strip() else understood


@dataclass(frozen=True)
class ReportedLine(NumberLine):
    """The number of a figure, in which "35+" or "5-12" may be typed as it was said."""

    def parts(self, text: str) -> Mapping[str, str]:
        """The number alone, and what else was said in the lines that ask for it."""
        try:
            parse_whole(text)
        except ParseError:
            pass
        else:
            return {}
        try:
            read = read_reported(text)
        except ParseError:
            return {}
        said = read.qualifier.label if read.qualifier else ""
        return {**number_texts(read), "qualifier": said}

    def read(self, store: Store, text: str, value: Value) -> Value:
        """The number.

        Raises:
            ParseError: it is none, neither by itself nor as people report them.
        """
        try:
            return super().read(store, text, value)
        except ParseError:
            read_reported(text)
            raise


def number_texts(read: ReportedNumber) -> dict[str, str]:
    """What stands in the lines of a figure for its least, its number and its most."""
    return {name: "" if (n := getattr(read, name)) is None else f"{n:,}" for name in _PARTS}
