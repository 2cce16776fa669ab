"""Comparing (DESIGN, Counting 12): ours recounted in a figure's own terms, or why it cannot be.

Decided here, where DESIGN is silent:

- A term that a figure does not state is named, and no difference is shown. Where only *whose
  doing* it counts is not stated, ours is put beside it for anybody's doing, all the same.
- What a figure covers matters only where ours has such deaths. A plain *killed* is read as ours:
  deaths in custody among them, deaths in flight not; where ours would differ, both are named.
- A clash has two sides: whose doing a number of clashes counts is not asked. Of harm with an
  unknown actor nobody can say whose doing it was; it stands at the high end of ours alone.
- A figure is shown in a report when all of what it covers lies within what the report asks for,
  as far as it states it: a total since the coup does not stand beside a month.
- What a figure counts and the ledger does not (displaced people, sentences, mixed buildings) is
  said so.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol

from store.counting.bags import Bag, Count, Ground, count
from store.counting.extent import DAWN, DUSK, Area, Extent, Stretch
from store.counting.facts import FigureFact
from store.counting.measures import LINE_OF
from store.counting.scope import Scope
from store.spans import Span, format_span
from store.vocabulary import DatePrecision

AreaOf = Callable[[tuple[str, ...]], Area]
"""Gives the area that some places make."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A figure beside ours: the line it stands on, ours in its terms, or why there is no such.

    `ours` is what we document in its terms, None where they do not allow a recount; `ours_high`
    counts what may belong there, too. `reason` is '' where the two can be compared; `remarks`
    are what a reader should know even so.
    """

    figure: FigureFact
    line: str
    ours: int | None
    ours_high: int | None = None
    reason: str = ""
    remarks: tuple[str, ...] = ()

    @property
    def is_comparable(self) -> bool:
        """Whether a difference between the two means anything."""
        return not self.reason


class Recounting(Protocol):
    """What comparisons ask of a ledger."""

    def bag(self, ground: Ground, population: str, by: str = "anyone") -> Bag:
        """The counts of the records that touch the ground, by what they are or wait for."""

    def of_incident(self, incident: str) -> "Recounting":
        """The counting of one surviving incident with its parts."""


_NEVER_OURS: Final = {
    "released": "it counts releases in a period",
    "sentenced": "this ledger's reports do not count sentences",
    "displaced": "this ledger does not count displaced people",
    "displaced_households": "this ledger does not count displaced households",
    "buildings_mixed": "it counts buildings of several kinds in one number",
    "": "it does not say what it counts",
}
_MEASURES: Final = {"died_in_custody": "killed_in_custody"}
_HAS_TWO_SIDES: Final = frozenset({"clashes"})
_DEATHS: Final = frozenset({"killed", "deaths_all"})


def shown_in(figure: FigureFact, scope: Scope) -> bool:
    """Whether a figure over time belongs beside a report: all that it states lies within it."""
    if figure.kind == "incident" or not figure.stands:
        return False
    if not is_about_them(figure.population, scope):
        return False
    first, last = figure.first, figure.last
    if first or last:
        inside = scope.stretch.holds(first or DAWN, last or figure.reported or DAWN)
        if inside is not Extent.INSIDE:
            return False
    elif not _was_reported_within(figure, scope):
        return False
    return not scope.area.keys or all(
        scope.area.holds(place) is Extent.INSIDE for place in figure.places
    )


def _was_reported_within(figure: FigureFact, scope: Scope) -> bool:
    """Whether a figure that states no period was reported at a time that the report covers."""
    if not figure.reported:
        return True
    return scope.stretch.holds(figure.reported, figure.reported) is Extent.INSIDE


def is_about_them(population: str, scope: Scope) -> bool:
    """Whether a figure of a population speaks of those asked for, some of them, or everybody."""
    beside_any = {"all", "not_stated", "not_applicable", str(scope.population)}
    if scope.population in {"civilians", "all"}:
        beside_any |= {"children", "women"}
    return population in beside_any or scope.population in _EVERYBODY


_EVERYBODY: Final = frozenset({"all", "not_stated", "not_applicable"})


def compare(counting: Recounting, figure: FigureFact, area_of: AreaOf, *, as_of: str) -> Beside:
    """A figure beside ours, recounted in its own terms."""
    line = LINE_OF.get(figure.measure, "")  # type: ignore[call-overload]
    if never := _NEVER_OURS.get(figure.measure):
        return Beside(figure, line, None, reason=_sentence([never]))
    if missing := list(_missing_terms(figure)):
        return Beside(figure, line, None, reason=_sentence(missing))
    ours = _Ours.of(counting, figure, area_of, as_of)
    by = figure.by if figure.by in {"state_and_allies", "other"} else "anyone"
    found = ours.recount(by)
    unstated = [
        *_unstated_end(figure),
        *_unstated_doer(figure),
        *_unstated_cover(ours.bag(by), figure),
    ]
    return Beside(
        figure,
        line,
        found.documented,
        max(found.possible, found.documented),
        _sentence(unstated),
        tuple(_remarks(figure, found, ours.by_nobody_known(by))),
    )


def _missing_terms(figure: FigureFact) -> Iterable[str]:
    """The terms without which nothing can be recounted."""
    if figure.population == "not_stated" and figure.measure not in _WITHOUT_POPULATION:
        yield "it does not state whom it counts"
    if figure.kind == "incident":
        if not figure.incident:
            yield "it does not state which incident it is about"
        return
    if not figure.first or not figure.last:
        yield "it does not state its period"
    if not figure.places:
        said = f" (“{figure.scope_said}”)" if figure.scope_said else ""
        yield f"it does not state its places so that they can be counted{said}"


_WITHOUT_POPULATION: Final = frozenset(
    measure
    for measure, line in LINE_OF.items()
    if line.startswith(("homes", "religious", "health", "schools"))
    or line in {"clashes", "airstrikes", "shellings"}
)


@dataclass(frozen=True, slots=True)
class _Ours:
    """Our records in a figure's period and places, or of its incident."""

    counting: Recounting
    ground: Ground
    figure: FigureFact

    @classmethod
    def of(cls, counting: Recounting, figure: FigureFact, area_of: AreaOf, as_of: str) -> "_Ours":
        stretch, area = Stretch(), Area()
        if figure.kind == "incident":
            counting = counting.of_incident(figure.incident)
        else:
            stretch = Stretch(figure.first or DAWN, figure.last or DAWN)
            area = area_of(figure.places)
        if figure.measure == "in_detention":
            day = min(stretch.last, as_of)
            return cls(counting, Ground(Stretch(DAWN, day), area, day, day < as_of), figure)
        return cls(counting, Ground(stretch, area), figure)

    def bag(self, by: str) -> Bag:
        """Ours in the figure's population, done by one side or by anyone."""
        return self.counting.bag(self.ground, self.figure.population, by)

    def recount(self, by: str) -> Count:
        """Ours in the figure's terms: its measure with what it covers, done by that side."""
        figure, bag = self.figure, self.bag(by)
        total = count(bag, _MEASURES.get(figure.measure, figure.measure))
        if figure.measure not in _DEATHS:
            return total
        if figure.covers_custody == "excluded":
            total = total.minus(count(bag, "killed_in_custody"))
        if figure.measure == "killed" and figure.covers_fleeing == "included":
            return total.plus(count(bag, "died_fleeing"))
        if figure.measure == "deaths_all" and figure.covers_fleeing == "excluded":
            return total.minus(count(bag, "died_fleeing"))
        return total

    def by_nobody_known(self, by: str) -> int:
        """How many of ours, in all other terms of the figure, were done by nobody knows whom."""
        if by == "anyone":
            return 0
        sides = (self.recount(side).documented for side in ("state_and_allies", "other"))
        return self.recount("anyone").documented - sum(sides)


def _unstated_end(figure: FigureFact) -> Iterable[str]:
    """The words for an end that nobody stated are kept with the period: "at latest 6 March"."""
    said = figure.period_said.casefold()
    if figure.kind != "incident" and any(words in said for words in ("not stated", "at latest")):
        last = date.fromisoformat(figure.last or DUSK)
        yield (
            "it does not state the end of its period, at latest "
            f"{format_span(Span(last, last, DatePrecision.DAY))}"
        )


def _unstated_doer(figure: FigureFact) -> Iterable[str]:
    if figure.measure not in _HAS_TWO_SIDES and figure.by in {"", "not_stated"}:
        yield "it does not state whose doing it counts; ours is anybody's"


def _unstated_cover(bag: Bag, figure: FigureFact) -> Iterable[str]:
    """What it does not say of the deaths it covers, where ours has such deaths."""
    if figure.measure not in _DEATHS:
        return
    for measure, covers, words in (
        ("killed_in_custody", figure.covers_custody, "deaths in custody"),
        ("died_fleeing", figure.covers_fleeing, "deaths in flight"),
    ):
        many = count(bag, measure).documented
        if covers in {"", "not_stated"} and many:
            is_apart = measure == "died_fleeing" and figure.measure == "killed"
            among = "not counted" if is_apart else "counted"
            yield f"it does not state whether it covers {words}: ours has {many}, {among} here"


def _remarks(figure: FigureFact, found: Count, by_nobody_known: int) -> Iterable[str]:
    if figure.population == "women":
        yield "sources differ on whether girls are among the women; ours are adults"
    if figure.measure in {"detained", "in_detention"} and figure.population != "all":
        yield "this ledger does not record the status of detained people; ours are all of them"
    if by_nobody_known:
        yield f"of {by_nobody_known} more of ours nobody knows whose doing it was"
    if more := max(found.possible - found.documented - by_nobody_known, 0):
        yield f"{more} more of ours may belong there"


def _sentence(reasons: Iterable[str]) -> str:
    """The reasons as one sentence, '' for none."""
    text = "; ".join(reasons)
    return f"{text[0].upper()}{text[1:]}." if text else ""
