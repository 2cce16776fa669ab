"""What figures do to an end of a range: what they add to the records of an incident, and why."""

from collections.abc import Iterable, Iterator
from typing import Final

from store.counting.explaining import Column, Explained, Question
from store.counting.facts import FigureFact
from store.counting.fitting import SUBGROUPS
from store.counting.measures import BY_CODE, Counted, lines_within
from store.counting.ranges import Excess, Tree, ends_of_records, line_of

ENDS: Final = frozenset({Column.LOW, Column.HIGH})
"""The columns on which figures have a say."""

_ACCEPTED: Final = {
    "undecided": "Counts nowhere: nobody has decided whether a range may rest on it.",
    "set_aside": "Counts nowhere: it was set aside.",
}


def added(question: Question, excess: Excess) -> int:
    """What figures add to the end that is asked about."""
    return excess.low if question.column is Column.LOW else excess.high


def explain_excess(question: Question, tree: Tree, excess: Excess) -> Explained | None:
    """What the figures of a whole incident add to its records, None for nothing."""
    many = added(question, excess)
    leaves_open = excess.open and question.column is Column.HIGH
    if not many and not leaves_open:
        return None
    low, high = ends_of_records(tree, question.ground, question.line, question.scope.population)
    records = low if question.column is Column.LOW else high
    rule = f"Its accepted figures support {records + many}; the records on it give {records}."
    top = " They leave the top open." if leaves_open else ""
    incident = tree.nodes[tree.root].incident
    return Explained("incident", incident.id, incident.code, many, is_in=True, rule=rule + top)


def explain_figures(question: Question, figures: Iterable[FigureFact]) -> Iterator[Explained]:
    """The figures about incidents of the scope that speak of the line, and what they do to it.

    What they add stands with their incident, so that none counts for anybody by itself.
    """
    if question.column not in ENDS:
        return
    wanted = lines_within(question.line)
    for figure in figures:
        if line_of(figure)[0] in wanted:
            number = figure.low if question.column is Column.LOW else figure.high
            rule = _ACCEPTED.get(figure.accepted) or _left_aside(figure, question)
            is_in = not rule and number is not None
            rule = rule or _end_said(figure, question, number)
            yield Explained("figure", figure.id, figure.code, 0, is_in, rule)


def _left_aside(figure: FigureFact, question: Question) -> str:
    """Why an accepted figure does not speak of those who are asked for, '' if it does."""
    if BY_CODE[question.line].counted in {Counted.BUILDINGS, Counted.EVENTS}:
        return ""
    asked = str(question.scope.population)
    if figure.population == "not_stated":
        return "Shown beside: it does not state whom it counts."
    if figure.population == asked or figure.population in SUBGROUPS.get(asked, ()):
        return ""
    return "Shown beside: it does not count these people by themselves."


def _end_said(figure: FigureFact, question: Question, number: int | None) -> str:
    """What an accepted figure does to the end that is asked about."""
    is_high = question.column is Column.HIGH
    if figure.opens_top and is_high:
        return f"Leaves the top open: at least {figure.low}."
    if number is None:
        return f"Gives no {'high' if is_high else 'low'} end."
    is_of_some = bool(line_of(figure)[1]) or _is_subgroup(figure, question)
    if is_high:
        if is_of_some:
            return f"Says {number} of some of them: gives no high end."
        return f"Says {number}: the high end of its incident is no less."
    if is_of_some:
        return f"Says {number} of some of them: with those documented outside, no fewer."
    return f"Says {number}: the low end of its incident is no less, unless another one has less."


def _is_subgroup(figure: FigureFact, question: Question) -> bool:
    is_about_people = BY_CODE[question.line].counted not in {Counted.BUILDINGS, Counted.EVENTS}
    return is_about_people and figure.population != question.scope.population
