"""Lines in which a date or an age is typed as people say it."""

from dataclasses import dataclass, replace

from store.ages import Age, format_age
from store.ledger import Store
from store.spans import Span, describe_span
from tui.forms.line import FormLine, Value


@dataclass(frozen=True)
class SpanLine(FormLine):
    """A date or a stretch of time, with an echo of the days that were understood."""

    def echo(self, store: Store, value: Value, text: str) -> str:
        """The days and how precisely they are known."""
        del store, text
        return describe_span(value) if isinstance(value, Span) else ""


@dataclass(frozen=True)
class AgeLine(FormLine):
    """An age, with an echo of the whole years that were understood."""

    def echo(self, store: Store, value: Value, text: str) -> str:
        """The least and the most years, if the words are others."""
        del store
        if not isinstance(value, Age) or (value.least is None and value.most is None):
            return "kept as words" if isinstance(value, Age) else ""
        understood = format_age(replace(value, said=""))
        return "" if understood == text.strip() else f"{understood} years"
