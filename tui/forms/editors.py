"""THE place where a kind of value gets its editor: the lines in which a form asks for it."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import Any

from store.fields import FieldSpec, field_of, fields_of
from store.kinds import CodeKind, Kind, ReferenceKind
from store.kinds.answered import ConsentKind, ReasonsKind
from store.kinds.coded import CodesKind
from store.kinds.dated import AgeKind, SpanKind
from store.kinds.listed import TextsKind
from store.kinds.placed import PlaceKind, PlacesKind, WhereKind
from store.kinds.plain import DegreesKind, LinesKind, TextKind, WholeKind
from store.records import Record
from store.records.record import KEPT
from tui.forms.answered import consent_lines
from tui.forms.coded import CodeLine, CodeOffers
from tui.forms.counted import REPORTED, NumberLine, ReportedLine
from tui.forms.dated import AgeLine, SpanLine
from tui.forms.line import FormLine
from tui.forms.placed import PLACE_SECTION, PlaceLine, PlaceOffers, PlacesLine, where_lines
from tui.forms.referring import CITED, cited_line, reference_lines

Editor = Callable[[FieldSpec], tuple[FormLine, ...]]
"""Gives the lines in which a field of its kind is asked for."""


def _code_lines(spec: FieldSpec) -> tuple[FormLine, ...]:
    kind = spec.kind
    if isinstance(kind, CodesKind):
        return (CodeLine.of(spec, CodeOffers(kind.codes, ",")),)
    return (CodeLine.of(spec, CodeOffers(kind.codes) if isinstance(kind, CodeKind) else None),)


def _number_lines(spec: FieldSpec) -> tuple[FormLine, ...]:
    return ((ReportedLine if spec.name == REPORTED else NumberLine).of(spec),)


EDITORS: Mapping[type[Kind[Any]], Editor] = {
    TextKind: lambda spec: (FormLine.of(spec),),
    LinesKind: lambda spec: (FormLine.of(spec, is_tall=True),),
    TextsKind: lambda spec: (FormLine.of(spec),),
    WholeKind: _number_lines,
    DegreesKind: lambda spec: (NumberLine.of(spec),),
    CodeKind: _code_lines,
    CodesKind: _code_lines,
    SpanKind: lambda spec: (SpanLine.of(spec),),
    AgeKind: lambda spec: (AgeLine.of(spec),),
    PlaceKind: lambda spec: (PlaceLine.of(spec, PlaceOffers()),),
    PlacesKind: lambda spec: (PlacesLine.of(spec, PlaceOffers(";")),),
    WhereKind: where_lines,
    ReferenceKind: reference_lines,
    ConsentKind: consent_lines,
    ReasonsKind: lambda spec: (FormLine.of(spec, is_tall=True),),
}
"""One editor for every kind of value that a record can hold."""


def lines_of_field(spec: FieldSpec) -> tuple[FormLine, ...]:
    """The lines in which a field is asked for.

    Raises:
        KeyError: its kind has no editor.
    """
    return EDITORS[type(spec.kind)](spec)


@cache
def opening_lines(model: type[Record], *, inside: bool = False) -> tuple[FormLine, ...]:
    """The lines with which the form opens, at most eight; `inside` an incident maybe others."""
    names = (model.opens_inside if inside else ()) or model.opens_with
    asked = [lines_of_field(field_of(model, name))[0] for name in names]
    return (*asked, cited_line()) if model.cites else tuple(asked)


@cache
def sections(model: type[Record], *, inside: bool = False) -> dict[str, tuple[FormLine, ...]]:
    """The lines that wait behind the form's sections, by the section's name, in order.

    What only this kind of record has comes first, then what is asked of every person and place,
    in the end what the program or the reviewer needs.
    """
    opened = {line.key for line in opening_lines(model, inside=inside)}
    typed = [spec for spec in fields_of(model) if not spec.meta.kept_by_program]
    waiting: dict[str, list[FormLine]] = {}
    for line in chain.from_iterable(lines_of_field(spec) for spec in typed):
        if line.key not in opened:
            waiting.setdefault(line.section or MORE, []).append(line)
    order = sorted(waiting, key=lambda name: _rank(model, name, waiting[name]))
    return {name: tuple(waiting[name]) for name in order}


_LATE = ("Belongs to", "Words", "Consent", KEPT)


def _rank(model: type[Record], name: str, lines: Sequence[FormLine]) -> int:
    if name in _LATE:
        return 2 + _LATE.index(name)
    if name == MORE:
        return 1
    own = vars(model).get("__annotations__", {})
    return (
        0 if any(line.spec.name in own and line.section != PLACE_SECTION for line in lines) else 1
    )


MORE = "More"
"""The section of fields that name none and do not open with the form either."""


@cache
def lines_of(model: type[Record]) -> dict[str, FormLine]:
    """Every line of a form by its key, in the order in which they stand."""
    behind = chain.from_iterable(sections(model).values())
    return {line.key: line for line in (*opening_lines(model), *behind)}


__all__ = ["CITED", "EDITORS", "lines_of", "lines_of_field", "opening_lines", "sections"]
