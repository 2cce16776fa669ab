"""The range (DESIGN, Counting 3 and 4): what figures add to what is documented of an incident.

The range of a total is what its records give, low and high, and for every whole incident what its
accepted figures add to that. Only incidents with accepted figures need to be looked at.

Decided here, where DESIGN is silent:

- A figure of an incident that lies partly inside the scope, is vague in date or place or cannot be
  verified gives no low end, as such a record does not; it gives its high end. Of a discounted,
  retired, draft or returned incident it gives neither.
- An end never lies beyond the other: where an accepted "at least 10" meets an "up to 8", the high
  end is 10.
- A figure of an incident of which it is undecided whether it is another gives no low end, if it is
  the one of the two that the low end leaves out.
- A figure that is a part of another one of its measure and population speaks only of some of
  those whom the other counts: it raises the low end to itself, and gives no high end.
- Several figures of one subgroup give their smallest least; of several subgroups the one that
  raises the low end most.
- A figure of killed that includes deaths in flight is one of all deaths; one that excludes deaths
  in custody raises the low end as a subgroup does, and gives no high end. *All deaths* without
  those in flight are killed.
- What figures add to a measure they add to the one that holds it: 8 killed by a figure and one
  documented as died in flight are 9 deaths; 3 dead in custody are among the killed. Health
  buildings destroyed are a subgroup of those affected.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import Final

from store.counting.bags import Ground
from store.counting.extent import Extent
from store.counting.facts import FigureFact
from store.counting.fitting import SUBGROUPS, Fit, fits, surely_outside
from store.counting.measures import BY_CODE, LINES, Counted, lines_within
from store.counting.standing import Standing, Why, is_dated
from store.counting.tally import Tally
from store.vocabulary import Measure

_WITHOUT_FIGURES: Final = frozenset(
    {Why.RETIRED, Why.SAME, Why.DISCOUNTED, Why.INCIDENT_RETIRED, Why.DRAFT, Why.RETURNED}
)


@dataclass(frozen=True, slots=True)
class Excess:
    """What figures add to the low and the high end of the records; whether the top is open."""

    low: int = 0
    high: int = 0
    open: bool = False

    def plus(self, other: "Excess") -> "Excess":
        """Both together."""
        return Excess(self.low + other.low, self.high + other.high, self.open or other.open)

    def widest(self, other: "Excess") -> "Excess":
        """End by end the larger."""
        return Excess(max(self.low, other.low), max(self.high, other.high), self.open or other.open)


NO_EXCESS: Final = Excess()


@dataclass(frozen=True, slots=True)
class Node:
    """A surviving incident: its own tally, what hangs on it (itself too), its accepted figures."""

    incident: Tally
    tallies: tuple[Tally, ...] = ()
    figures: tuple[FigureFact, ...] = ()
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Tree:
    """A whole incident with its parts, by their ids."""

    root: str
    nodes: Mapping[str, Node] = field(default_factory=dict)

    def deepest_first(self) -> list[str]:
        """The nodes, every part before what it is a part of."""
        return sorted(self.nodes, key=self._depth, reverse=True)

    def _depth(self, node: str) -> int:
        depth = 0
        while (node := self.nodes[node].parent) in self.nodes:
            depth += 1
        return depth


def trees_of(
    tallies: Iterable[Tally], parents: Mapping[str, str], figures: Iterable[FigureFact]
) -> list[Tree]:
    """The wholes on which an accepted figure stands; a figure's incident is the surviving one."""
    by_node: dict[str, list[FigureFact]] = {}
    for figure in figures:
        if figure.is_accepted and figure.kind == "incident" and figure.incident:
            by_node.setdefault(figure.incident, []).append(figure)
    everything = list(tallies)
    trees = {t.tree for t in everything if t.id in by_node and t.node == t.id}
    hanging: dict[str, dict[str, list[Tally]]] = {}
    for tally in everything:
        if tally.tree in trees:
            hanging.setdefault(tally.tree, {}).setdefault(tally.node, []).append(tally)
    return [
        Tree(
            root,
            {
                node: Node(
                    next(t for t in own if t.id == node),
                    tuple(own),
                    tuple(by_node.get(node, ())),
                    parents.get(node, ""),
                )
                for node, own in nodes.items()
            },
        )
        for root, nodes in sorted(hanging.items())
    ]


def ends_of_records(tree: Tree, ground: Ground, line: str, population: str) -> tuple[int, int]:
    """What the records of a whole give by themselves on one line of a report: low and high."""
    reckoning = _Reckoning(tree, ground, line, population)
    ends = [reckoning.ends_of(node.tallies) for node in tree.nodes.values()]
    return sum(end.low for end in ends), sum(end.high for end in ends)


def excess_of(tree: Tree, ground: Ground, line: str, population: str) -> Excess:
    """What the figures of a whole add to its records on one line of a report."""
    own = _Reckoning(tree, ground, line, population).excess()
    within = (excess_of(tree, ground, part, population) for part in BY_CODE[line].adds)
    return own.widest(reduce(Excess.plus, within, NO_EXCESS))


def excesses(trees: Sequence[Tree], ground: Ground, population: str) -> dict[str, Excess]:
    """What figures add over several wholes, by line; lines to which they add nothing are out."""
    found: dict[str, Excess] = {}
    for tree in trees:
        for line in _lines_spoken_of(tree):
            excess = excess_of(tree, ground, line, population)
            if excess != NO_EXCESS:
                found[line] = found.get(line, NO_EXCESS).plus(excess)
    return found


def _lines_spoken_of(tree: Tree) -> list[str]:
    """The lines on which a figure of the whole can change anything."""
    spoken = {line_of(figure)[0] for node in tree.nodes.values() for figure in node.figures}
    return [line.code for line in LINES if lines_within(line.code) & spoken]


@dataclass(frozen=True, slots=True)
class _End:
    """The two ends of a part, and the documented people surely outside each subgroup."""

    low: int = 0
    high: int = 0
    open: bool = False
    outside: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Reckoning:
    """The ends of a whole, part by part, from the deepest up."""

    tree: Tree
    ground: Ground
    line: str
    population: str

    def excess(self) -> Excess:
        ends: dict[str, _End] = {}
        low = high = 0
        for name in self.tree.deepest_first():
            node = self.tree.nodes[name]
            own = self.ends_of(node.tallies)
            low, high = low + own.low, high + own.high
            parts = [ends[n] for n, other in self.tree.nodes.items() if other.parent == name]
            ends[name] = self._with_figures(node, _together([own, *parts]))
        root = ends[self.tree.root]
        return Excess(root.low - low, root.high - high, root.open)

    def ends_of(self, tallies: Iterable[Tally]) -> _End:
        """What the records of an incident give by themselves."""
        low = high = 0
        outside = dict.fromkeys(self._subgroups, 0)
        for tally in tallies:
            extent = self.ground.extent(tally)
            fit = fits(tally.dims, self.line, self.population, "anyone")
            may_count = tally.dims.standing in {Standing.COUNTS, Standing.POSSIBLE}
            if extent is Extent.OUTSIDE or fit is Fit.NO or not may_count:
                continue
            high += tally.n
            counts = tally.dims.standing == Standing.COUNTS
            if counts and fit is Fit.SURE and extent is Extent.INSIDE:
                low += tally.sure
                for subgroup in outside:
                    outside[subgroup] += tally.sure * _lies_outside(tally, subgroup)
        return _End(low, high, outside=outside)

    @property
    def _subgroups(self) -> tuple[str, ...]:
        return (*SUBGROUPS.get(self.population, ()), _OUTSIDE_CUSTODY, _DESTROYED)

    def _with_figures(self, node: Node, end: _End) -> _End:
        """The ends of an incident, end by end the larger of its figures' and of its parts' sum."""
        extent = self._extent(node.incident)
        figures = [] if extent is Extent.OUTSIDE else self._figures(node)
        low, high, is_open = end.low, end.high, end.open
        leasts: dict[str, int] = {}
        for figure, subgroup in figures:
            if extent is Extent.INSIDE and figure.low is not None:
                leasts[subgroup] = min(figure.low, leasts.get(subgroup, figure.low))
            if not subgroup:
                high = max(high, figure.high or 0)
                is_open = is_open or figure.opens_top
        for subgroup, least in leasts.items():
            low = max(low, least + end.outside.get(subgroup, 0))
        return _End(low, max(low, high), is_open, end.outside)

    def _extent(self, incident: Tally) -> Extent:
        """How an incident lies to the ground, so far as its figures may speak for it."""
        extent = self.ground.extent(incident)
        if incident.why in _WITHOUT_FIGURES:
            return Extent.OUTSIDE
        is_vague = not incident.township or not is_dated(incident.first, incident.last)
        may_be_another = incident.dims.standing == Standing.COUNTS and not incident.sure
        if is_vague or may_be_another or incident.dims.grade == "unverifiable":
            return min(extent, Extent.PARTLY)
        return extent

    def _figures(self, node: Node) -> Iterable[tuple[FigureFact, str]]:
        """The accepted figures that speak of what is counted, with their subgroup, '' for all."""
        for figure in node.figures:
            line, part = line_of(figure)
            if line != self.line:
                continue
            if BY_CODE[line].counted in _WITHOUT_POPULATION or self._is_asked_for(figure):
                yield figure, part
            elif figure.population in self._subgroups and not part:
                yield figure, figure.population

    def _is_asked_for(self, figure: FigureFact) -> bool:
        """Whether a figure counts just those people who are asked for."""
        return figure.population == self.population and figure.population != "not_stated"


_WITHOUT_POPULATION: Final = frozenset({Counted.BUILDINGS, Counted.EVENTS})

_OUTSIDE_CUSTODY: Final = "outside custody"
"""Killed outside custody: a subgroup of the killed, that of a figure without deaths in custody."""


_DESTROYED: Final = "destroyed"
"""Buildings destroyed: a subgroup of those affected, where they have no line of their own."""


def _lies_outside(tally: Tally, subgroup: str) -> bool:
    if subgroup == _OUTSIDE_CUSTODY:
        return tally.dims.outcome == "died_in_custody"
    if subgroup == _DESTROYED:
        return tally.dims.grade not in {_DESTROYED, "possible", "unknown", ""}
    return surely_outside(tally.dims, subgroup)


def _together(ends: Sequence[_End]) -> _End:
    outside: dict[str, int] = {}
    for end in ends:
        for subgroup, many in end.outside.items():
            outside[subgroup] = outside.get(subgroup, 0) + many
    return _End(
        sum(end.low for end in ends),
        sum(end.high for end in ends),
        any(end.open for end in ends),
        outside,
    )


_LINES_OF_RANGES: Final[Mapping[str, str]] = {
    figure: line.code for line in LINES for figure in line.figures if figure != Measure.IN_DETENTION
}


def line_of(figure: FigureFact) -> tuple[str, str]:
    """The line whose range a figure speaks of, '' for none, and of what part of it, '' for all."""
    line = _LINES_OF_RANGES.get(figure.measure, "")
    if line == "killed" and figure.covers_fleeing == "included":
        line = "deaths_all"
    elif line == "deaths_all" and figure.covers_fleeing == "excluded":
        line = "killed"
    return line, _part_of(figure, line)


def _part_of(figure: FigureFact, line: str) -> str:
    if figure.is_of_some:
        return f"part {figure.id}"
    if figure.measure == Measure.HEALTH_DESTROYED:
        return _DESTROYED
    if figure.covers_custody == "excluded" and line in {"killed", "deaths_all"}:
        return _OUTSIDE_CUSTODY
    return ""
