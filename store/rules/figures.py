"""Figures: what each must say of itself, and what ends its number gives."""

from collections.abc import Iterator
from typing import Protocol

from store.records import Figure
from store.rules.asked import Surroundings
from store.rules.finding import Breach, Level, Rule
from store.vocabulary import FigureKind, Qualifier

_FIGURE = (Figure,)
_OVER_TIME = frozenset({FigureKind.PERIOD, FigureKind.CUMULATIVE})
_COUNTS = ("least", "best", "most")


class Said(Protocol):
    """A number as somebody said it."""

    @property
    def qualifier(self) -> str | None:
        """How it was said."""

    @property
    def least(self) -> int | None:
        """The least that was said."""

    @property
    def best(self) -> int | None:
        """The number itself."""

    @property
    def most(self) -> int | None:
        """The most that was said."""


def ends(figure: Said) -> tuple[int | None, int | None]:
    """The smallest and the largest number that the figure certainly stands for, None if open.

    `exact` gives both ends, `at_least` the low one, `up_to` the high one, `about` neither; a
    least or a most that was reported goes before.
    """
    low = high = None
    if figure.qualifier == Qualifier.NONE:
        low = high = 0
    if figure.qualifier in {None, Qualifier.EXACT, Qualifier.AT_LEAST}:
        low = figure.best
    if figure.qualifier in {None, Qualifier.EXACT, Qualifier.UP_TO}:
        high = figure.best
    return (
        low if figure.least is None else figure.least,
        high if figure.most is None else figure.most,
    )


def _order(figure: Figure, around: Surroundings) -> Iterator[Breach]:  # noqa: ARG001
    filled = [name for name in _COUNTS if getattr(figure, name) is not None]
    numbers = [getattr(figure, name) for name in filled]
    if numbers != sorted(numbers):
        fields = ("best", *(name for name in filled if name != "best"))
        yield Breach("The numbers must rise from least over the number itself to most.", fields)


def _some(figure: Figure, around: Surroundings) -> Iterator[Breach]:  # noqa: ARG001
    filled = tuple(name for name in _COUNTS if getattr(figure, name) is not None)
    if figure.qualifier == Qualifier.UNKNOWN_SOME and filled:
        yield Breach(
            "“Some” has no number: clear the number, or choose how it was said.",
            (*filled, "qualifier"),
        )


def _untold(figure: Figure, around: Surroundings) -> Iterator[Breach]:  # noqa: ARG001
    if figure.published_on is None and figure.told_on is None:
        yield Breach(
            "Nothing says when it was reported: fill in the day it was published, or the day we"
            " were told.",
            ("published_on", "told_on"),
        )


def _untraceable(figure: Figure, around: Surroundings) -> Iterator[Breach]:  # noqa: ARG001
    if not any(words and words.strip() for words in (figure.text, figure.locator)):
        yield Breach(
            "Nobody could find it again: copy the words that state it, or say where they are"
            " found.",
            ("locator", "text"),
        )


def _without_period(figure: Figure, around: Surroundings) -> Iterator[Breach]:  # noqa: ARG001
    if figure.kind in _OVER_TIME and figure.period is None:
        yield Breach(
            "It counts over a time, but not which: fill in the period. For an end that is not"
            " stated write “at latest” and the day of the report.",
            ("period",),
        )


def _without_scope(figure: Figure, around: Surroundings) -> Iterator[Breach]:  # noqa: ARG001
    if figure.kind in _OVER_TIME and not figure.scope:
        yield Breach(
            "It does not say for which places it counts: choose them; “not stated” is an answer.",
            ("scope",),
        )


def _without_incident(figure: Figure, around: Surroundings) -> Iterator[Breach]:  # noqa: ARG001
    if figure.kind == FigureKind.INCIDENT and not figure.incident:
        yield Breach(
            "It is about one incident, but not which: choose the incident, or another kind.",
            ("incident", "kind"),
        )


RULES = (
    Rule("count-order", Level.ERROR, _FIGURE, _order),
    Rule("some-without-number", Level.ERROR, _FIGURE, _some),
    Rule("figure-told", Level.ERROR, _FIGURE, _untold),
    Rule("figure-traceable", Level.ERROR, _FIGURE, _untraceable),
    Rule("figure-period", Level.ERROR, _FIGURE, _without_period),
    Rule("figure-scope", Level.ERROR, _FIGURE, _without_scope),
    Rule("figure-incident", Level.ERROR, _FIGURE, _without_incident),
)
