"""What must be filled before a record is submitted."""

from collections.abc import Iterator

from store.fields import FieldSpec, fields_of
from store.kinds import CodeKind, ReferenceKind
from store.kinds.placed import PlaceKind
from store.records import RECORD_TYPES, Record
from store.rules.asked import Surroundings
from store.rules.finding import Breach, Level, Rule


def _missing(record: Record, around: Surroundings) -> Iterator[Breach]:  # noqa: ARG001
    for spec in fields_of(type(record)):
        if spec.meta.required and _is_empty(getattr(record, spec.name)):
            yield Breach(f"“{spec.meta.label}” is empty: {_advice(spec)}.", (spec.name,))


def _is_empty(value: object) -> bool:
    return not value.strip() if isinstance(value, str) else value in (None, (), {})


def _advice(spec: FieldSpec) -> str:
    match spec.kind:
        case CodeKind(codes=codes) if "UNKNOWN" in codes.__members__:
            return "choose what fits, or unknown"
        case CodeKind():
            return "choose what fits"
        case ReferenceKind():
            return "choose one, or type its code"
        case PlaceKind():
            return "choose a place"
        case _:
            return "fill it in"


RULES = (Rule("required", Level.ERROR, tuple(RECORD_TYPES.values()), _missing),)
