"""What the columns of one field hold as JSON, read strictly: the right type, code and place."""

import json
import math
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from store.ages import OLDEST
from store.errors import ParseError
from store.fields import FieldSpec
from store.kinds import NOT_STATED, CodesKind, Column, Kind, Lookup, SQLValue
from store.kinds.answered import USES, ConsentKind, ReasonsKind
from store.kinds.dated import AgeKind, SpanKind
from store.kinds.listed import TextsKind
from store.kinds.placed import PRECISION_OF_LEVEL, PlacesKind, WhereKind
from store.kinds.plain import DegreesKind, storable
from store.spans import is_consistent
from store.vocabulary import ALL_LISTS, CodeList, ConsentAnswer, ConsentGivenBy, DatePrecision

Cells = dict[str, SQLValue]

LARGEST = 999_999_999
"""The largest number of people, buildings or events, as in forms."""

FEW_CODES = 12
"""So many codes are named in a sentence; of longer lists the codebook is named."""

_LISTS = {codes.table(): codes for codes in ALL_LISTS}
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


class ColumnsRefused(ValueError):  # noqa: N818 - named after what is the matter, as errors are
    """What is wrong with the columns of a field, by column; under the field's name if in all."""

    def __init__(self, sentences: Mapping[str, str]) -> None:
        super().__init__("some columns of a field mean nothing")
        self.sentences = dict(sentences)


def holds_json(column: Column) -> bool:
    """Whether the column's text is a JSON array or object."""
    return "json_type(" in column.check


def as_json(columns: Sequence[Column], cells: Mapping[str, SQLValue]) -> dict[str, Any]:
    """What the columns hold, arrays and objects as such."""
    return {
        c.name: json.loads(str(value)) if holds_json(c) and value is not None else value
        for c in columns
        for value in (cells[c.name],)
    }


def read_columns(
    spec: FieldSpec, given: Mapping[str, object], before: Mapping[str, SQLValue], lookup: Lookup
) -> Any:  # noqa: ANN401
    """The value of a field of which some columns are given and the others stay as before.

    Words as said do not outlive the dates, ages or places that they were about, and a new
    place drops the point of the old one: unless these are given, too.

    Raises:
        ColumnsRefused: a column, or all of them together, mean nothing.
    """
    cells: Cells = {}
    wrong: dict[str, str] = {}
    for column in spec.columns:
        if column.name in given:
            try:
                cells[column.name] = _cell(spec.kind, column, given[column.name], lookup)
            except ParseError as error:
                wrong[column.name] = error.message
    if wrong:
        raise ColumnsRefused(wrong)
    together = {**before, **cells}
    changed = {name for name in cells if cells[name] != before[name]}
    _let_go(spec, together, changed - {f"{spec.name}_said"}, frozenset(given))
    if isinstance(spec.kind, WhereKind) and "place" in changed:
        _complete_place(together, given, lookup)
    try:
        _check(spec, together)
    except ParseError as error:
        raise ColumnsRefused({spec.name: error.message}) from None
    return spec.from_columns(together)


def _cell(kind: Kind[Any], column: Column, value: object, lookup: Lookup) -> SQLValue:
    if value is None:
        return None
    if holds_json(column):
        filled = _READ_JSON[type(kind)](kind, value, lookup)
        return None if filled is None else json.dumps(filled, ensure_ascii=False, sort_keys=True)
    if column.sql_type.startswith("INTEGER"):
        return _whole(value, OLDEST if isinstance(kind, AgeKind) else LARGEST)
    if column.sql_type.startswith("REAL"):
        return _degrees(
            value, kind.limit if isinstance(kind, DegreesKind) else _LIMITS[column.name]
        )
    return _text_cell(column, value, lookup)


def _text_cell(column: Column, value: object, lookup: Lookup) -> str | None:
    text = _text(value)
    table = column.references.partition("(")[0]
    if not text or not table:
        return text or None
    if table in _LISTS:
        return str(_code(_LISTS[table], text))
    if table == "location":
        return lookup.place(text)
    return lookup.record("" if table == "record" else table, text)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ParseError("This is text, in quotation marks.")
    return storable(value)


def _whole(value: object, largest: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= largest:
        raise ParseError(f"This is a whole number from 0 to {largest:,}, without quotation marks.")
    return value


_LIMITS = {"lat": 90, "lon": 180}


def _degrees(value: object, limit: int) -> float:
    wanted = f"This is a number of decimal degrees from -{limit} to {limit}."
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise ParseError(wanted)
    if not -limit <= value <= limit or not math.isfinite(value):
        raise ParseError(wanted)
    return float(value)


def _code(codes: type[CodeList], text: str) -> CodeList:
    try:
        return codes(text)
    except ValueError:
        if len(codes) <= FEW_CODES:
            sentence = f"One of {', '.join(codes)}."
        else:
            sentence = f"This is a code of the list “{codes.heading()}”; the codebook has them."
        raise ParseError(sentence) from None


def _array(value: object) -> list[str]:
    if not isinstance(value, list):
        raise ParseError('This is an array of texts, like ["one", "two"].')
    return [_text(part) for part in value]


def _object(value: object) -> dict[str, str]:
    if not isinstance(value, dict):
        raise ParseError('This is an object of texts, like {"key": "text"}.')
    return {_text(key): _text(part) for key, part in value.items()}


def _read_codes(kind: CodesKind, value: object, _: Lookup) -> list[str] | None:
    return [str(_code(kind.codes, text)) for text in _array(value)] or None


def _read_texts(_kind: TextsKind, value: object, _: Lookup) -> list[str] | None:
    return _array(value) or None


def _read_places(_kind: PlacesKind, value: object, lookup: Lookup) -> list[str] | None:
    texts = _array(value)
    return [text if text == NOT_STATED else lookup.place(text) for text in texts] or None


def _read_consent(_kind: ConsentKind, value: object, _: Lookup) -> dict[str, str]:
    answers = _object(value)
    for key, answer in answers.items():
        if key in USES:
            _code(ConsentAnswer, answer)
        elif key == "by":
            _code(ConsentGivenBy, answer)
        elif key not in {"date", "how"}:
            raise ParseError(f"Consent has {', '.join(USES)}, date, how and by.")
    return answers


def _read_reasons(_kind: ReasonsKind, value: object, _: Lookup) -> dict[str, str] | None:
    return _object(value) or None


_READ_JSON: Mapping[type[Kind[Any]], Callable[[Any, object, Lookup], object]] = {
    CodesKind: _read_codes,
    TextsKind: _read_texts,
    PlacesKind: _read_places,
    ConsentKind: _read_consent,
    ReasonsKind: _read_reasons,
}


def _let_go(spec: FieldSpec, cells: Cells, changed: set[str], given: frozenset[str]) -> None:
    """Empties what was about the value before."""
    stale: set[str] = set()
    if isinstance(spec.kind, SpanKind | AgeKind) and changed:
        stale = {f"{spec.name}_said"}
    if isinstance(spec.kind, WhereKind) and "place" in changed:
        stale = {"place_said", "lat", "lon", "place_precision"}
    cells.update(dict.fromkeys(stale - given))


def _complete_place(cells: Cells, given: Mapping[str, object], lookup: Lookup) -> None:
    """Keeps a name that was given for a place as said, and how exact a place of its level is."""
    key, typed = cells["place"], given["place"]
    if not key:
        return
    if str(typed).strip().casefold() != str(key).casefold() and "place_said" not in given:
        cells["place_said"] = str(typed)
    if cells["place_precision"] is None and "place_precision" not in given:
        precision = PRECISION_OF_LEVEL.get(lookup.level_of(str(key)))
        cells["place_precision"] = str(precision) if precision else None


def _check(spec: FieldSpec, cells: Mapping[str, SQLValue]) -> None:
    values = [cells[name] for name in spec.column_names]
    match spec.kind:
        case SpanKind():
            _check_span(spec.name, *values)
        case AgeKind():
            least, most, _ = values
            if isinstance(least, int) and isinstance(most, int) and least > most:
                raise ParseError("The smaller age is the least.")


def _check_span(
    name: str, first: SQLValue, last: SQLValue, precision: SQLValue, said: SQLValue
) -> None:
    begins, ends = _day(first), _day(last)
    if precision is None:
        if first is None and last is None and said is None:
            return
        raise ParseError(f"{name}_precision is missing; or give “{name}” as text instead.")
    if not is_consistent(begins, ends, DatePrecision(str(precision))):
        raise ParseError(
            f"{name}_from, {name}_to and {name}_precision do not agree; "
            f"or give “{name}” as text instead."
        )


def _day(value: SQLValue) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value if _DAY.fullmatch(str(value)) else "")  # type: ignore[arg-type]
    except ValueError:
        raise ParseError("A date is written YYYY-MM-DD.") from None
