"""What a person typed as a filter, taken apart into terms whose meaning is read elsewhere."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from store.errors import FilterInvalid, ParseError
from store.kinds.plain import storable
from store.shapes import shape

MOST_TERMS = 100
MOST_VALUES = 100
LONGEST_TERM = 4000

WORDS_ADVICE = "Put words to search for into quotation marks."

_TERM = shape(r'(?:"[^"]*(?:"|$)|[^\s"])+')
_PIECE = shape(r'"([^"]*)(?:"|$)|([^"]+)')
_NAME = shape(r"(-?)([^\W\d_][^:\0]*?)\s*:")
_QUOTES = str.maketrans(dict.fromkeys("“”„‟″", '"'))


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a term: a text, or the two ends of a range, of which one may be empty."""

    low: str
    high: str = ""
    is_range: bool = False

    @property
    def text(self) -> str:
        """The value where a range means nothing."""
        return f"{self.low}..{self.high}" if self.is_range else self.low


@dataclass(frozen=True, slots=True)
class TypedTerm:
    """One term as typed; `name` is what stands before the colon, '' for words alone."""

    typed: str
    name: str
    values: tuple[Value, ...]
    negated: bool


@dataclass(frozen=True, slots=True)
class _Marked:
    """Text without its quotation marks; in `plain`, as long, NUL stands for what they held."""

    text: str
    plain: str

    def __getitem__(self, part: slice) -> "_Marked":
        return _Marked(self.text[part], self.plain[part])

    def split(self, separator: str, most: int = 0) -> "list[_Marked]":
        """The parts between the separators that were not quoted."""
        parts: list[_Marked] = []
        done = 0
        for found in re.finditer(re.escape(separator), self.plain):
            if most and len(parts) == most:
                break
            parts.append(self[done : found.start()])
            done = found.end()
        return [*parts, self[done:]]


def typed_terms(terms: Sequence[str] | str) -> list[TypedTerm]:
    """The terms of one typed line, or of a sequence with one term in each item.

    A line is parted at blanks; quotation marks keep blanks, commas, colons and dots in a value,
    and one that is still open at the end holds all that follows.

    Raises:
        FilterInvalid: too much of it, or a character that cannot be kept.
    """
    items = split_line(terms) if isinstance(terms, str) else [i.strip() for i in terms]
    if len(items) > MOST_TERMS:
        raise FilterInvalid("The filter has too many terms.", f"{MOST_TERMS} are the most.")
    return [typed_term(item) for item in items if item]


def split_line(line: str) -> list[str]:
    """The terms of a line as they stand in it, quotation marks and all."""
    return _TERM.findall(line.translate(_QUOTES))


def unfinished_term(line: str) -> str:
    """The term that a line ends with, '' after a blank that is not in quotation marks."""
    terms = split_line(line)
    last = terms[-1] if terms else ""
    return line[len(line) - len(last) :] if line.translate(_QUOTES).endswith(last) else ""


def typed_term(item: str) -> TypedTerm:
    """One term taken apart.

    Raises:
        FilterInvalid: it is too long, or has a character that cannot be kept.
    """
    if len(item) > LONGEST_TERM:
        raise FilterInvalid("A term of the filter is too long.", "Leave some of it out.")
    try:
        marked = _marked(storable(item).translate(_QUOTES))
    except ParseError as error:
        raise FilterInvalid("The filter cannot be read.", error.message) from None
    if named := _NAME.match(marked.plain):
        begins, ends = named.span(2)
        name, negated, rest = marked.text[begins:ends], bool(named[1]), marked[named.end() :]
    else:
        negated = marked.plain.startswith("-")
        name, rest = "", marked[1:] if negated else marked
    values = tuple(_value(part) for part in rest.split(","))
    if len(values) > MOST_VALUES:
        raise FilterInvalid(
            "A term of the filter has too many values.", f"{MOST_VALUES} are the most."
        )
    return TypedTerm(marked.text, name, values, negated)


def _marked(item: str) -> _Marked:
    text, plain = "", ""
    for piece in _PIECE.finditer(item):
        quoted, bare = piece.groups()
        text += bare or quoted or ""
        plain += bare or "\0" * len(quoted or "")
    return _Marked(text, plain)


def _value(part: _Marked) -> Value:
    low, *high = part.split("..", most=1)
    if not high:
        return Value(low.text.strip())
    return Value(low.text.strip(), high[0].text.strip(), is_range=True)
