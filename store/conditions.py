"""What one value of a filter's term is in SQL: for a whole table, for one row, for a few rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from store.columns import sort_columns
from store.errors import ParseError
from store.fields import FieldSpec, fields_of
from store.kinds import CodeKind, Condition, Kind, Lookup, ReferenceKind, SQLValue, quoted
from store.kinds.answered import ConsentKind, ReasonsKind
from store.kinds.dated import SpanKind
from store.kinds.listed import TextsKind
from store.kinds.placed import WhereKind
from store.kinds.plain import TextKind, WholeKind
from store.places import descendants_condition
from store.records import Record
from store.search import SYLLABLE, TRIGRAM, fold, fts_queries, match_sql
from store.terms import Value

MOMENTS = frozenset({"created_at", "updated_at"})
"""The fields that hold a moment of a laptop's clock; lists show and are asked for the day."""


@dataclass(frozen=True, slots=True)
class Sought:
    """The rows that are wanted, said in ways that cost differently.

    `condition` is for a whole table, `by_row` for one row after the other in some order. `few`
    selects the `rid` of all rows that may be wanted, in no order, so that they are quickly
    found if they are few; None where nothing can. `rest` selects those that are not wanted, in
    the same way. `latest`: no row that begins (`eff_from`) after that day is wanted, '' if that
    is not known.
    """

    condition: Condition
    by_row: Condition
    few: Condition | None = None
    latest: str = ""
    rest: Condition | None = None


def column_of(model: type[Record], name: str) -> str:
    """A column with its table, so that no subquery takes it for one of its own."""
    return f"{quoted(model.table)}.{quoted(name)}"


def plainly(sql: str) -> Sought:
    """The rows of which the SQL, which takes no parameters, is true."""
    return Sought(Condition(sql), Condition(sql))


def not_(sought: Sought) -> Sought:
    """The other rows."""
    whole, by_row = sought.condition, sought.by_row
    return Sought(
        Condition(f"({whole.sql}) IS NOT TRUE", whole.parameters),
        Condition(f"({by_row.sql}) IS NOT TRUE", by_row.parameters),
        few=sought.rest,
        rest=sought.few,
    )


def any_of(found: Sequence[Sought]) -> Sought:
    """The rows that at least one of them wants."""
    selects = [sought.few for sought in found]
    days = [sought.latest for sought in found]
    return Sought(
        _either([sought.condition for sought in found]),
        _either([sought.by_row for sought in found]),
        _all_of_them([select for select in selects if select]) if all(selects) else None,
        max(days) if all(days) else "",
    )


def _either(conditions: Sequence[Condition]) -> Condition:
    sql = " OR ".join(f"({condition.sql})" for condition in conditions)
    return Condition(sql, _parameters(conditions))


def _all_of_them(selects: Sequence[Condition]) -> Condition:
    return Condition(" UNION ALL ".join(s.sql for s in selects), _parameters(selects))


def _parameters(conditions: Iterable[Condition]) -> tuple[SQLValue, ...]:
    return tuple(value for condition in conditions for value in condition.parameters)


def words_sought(model: type[Record], text: str) -> Sought | None:
    """The rows in which every word of the text is found; None if no word says anything."""
    parts = [part for part in dict.fromkeys(fold(text).split()) if fts_queries([part])]
    if not parts:
        return None
    whole = _match(model, parts)
    long = _long(parts)
    folded = f"(SELECT folded FROM search_text WHERE search_text.rid = {column_of(model, 'rid')})"
    conditions = [Condition(f"instr({folded}, ?) > 0", (part,)) for part in long]
    if short := [part for part in parts if part not in long]:
        conditions.append(_match(model, short))
    by_row = Condition(" AND ".join(c.sql for c in conditions), _parameters(conditions))
    return Sought(whole, by_row, _few_with(model, long or parts))


def _long(parts: Iterable[str]) -> list[str]:
    """Those that are found anywhere in a text, not only where a word begins."""
    return [part for part in parts if any(q.index == TRIGRAM for q in fts_queries([part]))]


def _match(model: type[Record], parts: Sequence[str]) -> Condition:
    sql, parameters = match_sql(parts)
    return Condition(sql.replace("{column}", column_of(model, "rid")), parameters)


def _few_with(model: type[Record], parts: Sequence[str]) -> Condition:
    index = TRIGRAM if _long(parts) else SYLLABLE
    rid, table = column_of(model, "rid"), quoted(model.table)
    # In this order the search gives its rows one by one, and can be broken off.
    sql = (
        f"SELECT {rid} FROM {index} CROSS JOIN {table} ON {rid} = {index}.rowid"
        f" WHERE {index} MATCH ?"
    )
    return Condition(sql, (" AND ".join(f"({q.match})" for q in fts_queries(parts)),))


def field_sought(model: type[Record], spec: FieldSpec, value: Value, lookup: Lookup) -> Sought:
    """The rows in which a field has the value, dates and places also if they are inherited.

    Raises:
        ParseError: the value means nothing for the field.
    """
    if not takes_values(spec):
        raise ParseError(f"Ask has:{spec.name} or no:{spec.name}.")
    kind, columns = asked_kind(spec), _asked_columns(model, spec)
    if isinstance(kind, TextKind | TextsKind):
        return _text_sought(model, spec, value.text, lookup)
    if kind.takes_ranges:
        return _range_sought(model, spec, value, lookup)
    condition = spec.kind.equals(columns, value.text, lookup)
    if isinstance(spec.kind, WhereKind):
        return _place_sought(model, condition, lookup.place(value.text))
    return Sought(condition, condition, _few_where(model, spec, condition))


def takes_values(spec: FieldSpec) -> bool:
    """Whether a field can be asked for a value, and not only whether it is filled."""
    return not isinstance(spec.kind, ConsentKind | ReasonsKind)


def asked_kind(spec: FieldSpec) -> Kind[Any]:
    """The kind of value that a field is asked for: of a moment it is the day."""
    return SpanKind() if spec.name in MOMENTS else spec.kind


def _asked_columns(model: type[Record], spec: FieldSpec) -> list[str]:
    """What answers for a field: for when and where it happened, what is inherited, too."""
    if spec.name in MOMENTS:
        return [f"substr({column_of(model, spec.name)}, 1, 10)"] * 2
    names = {model.dated_by: ("eff_from", "eff_to"), model.placed_by: ("eff_place",)}
    return [column_of(model, name) for name in names.get(spec.name, spec.column_names)]


def _few_where(model: type[Record], spec: FieldSpec, condition: Condition) -> Condition | None:
    direct = isinstance(spec.kind, CodeKind | ReferenceKind | WholeKind)
    if not direct or spec.column_names[0] not in _indexed(model):
        return None
    return rids_where(model, condition)


def rids_where(model: type[Record], condition: Condition) -> Condition:
    """Selects the rows for which a condition is true; quick where it can use an index."""
    rid, table = column_of(model, "rid"), quoted(model.table)
    return Condition(f"SELECT {rid} FROM {table} WHERE {condition.sql}", condition.parameters)


@cache
def _indexed(model: type[Record]) -> frozenset[str]:
    """The columns by which a value's rows are found without reading all of them."""
    references = (s.name for s in fields_of(model) if isinstance(s.kind, ReferenceKind))
    return frozenset((*sort_columns(model).values(), *references))


def _text_sought(model: type[Record], spec: FieldSpec, text: str, lookup: Lookup) -> Sought:
    if not fold(text).strip():
        raise ParseError("Say which words the field contains.")
    columns = [column_of(model, name) for name in spec.column_names]
    by_row = spec.kind.equals(columns, text, lookup)
    long = _long(fold(text).split()) if spec.meta.search else []
    if not long:
        return Sought(by_row, by_row)
    found = _match(model, long)
    whole = Condition(f"{found.sql} AND {by_row.sql}", (*found.parameters, *by_row.parameters))
    return Sought(whole, by_row, _few_with(model, long))


def _range_sought(model: type[Record], spec: FieldSpec, value: Value, lookup: Lookup) -> Sought:
    kind, columns = asked_kind(spec), _asked_columns(model, spec)
    low, high = value.low, value.high if value.is_range else value.low
    if not (low or high):
        raise ParseError("Say where the range begins or where it ends, or both.")
    ends = kind.between(columns, "", high, lookup)
    if value.is_range:
        _refuse_backward(kind.between(columns, low, "", lookup), ends)
        condition = kind.between(columns, low, high, lookup)
    else:
        condition = kind.equals(columns, low, lookup)
    if not condition.parameters:
        # "unknown" sets no bound: what is asked for are the rows that have none either.
        condition = Condition(f"NOT ({condition.sql})")
    latest = str(ends.parameters[0]) if spec.name == model.dated_by and ends.parameters else ""
    return Sought(condition, condition, _few_where(model, spec, condition), latest)


def _refuse_backward(low: Condition, high: Condition) -> None:
    if low.parameters and high.parameters:
        begins, ends = low.parameters[0], high.parameters[0]
        if type(begins) is type(ends) and begins > ends:  # type: ignore[operator]
            raise ParseError("The range ends before it begins.")


def _place_sought(model: type[Record], condition: Condition, key: str) -> Sought:
    """By the townships of all that lies there, which are indexed, before place by place."""
    inside, parameters = descendants_condition("location.key", key)
    township = Condition(
        f"{column_of(model, 'eff_township')} IN"
        f" (SELECT coalesce(township, '') FROM location WHERE {inside})",
        parameters,
    )
    whole = Condition(f"{township.sql} AND {condition.sql}", (*parameters, *condition.parameters))
    return Sought(whole, condition, rids_where(model, township))


def filled_sought(model: type[Record], spec: FieldSpec) -> Sought:
    """The rows in which a field is filled, be it by what they belong to."""
    if spec.name == model.dated_by:
        return plainly(f"{column_of(model, 'eff_precision')} <> ''")
    if spec.name == model.placed_by:
        place, name = (column_of(model, c) for c in ("eff_place", "eff_place_name"))
        return plainly(f"{place} <> '' OR {name} <> ''")
    condition = spec.kind.filled([column_of(model, name) for name in spec.column_names])
    return Sought(condition, condition)
