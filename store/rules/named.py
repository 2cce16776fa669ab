"""More people named at an incident than anybody reported."""

from collections.abc import Iterable, Iterator, Sequence

from store.kinds import label_of
from store.records import Casualty, Detention, Figure, Incident
from store.rules.asked import NamedPerson, Surroundings
from store.rules.figures import ends
from store.rules.finding import Breach, Level, Rule
from store.rules.likeness import OF_AGE, names_of, years_of
from store.vocabulary import FigureKind, Measure, Outcome, PersonStatus, Population, Sex

MORE_NAMED = "more-named"

_OUTCOMES = {
    Measure.KILLED: (Outcome.KILLED,),
    Measure.DIED_IN_CUSTODY: (Outcome.DIED_IN_CUSTODY,),
    Measure.DIED_FLEEING: (Outcome.DIED_FLEEING,),
    Measure.DEATHS_ALL: (Outcome.KILLED, Outcome.DIED_IN_CUSTODY, Outcome.DIED_FLEEING),
    Measure.INJURED: (Outcome.INJURED,),
    Measure.MISSING: (Outcome.MISSING,),
}
"""Whom a figure of the measure certainly counts; for detained it is the detentions."""

_DEATHS = (Measure.KILLED, Measure.DIED_IN_CUSTODY, Measure.DIED_FLEEING)
_ALL_DEATHS = (*_DEATHS, Measure.DEATHS_ALL)

_ANYBODY = (Population.ALL, Population.NOT_STATED)
_POPULATIONS = {
    Population.ALL: _ANYBODY,
    Population.CIVILIANS: (Population.CIVILIANS, *_ANYBODY),
    Population.CHILDREN: (Population.CHILDREN,),
    Population.WOMEN: (Population.WOMEN,),
    Population.STATE_FORCES: (Population.STATE_FORCES,),
    Population.RESISTANCE: (Population.RESISTANCE,),
}
"""For each population those whose figures may count it."""


def _more_named(
    record: Incident | Casualty | Detention | Figure, around: Surroundings
) -> Iterator[Breach]:
    incident = record.id if isinstance(record, Incident) else record.incident
    if not incident or (isinstance(record, Figure) and record.kind != FigureKind.INCIDENT):
        return
    if not isinstance(record, Incident) and _is_answered(incident, around):
        return
    figures = _with(record, around.figures_of(incident))
    touched = _touched(record) & {figure.measure for figure in figures if figure.measure}
    people = _named(record, incident, around) if touched else ()
    exceeded = [m for m in sorted(touched) if _is_exceeded(m, people, figures)]
    if exceeded:
        measures = ", ".join(label_of(measure).lower() for measure in exceeded)
        yield Breach(
            f"More people are named than anybody reported ({measures}): look for one who is named"
            " twice, or for a later report.",
            _cursor(record),
        )


def _is_answered(incident: str, around: Surroundings) -> bool:
    """Whether a reason was given at the incident, which then holds for all of it."""
    above = around.incident(incident)
    return above is not None and MORE_NAMED in (above.waived or {})


def _cursor(record: Incident | Casualty | Detention | Figure) -> tuple[str, ...]:
    if isinstance(record, Incident):
        return ()
    return ("best",) if isinstance(record, Figure) else ("incident",)


def _with(
    record: Incident | Casualty | Detention | Figure, figures: Sequence[Figure]
) -> Sequence[Figure]:
    """The figures with the one that is looked at as it is now."""
    if not isinstance(record, Figure):
        return figures
    return [record, *(figure for figure in figures if figure.id != record.id)]


def _touched(record: Incident | Casualty | Detention | Figure) -> set[Measure]:
    """The measures in whose comparison the record has a part."""
    match record:
        case Incident():
            return {*_OUTCOMES, Measure.DETAINED}
        case Figure():
            return set(_same_people(record.measure))
        case Casualty() if names_of(record):
            return {m for m, outcomes in _OUTCOMES.items() if record.outcome in outcomes}
        case Detention() if names_of(record):
            return {Measure.DETAINED}
        case _:
            return set()


def _same_people(measure: Measure | None) -> tuple[Measure, ...]:
    """The measures whose figures may count the same people; none of what no record counts."""
    if measure in _DEATHS:
        return (measure, Measure.DEATHS_ALL)
    if measure == Measure.DEATHS_ALL:
        return _ALL_DEATHS
    return (measure,) if measure and (measure in _OUTCOMES or measure == Measure.DETAINED) else ()


def _named(
    record: Incident | Casualty | Detention | Figure, incident: str, around: Surroundings
) -> Sequence[NamedPerson]:
    """The people named, with the one who is looked at as the record has it now."""
    people = around.named_people(incident)
    match record:
        case Casualty():
            fate = (False, record.outcome or "", record.status or "")
        case Detention():
            fate = (True, "", "")
        case _:
            return people
    own = NamedPerson(record.id, *fate, record.sex or "", *years_of(record))
    return [own, *(person for person in people if person.id != record.id)]


def _is_exceeded(
    measure: Measure, people: Iterable[NamedPerson], figures: Iterable[Figure]
) -> bool:
    compared = [figure for figure in figures if figure.measure in _same_people(measure)]
    counted = [person for person in people if _counts(person, measure)]
    for population, populations in _POPULATIONS.items():
        tops = [ends(figure)[1] for figure in compared if figure.population in populations]
        highest = max((top for top in tops if top is not None), default=None)
        if highest is None or None in tops:
            continue
        if sum(_belongs(person, population) for person in counted) > highest:
            return True
    return False


def _counts(person: NamedPerson, measure: Measure) -> bool:
    if measure == Measure.DETAINED:
        return person.detained
    return not person.detained and person.outcome in _OUTCOMES[measure]


def _belongs(person: NamedPerson, population: Population) -> bool:
    """Whether the person is certainly one of those whom a population means."""
    match population:
        case Population.CIVILIANS:
            # A detention has no status: who is recorded as detained is taken for a civilian.
            return person.detained or person.status == PersonStatus.CIVILIAN
        case Population.CHILDREN:
            return person.most < OF_AGE
        case Population.WOMEN:
            return person.sex == Sex.FEMALE and person.least >= OF_AGE
        case Population.STATE_FORCES:
            return person.status == PersonStatus.STATE_FORCE_MEMBER
        case Population.RESISTANCE:
            return person.status == PersonStatus.ARMED_GROUP_MEMBER
        case _:
            return True


RULES = (Rule(MORE_NAMED, Level.WARNING, (Incident, Casualty, Detention, Figure), _more_named),)
