"""What an incident still lacks to be graded higher than it is, or as high as it is."""

from datetime import date

from store.engine import Connection
from store.records import Incident
from store.rules.evidence import grade_lacks
from store.rules.surroundings import LedgerSurroundings
from store.vocabulary import IncidentGrade

_CLIMBED = (IncidentGrade.FAIR, IncidentGrade.CONFIRMED)
"""The grades that rest on something, the lower one first."""

_CLOSED = frozenset({IncidentGrade.DISCOUNTED, IncidentGrade.UNVERIFIABLE})

Lacking = tuple[IncidentGrade, tuple[str, ...]]
"""A grade and what is missing for it, a sentence each; nothing if it could be given."""


def grades_in_reach(
    connection: Connection, incident: Incident, today: date, start: date
) -> tuple[Lacking, ...]:
    """What is missing for the incident's own grade and for each above it.

    Nothing is told of an incident that was shown not to have happened or cannot be checked, nor
    of a grade that it has and that rests on enough.
    """
    if incident.grade in _CLOSED or incident.retired is not None:
        return ()
    around = LedgerSurroundings(connection, today, start)
    own = _CLIMBED.index(incident.grade) if incident.grade in _CLIMBED else 0
    found: list[Lacking] = []
    for grade in _CLIMBED[own:]:
        lacks = grade_lacks(incident.model_copy(update={"grade": grade}), around)
        if lacks or grade != incident.grade:
            found.append((grade, lacks))
    return tuple(found)
