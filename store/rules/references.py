"""What a record points to: that both ends are there, and that nothing goes round in a circle."""

from collections.abc import Callable, Iterator

from store.fields import field_of
from store.records import Citation, Figure, Incident, Link, PlaceRecord, Record
from store.rules.asked import Surroundings
from store.rules.finding import Breach, Level, Rule

_ENDS: dict[type[Record], tuple[str, str]] = {Citation: ("source", "record"), Link: ("a", "b")}


def _lost_end(record: Citation | Link, around: Surroundings) -> Iterator[Breach]:
    for field in _ENDS[type(record)]:
        end = getattr(record, field)
        if end and not around.exists(end):
            label = field_of(type(record), field).meta.label
            yield Breach(
                f"“{label}” points to a record that is not in this ledger: choose one that is.",
                (field,),
            )


def _one_end(record: Citation | Link, around: Surroundings) -> Iterator[Breach]:  # noqa: ARG001
    first, second = _ENDS[type(record)]
    if getattr(record, first) and getattr(record, first) == getattr(record, second):
        yield Breach("Both ends are one and the same record: choose another.", (second, first))


def _circle_by(field: str) -> Callable[[Record, Surroundings], Iterator[Breach]]:
    def breaches(record: Record, around: Surroundings) -> Iterator[Breach]:
        label = field_of(type(record), field).meta.label
        seen: set[str] = set()
        at: str | None = getattr(record, field)
        while at and record.id and at not in seen:
            if at == record.id:
                yield Breach(
                    f"“{label}” leads back to this record: choose another, or clear it.", (field,)
                )
                return
            seen.add(at)
            at = around.pointed_to(type(record), field, at)

    return breaches


RULES = (
    Rule("end-in-ledger", Level.ERROR, (Citation, Link), _lost_end),
    Rule("two-ends", Level.ERROR, (Citation, Link), _one_end),
    Rule("part-of-circle", Level.ERROR, (Incident, Figure), _circle_by("part_of")),
    Rule("replaces-circle", Level.ERROR, (Figure,), _circle_by("replaces")),
    Rule("parent-circle", Level.ERROR, (PlaceRecord,), _circle_by("parent")),
)
