"""The columns of a list, from the fields of its records, and the cells of its rows."""

import re
from collections.abc import Callable, Mapping
from math import ceil

from store.columns import sort_columns
from store.fields import FieldSpec
from store.kinds import CodeKind, ReferenceKind
from store.kinds.dated import SpanKind
from store.kinds.placed import WhereKind
from store.kinds.plain import WholeKind
from store.publishers import PUBLISHERS
from store.query import ListRow, listed_fields
from store.records import Record, Source
from store.vocabulary import Qualifier, Reliability, Review
from tui.widgets.columns import Column
from tui.widgets.table import TableRow

RETIRED_MARK, CONFLICT_MARK, UNCITED_MARK = "x", "!", "?"
"""What stands before the code of a record that does not count as it looks."""

_INHERITED = "↑"
_RETIRED = "Retired"
_SHORT_REVIEW = {
    Review.SUBMITTED.label: "Subm.",
    Review.APPROVED.label: "Appr.",
    Review.RETURNED.label: "Back",
    _RETIRED: "Retd.",
}
_SHORT_CODES: Mapping[type, Mapping[str, str]] = {
    Review: _SHORT_REVIEW,
    Reliability: {level.label: level.value for level in Reliability},
    Qualifier: {Qualifier.EXACT.label: "Plain", Qualifier.UNKNOWN_SOME.label: "Some"},
}
_SHORT_SOURCES = {publisher.name: publisher.code for publisher in PUBLISHERS}
_DAYS = re.compile(
    rf"(?P<mark>{_INHERITED}?)(?:"
    r"(?:from |week of )(?P<day>\d+ \w+ \d+)"
    r"|(?P<first>\d+ \w+ \d+) – .+"
    r"|(?P<same_year>\d+ \w+) – \d+ \w+ (?P<year>\d+)"
    r"|(?P<same_month>\d+)–\d+ (?P<month>\w+ \d+))"
)
"""Several days, as `format_span` writes them."""
_REVIEW_CELLS = 6
_NARROW = 11  # cells up to which a column keeps the width it is declared with
_MOST_GIVEN = 16  # cells that a column gives to others
_DAY_CELLS = 12  # of a day: "24 Feb 2023…"; one more where it may be inherited
_PLACE_CELLS = 10
_TITLE_CELLS = 24  # that what names the records gets before any other column grows
_LEAST = 10  # cells of a wider one
_LEAST_SHARE = 0.7  # of its declared width that a wider column keeps
_MOST_LEAST = 14  # cells that no column insists on more than


def columns_of(model: type[Record]) -> tuple[Column, ...]:
    """The columns of the list of these records: the mark, then the fields, the code first.

    Where there is little room, those leave that tell records apart the least.
    """
    fields = listed_fields(model)
    ranks = {name: rank for rank, name in enumerate(_by_importance(model, fields))}
    return (Column("", 1), *(_column(model, spec, ranks[spec.name]) for spec in fields))


def column_index(model: type[Record], field: str) -> int | None:
    """Where the column of a field stands; None if it has none."""
    names = [spec.name for spec in listed_fields(model)]
    return names.index(field) + 1 if field in names else None


def sortable_fields(model: type[Record]) -> tuple[FieldSpec, ...]:
    """The fields that the list can be sorted by, in the order of its columns."""
    return tuple(spec for spec in listed_fields(model) if spec.name in sort_columns(model))


def table_row(model: type[Record], row: ListRow) -> TableRow:
    """A record as the list draws it."""
    cells = [_mark(row)]
    for spec in listed_fields(model):
        text = row.cells[spec.name]
        if spec.name == "review" and row.retired:
            text = _RETIRED
        elif spec.name in model.titled_by[:1] and not text and row.beginning:
            text = f"“{row.beginning}”"
        elif spec.name in row.inherited:
            text = _INHERITED + text
        cells.append(text)
    return TableRow(row.id, tuple(cells), is_dim=row.retired)


def _mark(row: ListRow) -> str:
    if row.retired:
        return RETIRED_MARK
    if row.conflict:
        return CONFLICT_MARK
    # Whoever was reviewed and does not count lacks a source.
    lacks_source = row.waiting and row.review in (Review.SUBMITTED, Review.APPROVED)
    return UNCITED_MARK if lacks_source else ""


def _by_importance(model: type[Record], fields: tuple[FieldSpec, ...]) -> list[str]:
    names = [spec.name for spec in fields]
    first = ("code", *model.titled_by[:1], model.dated_by, model.placed_by, "review")
    ordered = [name for name in (*first, *model.opens_with, *names) if name in names]
    return [*dict.fromkeys(n for n in ordered if n != "updated_at"), "updated_at"]


def _column(model: type[Record], spec: FieldSpec, rank: int) -> Column:
    least, declared = _least(model, spec), spec.meta.list
    first = min(declared, _TITLE_CELLS) - least if spec.name in model.titled_by[:1] else 0
    return Column(
        spec.meta.label,
        least,
        "right" if isinstance(spec.kind, WholeKind) else "left",
        grow=declared - least - first,
        leaves=rank,
        first=first,
        shorten=_shortening(spec),
    )


def _shortening(spec: FieldSpec) -> Callable[[str], str]:
    """What a text of this field becomes where its column is too narrow for it."""
    match spec.kind:
        case CodeKind(codes) if codes in _SHORT_CODES:
            short = _SHORT_CODES[codes]
            return lambda text: short.get(text, text)
        case ReferenceKind(table) if table == Source.table:
            return lambda text: _SHORT_SOURCES.get(text, text)
        case SpanKind():
            return _first_day
        case WholeKind():
            return lambda text: "Count" if text == spec.meta.label else text
    return str


def _first_day(text: str) -> str:
    """The first day of several with its year, and a sign that there are more: "24 Feb 2023…"."""
    found = _DAYS.fullmatch(text)
    if found is None:
        return text
    mark, *parts = found.groups(default="")
    return f"{mark}{' '.join(filter(None, parts))}…"


def _least(model: type[Record], spec: FieldSpec) -> int:
    """The cells in which a column can still be read."""
    declared = spec.meta.list
    if spec.name == "review":
        return _REVIEW_CELLS
    if isinstance(spec.kind, WhereKind):
        return _PLACE_CELLS
    if isinstance(spec.kind, SpanKind):
        is_inherited = bool(model.within) and spec.name == model.dated_by
        return min(declared, _DAY_CELLS + is_inherited)
    if declared <= _NARROW:
        return declared
    share = min(_MOST_LEAST, ceil(declared * _LEAST_SHARE))
    return max(_LEAST, share, declared - _MOST_GIVEN)
