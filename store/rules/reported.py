"""Figures beside each other: one report told of two incidents, a total that falls."""

from collections.abc import Iterator
from datetime import date

from store.records import Figure
from store.rules.asked import Surroundings
from store.rules.figures import ends
from store.rules.finding import Breach, Level, Rule
from store.rules.likeness import likeness_of, may_lie_within_km, meet, widened
from store.rules.names import letters_alike
from store.search import fold
from store.vocabulary import By, FigureKind

DAYS = 3
KILOMETRES = 20
SAME_WORDS = 90
"""How near two incidents lie, and how alike (of 100) the words are, if one report is both's."""


def _repeated(figure: Figure, around: Surroundings) -> Iterator[Breach]:
    words = _words(figure.text)
    incident = around.incident(figure.incident) if figure.incident else None
    if figure.kind != FigureKind.INCIDENT or incident is None or not words:
        return
    here = widened(likeness_of(incident, around), DAYS)
    others = [
        other.id
        for other in around.repetitions(figure, here)
        if other.id != figure.id
        and meet(here, other.incident)
        and may_lie_within_km(here, other.incident, KILOMETRES)
        and letters_alike(words, _words(other.words), SAME_WORDS)
    ]
    if others:
        yield Breach(
            "The same number stands in the same words at another incident of those days, close"
            " by: if it is one report of one incident, keep one of the two.",
            ("incident", "text"),
            tuple(sorted(others)),
        )


def _words(text: str | None) -> str:
    return " ".join(fold(text or "").split())


def _fallen(figure: Figure, around: Surroundings) -> Iterator[Breach]:
    _, high = ends(figure)
    if figure.kind != FigureKind.CUMULATIVE or high is None:
        return
    higher = [
        earlier.id
        for earlier in around.cumulative_above(figure, high)
        if earlier.id not in {figure.id, figure.replaces}
        and _continues(figure, earlier)
        and _is_earlier(earlier, figure)
        and (ends(earlier)[0] or 0) > high
    ]
    if higher:
        yield Breach(
            "A total since a date cannot fall, and an earlier report has more: check the number,"
            " and whether both count the same. If this one corrects it, say that it replaces it.",
            ("best", "series"),
            tuple(sorted(higher)),
        )


def _continues(later: Figure, earlier: Figure) -> bool:
    """Whether the two count the same: of one series, or one source's for the same places."""
    if (later.measure, later.population) != (earlier.measure, earlier.population):
        return False
    if (later.by or By.NOT_STATED) != (earlier.by or By.NOT_STATED):
        return False
    since = [figure.period.first if figure.period else None for figure in (later, earlier)]
    if None not in since and since[0] != since[1]:
        return False
    if later.series and earlier.series and fold(later.series) == fold(earlier.series):
        return True
    same_places = set(later.scope or ()) == set(earlier.scope or ())
    return bool(later.source) and later.source == earlier.source and same_places


def _is_earlier(a: Figure, b: Figure) -> bool:
    """Whether `a` surely counts up to an earlier day, or was reported earlier of the same."""
    for before, after in zip(_days(a), _days(b), strict=True):
        if before is not None and after is not None and before != after:
            return before < after
    return False


def _days(figure: Figure) -> tuple[date | None, date | None]:
    """The day up to which it counts, and the day on which it was reported."""
    told = figure.published_on or figure.told_on
    return figure.period.last if figure.period else None, told.last if told else None


RULES = (
    Rule("repeated-figure", Level.WARNING, (Figure,), _repeated),
    Rule("cumulative-fall", Level.WARNING, (Figure,), _fallen),
)
