"""One entry per kind of value; `kind_for` finds the entry for a field's annotation."""

import types
from dataclasses import dataclass
from typing import Any, Union, get_args, get_origin

from store.ages import Age
from store.kinds.answered import Consent, ConsentKind, ReasonsKind
from store.kinds.coded import CodeKind, CodesKind, label_of
from store.kinds.dated import AgeKind, SpanKind
from store.kinds.kind import Column, Condition, Kind, Lookup, SQLValue, quoted
from store.kinds.listed import TextsKind
from store.kinds.placed import NOT_STATED, PlaceKind, PlacesKind, Where, WhereKind
from store.kinds.plain import DegreesKind, LinesKind, TextKind, WholeKind
from store.kinds.referring import ReferenceKind
from store.spans import Span
from store.vocabulary import CodeList

__all__ = [
    "ALL_KINDS",
    "NOT_STATED",
    "CodeKind",
    "CodesKind",
    "Column",
    "Condition",
    "Consent",
    "Degrees",
    "Kind",
    "Lines",
    "Lookup",
    "Place",
    "ReferenceKind",
    "Refers",
    "SQLValue",
    "Where",
    "kind_for",
    "label_of",
    "quoted",
]

ALL_KINDS: tuple[type[Kind[Any]], ...] = (
    TextKind,
    LinesKind,
    TextsKind,
    WholeKind,
    DegreesKind,
    CodeKind,
    CodesKind,
    SpanKind,
    AgeKind,
    PlaceKind,
    PlacesKind,
    WhereKind,
    ReferenceKind,
    ConsentKind,
    ReasonsKind,
)


@dataclass(frozen=True)
class Lines:
    """Marks a text of several lines."""


@dataclass(frozen=True)
class Place:
    """Marks a text, or a tuple of texts, that holds keys of places."""


@dataclass(frozen=True)
class Refers:
    """Marks a text that holds the id of a record of `table`, of any kind if ''."""

    table: str = ""


@dataclass(frozen=True)
class Degrees:
    """Marks a number that is a latitude (90) or a longitude (180)."""

    limit: int


def kind_for(annotation: Any, marks: tuple[object, ...], default: object) -> Kind[Any]:  # noqa: ANN401
    """The kind of value that a field's annotation and its marks declare.

    Raises:
        TypeError: no kind stores such a value.
    """
    plain = _without_none(annotation)
    for mark in marks:
        match mark:
            case Lines():
                return LinesKind()
            case Place():
                return PlacesKind() if get_origin(plain) is tuple else PlaceKind()
            case Refers(table):
                return ReferenceKind(table)
            case Degrees(limit):
                return DegreesKind(limit)
    return _kind_of_type(plain, default)


_BY_TYPE: dict[Any, Kind[Any]] = {
    str: TextKind(),
    int: WholeKind(),
    Span: SpanKind(),
    Age: AgeKind(),
    Where: WhereKind(),
    Consent: ConsentKind(),
    dict[str, str]: ReasonsKind(),
    tuple[str, ...]: TextsKind(),
}


def _kind_of_type(plain: Any, default: object) -> Kind[Any]:  # noqa: ANN401
    if plain is int and isinstance(default, int):
        return WholeKind(default)
    if plain in _BY_TYPE:
        return _BY_TYPE[plain]
    if isinstance(plain, type) and issubclass(plain, CodeList):
        return CodeKind(plain, str(default) if isinstance(default, CodeList) else "")
    if get_origin(plain) is tuple and issubclass(get_args(plain)[0], CodeList):
        return CodesKind(get_args(plain)[0])
    raise TypeError(f"No kind of value for {plain!r}")


def _without_none(annotation: Any) -> Any:  # noqa: ANN401
    if get_origin(annotation) in (Union, types.UnionType):
        rest = [a for a in get_args(annotation) if a is not types.NoneType]
        return rest[0] if len(rest) == 1 else annotation
    return annotation
