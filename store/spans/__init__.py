"""Dates as people know them: from one day to another, as precisely as was said."""

from store.spans.periods import read_period
from store.spans.reading import parse_span
from store.spans.showing import describe_span, format_span
from store.spans.span import (
    Span,
    certainly_after,
    could_precede,
    is_consistent,
    overlaps,
    within,
)

__all__ = [
    "Span",
    "certainly_after",
    "could_precede",
    "describe_span",
    "format_span",
    "is_consistent",
    "overlaps",
    "parse_span",
    "read_period",
    "within",
]
