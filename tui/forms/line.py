"""One line of a form: what it asks for, what it offers, and what its text means."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from store.fields import FieldSpec
from store.ledger import Store
from tui.widgets.choice_list import Choice

Value = Any
"""The value of any field: only the kind of the field knows its type."""


class Offers:
    """What a line offers to choose from.

    `separator` parts several answers in one line. In a `closed` list one of the choices must be
    meant, so that the first one is under the cursor at once and enter takes it. The answer in a
    line that is `replaced` is marked when the cursor comes there: typing begins another one.
    """

    separator = ""
    closed = False
    replaced = False

    def at_once(self, text: str) -> Sequence[Choice] | None:
        """The choices for what was typed so far, or `None` if the ledger has to be asked."""
        del text
        return None

    def find(self, store: Store, text: str) -> Sequence[Choice]:
        """The choices for what was typed so far, the likeliest first."""
        del store
        return self.at_once(text) or ()


@dataclass(frozen=True)
class FormLine:
    """One line of a form, which is a field or a part of one.

    `key` names it within the form; `is_tall` lines take words of several lines. What a text
    means is found out in the store's thread, where the ledger can be asked about names and
    codes.
    """

    spec: FieldSpec
    key: str
    label: str
    help: str
    section: str
    offers: Offers | None = None
    is_tall: bool = False

    @classmethod
    def of(cls, spec: FieldSpec, offers: Offers | None = None, *, is_tall: bool = False) -> Self:
        """The line that is all of a field."""
        meta = spec.meta
        return cls(spec, spec.name, meta.label, meta.help, meta.section, offers, is_tall)

    @property
    def is_replaced(self) -> bool:
        """Whether typing begins another answer instead of adding to the one that stands there."""
        return self.offers is not None and self.offers.replaced

    @property
    def is_needed(self) -> bool:
        """Whether a record cannot be submitted without it."""
        return self.spec.meta.required

    def show(self, store: Store, value: Value) -> str:
        """The text that stands in the line for a value of its field; '' for None."""
        return self.spec.format(value, store.lookup)

    def read(self, store: Store, text: str, value: Value) -> Value:
        """The value of the field once `text` stands in this line; `value` is it so far.

        Raises:
            ParseError: the text means nothing here.
        """
        del value
        return store.read_field(self.spec, text)

    def parts(self, text: str) -> Mapping[str, str]:
        """What the text says in this line and in others, by line, if it says more than one thing.

        The line itself is among them, with what is left of the text.
        """
        del text
        return {}

    def tidy(self, store: Store, value: Value, text: str) -> str:
        """The text that may stand in the line instead of what was typed."""
        del store, value
        return text

    def echo(self, store: Store, value: Value, text: str) -> str:
        """What was understood, if the text does not say it by itself."""
        del store, value, text
        return ""

    def let_go(self, store: Store, before: Value, value: Value) -> str:
        """What does not hold any more now that another value stands here; '' if that is clear."""
        del store, before, value
        return ""
