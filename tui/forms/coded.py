"""Lines in which one or several codes of a list are chosen."""

from collections.abc import Sequence
from dataclasses import dataclass

from store.errors import ParseError
from store.ledger import Store
from store.search import fold
from store.vocabulary import CodeList
from tui.forms.line import FormLine, Offers, Value
from tui.widgets.choice_list import Choice


class CodeOffers(Offers):
    """The codes of a list, each with its label and its definition.

    What begins with the typed letters comes first, by label or code; then what has a word that
    begins with them; then what holds them anywhere.
    """

    closed = True

    def __init__(self, codes: type[CodeList], separator: str = "") -> None:
        self.separator = separator
        self.replaced = not separator
        self._choices = [Choice(code.label, code.label, code.definition) for code in codes]
        self._names = [(fold(code.label), fold(str(code)).replace("_", " ")) for code in codes]

    def at_once(self, text: str) -> Sequence[Choice]:
        """The codes that the letters can mean; all of them while there are none."""
        wanted = fold(text.strip()).replace("_", " ")
        ranks = ((_rank(names, wanted), n) for n, names in enumerate(self._names))
        return [self._choices[n] for rank, n in sorted(ranks) if rank < _NO_MATCH]


_NO_MATCH = 4


def _rank(names: Sequence[str], wanted: str) -> int:
    """0 for a name that is it, 1 if one begins with it, 2 if a word does, 3 if one holds it."""
    if wanted in names:
        return 0
    if any(name.startswith(wanted) for name in names):
        return 1
    if any(f" {wanted}" in name for name in names):
        return 2
    return 3 if any(wanted in name for name in names) else _NO_MATCH


@dataclass(frozen=True)
class CodeLine(FormLine):
    """Codes of a list; their labels take the place of what was typed."""

    def read(self, store: Store, text: str, value: Value) -> Value:
        """As every line; letters that only one label holds mean that one.

        Raises:
            ParseError: the text means none of the codes, or several.
        """
        try:
            return super().read(store, text, value)
        except ParseError:
            if self.offers is None or self.offers.separator:
                raise
        found = self.offers.at_once(text) or ()
        if len(found) == 1:
            return super().read(store, found[0].text, value)
        labels = ", ".join(choice.label for choice in found)
        raise ParseError(
            f"Could be {labels}." if found else "This is none of the choices; ↓ lists them."
        )

    def tidy(self, store: Store, value: Value, text: str) -> str:
        """The labels of the codes."""
        del text
        return self.show(store, value)
