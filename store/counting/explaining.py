"""Why a number is what it is: the records behind it, in or out, each with the rule that decided."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from store.counting.bags import Ground
from store.counting.extent import Extent
from store.counting.fitting import Fit, fits, fits_population
from store.counting.held import held_on
from store.counting.measures import BY_CODE
from store.counting.scope import Scope
from store.counting.standing import SENTENCES, WAITING, Standing, Why
from store.counting.tables import HELD, UNKNOWN, Cut, month_of
from store.counting.tally import Tally


class Column(StrEnum):
    """Which number of a line is asked about."""

    DOCUMENTED = "documented"
    APPROVED = "approved"
    LOW = "low"
    HIGH = "high"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Explained:
    """One record or figure behind a number: for how many it counts there, in or out, and why."""

    table: str
    id: str
    code: str
    quantity: int
    is_in: bool
    rule: str


@dataclass(frozen=True, slots=True)
class Question:
    """The number that somebody opened: of which line, which column, which cell of a table."""

    scope: Scope
    ground: Ground
    line: str
    column: Column
    cut: Cut | None = None
    labels: tuple[str, ...] = ()

    @property
    def order(self) -> tuple[str, str]:
        """The line and the column, in words for a title."""
        return BY_CODE[self.line].label if self.line else "", str(self.column)


CodeOf = Callable[[str], str]
"""Gives the short code of a record by its id."""


def explain(question: Question, tallies: Iterable[Tally], code_of: CodeOf) -> Iterator[Explained]:
    """Those of the records that the number asked for took into account, in their order."""
    for tally in tallies:
        if (found := explained(question, tally, code_of)) is not None:
            yield found


def explained(question: Question, tally: Tally, code_of: CodeOf) -> Explained | None:
    """What the number asked for made of a record, None if it has nothing to do with it."""
    if not _concerns(question, tally):
        return None
    extent = question.ground.extent(tally)
    if question.column is Column.WAITING:
        if tally.dims.standing not in WAITING:
            return None
        return _row(tally, 1, _standing(tally, code_of), is_in=True)
    many, rule = _decided(question, tally, extent, code_of)
    return _row(tally, many, rule, is_in=many > 0)


def _row(tally: Tally, quantity: int, rule: str, *, is_in: bool) -> Explained:
    return Explained(tally.dims.table, tally.id, tally.code, quantity, is_in, rule)


def _concerns(question: Question, tally: Tally) -> bool:
    """Whether a record is of the line (of any, if none is asked for) and near the scope."""
    scope, dims = question.scope, tally.dims
    if question.ground.extent(tally) is Extent.OUTSIDE and not _has_left(question, tally):
        return False
    if question.line:
        if fits(dims, question.line, scope.population, scope.by) is Fit.NO:
            return False
    elif fits_population(dims, scope.population) is Fit.NO:
        return False
    return question.cut is None or _labels(question, question.cut, tally) == question.labels


def _labels(question: Question, cut: Cut, tally: Tally) -> tuple[str, ...]:
    """The codes of a record in the table that was opened, ends being those of the as-of day."""
    month = month_of(tally.first, tally.last)
    labels = cut.labels(tally.dims, month, tally.township, tally.place)
    if cut.line != "detained" or "outcome" not in cut.by:
        return labels
    spans = (tally.first, tally.last, tally.left_first, tally.left_last)
    ended = tally.dims.outcome
    if held_on(*spans, question.scope.as_of) is Extent.INSIDE:
        ended = HELD
    elif ended == HELD:
        ended = UNKNOWN
    place = cut.by.index("outcome")
    return (*labels[:place], ended, *labels[place + 1 :])


def _has_left(question: Question, tally: Tally) -> bool:
    """Whether it is out only because the person is not held on the day that is asked."""
    ground = question.ground
    if not ground.held_on or question.line != "still_held":
        return False
    return Ground(ground.stretch, ground.area).extent(tally) is not Extent.OUTSIDE


def _decided(question: Question, tally: Tally, extent: Extent, code_of: CodeOf) -> tuple[int, str]:
    """For how many the record counts in the number, and the rule in a sentence."""
    is_high = question.column is Column.HIGH
    if extent is Extent.OUTSIDE:
        return 0, "Left out: not held on that day."
    if tally.dims.standing == Standing.POSSIBLE:
        return (tally.n if is_high else 0), _standing(tally, code_of)
    if tally.dims.standing != Standing.COUNTS or tally.why == Why.ALL_NAMED:
        return 0, _standing(tally, code_of)
    if vague := _only_high(question, tally, extent):
        return (tally.n if is_high else 0), f"High end only: {vague}."
    return _documented(question, tally, code_of)


def _documented(question: Question, tally: Tally, code_of: CodeOf) -> tuple[int, str]:
    if question.column is Column.LOW and not tally.sure:
        return 0, "Low end leaves it out: it is undecided whether it is the same as another."
    if question.column is Column.APPROVED and not tally.dims.approved:
        return 0, "Documented, and not approved yet."
    if tally.n < tally.quantity:
        named = tally.quantity - tally.n
        return tally.n, f"Documented: of {tally.quantity} the rest; {named} are recorded by name."
    return tally.n, _standing(tally, code_of)


def _standing(tally: Tally, code_of: CodeOf) -> str:
    return SENTENCES[Why(tally.why)].format(other=code_of(tally.other) if tally.other else "")


def _only_high(question: Question, tally: Tally, extent: Extent) -> str:
    """Why a documented record belongs there maybe and not surely, '' if it surely does."""
    if extent is Extent.PARTLY:
        return _why_partly(question.ground, tally)
    scope = question.scope
    if fits(tally.dims, question.line, scope.population, scope.by) is Fit.SURE:
        return ""
    if fits_population(tally.dims, scope.population) is Fit.MAYBE:
        by_age = scope.population in {"children", "women"}
        return "age or sex is not known" if by_age else "status is not known"
    return _why_maybe(tally)


def _why_partly(ground: Ground, tally: Tally) -> str:
    if ground.stretch.holds(tally.first, tally.last) is Extent.PARTLY:
        return "its date lies only partly inside the period"
    if ground.area.holds(tally.place) is Extent.PARTLY:
        return "its place lies only partly inside the area"
    return "it is not known whether the person was held on that day"


def _why_maybe(tally: Tally) -> str:
    if tally.dims.table != "damage":
        return "whose doing it was is not known"
    if tally.dims.basis == "report":
        return "it is known by hearsay"
    return "how bad the damage is, nobody has seen"
