"""What makes a record right or odd, across its fields and its neighbours."""

from functools import cache

from store.records import Record
from store.rules import (
    buildings,
    dates,
    duplicates,
    evidence,
    figures,
    named,
    people,
    places,
    quantities,
    references,
    reported,
    required,
)
from store.rules.asked import Surroundings
from store.rules.evidence import grade_lacks
from store.rules.finding import Finding, Level, Rule
from store.rules.origins import independent_origins
from store.rules.starting import starting_sensitivity

__all__ = [
    "ALL_RULES",
    "Finding",
    "Level",
    "Rule",
    "Surroundings",
    "errors",
    "findings",
    "grade_lacks",
    "independent_origins",
    "starting_sensitivity",
    "unanswered",
]

ALL_RULES: tuple[Rule, ...] = (
    *required.RULES,
    *references.RULES,
    *dates.RULES,
    *places.RULES,
    *people.RULES,
    *quantities.RULES,
    *buildings.RULES,
    *figures.RULES,
    *evidence.RULES,
    *reported.RULES,
    *named.RULES,
    *duplicates.RULES,
)
"""Every rule, in the order in which its findings are shown."""


def findings(record: Record, around: Surroundings) -> tuple[Finding, ...]:
    """All that is wrong or odd about a record among its neighbours, errors first.

    The record is judged as it is given, saved or not; of its neighbours, those that stand.
    """
    return (*errors(record, around), *_found(record, around, Level.WARNING))


def errors(record: Record, around: Surroundings) -> tuple[Finding, ...]:
    """What keeps a record from being submitted; cheaper than all findings."""
    return _found(record, around, Level.ERROR)


def unanswered(found: tuple[Finding, ...], record: Record) -> tuple[Finding, ...]:
    """The findings without the warnings for which the record has a reason."""
    answered = record.waived or {}
    return tuple(f for f in found if f.level is Level.ERROR or f.rule not in answered)


def _found(record: Record, around: Surroundings, level: Level) -> tuple[Finding, ...]:
    rules = _rules_for(type(record), level)
    return tuple(finding for rule in rules for finding in rule.findings(record, around))


@cache
def _rules_for(model: type[Record], level: Level) -> tuple[Rule, ...]:
    return tuple(r for r in ALL_RULES if r.level is level and issubclass(model, r.kinds))
