"""Dates: the two ends of each, the order of a detention's stages, today and the start.

Every rule compares what is possible: it finds something only where it cannot be true.
"""

from collections.abc import Iterator

from store.fields import FieldSpec, fields_of
from store.kinds.dated import SpanKind
from store.records import RECORD_TYPES, Detention, Record
from store.rules.asked import Surroundings
from store.rules.finding import Breach, Level, Rule
from store.rules.likeness import span_of
from store.spans import Span, certainly_after, is_consistent, overlaps

_STAGES = ("arrested", "charged", "sentenced", "released")


def _spans(record: Record) -> Iterator[tuple[FieldSpec, Span]]:
    for spec in fields_of(type(record)):
        if isinstance(spec.kind, SpanKind) and (span := getattr(record, spec.name)) is not None:
            yield spec, span


def _is_turned_round(span: Span) -> bool:
    return span.first is not None and span.last is not None and span.first > span.last


def _order(record: Record, around: Surroundings) -> Iterator[Breach]:  # noqa: ARG001
    for spec, span in _spans(record):
        if _is_turned_round(span):
            yield Breach(
                f"“{spec.meta.label}” ends before it begins: the earlier day comes first.",
                (spec.name,),
            )


def _precision(record: Record, around: Surroundings) -> Iterator[Breach]:  # noqa: ARG001
    for spec, span in _spans(record):
        if not _is_turned_round(span) and not is_consistent(span.first, span.last, span.precision):
            yield Breach(
                f"The days of “{spec.meta.label}” do not fit how exactly it is said to be known:"
                " type it again, like 24 Feb 2023 or Feb 2023.",
                (spec.name,),
            )


def _after_today(record: Record, around: Surroundings) -> Iterator[Breach]:
    for spec, span in _spans(record):
        if not overlaps(span, None, around.today):
            yield Breach(
                f"“{spec.meta.label}” lies after today, as this laptop has it: check the year, and"
                " the laptop's clock.",
                (spec.name,),
            )


def _before_start(record: Record, around: Surroundings) -> Iterator[Breach]:
    for spec, span in _spans(record):
        if not overlaps(span, around.start, None):
            yield Breach(
                f"“{spec.meta.label}” lies before the day on which this ledger starts: check the"
                " year.",
                (spec.name,),
            )


def _stages(detention: Detention, around: Surroundings) -> Iterator[Breach]:
    spans = {name: getattr(detention, name) for name in _STAGES}
    spans["arrested"] = span_of(detention, around)
    labels = {spec.name: spec.meta.label for spec in fields_of(Detention)}
    for place, later in enumerate(_STAGES):
        for earlier in _STAGES[:place]:
            a, b = spans[earlier], spans[later]
            if a is not None and b is not None and certainly_after(a, b):
                yield Breach(
                    f"“{labels[later]}” lies before “{labels[earlier]}”: check both days.",
                    (later, earlier),
                )
                break


def _released_unarrested(detention: Detention, around: Surroundings) -> Iterator[Breach]:
    if detention.released is not None and span_of(detention, around) is None:
        yield Breach(
            "There is a release and no arrest: fill in when the person was arrested; unknown is"
            " an answer.",
            ("arrested", "released"),
        )


def _half_ended(detention: Detention, around: Surroundings) -> Iterator[Breach]:  # noqa: ARG001
    if detention.ended is not None and detention.ended_how is None:
        yield Breach(
            "It ended on a day, but not how: choose escaped, died or disappeared, or clear the"
            " day; a release has its own field.",
            ("ended_how", "ended"),
        )
    if detention.ended is None and detention.ended_how is not None:
        yield Breach(
            "It says how it ended, but not when: fill in the day; unknown is an answer.",
            ("ended", "ended_how"),
        )


_ALL = tuple(RECORD_TYPES.values())

RULES = (
    Rule("span-order", Level.ERROR, _ALL, _order),
    Rule("span-precision", Level.ERROR, _ALL, _precision),
    Rule("detention-ended", Level.ERROR, (Detention,), _half_ended),
    Rule("after-today", Level.WARNING, _ALL, _after_today),
    Rule("before-start", Level.WARNING, _ALL, _before_start),
    Rule("stage-order", Level.WARNING, (Detention,), _stages),
    Rule("release-without-arrest", Level.WARNING, (Detention,), _released_unarrested),
)
