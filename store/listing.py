"""The rows of a list: what its columns show of a record, read without making the record."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from store.ages import Age, format_age
from store.columns import OPEN_END
from store.conditions import MOMENTS, column_of
from store.engine import Connection
from store.fields import FieldSpec, fields_of
from store.flags import conflict_sql, waiting_sql
from store.kinds import CodeKind, ReferenceKind, SQLValue, quoted
from store.kinds.dated import AgeKind, SpanKind
from store.orders import Key
from store.records import RECORD_TYPES, Record, Source
from store.spans import Span, format_span
from store.summaries import first_line
from store.vocabulary import CodeList, DatePrecision, Review

_BEGINNING = 200  # letters; more than a column has cells


@dataclass(frozen=True, slots=True)
class ListRow:
    """One record as a list shows it.

    `cells` has the text of every listed field by name, exactly as stored: whoever draws it
    escapes it. `inherited` names the fields that show what the record's incident says.
    `beginning` is how the text begins by which a record without a title can be told.
    `waiting` records do not count yet, `conflict` is something that two people changed
    differently.
    """

    key: Key
    id: str
    code: str
    cells: Mapping[str, str]
    inherited: frozenset[str]
    beginning: str
    review: str
    retired: bool
    waiting: bool
    conflict: bool

    @property
    def rid(self) -> int:
        """The record's number in this file."""
        return self.key.rid

    @property
    def draft(self) -> bool:
        """Whether the record is a draft."""
        return self.review == Review.DRAFT


@cache
def listed_fields(model: type[Record]) -> tuple[FieldSpec, ...]:
    """The fields that a list of these records shows, the code first."""
    listed = [spec for spec in fields_of(model) if spec.meta.list]
    return tuple(sorted(listed, key=lambda spec: spec.name != "code"))


def rows_of(connection: Connection, model: type[Record], keys: Sequence[Key]) -> list[ListRow]:
    """The rows at these keys, in their order; a key without a row is left out."""
    listing = _listing(model)
    found = connection.execute(listing.sql, (json.dumps([key.rid for key in keys]),))
    by_rid = {row[0]: row for row in found}
    return [listing.row(key, by_rid[key.rid]) for key in keys if key.rid in by_rid]


@dataclass(frozen=True, slots=True)
class _Cell:
    """How one field is shown: the SQL of what `show` is given, and when that is inherited."""

    name: str
    columns: tuple[str, ...]
    show: Callable[..., str]
    inherits: str = "0"


@dataclass(frozen=True, slots=True)
class _Listing:
    """What is selected for the list of one kind of record, and what is made of it."""

    sql: str
    cells: tuple[_Cell, ...]

    def row(self, key: Key, values: Sequence[SQLValue]) -> ListRow:
        _, record, code, review, retired, waiting, conflict, beginning, *shown = values
        cells: dict[str, str] = {}
        inherited: list[str] = []
        at = 0
        for cell in self.cells:
            end = at + len(cell.columns)
            cells[cell.name] = cell.show(*shown[at:end])
            if shown[end]:
                inherited.append(cell.name)
            at = end + 1
        return ListRow(
            key=key,
            id=str(record),
            code=str(code),
            cells=cells,
            inherited=frozenset(inherited),
            beginning=first_line(str(beginning)),
            review=str(review),
            retired=bool(retired),
            waiting=bool(waiting),
            conflict=bool(conflict),
        )


@cache
def _listing(model: type[Record]) -> _Listing:
    cells = tuple(_cell(model, spec) for spec in listed_fields(model))
    columns = [
        *(column_of(model, name) for name in ("rid", "id", "code", "review")),
        f"{column_of(model, 'retired')} IS NOT NULL",
        waiting_sql(model),
        conflict_sql(model),
        _beginning_sql(model),
    ]
    for cell in cells:
        columns += [*cell.columns, cell.inherits]
    sql = (
        f"SELECT {', '.join(columns)} FROM {quoted(model.table)}"
        f" WHERE {column_of(model, 'rid')} IN (SELECT value FROM json_each(?))"
    )
    return _Listing(sql, cells)


def _beginning_sql(model: type[Record]) -> str:
    """SQL for what names a record whose title is empty, '' where lists show no title."""
    if model.titled_by[0] not in {spec.name for spec in listed_fields(model)}:
        return "''"
    title, *others = (f"nullif({column_of(model, name)}, '')" for name in model.titled_by)
    beginnings = "".join(f"substr({text}, 1, {_BEGINNING}), " for text in others)
    return f"CASE WHEN {title} IS NULL THEN coalesce({beginnings}'', '') ELSE '' END"


def _cell(model: type[Record], spec: FieldSpec) -> _Cell:
    kept = {model.dated_by: _date_cell, model.placed_by: _place_cell}
    if make := kept.get(spec.name):
        return make(model, spec)
    own = tuple(column_of(model, name) for name in spec.column_names)
    match spec.kind:
        case SpanKind():
            return _Cell(spec.name, own[:3], _date)
        case AgeKind():
            return _Cell(spec.name, own, _age)
        case CodeKind(codes):
            return _Cell(spec.name, own, _labels(codes))
        case ReferenceKind(table):
            return _Cell(spec.name, (_name_of_record(table, own[0]),), _text)
    return _Cell(spec.name, own[:1], _day if spec.name in MOMENTS else _text)


def _date_cell(model: type[Record], spec: FieldSpec) -> _Cell:
    kept = tuple(column_of(model, f"eff_{part}") for part in ("from", "to", "precision"))
    own_precision = column_of(model, spec.column_names[2])
    return _Cell(spec.name, kept, _date, f"{own_precision} IS NULL AND {kept[2]} <> ''")


def _place_cell(model: type[Record], spec: FieldSpec) -> _Cell:
    place, said, lat, lon, _ = (column_of(model, name) for name in spec.column_names)
    name = column_of(model, "eff_place_name")
    inherits = f"coalesce({place}, {said}, {lat}) IS NULL AND {name} <> ''"
    return _Cell(spec.name, (name, lat, lon, place), _place, inherits)


def _name_of_record(table: str, column: str) -> str:
    """SQL for what a reference shows: a source's name, any other record's code, else the id."""
    if table:
        name = "name" if table == Source.table else "NULL"
        return (
            f"coalesce((SELECT coalesce({name}, nullif(code, '')) FROM {quoted(table)} AS named"
            f" WHERE named.id = {column}), {column})"
        )
    cases = " ".join(f"WHEN '{name}' THEN {_name_of_record(name, column)}" for name in RECORD_TYPES)
    kind = f"SELECT record.kind FROM record WHERE record.id = {column}"
    return f"CASE ({kind}) {cases} ELSE {column} END"


def _text(value: SQLValue) -> str:
    """Words as they are, a whole number with its thousands parted."""
    if isinstance(value, int):
        return f"{value:,}"
    return "" if value is None else str(value)


@lru_cache(maxsize=4096)
def _date(first: str | None, last: str | None, precision: str | None) -> str:
    if not precision:
        return ""
    begins = date.fromisoformat(first) if first else None
    ends = date.fromisoformat(last) if last and last != OPEN_END else None
    try:
        return format_span(Span(begins, ends, DatePrecision(precision)))
    except ValueError:
        # A precision of a newer list: its days can be shown all the same.
        return format_span(Span(begins, ends, DatePrecision.UNKNOWN))


@lru_cache(maxsize=4096)
def _day(moment: str | None) -> str:
    try:
        day = date.fromisoformat((moment or "")[:10])
    except ValueError:
        return moment or ""
    return format_span(Span(day, day, DatePrecision.DAY))


@lru_cache(maxsize=4096)
def _age(least: int | None, most: int | None, said: str | None) -> str:
    if least is None and most is None and said is None:
        return ""
    return format_age(Age(least, most, said or ""))


def _place(name: str, lat: float | None, lon: float | None, place: str | None) -> str:
    if name or place:
        return name or place or ""
    return "" if lat is None else f"{lat}, {lon}"


def _labels(codes: type[CodeList]) -> Callable[[str | None], str]:
    labels: dict[str | None, str] = {None: "", **{str(code): code.label for code in codes}}

    def show(code: str | None) -> str:
        return labels.get(code, code or "")

    return show
