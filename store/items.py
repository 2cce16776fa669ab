"""Records as JSON objects: one flat object for each, whose keys are the names of columns."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from store.errors import ImportRejected, ParseError, RecordInvalid
from store.fields import FieldSpec, fields_of
from store.item_values import ColumnsRefused, as_json, read_columns
from store.kinds import Lookup
from store.kinds.plain import storable
from store.records import Record
from store.writing import IDENTITY

R = TypeVar("R", bound=Record)
Item = dict[str, Any]

CHANGED = frozenset({"updated_at", "updated_by", "updated_device"})
FIXED = IDENTITY | {"code", "retired"}
"""Fields that an item may repeat but never change."""

_NAME = re.compile("[A-Za-z_][A-Za-z0-9_]{0,39}")


@dataclass(frozen=True, slots=True)
class ItemError:
    """What is wrong with one item of a file, counted from 1; `field` is '' for all of it."""

    item: int
    field: str
    sentence: str


class ItemsRejected(ImportRejected):
    """Items of a file that cannot be saved: `errors` says which, where and why."""

    def __init__(self, errors: tuple[ItemError, ...]) -> None:
        self.errors = errors
        super().__init__()


def to_item(record: Record) -> Item:
    """The record as JSON: every column, empty ones as None, lists and groups as such."""
    item: Item = {}
    for spec in fields_of(type(record)):
        item |= _json_of(spec, record)
    return item


def _json_of(spec: FieldSpec, record: Record) -> Item:
    return as_json(spec.columns, spec.to_columns(getattr(record, spec.name)))


def read_item(model: type[R], item: object, lookup: Lookup, base: R | None = None) -> R:
    """The record that an item describes; with `base`, that record with what the item changes.

    Besides columns an item may have a date, an age or a where as text (`when`, `age`, `where`),
    and names a place by its name and a record by its code. What the base has, an item may
    repeat, whatever it is.

    Raises:
        RecordInvalid: with sentences by key; '' stands for the item as a whole.
    """
    if not isinstance(item, dict):
        raise RecordInvalid({"": ["An item is a JSON object, with braces."]})
    start = base or model()
    wrong: dict[str, list[str]] = {}
    values: dict[str, object] = {}
    for spec in fields_of(model):
        try:
            values |= _read_field(spec, item, lookup, start)
        except ColumnsRefused as refused:
            for key, sentence in refused.sentences.items():
                wrong.setdefault(key, []).append(sentence)
    for key in _unknown(model, item):
        shown = key if _NAME.fullmatch(key) else ""
        wrong.setdefault(shown, []).append("There is no field of this name; see the codebook.")
    if wrong:
        raise RecordInvalid(wrong)
    return start.model_copy(update=values)


def _unknown(model: type[Record], item: Mapping[str, object]) -> Iterator[str]:
    known = {spec.name for spec in fields_of(model)}
    known |= {name for spec in fields_of(model) for name in spec.column_names}
    return (key for key in item if key not in known)


def _read_field(spec: FieldSpec, item: Item, lookup: Lookup, start: Record) -> dict[str, object]:
    """The field's new value, nothing if the item leaves it as it is."""
    is_text = spec.name in item and spec.name not in spec.column_names
    given = {name: item[name] for name in spec.column_names if name in item}
    before = _json_of(spec, start)
    if not is_text and all(_same(given[name], before[name]) for name in given):
        return {}
    if spec.name in FIXED:
        raise ColumnsRefused({spec.name: _why_fixed(spec.name)})
    if is_text and given:
        raise ColumnsRefused({spec.name: f"Give either this or {', '.join(given)}."})
    if is_text:
        value = _read_text(spec, item[spec.name], lookup)
    else:
        row = spec.to_columns(getattr(start, spec.name))
        value = read_columns(spec, given, row, lookup)
    default = type(start).model_fields[spec.name].default
    return {spec.name: default if value is None else value}


def _same(a: object, b: object) -> bool:
    """Whether two values are the same JSON; 1 is not true."""
    return json.dumps(a, sort_keys=True) == json.dumps(b, sort_keys=True)


def _why_fixed(name: str) -> str:
    if name == "retired":
        return "This is changed by the commands retire and restore."
    if name in CHANGED:
        return "The record was changed since; show it again."
    return "The program gives this; it cannot be changed."


def _read_text(spec: FieldSpec, text: object, lookup: Lookup) -> object:
    if text is None:
        return None
    try:
        if not isinstance(text, str):
            raise ParseError("This is text, in quotation marks.")  # noqa: TRY301
        return spec.parse(storable(text), lookup)
    except ParseError as error:
        raise ColumnsRefused({spec.name: error.message}) from None
